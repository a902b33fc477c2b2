"""What became of a charge and of a thing that a court imposed, as far as sources tell."""

from dataclasses import dataclass
from typing import Final, Literal

from casebook.dates import EdtfDate
from casebook.fold.meaning import Meaning
from casebook.fold.procedure import stage_set_by
from casebook.fold.state import Charge, Imposed, LibertyPeriod, RestrictionStatus, State
from casebook.models import TimelineEvent

TermState = Literal[
    "replaced", "deferred", "ended", "elapsed", "running", "not-begun", "not-stated"
]
_FOUND: Final = "found"
_OF_RESTRICTION: Final[dict[RestrictionStatus, TermState]] = {
    "in-force": "running",
    "not-begun": "not-begun",
    "elapsed": "elapsed",
    "ended": "ended",
    "unknown": "not-stated",
}


@dataclass(frozen=True, slots=True)
class Term:
    """What became of it, on the last day that any source of the case knows of."""

    state: TermState
    end: EdtfDate | None = None
    """When it ended, or would run out by the calendar."""
    event: str | None = None
    """Id of the event that replaced, deferred or ended it."""


def is_guilty(charge: Charge, meaning: Meaning) -> bool:
    """Whether guilt stands as found in the state of a charge."""
    return meaning.procedure_states[charge.state].guilt == _FOUND


def conviction(charge: Charge, meaning: Meaning) -> TimelineEvent | None:
    """The first event that names the charge and finds guilt in it; None if no source tells."""
    for event in (*charge.history, charge.event):
        stage = stage_set_by(event, meaning)
        if stage is not None and meaning.procedure_states[stage].guilt == _FOUND:
            return event
    return None


def term_of(state: State, imposed: Imposed, meaning: Meaning) -> Term:
    """Say what became of a sentence item on the subject.

    A fine, or a term whose start or course no source tells, is `not-stated`: never `running`.
    """
    if imposed.superseded_by is not None:
        return Term("replaced", imposed.superseded_by.date, imposed.superseded_by.id)
    if imposed.ended_by is not None:
        return Term("ended", imposed.ended_by.date, imposed.ended_by.id)
    if imposed.deferred_by is not None:
        return Term("deferred", None, imposed.deferred_by.id)
    kind = meaning.sentence_kinds[imposed.item.kind]
    if kind.restriction is not None:
        return _restriction(state, imposed)
    if kind.liberty is not None:
        return _served(state, imposed, kind.liberty)
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
