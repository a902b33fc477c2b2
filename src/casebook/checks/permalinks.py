"""Rules on addresses: what was published leads somewhere, and a redirect leads there at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from casebook.checks.rule import Finding, rule
from casebook.library import Key, Library
from casebook.links import LinkedLibrary
from casebook.models import Record, Redirect
from casebook.permalinks import (
    MARK,
    Line,
    Standing,
    address_of_record,
    is_address,
    key_of,
    page_of,
    register,
)
from casebook.problems import closest

_GUESSES: Final = 20
"""How many lost addresses get a guess at what they are now: each is compared with thousands."""


@rule("lost-address")
def lost_address(linked: LinkedLibrary) -> Iterator[Finding]:
    """What was published is there, or its address leads to where it is now."""
    yield from _lost(linked.library, register(linked.library))


def _lost(
    library: Library, register: Iterable[Line], standing: Standing | None = None
) -> Iterator[Finding]:
    lines = {line.text: line for line in register if is_address(line.text)}
    if not lines:
        return
    standing = standing or Standing(library)
    lost = standing.lost(lines)
    pages = {address for address in lost if MARK not in address}
    # What was on a page that is lost goes without saying.
    told = [one for one in lost if one in pages or page_of(one) not in pages]
    for count, address in enumerate(told):
        message = f"'{address}' was published, and is no longer there"
        near = closest(address, standing.near(address)) if count < _GUESSES else None
        hint = f" (to {near}?)" if near else ""
        page, _, place = address.partition(MARK)
        what = "put it back"
        if place and page.startswith("cases/"):
            what = f"give it its id '{place.removeprefix('proceeding_')}' again"
        mend = f"{what}, or add its new address to {library.folder}/redirects.yaml{hint}"
        if MARK not in address:
            mend += "; to take a page down, keep its record with 'publication: {state: tombstone}'"
        yield Finding((), message, mend, line=lines[address])


@rule("bad-register-line")
def bad_register_line(linked: LinkedLibrary) -> Iterator[Finding]:
    """Each line of the register is an address."""
    for line in register(linked.library):
        if not is_address(line.text):
            mend = "remove the line; if it was an address, take that back from the history"
            yield Finding((), "this is not an address of the site", mend, line=line)


@rule("redirect-to-nowhere")
def redirect_to_nowhere(linked: LinkedLibrary) -> Iterator[Finding]:
    """A redirect leads to a page or place that is there, and not by way of another redirect."""
    yield from _to_nowhere(linked.library, linked.library.redirects)


def _to_nowhere(
    library: Library, redirects: Mapping[str, Redirect], standing: Standing | None = None
) -> Iterator[Finding]:
    if redirects and standing is None:
        standing = Standing(library)
    for old, redirect in redirects.items():
        about, new = ("redirect", old), redirect.new
        further = library.redirects.get(new) or library.redirects.get(page_of(new))
        if further is not None:
            message = f"'{new}' is itself redirected"
            mend = f"write where that leads: {further.new}"
            yield Finding(("new",), message, mend, about=about)
        elif standing and not standing.may_be_there(new):
            near = closest(new, standing.near(new))
            hint = f" (did you mean {near}?)" if near else ""
            mend = f"correct the address{hint}"
            yield Finding(("new",), f"there is no '{new}'", mend, about=about)


@rule("redirect-over-page")
def redirect_over_page(linked: LinkedLibrary) -> Iterator[Finding]:
    """An address that is redirected is not used again."""
    yield from _over_page(linked.library, linked.library.redirects)


def _over_page(
    library: Library, redirects: Iterable[str], standing: Standing | None = None
) -> Iterator[Finding]:
    if redirects and standing is None:
        standing = Standing(library)
    for old in redirects:
        if standing and standing.is_there(old):
            message = f"'{old}' is there, so it cannot lead elsewhere"
            mend = "remove the redirect, or give what is there another id: addresses are not reused"
            yield Finding(("old",), message, mend, about=("redirect", old))


def of_pages(linked: LinkedLibrary, keys: Collection[Key]) -> Iterator[tuple[str, Finding]]:
    """Hold the rules above to the addresses of a few records only; gives the slug with each.

    A whole look makes every record there is. This one makes those that are asked for, and those
    to which their old addresses lead.
    """
    library = linked.library
    pages = {page_of(address_of_record(*key)) for key in keys}
    leaving = {old: one for old, one in library.redirects.items() if page_of(old) in pages}
    coming = {old: one for old, one in library.redirects.items() if page_of(one.new) in pages}
    moved = {**leaving, **coming}
    pages |= {page_of(old) for old in coming}
    lines = [line for line in register(library) if page_of(line.text) in pages]
    if not lines and not moved:
        return
    others = {key_of(end) for old, one in moved.items() for end in (old, one.new)}
    standing = Standing(library, _made(library, {*keys, *filter(None, others)}))
    yield from ((lost_address.slug, one) for one in _lost(library, lines, standing))
    yield from ((redirect_to_nowhere.slug, one) for one in _to_nowhere(library, moved, standing))
    yield from ((redirect_over_page.slug, one) for one in _over_page(library, leaving, standing))


def _made(library: Library, keys: Iterable[Key]) -> Iterator[Record]:
    """Make the records of some keys, those that are there."""
    for kind, name in sorted(keys):
        record = library.of_kind(kind).get(name)
        if isinstance(record, Record):
            yield record


LIBRARY_RULES: Final = (
    lost_address,
    bad_register_line,
    redirect_to_nowhere,
    redirect_over_page,
)
