"""Dates that matter to a case: ends of terms, bans and orders, and what sources announce.

An end that a source names is announced; one that is counted from a start and a length is computed,
and says nothing of what happened. Whether a date is past is not asked: nothing here knows today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casebook.dates import EdtfDate
from casebook.fold import Liberty, LibertyPeriod, Meaning, Restriction, State
from casebook.models import Case, SentenceItem, TimelineEvent


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date, or a stretch of days where it is not exact."""

    case: Case
    event: TimelineEvent
    """The event that ordered or imposed it."""
    what: Literal["term", "restriction", "announced"]
    kind: str
    """The state of liberty or the restriction that would end, or the type of what announces."""
    when: EdtfDate
    first: date
    last: date
    computed: bool
    since: EdtfDate | None
    """What a computed date is counted from."""
    item: SentenceItem | None
    """What was imposed, if it was imposed by a sentence."""
    known: EdtfDate | None
    """Up to when sources know of it."""


def deadlines(case: Case, state: State, meaning: Meaning) -> tuple[Deadline, ...]:
    """List the dates of a case, earliest first; of terms and orders that a source ended, none."""
    found = [
        *_of_liberty(case, state, meaning),
        *_of_restrictions(case, state, meaning),
        *_announced(case, state, meaning),
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.event.id, one.what)))


def _of_liberty(case: Case, state: State, meaning: Meaning) -> Iterator[Deadline]:
    liberty: Liberty | LibertyPeriod = state.liberty.last_known or state.liberty
    event, end = liberty.event, liberty.term_end
    if event is None or end is None:
        return
    kinds = meaning.sentence_kinds
    item = next((one for one in event.sentence if kinds[one.kind].liberty == liberty.state), None)
    stated = {event.until, *(one.until for one in event.sentence)}
    bounds = _bounds(end)
    if bounds is not None:
        yield Deadline(
            case,
            event,
            "term",
            liberty.state,
            end,
            *bounds,
            computed=end not in stated,
            since=liberty.since,
            item=item,
            known=liberty.known.until or state.known.until,
        )


def _of_restrictions(case: Case, state: State, meaning: Meaning) -> Iterator[Deadline]:
    for one in state.restrictions:
        bounds = _bounds(one.until) if one.until is not None else None
        if one.status == "ended" or one.until is None or bounds is None:
            continue
        yield Deadline(
            case,
            one.event,
            "restriction",
            one.kind,
            one.until,
            *bounds,
            computed=one.until not in _stated(one),
            since=one.since,
            item=one.item,
            known=meaning.known_until(one.event.sources),
        )


def _announced(case: Case, state: State, meaning: Meaning) -> Iterator[Deadline]:
    """List dates that sources announce: of the next hearing, say."""
    for event in state.seen:
        bounds = _bounds(event.announces) if event.announces is not None else None
        if event.announces is not None and bounds is not None:
            yield Deadline(
                case,
                event,
                "announced",
                event.type,
                event.announces,
                *bounds,
                computed=False,
                since=None,
                item=None,
                known=meaning.known_until(event.sources),
            )


def _stated(one: Restriction) -> set[EdtfDate | None]:
    """Dates that a source gives for the end."""
    return {one.event.until, one.item.until if one.item else None}


def _bounds(when: EdtfDate) -> tuple[date, date] | None:
    """Return the first and the last day it may be; None if one of them is open."""
    if when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest
