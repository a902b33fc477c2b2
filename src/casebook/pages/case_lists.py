"""Lists of cases: by name, liberty, region, role, year, and of every spelling."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from casebook import addresses
from casebook.models import Case, TimelineEvent
from casebook.pages.blocks import Block
from casebook.pages.gathered import by_name
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import Standing
from casebook.pages.lists import ListView, Section, list_pages, only
from casebook.pages.page import Page
from casebook.pages.status import standing
from casebook.pages.tables import Table, table
from casebook.pages.term_lists import Grouping, term_pages
from casebook.pages.world import World, spoken

Laid = Iterator[tuple[Page, ListView]]


@dataclass(frozen=True)
class CaseLists:
    """All lists of cases; where each subject stands is worked out once."""

    world: World

    @cached_property
    def cases(self) -> list[Case]:
        """All cases by name."""
        return by_name(self.world.library.cases.values())

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where each subject stands, by id of the case."""
        return {case.id: standing(self.world, case) for case in self.cases}

    def pages(self) -> Laid:
        """Lay out every list."""
        yield from self._by_name()
        yield from self._by_liberty()
        yield from self._by_region()
        yield from self._by_role()
        yield from self._by_year()
        yield from self._spellings()

    # --- one kind of list each ----------------------------------------------------------------

    def _by_name(self) -> Laid:
        page = self._index("case")
        letters: defaultdict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            letters[_letter(case.name)].append(case)
        sections = [
            Section(inline(letter), f"letter_{number}", Block(table=made))
            for number, (letter, found) in enumerate(letters.items(), 1)
            if (made := self.table(page, found))
        ]
        others = join(
            page.link_to(addresses.index_of(kind), self.world.words(title))
            for kind, title in _OTHER_LISTS
        )
        lead = [
            page.say("subjects", count=len(self.cases)),
            page.say("other-lists", lists=others),
        ]
        yield from list_pages(page, self.world.words("title-cases"), sections, lead)

    def _by_liberty(self) -> Laid:
        known: defaultdict[str, list[Case]] = defaultdict(list)
        maybe: defaultdict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            liberty = self.world.states[case.id].liberty
            if case.kind == "organisation" and liberty.event is None:
                continue
            known[liberty.state].append(case)
            for state in {one.state for one in liberty.alternatives}:
                maybe[state].append(case)
        yield from self._grouped(Grouping("liberty", "liberty-states", known, maybe))

    def _by_region(self) -> Laid:
        found: defaultdict[str, list[Case]] = defaultdict(list)
        there: defaultdict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            home = self._region(case.place, case.region)
            if home is not None:
                found[home].append(case)
            happened = {self._region(one.place, one.region) for one in case.timeline}
            for region in sorted(one for one in happened - {home} if one):
                there[region].append(case)
        events: defaultdict[str, list[str]] = defaultdict(list)
        for event in self.world.library.events.values():
            places = {self._region(one, None) for one in (event.place, *event.places) if one}
            for region in sorted(one for one in places | {event.region} if one):
                events[region].append(event.id)
        nowhere = [case for case in self.cases if self._region(case.place, case.region) is None]
        index = self._index("region")
        page = Page(self.world, addresses.page_of("region", _NOWHERE))
        lead = [
            page.say("regions-none", count=len(nowhere), total=len(self.cases)),
            page.say("regions-none-events"),
        ]
        shown = index.link_to(page.path, index.say("regions-none-list"))
        yield from self._grouped(
            Grouping("region", "regions", found, there, events), [join([lead[0], shown], " ")]
        )
        listed = only(page.say("heading-cases"), self.table(page, nowhere))
        yield from list_pages(page, self.world.words("title-no-region"), listed, lead)

    def _by_role(self) -> Laid:
        found: defaultdict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            for role in case.roles:
                found[role].append(case)
        yield from self._grouped(Grouping("role", "roles", found))

    def _grouped(self, grouping: Grouping, lead: Iterable[Inline] = ()) -> Laid:
        return term_pages(self._index(grouping.kind), grouping, self.of_term, lead)

    def _by_year(self) -> Laid:
        years: defaultdict[int, list[tuple[Case, TimelineEvent]]] = defaultdict(list)
        for case in self.cases:
            for event in self.world.states[case.id].seen:
                for year in event.date.years:
                    years[year].append((case, event))
        index = self._index("year")
        rows = (
            (
                index.link_to(addresses.page_of("year", str(year)), str(year)),
                inline(str(len(years[year]))),
                inline(str(len({case.id for case, _ in years[year]}))),
            )
            for year in sorted(years)
        )
        made = table(index, ("column-year", "column-events", "column-cases"), rows)
        listed = only(index.say("heading-list"), made)
        yield from list_pages(
            index, self.world.words("title-years"), listed, [index.say("years-lead")]
        )
        for year in sorted(years):
            page = Page(self.world, addresses.page_of("year", str(year)))
            of_year = self._events_table(page, years[year])
            title = self.world.words("title-year", year=year)
            yield from list_pages(page, title, only(page.say("heading-list"), of_year))

    def _events_table(self, page: Page, found: list[tuple[Case, TimelineEvent]]) -> Table | None:
        found.sort(key=lambda one: (one[1].date.sort_key, one[0].id, one[1].id))
        return table(
            page,
            ("column-date", "column-subject", "column-event"),
            (
                (
                    inline(self.world.date_in_words(event.date)),
                    inline(case.name),
                    page.link(
                        "case", case.id, self.world.label("event-types", event.type), event.id
                    ),
                )
                for case, event in found
            ),
        )

    def _spellings(self) -> Laid:
        page = self._index("name")
        rows = sorted(
            (name.text.casefold(), case.id, name.lang, name.text)
            for case in self.cases
            for name in case.names
        )
        made = table(
            page,
            ("column-spelling", "column-subject"),
            (
                (inline(text) if lang == "en" else spoken(text, lang), page.link("case", case))
                for _, case, lang, text in rows
            ),
        )
        listed = only(page.say("heading-list"), made)
        yield from list_pages(
            page, self.world.words("title-names"), listed, [page.say("names-lead")]
        )

    # --- rows ---------------------------------------------------------------------------------

    def table(self, page: Page, cases: Iterable[Case]) -> Table | None:
        """List cases with who each is and where each stands, as of when."""
        return table(
            page,
            ("column-subject", "column-who", "column-stands", "column-as-of"),
            (self._row(page, case) for case in cases),
        )

    def of_term(self, page: Page, _: str, cases: Iterable[Case]) -> Table | None:
        """List the cases of one term of a vocabulary."""
        return self.table(page, cases)

    def _row(self, page: Page, case: Case) -> tuple[Inline, ...]:
        found = self.standings[case.id]
        return page.link("case", case.id), self._who(case), found.text, found.as_of

    def _who(self, case: Case) -> Inline:
        roles = join(self.world.label("roles", role) for role in case.roles)
        place = inline(self.world.label("places", case.place)) if case.place else NOTHING
        return join([roles or self.world.label("subject-kinds", case.kind), place])

    def _region(self, place: str | None, region: str | None) -> str | None:
        return (self.world.library.places[place].region if place else None) or region

    def _index(self, kind: str) -> Page:
        return Page(self.world, addresses.index_of(kind))


_NOWHERE: Final = "not-stated"
"""The page of those of whom no source tells a region; codes of regions begin otherwise."""
_OTHER_LISTS = (
    ("browse", "title-browse"),
    ("conviction", "title-convictions"),
    ("restriction", "title-restrictions"),
    ("way-out", "title-ways-out"),
    ("liberty", "title-liberty"),
    ("proceeding", "title-proceedings"),
    ("outcome", "title-outcomes"),
    ("imposed", "title-imposed"),
    ("region", "title-regions"),
    ("role", "title-roles"),
    ("tie", "title-ties"),
    ("harm", "title-harm"),
    ("designation", "title-designations"),
    ("recogniser", "title-recognisers"),
    ("year", "title-years"),
    ("article", "title-articles"),
    ("event", "title-events"),
    ("name", "title-names"),
)


def _letter(name: str) -> str:
    return next((letter.upper() for letter in name if letter.isalnum()), "–")
