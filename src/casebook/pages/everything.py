"""The timeline of everything: every dated event of all cases, and every record of an event."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from casebook import addresses
from casebook.dates import EdtfDate
from casebook.pages.blocks import Block
from casebook.pages.case_lists import Laid
from casebook.pages.inline import NOTHING, Inline, inline
from casebook.pages.lists import Section, list_pages, only
from casebook.pages.page import Page
from casebook.pages.tables import table
from casebook.pages.world import World


@dataclass(frozen=True, slots=True, order=True)
class _Dated:
    """Something that happened: an event of a case, or a record of an event of several."""

    key: tuple[object, ...]
    when: EdtfDate = field(compare=False)
    case: str | None = field(compare=False)
    event: str = field(compare=False)
    label: str = field(compare=False)
    place: Inline = field(compare=False)


@dataclass(frozen=True)
class Everything:
    """All that happened, by year and month."""

    world: World

    def pages(self) -> Laid:
        """Lay out the list of years, and the pages of each."""
        years: defaultdict[int, list[_Dated]] = defaultdict(list)
        for one in self._dated():
            years[_first(one.when).year].append(one)
        index = Page(self.world, addresses.index_of("timeline"))
        words = self.world.words
        rows = (
            (
                index.link_to(addresses.page_of("timeline", f"{year:04}"), str(year)),
                inline(words.number(sum(one.case is not None for one in years[year]))),
                inline(words.number(sum(one.case is None for one in years[year]))),
            )
            for year in sorted(years, reverse=True)
        )
        made = table(index, ("column-year", "column-events-of-cases", "column-events-shared"), rows)
        listed = only(index.say("heading-list"), made)
        lead = [index.say("timeline-lead"), index.say("timeline-years")]
        yield from list_pages(index, words("title-timeline"), listed, lead)
        for year, found in sorted(years.items()):
            page = Page(self.world, addresses.page_of("timeline", f"{year:04}"))
            title = words("title-timeline-year", year=year)
            back = page.link_to(index.path, page.say("back-to", page=words("title-timeline")))
            yield from list_pages(page, title, [*self._months(page, sorted(found))], [back])

    def _months(self, page: Page, found: list[_Dated]) -> Iterator[Section]:
        months: defaultdict[str, list[_Dated]] = defaultdict(list)
        for one in found:
            months[_month(one.when)].append(one)
        for number, (month, here) in enumerate(sorted(months.items())):
            heading = inline(self.world.date_in_words(EdtfDate.parse(month))) if month else None
            made = table(
                page,
                ("column-date", "column-event", "column-subject", "column-place"),
                (self._row(page, one) for one in here),
            )
            if made is not None:
                heading = heading or page.say("timeline-no-month")
                yield Section(heading, f"month_{month[5:] or number}", Block(table=made))

    def _row(self, page: Page, one: _Dated) -> tuple[Inline, ...]:
        dash = page.say("not-applicable")
        if one.case is None:
            event, subject = page.link("event", one.event), dash
        else:
            event = page.link("case", one.case, one.label, one.event)
            subject = page.link("case", one.case)
        return inline(self.world.date_in_words(one.when)), event, subject, one.place or dash

    def _dated(self) -> Iterator[_Dated]:
        world = self.world
        for case in world.library.cases.values():
            for event in world.states[case.id].seen:
                yield _Dated(
                    (event.date.sort_key, 1, case.id, event.id),
                    event.date,
                    case.id,
                    event.id,
                    world.label("event-types", event.type),
                    self._place(event.place, event.region),
                )
        for shared in world.library.events.values():
            place = self._place(shared.place, shared.region)
            key = (shared.date.sort_key, 0, shared.id, "")
            yield _Dated(key, shared.date, None, shared.id, shared.label, place)

    def _place(self, place: str | None, region: str | None) -> Inline:
        if place is not None:
            return inline(self.world.label("places", place))
        return inline(self.world.label("regions", region)) if region else NOTHING


def _first(when: EdtfDate) -> date:
    return when.sort_key[0]


def _month(when: EdtfDate) -> str:
    """The month it lies in, as EDTF; empty if it may lie in several."""
    first, last = when.earliest, when.latest
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return ""
    return f"{first.year:04}-{first.month:02}"
