"""Making sentences of changes, for whoever speaks: a page, a feed, a terminal.

A speaker knows how to say a date, name a record, quote a text; it may also decline to say a value,
and then the words that do without it are chosen. What cannot be said without it is left out.
"""

from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

from casebook.dates import EdtfDate
from casebook.differing.change import (
    Change,
    Field,
    Happened,
    Named,
    Plain,
    Quote,
    Ref,
    Value,
    When,
)
from casebook.differing.sentences import KNOWN, WORDS

LONGEST_QUOTE: Final = 120
"""Characters of a text that is quoted; of a longer one it is only said that it changed."""

S = TypeVar("S", bound=str)


class Speaker(Protocol[S]):
    """Says the parts of a sentence. What it returns is finished: escaped, if it has to be."""

    def say(self, key: str, /, **values: object) -> S:
        """Fill words of the interface."""
        ...

    def when(self, date: EdtfDate) -> S:
        """Say a date."""
        ...

    def field(self, name: str) -> S | None:
        """Name a field of a record; None if no record has it."""
        ...

    def term(self, vocabulary: str, term: str) -> S | None:
        """Name a term of a vocabulary; None if it is gone."""
        ...

    def ref(self, kinds: tuple[str, ...], name: str) -> S | None:
        """Name another record, or link to it; None if it may not be mentioned."""
        ...

    def event(self, event: Happened) -> S:
        """Name an event of the record that is told about."""
        ...

    def text(self, text: str) -> S:
        """Say a text as it is."""
        ...

    def join(self, parts: Iterable[S], separator: str) -> S:
        """Put parts in one line."""
        ...


def tell(change: Change, speaker: Speaker[S]) -> S | None:
    """Say one change; None if it cannot be said without what the speaker may not say."""
    said: dict[str, object] = {}
    for name, value in change.values:
        told = _said(value, speaker)
        if told is not None:
            said[name] = told
    details = tell_all(change.details, speaker)
    if details:
        said["details"] = speaker.join(details, "; ")
    for needed, key in WORDS[change.about]:
        if all(name in said for name in needed):
            values = {name: said[name] for name in needed}
            return speaker.say(key, **values, **_dates(key, change, speaker))
    return None


def tell_all(changes: Iterable[Change], speaker: Speaker[S]) -> tuple[S, ...]:
    """Say changes, each sentence once, leaving out what cannot be said."""
    told = (tell(one, speaker) for one in changes)
    return tuple(dict.fromkeys(one for one in told if one is not None))


def _dates(key: str, change: Change, speaker: Speaker[S]) -> dict[str, S]:
    """Say up to when it is known, or that this is not known."""
    found = {}
    for name in KNOWN.get(key, ()):
        value = change.value(name)
        found[name] = (
            speaker.say("as-of", date=speaker.when(EdtfDate.parse(value.date)))
            if isinstance(value, When)
            else speaker.say("as-of-not-known")
        )
    return found


def _said(value: Value, speaker: Speaker[S]) -> object | None:  # noqa: PLR0911 - one for each part
    match value:
        case Quote(text=text):
            if len(text) > LONGEST_QUOTE:
                return None
            return speaker.say("changed-quote", text=speaker.text(text))
        case When(date=date):
            return speaker.when(EdtfDate.parse(date))
        case Named(vocabulary=vocabulary, term=term):
            return speaker.term(vocabulary, term)
        case Ref(kinds=kinds, id=name):
            return speaker.ref(kinds, name)
        case Field(name=name):
            return speaker.field(name)
        case Happened():
            return speaker.event(value)
        case Plain(text=text):
            return _plain(text, speaker)


def _plain(text: str, speaker: Speaker[S]) -> object:
    if text == "yes":
        return speaker.say("changed-yes")
    if text == "no":
        return speaker.say("changed-no")
    return int(text) if text.isdecimal() and text.isascii() else speaker.text(text)
