"""What stands under one heading: lines, items, a table, and where a long table goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casebook.pages.disputes import Box
from casebook.pages.inline import NOTHING, Inline, inline
from casebook.pages.page import Page
from casebook.pages.series import Drawing
from casebook.pages.tables import Table

ROOM = 56_000
"""Characters of a table on one page; with marks for phones and the theme, below 200 KB of HTML."""


@dataclass(frozen=True, slots=True)
class Block:
    """The content under a heading; never empty."""

    lines: tuple[Inline, ...] = ()
    items: tuple[Inline, ...] = ()
    table: Table | None = None
    more: Inline = NOTHING
    """Link to the page where the table goes on."""
    boxes: tuple[Box, ...] = ()
    notes: tuple[Inline, ...] = ()
    """The notes of the page, by their numbers."""
    drawing: Drawing | None = None
    """What the table says, at a glance."""


@dataclass(frozen=True, slots=True)
class Continued:
    """A table that is too long for its page, with the page where all of it is listed."""

    path: str
    table: Table


def block(
    lines: Iterable[Inline] = (), items: Iterable[Inline] = (), table: Table | None = None
) -> Block | None:
    """Make a block; None if there is nothing in it, so that its heading goes too."""
    found = Block(tuple(one for one in lines if one), tuple(items), table)
    return found if found.lines or found.items or found.table else None


def cut(page: Page, long: Table | None, name: str) -> tuple[Block | None, Continued | None]:
    """Keep of a long table what fits on the page, and link to a page that lists all of it."""
    if long is None:
        return None, None
    first = next(portions(long))
    if len(first.rows) == len(long.rows):
        return Block(table=long), None
    path = f"{page.path.removesuffix('.md')}_{name}.md"
    more = page.say("all-rows", count=len(long.rows))
    return Block(table=first, more=page.link_to(path, more)), Continued(path, long)


def portions(long: Table) -> Iterator[Table]:
    """Part a table so that each portion has room on a page; at least one, each with a row."""
    rows: list[tuple[Inline, ...]] = []
    size = 0
    for row in long.rows:
        length = sum(map(len, row))
        if rows and size + length > ROOM:
            yield replace(long, rows=tuple(rows))
            rows, size = [], 0
        rows.append(row)
        size += length
    yield replace(long, rows=tuple(rows))


def numbered(path: str, number: int) -> str:
    """Name the pages of a list: the first as it is, the others with a number no id can hold."""
    return path if number == 1 else f"{path.removesuffix('.md')}_{number}.md"


def page_links(page: Page, path: str, pages: int) -> tuple[Inline, ...]:
    """Link to all pages of a list; the one at hand is not a link."""
    if pages == 1:
        return ()
    return tuple(
        inline(str(number))
        if (name := numbered(path, number)) == page.path
        else page.link_to(name, page.say("page-number", number=str(number)))
        for number in range(1, pages + 1)
    )
