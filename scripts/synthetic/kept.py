"""The real records that stand without real cases: articles, sources, organisations and so on."""

import shutil
from pathlib import Path
from typing import Final

from casebook import checks
from casebook.library import FOLDER_OF_KIND, Key
from casebook.links import LinkedLibrary
from casebook.models import Case, Event, Term
from synthetic.story import write_record

VOCABULARIES: Final = "vocabularies"
GLOSSARY: Final = "glossary.yaml"


def keep(linked: LinkedLibrary, real: Path, folder: Path) -> None:
    """Copy the real records that name no case and no event, and are without a problem.

    Args:
        linked: The real records.
        real: The folder that holds their folder.
        folder: The `data/` to be.
    """
    library = linked.library
    shutil.copytree(real / library.folder / VOCABULARIES, folder / VOCABULARIES)
    shutil.copy2(real / library.folder / GLOSSARY, folder / GLOSSARY)
    bodies = [case for case in library.cases.values() if case.kind == "organisation"]
    standing = {(Case.kind_name, body.id) for body in bodies}
    for kind, name in _kept(linked, standing) - standing:
        if kind != Term.kind_name:
            copy = folder / FOLDER_OF_KIND[kind] / f"{name}.yaml"
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(real / library.path(kind, name), copy)
    for body in bodies:
        # What publishes or criticises is wanted; what was done to it is not.
        stub = {"name": body.name, "kind": body.organisation_kind or "other"}
        path = folder / "organisations" / f"{body.id}.yaml"
        write_record(path, stub | {"short_description": "body"})


def _kept(linked: LinkedLibrary, standing: set[Key]) -> set[Key]:
    """Find the records that refer only to each other, to vocabularies and to what stands."""
    library = linked.library
    at_fault = {problem.place.path for problem in [*linked.problems, *checks.run(linked)]}
    kept = standing | {
        (record.kind_name, record.id)
        for record in library.records()
        if not isinstance(record, Case | Event)
        and library.path(record.kind_name, record.id) not in at_fault
    }
    while True:
        left = standing | {key for key in kept - standing if _targets(linked, key) <= kept}
        if left == kept:
            return kept
        kept = left


def _targets(linked: LinkedLibrary, key: Key) -> set[Key]:
    """Find the records that one refers to."""
    found = {linked.target(reference) for reference in linked.forward[key]}
    return {one for one in found if one and not one[0].startswith("vocabulary:")}
