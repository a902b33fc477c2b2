"""Rules on addresses: what was published leads somewhere, and a redirect leads there at once."""

from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import Finding, rule
from casebook.links import LinkedLibrary
from casebook.permalinks import MARK, Standing, is_address, page_of, register
from casebook.problems import closest

_GUESSES: Final = 20
"""How many lost addresses get a guess at what they are now: each is compared with thousands."""


@rule("lost-address")
def lost_address(linked: LinkedLibrary) -> Iterator[Finding]:
    """What was published is there, or its address leads to where it is now."""
    library = linked.library
    lines = {line.text: line for line in register(library) if is_address(line.text)}
    if not lines:
        return
    standing = Standing(library)
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
    library = linked.library
    standing = Standing(library) if library.redirects else None
    for old, redirect in library.redirects.items():
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
    library = linked.library
    standing = Standing(library) if library.redirects else None
    for old in library.redirects:
        if standing and standing.is_there(old):
            message = f"'{old}' is there, so it cannot lead elsewhere"
            mend = "remove the redirect, or give what is there another id: addresses are not reused"
            yield Finding(("old",), message, mend, about=("redirect", old))


LIBRARY_RULES: Final = (
    lost_address,
    bad_register_line,
    redirect_to_nowhere,
    redirect_over_page,
)
