"""What a comparison finds: changes whose parts are typed, so that each reader can be told well.

A change holds ids, dates and texts and no sentence. `casebook.differing.telling` makes sentences of
it for whoever speaks: a page with links, a feed, a terminal. All of it can be kept as JSON.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Quote:
    """Free text of a record, in its own words; not everybody may be told what it said before."""

    text: str
    part: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class When:
    """A date, as EDTF."""

    date: str
    part: Literal["when"] = "when"


@dataclass(frozen=True, slots=True)
class Named:
    """A term of a vocabulary: `liberty-states`, `house-arrest`."""

    vocabulary: str
    term: str
    part: Literal["named"] = "named"


@dataclass(frozen=True, slots=True)
class Ref:
    """Another record, or a part of an article; `kinds` are those the id may be of."""

    kinds: tuple[str, ...]
    id: str
    part: Literal["ref"] = "ref"


@dataclass(frozen=True, slots=True)
class Plain:
    """A number, a code or a yes or no, which says nothing of a person by itself."""

    text: str
    part: Literal["plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, by its name in the file."""

    name: str
    part: Literal["field"] = "field"


@dataclass(frozen=True, slots=True)
class Happened:
    """An event in the timeline of the record that changed; without a type in a record of events."""

    id: str
    date: str
    type: str | None
    sensitive: bool = False
    """Whether it tells of a death, a child, torture, sexual violence or health."""
    part: Literal["happened"] = "happened"


Value = Quote | When | Named | Ref | Plain | Field | Happened


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different now.

    `about` names what happened and chooses the words; `values` are what they are filled with.
    `details` are what changed within an event.
    """

    about: str
    values: tuple[tuple[str, Value], ...] = ()
    details: tuple["Change", ...] = ()

    def value(self, name: str) -> Value | None:
        """Return a value by its name."""
        return dict(self.values).get(name)

    def all_values(self) -> Iterator[tuple[str, Value]]:
        """Go through the values of this change and of its details."""
        yield from self.values
        for detail in self.details:
            yield from detail.all_values()


CHANGES = TypeAdapter(tuple[Change, ...])
"""Writes and reads changes as JSON."""


def change(about: str, **values: Value | None) -> Change:
    """Make a change; a value that is not there is left out."""
    given = tuple((name, value) for name, value in values.items() if value is not None)
    return Change(about, given)


def with_details(about: str, details: Sequence[Change], **values: Value) -> Change:
    """Make a change of something that has parts."""
    return Change(about, tuple(values.items()), tuple(details))
