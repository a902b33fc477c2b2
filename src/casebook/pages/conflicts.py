"""Every place where sources disagree or slip, gathered from all records."""

from collections.abc import Iterator, Sequence

from casebook.models import Case, Event, Record
from casebook.pages.blocks import Block
from casebook.pages.disputes import disagreements
from casebook.pages.inline import Inline
from casebook.pages.lists import Section
from casebook.pages.page import Page
from casebook.pages.tables import table


def conflict_sections(page: Page) -> Iterator[Section]:
    """List disagreements first, then misprints, each with a link to where it stands."""
    disputed = [*_disputed(page)]
    misprints = [*_misprints(page)]
    for heading, anchor, rows in (
        (page.say("heading-disagreements"), "section_disagreements", disputed),
        (page.say("heading-misprints"), "section_misprints", misprints),
    ):
        made = table(page, ("column-where", "column-what"), rows)
        if made is not None:
            yield Section(heading, anchor, Block(table=made))


def _records(page: Page) -> Iterator[tuple[Record, Inline]]:
    for record in page.world.library.records():
        yield record, page.link(record.kind_name, record.id)


def _disputed(page: Page) -> Iterator[Sequence[Inline]]:
    for record, where in _records(page):
        for said in disagreements(page, disputed=record.disputed):
            yield where, said
        if isinstance(record, Case | Event):
            for event in record.timeline:
                for said in disagreements(page, disputed=event.disputed):
                    yield _at(page, record, event.id, page.world.date_in_words(event.date)), said


def _misprints(page: Page) -> Iterator[Sequence[Inline]]:
    for record, where in _records(page):
        for said in disagreements(page, misprints=record.misprints):
            yield where, said
        if isinstance(record, Case | Event):
            for event in record.timeline:
                for said in disagreements(page, misprints=event.misprints):
                    yield _at(page, record, event.id, page.world.date_in_words(event.date)), said


def _at(page: Page, record: Case | Event, anchor: str, date: str) -> Inline:
    shown = page.say("record-on", record=record.label, date=date)
    return page.link(record.kind_name, record.id, shown, anchor)
