"""What became of one thing that a court imposed, as far as sources and the calendar tell."""

from dataclasses import dataclass
from typing import Final, Literal

from casebook.dates import EdtfDate
from casebook.exports.exported import ExportedCase
from casebook.fold import Imposed, LibertyPeriod, State
from casebook.fold.state import RestrictionStatus

TermState = Literal[
    "replaced", "deferred", "ended", "elapsed", "running", "not-begun", "not-stated"
]
_OF_RESTRICTION: Final[dict[RestrictionStatus, TermState]] = {
    "in-force": "running",
    "not-begun": "not-begun",
    "elapsed": "elapsed",
    "ended": "ended",
    "unknown": "not-stated",
}
TERM_STATES: Final = (
    "replaced (by a later decision), deferred, ended (a source says so), elapsed (run out by the "
    "calendar, nothing newer known), running (by the calendar), not-begun or not-stated"
)


@dataclass(frozen=True, slots=True)
class Term:
    """What became of it, on the last day that any source of the case knows of."""

    state: TermState
    end: EdtfDate | None = None
    """When it ended, or would run out by the calendar."""
    event: str | None = None
    """Id of the event that replaced, deferred or ended it."""


def term_of(case: ExportedCase, imposed: Imposed) -> Term:
    """Say what became of a sentence item.

    A fine, or a term whose start or course no source tells, is `not-stated`: never `running`.
    """
    if imposed.superseded_by is not None:
        return Term("replaced", imposed.superseded_by.date, imposed.superseded_by.id)
    if imposed.ended_by is not None:
        return Term("ended", imposed.ended_by.date, imposed.ended_by.id)
    if imposed.deferred_by is not None:
        return Term("deferred", None, imposed.deferred_by.id)
    kind = case.library.sentence_kinds[imposed.item.kind]
    if kind.restriction is not None:
        return _restriction(case.state, imposed)
    if kind.liberty is not None:
        return _served(case.state, imposed, kind.liberty)
    return Term("not-stated")


def _restriction(state: State, imposed: Imposed) -> Term:
    for one in state.restrictions:
        if one.item is imposed.item and one.event is imposed.event:
            ended_by = one.ended_by.id if one.ended_by else None
            return Term(_OF_RESTRICTION[one.status], one.until, ended_by)
    return Term("not-stated")


def _served(state: State, imposed: Imposed, liberty: str) -> Term:
    """Look for the period in which the term was served: of its state, set by its event."""
    period = _period(state, imposed, liberty)
    if period is None:
        # When a term that is added to another ends is for a court to say, not for the calendar.
        added = imposed.item.additional and state.liberty.state == liberty
        return Term("running" if added else "not-stated")
    if period.ended_by is not None:
        return Term("ended", period.until, period.ended_by.id)
    if period.until is not None:
        return Term("elapsed", period.until)
    return Term("running", period.term_end)


def _period(state: State, imposed: Imposed, liberty: str) -> LibertyPeriod | None:
    found = [one for one in state.liberty.periods if one.state == liberty]
    return next((one for one in found if one.event is imposed.event), None)
