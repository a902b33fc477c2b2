"""The pages of changes: the newest first, and month by month all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from casebook import addresses
from casebook.data_files import SITE_CALENDAR, SITE_FEED
from casebook.dates import EdtfDate
from casebook.differing.sentences import ADDED_WORDS
from casebook.history import Entry, History
from casebook.pages.blocks import Block
from casebook.pages.case_lists import Laid
from casebook.pages.changed import day_words, entry_words
from casebook.pages.inline import Inline, inline, join
from casebook.pages.lists import Section, list_pages
from casebook.pages.page import Page
from casebook.pages.tables import table
from casebook.pages.world import World

FEW: Final = 5
"""Records of one kind that came on one day, each with a line of its own; more are listed in one."""
IN_A_LINE: Final = 100
NEWEST: Final = 40
"""Entries on the first page."""
AT_HOME: Final = 8
_ROOM: Final = 12_000


@dataclass(frozen=True)
class Changes:
    """All that changed, as far as it may be told."""

    world: World

    @property
    def history(self) -> History:
        """The history of the records."""
        return self.world.history

    def pages(self) -> Laid:
        """Lay out the newest changes, and the pages of each month."""
        index = Page(self.world, addresses.index_of("change"))
        months = [
            (month, [*entries])
            for month, entries in groupby(self.history.entries, lambda one: f"{one.day:%Y-%m}")
        ]
        title = self.world.words("title-changes")
        yield from list_pages(
            index, title, [*self._index(index, months)], lead(index), empty="changes-none-yet"
        )
        for month, entries in months:
            page = Page(self.world, addresses.page_of("change", month))
            named = self.world.date_in_words(EdtfDate.parse(month))
            back = page.link_to(index.path, page.say("back-to", page=title))
            sections = [*_days(page, entries)]
            named = self.world.words("title-changes-month", month=named)
            yield from list_pages(page, named, sections, [back])

    def _index(self, page: Page, months: Sequence[tuple[str, list[Entry]]]) -> Iterator[Section]:
        newest = _whole_days(self.history.entries)
        yield from _days(page, newest, short=True)
        rows = (
            (
                page.link_to(
                    addresses.page_of("change", month),
                    self.world.date_in_words(EdtfDate.parse(month)),
                ),
                inline(self.world.words.number(len(entries))),
            )
            for month, entries in months
        )
        made = table(page, ("column-month", "column-changed-records"), rows)
        if made is not None:
            yield Section(page.say("heading-changes-months"), "months", Block(table=made))


def lead(page: Page) -> list[Inline]:
    """Say what the list holds, or why there is none."""
    missing = page.world.history.missing
    if missing:
        key = "changes-cut-off" if missing == "shallow" else "changes-not-known"
        return [page.say("changes-lead"), page.say(key), follow(page)]
    return [page.say("changes-lead"), page.say("changes-not-told"), follow(page)]


def follow(page: Page) -> Inline:
    """Link to the feed of all changes and the calendar of all dates."""
    ways = [
        page.link_to(SITE_FEED, page.say("follow-feed")),
        page.link_to(SITE_CALENDAR, page.say("follow-calendar")),
    ]
    return page.say("follow", ways=join(ways))


def newest(page: Page) -> tuple[Inline, ...]:
    """Tell the newest changes in a few lines, for the home page."""
    found: list[Inline] = []
    for _, group in groupby(page.world.history.entries, lambda one: one.day):
        entries = [*group]
        day = day_words(page, entries[0])
        for line in _lines(page, entries, short=True):
            found.append(page.say("history-line", date=day, what=line))
            if len(found) == AT_HOME:
                return tuple(found)
    return tuple(found)


def _whole_days(entries: Sequence[Entry]) -> list[Entry]:
    """Take the newest entries, to the end of a day."""
    if len(entries) <= NEWEST:
        return [*entries]
    last = entries[NEWEST - 1].day
    return [one for one in entries if one.day >= last]


def _days(page: Page, entries: Sequence[Entry], *, short: bool = False) -> Iterator[Section]:
    """Make a section of each day, or several of one that is long."""
    for day, group in groupby(entries, lambda one: one.day):
        said = page.world.date_in_words(EdtfDate.parse(day.isoformat()))
        items: list[Inline] = []
        parts, size = 0, 0
        for line in _lines(page, [*group], short=short):
            if items and size + len(line) > _ROOM:
                yield _day(page, said, day.isoformat(), parts, items)
                items, parts, size = [], parts + 1, 0
            items.append(line)
            size += len(line)
        yield _day(page, said, day.isoformat(), parts, items)


def _day(page: Page, said: str, day: str, part: int, items: Sequence[Inline]) -> Section:
    heading = page.say("changes-continued", date=said) if part else inline(said)
    anchor = f"day_{day}_{part + 1}" if part else f"day_{day}"
    return Section(heading, anchor, Block(items=tuple(items)))


def _lines(page: Page, entries: Sequence[Entry], *, short: bool) -> Iterator[Inline]:
    """Say what happened on a day: what changed, then what came."""
    for entry in entries:
        if entry.what != "added":
            yield _line(page, entry)
    came = [entry for entry in entries if entry.what == "added"]
    counts: list[Inline] = []
    for kind, group in groupby(came, lambda one: one.kind):
        found = [*group]
        if len(found) <= FEW:
            yield from (_line(page, one) for one in found)
            continue
        count = page.say(ADDED_WORDS[kind], count=len(found))
        counts.append(count)
        if short:
            continue
        for start in range(0, len(found), IN_A_LINE):
            names = join(page.link(*one.key) for one in found[start : start + IN_A_LINE])
            what = page.say("changes-goes-on", what=count) if start else count
            yield page.say("changes-named", what=what, names=names)
    if short and counts:
        yield join(counts)


def _line(page: Page, entry: Entry) -> Inline:
    """Name a record and say what happened to it."""
    if entry.what == "removed":
        # Its page says nothing but that, and so does this line.
        name = page.link(*entry.key, page.say("changes-removed-record"))
    else:
        name = page.link(*entry.key)
    return page.say("changes-record", name=name, what=entry_words(page, entry))
