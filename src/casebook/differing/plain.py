"""A speaker of plain text: for feeds, and as the ground of others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casebook import dates
from casebook.catalogue import Words
from casebook.dates import EdtfDate
from casebook.differing.change import Happened
from casebook.library import Library
from casebook.models import Article, Record

ARTICLE = "article"


@dataclass(frozen=True)
class PlainSpeaker:
    """Names what the libraries hold; the first that holds a thing names it."""

    words: Words
    date_words: dates.DateWords
    libraries: Sequence[Library]

    def say(self, key: str, /, **values: object) -> str:
        """Fill words of the interface."""
        return self.words(key, **values)

    def when(self, date: EdtfDate) -> str:
        """Say a date."""
        return self.text(dates.words(date, self.date_words))

    def field(self, name: str) -> str | None:
        """Name a field of a record; None if no record has it."""
        key = f"field-{name.replace('_', '-')}"
        return self.words(key) if key in self.words.keys else None

    def term(self, vocabulary: str, term: str) -> str | None:
        """Name a term of a vocabulary; None if it is gone."""
        for library in self.libraries:
            found = library.vocabularies.get(vocabulary, {}).get(term)
            if found is not None:
                return self.text(str(found.label))
        return None

    def ref(self, kinds: tuple[str, ...], name: str) -> str | None:
        """Name another record; None if it is in none of the libraries."""
        found = self.found(kinds, name)
        return self.text(self.label(found[0], found[1], name)) if found else None

    def found(self, kinds: tuple[str, ...], name: str) -> tuple[Library, Record] | None:
        """Find the record that an id means."""
        stem = name.partition(".")[0] if kinds[0] == ARTICLE else name
        # A body may be a case of its own.
        wanted = (*kinds, "case") if "organisation" in kinds else kinds
        for library in self.libraries:
            for kind in wanted:
                record = library.of_kind(kind).get(stem)
                if isinstance(record, Record):
                    return library, record
        return None

    def label(self, library: Library, record: Record, name: str = "") -> str:
        """Name a record: an article by code and number, anything else by its label."""
        if not isinstance(record, Article) or record.number is None:
            return record.label
        short = str(library.codes[record.code].short) if record.code in library.codes else ""
        _, _, part = name.partition(".")
        if part:
            return self.words("article-part", code=short, number=record.number, part=part)
        return self.words("article-number", code=short, number=record.number)

    def event(self, event: Happened) -> str:
        """Name an event of the record that is told about."""
        date = self.when(EdtfDate.parse(event.date))
        label = self.term("event-types", event.type) if event.type else None
        return self.say("event-dated", event=label, date=date) if label else date

    def text(self, text: str) -> str:
        """Say a text as it is."""
        return text

    def join(self, parts: Iterable[str], separator: str) -> str:
        """Put parts in one line."""
        return separator.join(parts)
