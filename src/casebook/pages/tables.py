"""Tables: headings in words of the interface, cells of finished Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casebook.pages.inline import Inline
from casebook.pages.page import Page


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is about is said by the heading above it."""

    columns: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


def table(page: Page, columns: Sequence[str], rows: Iterable[Sequence[Inline]]) -> Table | None:
    """Make a table under words of the interface; None without rows. Empty cells say so."""
    cells = tuple(tuple(cell or page.say("not-stated-cell") for cell in row) for row in rows)
    if not cells:
        return None
    return Table(tuple(page.say(column) for column in columns), cells)
