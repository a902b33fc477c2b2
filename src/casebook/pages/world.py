"""What all pages are made from: linked records, folded states, words."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook import addresses, dates, edition
from casebook.cache import Cache
from casebook.catalogue import Words
from casebook.charts import Charts
from casebook.dates import EdtfDate
from casebook.fold import Meaning, State, latest
from casebook.history import NO_HISTORY, History
from casebook.library import Library
from casebook.links import LinkedLibrary
from casebook.markdown import attr
from casebook.models import Case, LocalText, Record, TimelineEvent
from casebook.pages.inline import Inline, inline
from casebook.pages.terms import Terms

PART_MARK = "."


@dataclass(frozen=True, kw_only=True)
class World:
    """The published records with their states, and how to speak about them.

    What is remembered here is only what was computed from the rest; a world never changes.
    """

    linked: LinkedLibrary
    states: Mapping[str, State]
    meaning: Meaning
    words: Words
    date_words: dates.DateWords
    site_url: str = ""
    """Address of the site with a slash at its end; empty if it is not known."""
    history: History = NO_HISTORY
    """What changed in the records, and when."""
    charts: Charts = field(default_factory=lambda: Charts(Cache()), repr=False)
    """Draws charts, or has them from an earlier build."""

    _said: dict[str, Inline] = field(default_factory=dict, init=False, repr=False)
    _dates: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _times: dict[str, Inline] = field(default_factory=dict, init=False, repr=False)
    _patterns: dict[tuple[str, ...], str] = field(default_factory=dict, init=False, repr=False)
    _links: dict[tuple[str, str, str], str] = field(default_factory=dict, init=False, repr=False)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def library(self) -> Library:
        """The records."""
        return self.linked.library

    @cached_property
    def terms(self) -> Terms:
        """The terms of the glossary, to be found in texts."""
        return Terms(self.library.terms.values())

    @cached_property
    def data_version(self) -> str:
        """The version of all records that are shown."""
        return edition.data_version(self.library)

    # --- words --------------------------------------------------------------------------------

    def say(self, key: str, /, **values: object) -> Inline:
        """Fill words of the interface with values, escaping those that are free text."""
        if not values:
            found = self._said.get(key)
            if found is None:
                found = self._said[key] = Inline(self.words(key))
            return found
        safe = {
            name: value if isinstance(value, Inline | int) else inline(value)
            for name, value in values.items()
        }
        call = (key, *values)
        pattern = self._patterns.get(call)
        if pattern is not None:
            return Inline(pattern.format_map(safe))
        said = Inline(self.words(key, **safe))
        # The words have checked the names of the values; need not again for every event.
        text = self.words.texts.get(key)
        if isinstance(text, str) and not any(isinstance(value, int) for value in values.values()):
            self._patterns[call] = text
        return said

    def label(self, vocabulary: str, term: str) -> str:
        """Name a term of a vocabulary."""
        key = vocabulary, term
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = str(self.library.vocabularies[vocabulary][term].label)
        return found

    def text(self, text: LocalText) -> Inline:
        """Show a text, marked with its language when it is not English."""
        if text.en:
            return inline(text.en)
        lang = "ru" if text.ru else "kk"
        return spoken(str(text), lang)

    def date_in_words(self, when: EdtfDate) -> str:
        """Say a date, as plain text."""
        found = self._dates.get(when.text)
        if found is None:
            found = self._dates[when.text] = dates.words(when, self.date_words)
        return found

    def time(self, when: EdtfDate) -> Inline:
        """Say a date with the element `<time>` around it where a machine can read it."""
        found = self._times.get(when.text)
        if found is None:
            said = inline(self.date_in_words(when))
            machine = dates.machine(when)
            found = Inline(f'<time datetime="{machine}">{said}</time>' if machine else said)
            self._times[when.text] = found
        return found

    def opening(self, when: EdtfDate) -> Inline:
        """Say a date as a heading begins: with a capital letter."""
        said = self.date_in_words(when)
        shown = inline(said[:1].upper() + said[1:])
        machine = dates.machine(when)
        return Inline(f'<time datetime="{machine}">{shown}</time>') if machine else shown

    # --- records ------------------------------------------------------------------------------

    def record(self, kind: str, name: str) -> Record:
        """Return a record; raises KeyError for what is not there, which `link` has reported."""
        found = self.library.of_kind(kind)[name]
        if not isinstance(found, Record):
            raise KeyError(name)
        return found

    def href(self, folder: str, kind: str, name: str) -> str:
        """Return the address of a record as pages of a folder write it."""
        key = folder, kind, name
        found = self._links.get(key)
        if found is None:
            # From a page that does not exist: the record's own page would give a bare anchor.
            found = addresses.record_link(posixpath.join(folder, "_.md"), kind, name)
            self._links[key] = found
        return found

    def kind_of_body(self, name: str) -> str:
        """Say whether a body is an organisation's record or a case of its own."""
        return "organisation" if name in self.library.organisations else "case"

    def article_label(self, reference: str) -> str:
        """Name an article or a part of one in short: CC 405, CC 272(1)."""
        key = "article", reference
        name, _, _ = reference.partition(PART_MARK)
        # It is looked at each time: who notes looks must not miss one that is remembered here.
        found = self._labels.get(key) if name in self.library.articles else None
        if found is None:
            found = self._labels[key] = self._article_label(reference)
        return found

    def _article_label(self, reference: str) -> str:
        name, _, part = reference.partition(PART_MARK)
        article = self.library.articles[name]
        if article.number is None:
            return str(article.short_title or article.title)
        short = str(self.library.codes[article.code].short)
        if part:
            return self.words("article-part", code=short, number=article.number, part=part)
        return self.words("article-number", code=short, number=article.number)

    def article_title(self, reference: str) -> str:
        """The words an article is known by, without its number."""
        article = self.library.articles[reference.partition(PART_MARK)[0]]
        return str(article.short_title or article.title) if article.number else ""

    def known(self, events: Iterable[TimelineEvent], case: Case) -> EdtfDate | None:
        """Up to when the sources of these events know, or an editor has looked since."""
        return latest(
            [
                *(self.meaning.known_until(event.sources) for event in events),
                *(check.date for check in case.checked),
            ]
        )


def spoken(text: str, lang: str) -> Inline:
    """Mark a text with its language, for voices that read pages aloud."""
    return Inline(f'<span lang="{attr(lang)}">{inline(text)}</span>')
