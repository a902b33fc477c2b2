"""Pages that list: sections with tables, parted over several pages when they are long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.pages.blocks import ROOM, Block, numbered, page_links, portions
from casebook.pages.front import Front, front
from casebook.pages.inline import NOTHING, Inline
from casebook.pages.page import Page
from casebook.pages.tables import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a block; the heading is empty for a list that has only one section."""

    heading: Inline
    anchor: str
    block: Block


@dataclass(frozen=True, slots=True)
class ListView:
    """All that the template of a list prints."""

    front: Front
    title: str
    lead: tuple[Inline, ...]
    sections: tuple[Section, ...]
    pages: tuple[Inline, ...]
    """Links to the other pages of the list; empty if there is one."""
    empty: Inline = NOTHING
    """What stands there when there is nothing."""


def list_pages(
    page: Page,
    title: str,
    sections: Sequence[Section],
    lead: Iterable[Inline] = (),
    *,
    empty: str = "list-empty",
) -> Iterator[tuple[Page, ListView]]:
    """Lay out a list over as many pages as it needs; the first has the path of `page`.

    The title is plain text; `empty` is the key of the words for a list without sections.
    """
    leading = tuple(lead)
    parts = [*_parted(sections)] or [()]
    for number, part in enumerate(parts, 1):
        here = Page(page.world, numbered(page.path, number))
        words = page.world.words
        shown = title if number == 1 else words("page-of", title=title, number=number)
        links = page_links(here, page.path, len(parts))
        yield (
            here,
            ListView(front(here, shown, shown), shown, leading, part, links, page.say(empty)),
        )


def _parted(sections: Iterable[Section]) -> Iterator[tuple[Section, ...]]:
    """Fill pages with sections and pieces of sections."""
    here: list[Section] = []
    size = 0
    for piece in _pieces(sections):
        length = _size(piece.block)
        if here and size + length > ROOM:
            yield tuple(here)
            here, size = [], 0
        here.append(piece)
        size += length
    if here:
        yield tuple(here)


def _pieces(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        if section.block.table is None:
            yield section
            continue
        for number, portion in enumerate(portions(section.block.table)):
            if number == 0:
                yield replace(section, block=replace(section.block, table=portion))
            else:
                yield replace(section, block=Block(table=portion))


def _size(found: Block) -> int:
    texts = [*found.lines, *found.items]
    rows = found.table.rows if found.table else ()
    return sum(map(len, texts)) + sum(len(cell) for row in rows for cell in row)


def only(heading: Inline, long: Table | None) -> tuple[Section, ...]:
    """Make a list of one section out of a table."""
    return (Section(heading, "section_list", Block(table=long)),) if long else ()
