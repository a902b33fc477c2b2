"""What it takes to cite a page: title, address, version, the date up to which its sources know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from casebook import addresses, edition
from casebook.data_files import citation_file
from casebook.dates import EdtfDate
from casebook.fold import Meaning, State, latest
from casebook.library import FOLDER_OF_KIND
from casebook.links import LinkedLibrary
from casebook.models import Article, Case, Event, Record, Statistic

CITED_KINDS: Final = (Article.kind_name, Case.kind_name, Event.kind_name, Statistic.kind_name)
"""Kinds whose pages say how to cite them."""


@dataclass(frozen=True, slots=True)
class Citable:
    """One page as a citation names it. There is no date of publication: nobody knows one."""

    kind: str
    id: str
    title: str
    path: str
    """Address from the root of the site."""
    url: str | None
    """Whole address; None where the site was built without one."""
    version: str
    as_of: EdtfDate | None

    @property
    def key(self) -> str:
        """What reference managers call it."""
        return f"casebook-{self.id}"

    def file(self, form: str) -> str:
        """The file of the citation in one of the formats."""
        return citation_file(FOLDER_OF_KIND[self.kind], self.id, form)


def citable(
    linked: LinkedLibrary,
    states: Mapping[str, State],
    meaning: Meaning,
    record: Record,
    site_url: str,
) -> Citable:
    """Say how the page of a record is cited; `site_url` ends with a slash, or is empty."""
    path = addresses.web_path(addresses.page_of(record.kind_name, record.id))
    return Citable(
        kind=record.kind_name,
        id=record.id,
        title=title_of(linked, record),
        path=path,
        url=f"{site_url}{path}" if site_url else None,
        version=edition.record_version(linked.library, record.kind_name, record.id),
        as_of=known_until(linked, states, meaning, record),
    )


def cited_by(linked: LinkedLibrary, record: Record) -> tuple[str, ...]:
    """List the ids of sources that a record cites, in the order of their first mention."""
    found = linked.forward.get((record.kind_name, record.id), ())
    return tuple(dict.fromkeys(one.text for one in found if one.targets == ("source",)))


def title_of(linked: LinkedLibrary, record: Record) -> str:
    """Name a record on one line; an article with its number: `CC 405, mass riots`."""
    if not isinstance(record, Article) or record.number is None:
        return " ".join(record.label.split())
    code = linked.library.codes[record.code].short
    return " ".join(f"{code} {record.number}, {record.short_title or record.title}".split())


def known_until(
    linked: LinkedLibrary, states: Mapping[str, State], meaning: Meaning, record: Record
) -> EdtfDate | None:
    """Up to when the sources of a record know.

    For a case, those of its timeline; for an article, the date of the text that was read. A source
    that knows up to an open end, such as a law in force, dates nothing.
    """
    if isinstance(record, Case):
        return states[record.id].known.until
    if isinstance(record, Article) and record.text_as_of is not None:
        return beginning(record.text_as_of)
    references = linked.forward.get((record.kind_name, record.id), ())
    dates = (meaning.sources.get(one.text) for one in references if one.targets == ("source",))
    known = (one.as_of or one.issued for one in dates if one is not None)
    return latest(when for when in known if when is not None and not when.open_end)


def beginning(when: EdtfDate) -> EdtfDate:
    """Return when something began that has no end yet; any other date as it is.

    A text of a law that was read in June 2024 or later is as of June 2024: later is not certain.
    """
    start, end = when.ends
    return start if start is not None and end is None else when


def with_slash(site_url: str) -> str:
    """Write the address of a site so that paths can follow it; empty stays empty."""
    return f"{site_url.rstrip('/')}/" if site_url.strip() else ""
