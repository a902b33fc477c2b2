"""Saying what changed in records, on pages: with links, and as of the day it was committed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.dates import EdtfDate
from casebook.differing.change import Happened
from casebook.differing.telling import tell_all
from casebook.history import Entry
from casebook.models import Case, Event
from casebook.pages.inline import Inline, inline, join
from casebook.pages.page import Page

MOST_LINES = 12
"""Changes of one record on one day that are told; of more, only how many."""
MOST_DAYS = 40
"""Days of one record that its page tells."""


@dataclass(frozen=True)
class PageSpeaker:
    """Says the parts of a change as a page writes them."""

    page: Page
    kind: str
    name: str

    def say(self, key: str, /, **values: object) -> Inline:
        """Fill words of the interface."""
        return self.page.say(key, **values)

    def when(self, date: EdtfDate) -> Inline:
        """Say a date."""
        return self.page.time(date)

    def field(self, name: str) -> Inline | None:
        """Name a field of a record; None if no record has it."""
        key = f"field-{name.replace('_', '-')}"
        return self.page.say(key) if key in self.page.world.words.keys else None

    def term(self, vocabulary: str, term: str) -> Inline | None:
        """Name a term of a vocabulary; None if it is gone."""
        found = self.page.world.library.vocabularies.get(vocabulary, {}).get(term)
        return inline(str(found.label)) if found is not None else None

    def ref(self, kinds: tuple[str, ...], name: str) -> Inline | None:
        """Link to another record; None if it is not shown."""
        library = self.page.world.library
        stem = name.partition(".")[0]
        wanted = (*kinds, "case") if "organisation" in kinds else kinds
        for kind in wanted:
            if stem in library.of_kind(kind):
                return self.page.article(name) if kind == "article" else self.page.link(kind, stem)
        return None

    def event(self, event: Happened) -> Inline:
        """Name an event; link to it if it is still there."""
        date = self.page.world.date_in_words(EdtfDate.parse(event.date))
        label = self.term("event-types", event.type) if event.type else None
        said = self.page.say("event-dated", event=label, date=date) if label else inline(date)
        record = self.page.world.record(self.kind, self.name)
        timeline = record.timeline if isinstance(record, Case | Event) else ()
        if not any(one.id == event.id for one in timeline):
            return said
        return self.page.link(self.kind, self.name, said, event.id)

    def text(self, text: str) -> Inline:
        """Say a text as it is."""
        return inline(text)

    def join(self, parts: Iterable[Inline], separator: str) -> Inline:
        """Put parts in one line."""
        return join(parts, separator)


def entry_words(page: Page, entry: Entry) -> Inline:
    """Say what happened to a record on a day, in one line."""
    if entry.what == "added":
        return page.say("history-added")
    if entry.what == "removed":
        return page.say("history-removed")
    if entry.what == "unclear":
        return page.say("history-unclear")
    lines = tell_all(entry.changes, PageSpeaker(page, entry.kind, entry.id))
    shown = [*lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(page.say("history-more", count=len(lines) - MOST_LINES))
    return join(shown, ". ") or page.say("history-counted")


def history_items(page: Page, kind: str, name: str) -> tuple[Inline, ...]:
    """Tell the history of one record, newest first; empty where none is known."""
    return tuple(_items(page, kind, name))


def _items(page: Page, kind: str, name: str) -> Iterator[Inline]:
    entries = page.world.history.of(kind, name)
    for entry in entries[:MOST_DAYS]:
        yield page.say("history-line", date=day_words(page, entry), what=entry_words(page, entry))
    if len(entries) > MOST_DAYS:
        yield page.say("history-more-days", count=len(entries) - MOST_DAYS)


def day_words(page: Page, entry: Entry) -> Inline:
    """Say the day of an entry."""
    return page.time(EdtfDate.parse(entry.day.isoformat()))
