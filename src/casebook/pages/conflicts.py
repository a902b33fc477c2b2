"""Every place where sources disagree or slip, gathered from all records."""

from collections.abc import Iterator, Sequence

from casebook.models import Case, Conflict, Event, Misprint, Record
from casebook.pages.blocks import Block
from casebook.pages.disputes import conflict_cells, misprint_words
from casebook.pages.inline import Inline
from casebook.pages.lists import Section
from casebook.pages.page import Page
from casebook.pages.sorts import SORTS, Sort, sort_of
from casebook.pages.tables import table


def conflict_sections(page: Page) -> Iterator[Section]:
    """List disagreements first, then milder sorts, then misprints, each with where it stands."""
    disputed: dict[Sort, list[Sequence[Inline]]] = {sort: [] for sort in SORTS}
    for conflict, where in _disputed(page):
        disputed[sort_of(conflict.kind)].append((where, *conflict_cells(page, conflict)))
    for sort, words in SORTS.items():
        columns = ("column-where", "column-about", "column-sides")
        made = table(page, columns, disputed[sort])
        if made is not None:
            yield Section(page.say(words.heading), words.anchor, Block(table=made))
    slips = [(where, misprint_words(page, one)) for one, where in _misprints(page)]
    made = table(page, ("column-where", "column-what"), slips)
    if made is not None:
        yield Section(page.say("heading-misprints"), "section_misprints", Block(table=made))


def _records(page: Page) -> Iterator[tuple[Record, Inline]]:
    for record in page.world.library.records():
        yield record, page.link(record.kind_name, record.id)


def _disputed(page: Page) -> Iterator[tuple[Conflict, Inline]]:
    for record, where in _records(page):
        yield from ((one, where) for one in record.disputed)
        if isinstance(record, Case | Event):
            for event in record.timeline:
                for one in event.disputed:
                    yield one, _at(page, record, event.id, page.world.date_in_words(event.date))


def _misprints(page: Page) -> Iterator[tuple[Misprint, Inline]]:
    for record, where in _records(page):
        yield from ((one, where) for one in record.misprints)
        if isinstance(record, Case | Event):
            for event in record.timeline:
                for one in event.misprints:
                    yield one, _at(page, record, event.id, page.world.date_in_words(event.date))


def _at(page: Page, record: Case | Event, anchor: str, date: str) -> Inline:
    shown = page.say("record-on", record=record.label, date=date)
    return page.link(record.kind_name, record.id, shown, anchor)
