"""The census: who was held, and how, on the last day of each year, counted and listed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Final

from casebook import addresses
from casebook.dates import EdtfDate
from casebook.fold.days import Certainty, Confined, Group, History, Span, groups_of
from casebook.models import Case
from casebook.pages.blocks import Block
from casebook.pages.front import Front, front
from casebook.pages.gathered import by_name
from casebook.pages.inline import Inline, inline
from casebook.pages.lists import ListView, Section, list_pages
from casebook.pages.page import Page
from casebook.pages.tables import Table, table
from casebook.pages.world import World

GROUPS: Final[Mapping[Group, tuple[str, str, str]]] = {
    "held": ("census-held", "census-held-known", "census-held-believed"),
    "limited": ("census-limited", "census-limited-known", "census-limited-believed"),
}
"""Group -> the words of its total, and of the headings of its two lists."""
HOW: Final[Mapping[Certainty, str]] = {
    "known": "census-how-known",
    "silent": "census-how-silent",
    "possible": "census-how-possible",
}
_LAST_DAY: Final = (12, 31)
_BODIES: Final = "organisation"
PERSON: Final = "person"

Entry = tuple[Case, Confined]


@dataclass(frozen=True, slots=True)
class CensusView:
    """All that the template of the census's first page prints."""

    front: Front
    lead: tuple[Inline, ...]
    years: Block | None
    formula: tuple[Inline, ...]
    first: str
    last: str
    shown: str
    """The date that is counted before the reader chooses one."""
    file: str
    scripts: tuple[str, ...]
    style: str


@dataclass(frozen=True)
class Census:
    """Who was confined when; every case is played once, for all days."""

    world: World
    kept: Callable[[Sequence[Case]], Mapping[str, tuple[Span, ...]]] | None = None
    """Gives the spans of cases without playing those that were played before."""

    @cached_property
    def cases(self) -> list[Case]:
        """Everybody who can be held: people, and groups known by number."""
        cases = self.world.library.cases.values()
        return by_name(case for case in cases if case.kind != _BODIES)

    @cached_property
    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """Stretches of confinement of each case that has any."""
        if self.kept is not None:
            return self.kept(self.cases)
        meaning = self.world.meaning
        found = ((case.id, History(case, meaning).spans()) for case in self.cases)
        return {name: spans for name, spans in found if spans}

    @cached_property
    def covered(self) -> tuple[date, date] | None:
        """The first day on which somebody was confined, and the last that any source covers."""
        first = self._first
        known = (self.world.states[case.id].known.until for case in self.cases)
        ends = [when.latest for when in known if when is not None and when.latest is not None]
        return (first, max(ends)) if first is not None and ends else None

    @cached_property
    def _first(self) -> date | None:
        """The first day of all spans; only those are played that can begin so early."""
        meaning = self.world.meaning
        first: date | None = None
        played = ((one.no_earlier, one) for one in (History(c, meaning) for c in self.cases))
        for earliest, one in sorted(played, key=itemgetter(0)):
            if first is not None and earliest >= first:
                break
            found = one.first_day()
            if found is not None and (first is None or found < first):
                first = found
        return first

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The last day of each year that the record covers."""
        if self.covered is None:
            return ()
        first, last = self.covered
        days = (date(year, *_LAST_DAY) for year in range(first.year, last.year + 1))
        return tuple(day for day in days if day <= last)

    @cached_property
    def shown(self) -> date | None:
        """The newest of the days on which somebody is known to have been held, else the newest.

        Sources are published late: of the newest days none may tell, which looks like nobody.
        """
        known = (day for day in reversed(self.days) if self._known(day))
        return next(known, self.days[-1] if self.days else None)

    def _known(self, day: date) -> int:
        return count(self.on(day), "held")[0]

    def on(self, day: date) -> list[Entry]:
        """Everybody confined on a day, by name; a subject can be possible in both groups."""
        return [
            (case, span.confined)
            for case in self.cases
            for span in self.spans.get(case.id, ())
            if span.first <= day and (span.last is None or day <= span.last)
        ]

    # --- pages --------------------------------------------------------------------------------

    def pages(self) -> Iterator[tuple[Page, ListView, date]]:
        """Lay out the page of each year, with the day that it counts."""
        for day in self.days:
            page = Page(self.world, addresses.page_of("census", day.isoformat()))
            title = self.world.words("title-census-day", date=_words(self.world, day))
            found = self.on(day)
            lead = [page.say("census-not-all")]
            if found and all(one.certainty != "known" for _, one in found):
                lead.append(page.say("census-none-known"))
            lead.append(
                page.link_to(addresses.index_of("census"), page.say("census-formula-there"))
            )
            for here, view in list_pages(page, title, [*self._sections(page, found)], lead):
                yield here, view, day

    def index(self, page: Page, *, file: str, scripts: Iterable[str], style: str) -> CensusView:
        """Lay out the first page: totals by year, the formula, and a date to be chosen."""
        say, words = page.say, self.world.words
        rows = (
            (
                page.link_to(addresses.page_of("census", day.isoformat()), _words(self.world, day)),
                *(
                    inline(words.number(number))
                    for group in GROUPS
                    for number in count(self.on(day), group)
                ),
            )
            for day in reversed(self.days)
        )
        columns = (
            "column-date",
            "column-held-known",
            "column-held-believed",
            "column-limited-known",
            "column-limited-believed",
        )
        made = table(page, columns, rows)
        return CensusView(
            front=front(page, words("title-census"), words("census-lead")),
            lead=(
                say("census-lead"),
                say("census-not-all"),
                *([say("census-shown")] if self.shown and self._known(self.shown) else []),
            ),
            years=Block(table=made) if made else None,
            formula=tuple(
                say(key)
                for key in (
                    "census-formula-people",
                    "census-formula-held",
                    "census-formula-limited",
                    "census-formula-known",
                    "census-formula-believed",
                    "census-formula-open",
                )
            ),
            first=self.covered[0].isoformat() if self.covered else "",
            last=self.covered[1].isoformat() if self.covered else "",
            shown=self.shown.isoformat() if self.shown else "",
            file=addresses.link(page.path, file),
            scripts=tuple(addresses.link(page.path, script) for script in scripts),
            style=addresses.link(page.path, style),
        )

    def _sections(self, page: Page, entries: list[Entry]) -> Iterator[Section]:
        people = [(case, one) for case, one in entries if case.kind == PERSON]
        made = self._counts(page, people)
        if made is not None:
            yield Section(page.say("census-counts"), "section_counts", Block(table=made))
        for group, (_, known, believed) in GROUPS.items():
            here = [entry for entry in people if entry[1].group == group]
            sure = [entry for entry in here if entry[1].certainty == "known"]
            rest = [entry for entry in here if entry[1].certainty != "known"]
            yield from _section(page, known, f"section_{group}_known", sure)
            yield from _section(page, believed, f"section_{group}_believed", rest)
        others = [entry for entry in entries if entry[0].kind != PERSON]
        yield from _section(page, "census-groups", "section_groups", others)

    def _counts(self, page: Page, people: list[Entry]) -> Table | None:
        words = self.world.words
        rows: list[tuple[Inline, ...]] = []
        for group, (total, _, _) in GROUPS.items():
            numbers = count(people, group)
            rows.append((page.say(total), *(inline(words.number(one)) for one in numbers)))
            for state, its_group in groups_of(self.world.meaning).items():
                numbers = count([one for one in people if one[1].state == state], group)
                if its_group == group and numbers[1]:
                    label = page.vocabulary_link("liberty", "liberty-states", state)
                    said = page.say("census-of-which", state=label)
                    rows.append((said, *(inline(words.number(one)) for one in numbers)))
        return table(page, ("column-state", "column-known", "column-known-believed"), rows)


def count(entries: Iterable[Entry], group: Group) -> tuple[int, int]:
    """Count people of a group: those known, and those known or believed."""
    found = [one.certainty for case, one in entries if case.kind == PERSON and one.group == group]
    return found.count("known"), len(found)


def _section(page: Page, heading: str, anchor: str, entries: list[Entry]) -> Iterator[Section]:
    columns = ("column-subject", "column-state", "column-since", "column-as-of", "column-basis")
    made = table(page, columns, (_row(page, case, one) for case, one in entries))
    if made is not None:
        yield Section(page.say(heading, count=len(entries)), anchor, Block(table=made))


def _row(page: Page, case: Case, one: Confined) -> tuple[Inline, ...]:
    world = page.world
    return (
        page.link("case", case.id),
        page.vocabulary_link("liberty", "liberty-states", one.state),
        inline(world.date_in_words(one.since)) if one.since else inline(""),
        inline(world.date_in_words(one.known_until)) if one.known_until else inline(""),
        page.say(HOW[one.certainty]),
    )


def _words(world: World, day: date) -> str:
    return world.date_in_words(EdtfDate.parse(day.isoformat()))
