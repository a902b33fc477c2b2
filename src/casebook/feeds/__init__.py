"""What readers subscribe to: Atom feeds of changes, and calendars of dates.

feeds(public, ...) -> path under docs/ and bytes, one by one. No clock: feeds are dated by commits,
calendars hold every date that is announced or can be computed, whether it is past or to come.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from casebook import data_files, dates
from casebook.catalogue import Words
from casebook.citation import with_slash
from casebook.deadlines import Deadline, deadlines
from casebook.differing.plain import PlainSpeaker
from casebook.feeds.atom import Feed, Item, written
from casebook.feeds.calendars import calendar
from casebook.feeds.items import many_added, of_entry
from casebook.fold import Meaning, State
from casebook.history import Entry, History
from casebook.links import LinkedLibrary
from casebook.models import Article, Case

__all__ = ["feeds"]

NEWEST: int = 100
"""Entries of the feed of all changes, and of one record."""
OF_ONE: int = 50
BULK: int = 20
"""Records of one kind that came on one day: more are one entry that counts them."""

Made = Iterator[tuple[str, bytes]]


def feeds(  # noqa: PLR0913 - all that they are made of
    linked: LinkedLibrary,
    states: Mapping[str, State],
    meaning: Meaning,
    history: History,
    *,
    words: Words,
    date_words: dates.DateWords,
    site_url: str = "",
) -> Made:
    """Make every feed and calendar, one by one.

    Args:
        linked: Published records only, without faults.
        states: The state of each case after all that happened, by id.
        meaning: Up to when sources know.
        history: What changed, and when; without it there is only the feed of all changes, empty.
        words: The words of the interface.
        date_words: How dates are said.
        site_url: The address of the site; empty if it is not known.
    """
    speaker = PlainSpeaker(words, date_words, (linked.library,))
    made = _Feeds(linked, states, meaning, history, speaker, with_slash(site_url))
    yield from made.feeds()
    yield from made.calendars()


@dataclass(frozen=True)
class _Feeds:
    linked: LinkedLibrary
    states: Mapping[str, State]
    meaning: Meaning
    history: History
    speaker: PlainSpeaker
    site_url: str

    def feeds(self) -> Made:
        """Make the feed of all changes; and one of each case and article, if there is a history."""
        yield self._feed(data_files.SITE_FEED, "changes/", self._newest(), NEWEST)
        if self.history.missing:
            return
        library, items = self.linked.library, self._items()
        for case in library.cases.values():
            own = items.get((Case.kind_name, case.id), ())
            yield self._of_one(case.kind_name, case.id, case.label, own)
        for article in library.articles.values():
            keys = {(Article.kind_name, article.id)} | {
                one.source
                for one in self.linked.back.get((Article.kind_name, article.id), ())
                if one.source[0] == Case.kind_name
            }
            found = [item for key in sorted(keys) for item in items.get(key, ())]
            found.sort(key=lambda item: item.updated, reverse=True)
            label = self.speaker.label(library, article)
            yield self._of_one(article.kind_name, article.id, label, found)

    def calendars(self) -> Made:
        """Make a calendar of each case that has dates, and one of all."""
        every: list[Deadline] = []
        for case in self.linked.library.cases.values():
            found = deadlines(case, self.states[case.id], self.meaning)
            every += found
            if found:
                title = self.speaker.say("calendar-of", name=case.label)
                yield data_files.calendar_file(case.id), self._calendar(title, found)
        every.sort(key=lambda one: (one.first, one.last, one.case.id, one.event.id, one.what))
        title = self.speaker.say("calendar-of-all")
        yield data_files.SITE_CALENDAR, self._calendar(title, every)

    def _calendar(self, title: str, found: Sequence[Deadline]) -> bytes:
        return calendar(title, found, self.speaker, self.site_url)

    def _items(self) -> Mapping[tuple[str, str], tuple[Item, ...]]:
        """Make the item of each entry of a record that has a feed, newest first."""
        found: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
        for entry in self.history.entries:
            if entry.kind in data_files.FEEDS and entry.what != "removed":
                found[entry.key].append(of_entry(entry, self.speaker))
        return {key: tuple(items) for key, items in found.items()}

    def _newest(self) -> Iterator[Item]:
        for _, group in groupby(self.history.entries, lambda one: one.day):
            entries = [*group]
            for kind, of_kind in groupby(entries, lambda one: one.kind):
                here = [*of_kind]
                added = [one for one in here if one.what == "added"]
                told: list[Entry] = here
                if len(added) > BULK:
                    told = [one for one in here if one.what != "added"]
                    yield many_added(kind, added, self.speaker)
                yield from (of_entry(one, self.speaker) for one in told)

    def _of_one(self, kind: str, name: str, label: str, items: Sequence[Item]) -> tuple[str, bytes]:
        folder = "cases" if kind == Case.kind_name else "articles"
        path = data_files.feed_file(kind, name)
        return self._feed(path, f"{folder}/{name}/", iter(items), OF_ONE, label)

    def _feed(
        self, path: str, page: str, items: Iterator[Item], most: int, label: str = ""
    ) -> tuple[str, bytes]:
        say = self.speaker.say
        title = say("feed-of", name=label) if label else say("feed-of-all")
        note = say("changes-lead") if not self.history.missing else say("changes-not-known")
        chosen = sorted(
            (item for item, _ in zip(items, range(most), strict=False)),
            key=lambda item: item.updated,
            reverse=True,
        )
        feed = Feed(path, title, note, page, tuple(chosen))
        if not chosen:
            feed = replace(feed, updated=self._known())
        return path, written(feed, self.site_url)

    def _known(self) -> str:
        """Date a feed that tells nothing by what the records know: it must have a date."""
        known = [state.known.until for state in self.states.values()]
        days = [one.latest for one in known if one is not None and one.latest is not None]
        return f"{max(days).isoformat()}T00:00:00Z" if days else "1970-01-01T00:00:00Z"
