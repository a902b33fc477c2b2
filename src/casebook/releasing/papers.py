"""What lies beside the site in an archive: what it is, how to cite it, the same for programs."""

import json
from pathlib import Path
from typing import Final

import yaml

from casebook import edition
from casebook.dates import ENGLISH, EdtfDate, words
from casebook.releasing.facts import Release

README: Final = "README.txt"
CITATION: Final = "CITATION.cff"
FACTS: Final = "release.json"
_ABSTRACT: Final = (
    "Case profiles of people and organisations in Kazakhstan restricted for civic activity, with "
    "the provisions of law used against them. Each state is as of the date that stands beside it."
)


def papers(release: Release, readme: Path) -> dict[str, bytes]:
    """Write the papers of a version: name of the file -> content.

    `readme` is the text for people, with the names of `_blanks` in braces.
    """
    text = readme.read_text(encoding="utf-8").format_map(_blanks(release))
    return {
        README: text.encode(),
        CITATION: _citation(release).encode(),
        FACTS: (json.dumps(_facts(release), ensure_ascii=False, indent=2) + "\n").encode(),
    }


def cited(release: Release) -> str:
    """Cite a version in one sentence."""
    parts = (
        edition.SITE_NAME,
        f"version {release.version}",
        date_in_words(release),
        f"data version {release.data_version}",
        release.address or release.repository,
        edition.LICENCE,
    )
    return f"{', '.join(part for part in parts if part)}."


def date_in_words(release: Release) -> str:
    """Say the date of a version: `22 November 2026`."""
    return words(EdtfDate.parse(release.date), ENGLISH)


def _blanks(release: Release) -> dict[str, str]:
    """What the text for people may name."""
    return {
        "name": release.name,
        "version": release.version,
        "date": date_in_words(release),
        "data_version": release.data_version,
        "as_of": words(release.as_of, ENGLISH) if release.as_of else "a date that is not known",
        "cases": str(release.cases),
        "records": str(release.records),
        "commit": release.commit,
        "address": release.address or "(this copy names no address)",
        "cited": cited(release),
        "licence": edition.LICENCE_URL,
    }


def _facts(release: Release) -> dict[str, object]:
    return {
        "title": edition.SITE_NAME,
        "version": release.version,
        "date": release.date,
        "commit": release.commit,
        "data_version": release.data_version,
        "schema_version": edition.SCHEMA_VERSION,
        "program_version": release.program,
        "as_of": release.as_of.text if release.as_of else None,
        "cases": release.cases,
        "records": release.records,
        "licence": edition.LICENCE,
        "url": release.address or None,
        "repository": release.repository or None,
    }


def _citation(release: Release) -> str:
    """Write the citation in the Citation File Format, 1.2.0."""
    told = {
        "cff-version": "1.2.0",
        "message": f"Please cite this version: {cited(release)}",
        "type": "dataset",
        "title": edition.SITE_NAME,
        "abstract": _ABSTRACT,
        "authors": [{"name": f"{edition.SITE_NAME} contributors"}],
        "version": release.version,
        "date-released": release.date,
        "license": edition.LICENCE,
        "commit": release.commit,
        "identifiers": [
            {
                "type": "other",
                "value": release.data_version,
                "description": "Version of the data, made from its content",
            }
        ],
    }
    told |= {"url": release.address} if release.address else {}
    told |= {"repository": release.repository} if release.repository else {}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)
