"""Addresses as promises: what a record publishes, what the register holds, where each leads.

An address is written from the root of the site, without slashes at the ends: `cases/x`, and
`cases/x#arrest-2022` for a place on that page. Promised are the pages of records and the places on
them whose names a person gave: events, proceedings, parts of articles, terms. Headings that a
template writes come and go with what there is to say, so a link to one leads at least to the page.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from casebook.addresses import FOLDERS, address_of, index_of, part_anchor, web_path
from casebook.library import FOLDER_OF_KIND, Key, Library
from casebook.models import Article, Case, Event, Record, Term
from casebook.models.base import ID_PATTERN
from casebook.models.redirect import ADDRESS_PATTERN

MARK: Final = "#"
ERASURES: Final = "erased.txt"
"""The file of the register that says how many lines were taken out of it, when and why."""
_ID: Final = re.compile(ID_PATTERN, re.ASCII)
_ADDRESS: Final = re.compile(ADDRESS_PATTERN, re.ASCII)
_KINDS: Final[Mapping[str, str]] = {FOLDERS[kind]: kind for kind in FOLDER_OF_KIND}


class Line(NamedTuple):
    """One line of the register, with its place."""

    path: str
    number: int
    text: str


def written(page: str, anchor: str | None = None) -> str:
    """Write the address of a page, named as under `docs/`, and of a place on it."""
    path = web_path(page).rstrip("/")
    return f"{path}{MARK}{anchor}" if anchor else path


def page_of(address: str) -> str:
    """Return an address without the place on its page."""
    return address.partition(MARK)[0]


def anchor_of(address: str) -> str:
    """Return the place on its page that an address names; empty for the whole page."""
    return address.partition(MARK)[2]


def key_of(address: str) -> Key | None:
    """Return kind and id of the record whose page an address names; None for any other page."""
    if page_of(address) == written(index_of(Term.kind_name)):
        return (Term.kind_name, anchor_of(address)) if MARK in address else None
    folder, _, name = page_of(address).partition("/")
    # A list goes on under a name that no id can have: `cases/index_2`, `articles/x_charged`.
    return (_KINDS[folder], name) if folder in _KINDS and _ID.fullmatch(name) else None


def address_of_record(kind: str, name: str) -> str:
    """Write the address of a record, or of a term."""
    found = address_of(kind, name)
    return written(found.page, found.anchor)


def addresses_of(record: Record) -> Iterator[str]:
    """Give what a record publishes: its page, then each place on it that has a name of its own."""
    page = address_of_record(record.kind_name, record.id)
    yield page
    for anchor in _anchors(record):
        yield f"{page}{MARK}{anchor}"


def _anchors(record: Record) -> Iterator[str]:
    if isinstance(record, Case | Event):
        yield from (event.id for event in record.timeline)
    if isinstance(record, Case):
        yield from (proceeding_anchor(one.id) for one in record.proceedings)
    if isinstance(record, Article):
        yield from (part_anchor(part.number) for part in record.parts if part.number)


def proceeding_anchor(name: str) -> str:
    """Return the anchor of a proceeding on the page of its case."""
    return f"proceeding_{name}"


def is_address(text: str) -> bool:
    """Whether a line of the register can be an address."""
    return _ADDRESS.fullmatch(text) is not None


def register(library: Library) -> Iterator[Line]:
    """Read the register line by line; empty lines mean nothing."""
    for path, text in library.register.items():
        if path.endswith(f"/{ERASURES}"):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if address := line.rstrip("\r"):
                yield Line(path, number, address)


def former_ids(library: Library) -> Mapping[Key, list[tuple[str, str]]]:
    """Give the folder and id that records had before: their data stays under those, too."""
    found: defaultdict[Key, list[tuple[str, str]]] = defaultdict(list)
    for old, redirect in library.redirects.items():
        before, now = key_of(old), key_of(redirect.new)
        if before and now and MARK not in old + redirect.new:
            found[now].append((FOLDER_OF_KIND[before[0]], before[1]))
    return found


class Standing:
    """Which addresses of records lead somewhere, in one library."""

    def __init__(self, library: Library, records: Iterable[Record] | None = None) -> None:
        """Gather every page with its anchors; None stands for those of a record not shown.

        With `records` only their pages are known: whoever asks for others gets a wrong answer.
        """
        self._library = library
        self._pages: dict[str, set[str] | None] = {}
        for record in library.records() if records is None else records:
            page, *anchors = addresses_of(record)
            if isinstance(record, Term):
                page, anchors = page_of(page), [page]
            shown = record.publication.state == "published" or isinstance(record, Term)
            inside = self._pages.setdefault(page, set() if shown else None)
            if inside is not None:
                inside.update(map(anchor_of, anchors))

    def is_there(self, address: str) -> bool:
        """Whether a page has the place; the page of a record taken down stands for all on it."""
        page, _, anchor = address.partition(MARK)
        if page not in self._pages:
            return False
        inside = self._pages[page]
        return inside is None or not anchor or anchor in inside

    def may_be_there(self, address: str) -> bool:
        """Whether it is there, or nobody can say: a list, or a record that could not be read."""
        page = page_of(address)
        unread = {page.rpartition("/")[2]} & self._library.broken
        of_records = key_of(page) is not None or page == written(index_of(Term.kind_name))
        return bool(unread) or not of_records or self.is_there(address)

    def leads(self, address: str) -> bool:
        """Whether somebody who follows an address finds what was there, or where it is now."""
        if self.is_there(address):  # nearly all are, and the rest is slower to tell
            return True
        moved = self._library.redirects
        page, anchor = page_of(address), anchor_of(address)
        if address in moved or self.may_be_there(address) or "redirects" in self._library.broken:
            return True
        if page not in moved or page in self._pages:
            return False
        target = moved[page].new
        # What led to a part of another page now leads there with all that was on it.
        return not anchor or MARK in target or self.may_be_there(f"{target}{MARK}{anchor}")

    def lost(self, addresses: Iterable[str]) -> list[str]:
        """Find addresses that lead nowhere, in order."""
        return sorted({address for address in addresses if not self.leads(address)})

    def near(self, address: str) -> Iterator[str]:
        """Give what may have become of an address: pages of its kind, or places on its page."""
        page = page_of(address)
        if MARK in address and self._pages.get(page):
            yield from (f"{page}{MARK}{anchor}" for anchor in self._pages[page] or ())
            return
        folder, slash, _ = page.partition("/")
        yield from (other for other in self._pages if other.startswith(folder + slash))
