"""The terms of facets: how each is named, and in which order they come."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from casebook.dates import EdtfDate
from casebook.pages.restrictions import BASES, RESULTS, STANDINGS
from casebook.pages.sentences import TERM_WORDS
from casebook.pages.world import World

_VOCABULARIES: Final = {
    "ban": "sentence-kinds",
    "designation": "designations",
    "grounds": "refusal-grounds",
    "harm": "harm-kinds",
    "imposed": "sentence-kinds",
    "kind": "subject-kinds",
    "liberty": "liberty-states",
    "outcome": "procedure-states",
    "proceeding": "proceeding-kinds",
    "region": "regions",
    "restriction": "restriction-kinds",
    "role": "roles",
    "way-out": "ways-out",
}
_WORDED: Final[Mapping[str, Mapping[str, str]]] = {
    "basis": BASES,
    "result": RESULTS,
    "standing": STANDINGS,
    "term": TERM_WORDS,
}
"""Facet -> its terms, in their order, with the keys of their words."""

PERIODS: Final = frozenset({"convicted", "since", "when"})
"""Facets of years in which a date that is not exact does not stand for certain."""
NO_ARTICLE: Final = "none"
"""The term for charges of which the source names no article."""
_DIGITS: Final = re.compile(r"([0-9]+)")


def term_label(world: World, facet: str, term: str) -> str:
    """Name a term as plain text."""
    if facet in _VOCABULARIES:
        return world.label(_VOCABULARIES[facet], term)
    if facet in _WORDED:
        return world.words(_WORDED[facet][term])
    if facet in _RECORDS:
        return _RECORDS[facet](world, term)
    return _period_label(world, term) if facet in PERIODS else term


def _article_label(world: World, term: str) -> str:
    if term == NO_ARTICLE:
        return world.words("no-article")
    number, title = world.article_label(term), world.article_title(term)
    return world.words("article-titled", article=number, title=title) if title else number


def _event_label(world: World, term: str) -> str:
    return str(world.record("event", term).label)


def _body_label(world: World, term: str) -> str:
    return str(world.record(world.kind_of_body(term), term).label)


_RECORDS: Final[Mapping[str, Callable[[World, str], str]]] = {
    "article": _article_label,
    "event": _event_label,
    "organisation": _body_label,
    "recogniser": _body_label,
}


def in_order(world: World, facet: str, terms: Iterable[str]) -> list[str]:
    """Sort terms as a reader expects them: years and events newest first, the rest by name."""
    if facet == "event":
        events = world.library.events
        return sorted(terms, key=lambda one: (events[one].date.sort_key, one), reverse=True)
    if facet == "year" or facet in PERIODS:
        return sorted(terms, key=_period_key)
    names = [*_WORDED.get(facet, ())]
    if facet in _VOCABULARIES:
        names = [*world.library.vocabularies[_VOCABULARIES[facet]]]
    if names:
        return sorted(terms, key=names.index)

    def by_name(term: str) -> tuple[object, ...]:
        return term == NO_ARTICLE, _natural(term_label(world, facet, term)), term

    return sorted(terms, key=by_name)


def period_of(when: EdtfDate | None) -> str | None:
    """Name the year in which a date certainly lies, or else the years between which it lies.

    `2021`, or `2020-2022`; an open end is left out. None for no date, or one open at both ends.
    """
    if when is None:
        return None
    first, last = (str(day.year) if day else "" for day in (when.earliest, when.latest))
    return first if first == last else f"{first}-{last}"


def _period_label(world: World, term: str) -> str:
    first, dash, last = term.partition("-")
    if not dash:
        return first
    key = "period-between" if first and last else "period-until" if last else "period-from"
    return world.words(
        key, **{name: year for name, year in (("first", first), ("last", last)) if year}
    )


def _period_key(term: str) -> tuple[bool, int, str]:
    """Put years first, newest before older, then what lies somewhere in several."""
    first, dash, last = term.partition("-")
    return bool(dash), -int(last or first), term


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Sort CC 99 before CC 405."""
    parts = _DIGITS.split(text.casefold())
    return tuple((int(part) if part.isdecimal() else 0, part) for part in parts)
