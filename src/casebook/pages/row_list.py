"""Lists of one row a thing in a case: tables on pages, and the file by which they are filtered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.models import Case, TimelineEvent
from casebook.pages.blocks import Block
from casebook.pages.disputes import mark_words
from casebook.pages.facet_terms import in_order, term_label
from casebook.pages.facets import Facet
from casebook.pages.inline import Inline, inline, join
from casebook.pages.listing_file import Row, Shape
from casebook.pages.lists import Section
from casebook.pages.page import Page
from casebook.pages.tables import table
from casebook.pages.world import World

MORE: Final = ("csv-places", "csv-claim", "csv-inferred", "csv-marks")
"""Headings of what `caveats` gives, in tables for spreadsheets."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its line where readers filter, and its row in a table."""

    row: Row
    cells: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class RowList:
    """A list: its first page, what stands on its pages, and its file."""

    page: Page
    title: str
    lead: tuple[Inline, ...]
    sections: tuple[Section, ...]
    shape: Shape
    rows: tuple[Row, ...]
    file: str


def sections_by(
    page: Page, facet: Facet, columns: tuple[str, ...], lines: Iterable[Line]
) -> Iterator[Section]:
    """Part the lines by the first term that they have in a facet, each part as a table."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.row.terms[facet.id][0], []).append(line)
    for term in in_order(page.world, facet.id, found):
        made = table(page, columns, (line.cells for line in found[term]))
        if made is not None:
            heading = inline(term_label(page.world, facet.id, term))
            anchor = addresses.section_anchor(f"{facet.id}-{term}")
            yield Section(heading, anchor, Block(table=made))


def dated(page: Page, case: Case, event: TimelineEvent) -> Inline:
    """Link to an event under its date, with what a reader must know of it."""
    link = page.link("case", case.id, page.world.date_in_words(event.date), event.id)
    return join([link, *marks(page, event)], "; ")


def marks(page: Page, event: TimelineEvent) -> Iterator[Inline]:
    """Say in a few words that a date is inferred, that sources disagree, that it is alleged."""
    if any(one.field == "date" for one in event.inferred):
        yield page.say("mark-date-inferred")
    yield from mark_words(page, event.disputed)
    if event.claim != "stated":
        yield inline(page.world.label("claim-kinds", event.claim))


def caveats(world: World, event: TimelineEvent) -> tuple[str, ...]:
    """Say it for spreadsheets: where it is told, and how; what is inferred, and what disputed."""
    return (
        "; ".join(
            f"{world.record('source', one.source).label} ({one.at})" for one in event.sources
        ),
        world.label("claim-kinds", event.claim),
        "; ".join(f"{one.field}: {one.why}" for one in event.inferred),
        "; ".join(
            (
                *(str(one.about) for one in event.disputed),
                *(str(one.about) for one in event.misprints),
            )
        ),
    )
