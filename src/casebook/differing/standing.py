"""Comparing where a subject stands: liberty, proceedings, charges, sentences, restrictions.

Two folded states in, changes out. The date up to which sources know goes with each.
"""

from collections.abc import Iterator, Mapping

from casebook.dates import EdtfDate
from casebook.differing.change import Change, Named, Quote, Ref, Value, When, change
from casebook.fold import Charge, Imposed, Liberty, ProceedingState, Restriction, State

LIBERTY_STATES = "liberty-states"
PROCEDURE_STATES = "procedure-states"


def state_changes(before: State, after: State) -> Iterator[Change]:
    """Tell what moved on each axis, the most telling first."""
    yield from _liberty(before, after)
    old, new = _proceedings(before), _proceedings(after)
    for name in [*new, *(name for name in old if name not in new)]:
        yield from _proceeding(old.get(name), new.get(name))
    yield from _restrictions(before.restrictions, after.restrictions)


def _liberty(before: State, after: State) -> Iterator[Change]:
    old, new = before.liberty, after.liberty
    if (old.state, old.certain) != (new.state, new.certain):
        certainty = "liberty-certain" if new.certain else "liberty-uncertain"
        about = "liberty" if old.state != new.state else certainty
        yield change(
            about,
            before=Named(LIBERTY_STATES, old.state),
            after=Named(LIBERTY_STATES, new.state),
            known=_when(_told(new) or after.known.until),
        )
    elif _told(old) != _told(new) and _told(new) is not None:
        yield change(
            "liberty-known",
            after=Named(LIBERTY_STATES, new.state),
            known=_when(_told(new)),
            known_before=_when(_told(old)),
        )


def _told(liberty: Liberty) -> EdtfDate | None:
    """Up to when sources tell of it."""
    return (liberty.last_known or liberty).known.until


def _when(date: EdtfDate | None) -> When | None:
    return When(date.text) if date is not None else None


def _proceedings(state: State) -> Mapping[str, ProceedingState]:
    return {one.proceeding.id: one for one in (*state.proceedings, *state.accountability)}


def _proceeding(old: ProceedingState | None, new: ProceedingState | None) -> Iterator[Change]:
    if new is None:
        if old is not None:
            yield change("proceeding-removed", proceeding=Quote(str(old.proceeding.label)))
        return
    label, known = Quote(str(new.proceeding.label)), _when(new.known.until)
    stage = _stage(new)
    if old is None:
        yield change("proceeding-added", proceeding=label, after=stage, known=known)
    elif old.state != new.state:
        about = "procedure" if stage else "procedure-unknown"
        before = _stage(old)
        yield change(about, proceeding=label, before=before, after=stage, known=known)
    if new.appeal is not None and (old is None or old.appeal is None):
        yield change("procedure-contested", proceeding=label, known=known)
    yield from _charges(old, new, label)
    yield from _sentences(old, new)


def _stage(one: ProceedingState) -> Named | None:
    return Named(PROCEDURE_STATES, one.state) if one.state else None


def _charges(old: ProceedingState | None, new: ProceedingState, label: Quote) -> Iterator[Change]:
    before = {one.key: one for one in old.charges} if old else {}
    after = {one.key: one for one in new.charges}
    for key, charge in after.items():
        stage = Named(PROCEDURE_STATES, charge.state)
        if key not in before:
            yield change("charge-added", charge=_charge(charge), after=stage)
        elif before[key].state != charge.state and (old is None or charge.state != new.state):
            was = Named(PROCEDURE_STATES, before[key].state)
            yield change("charge", charge=_charge(charge), before=was, after=stage)
    for key, charge in before.items():
        if key not in after:
            yield change("charge-removed", charge=_charge(charge), proceeding=label)


def _charge(one: Charge) -> Value:
    return Ref(("article",), one.key) if one.is_article else Quote(one.key)


def _sentences(old: ProceedingState | None, new: ProceedingState) -> Iterator[Change]:
    before = {_imposed_key(one): one for one in old.imposed} if old else {}
    after = {_imposed_key(one): one for one in new.imposed}
    for key, one in after.items():
        kind = Named("sentence-kinds", one.item.kind)
        if key not in before:
            yield change("sentence-added", sentence=kind)
        elif _stands(before[key]) and not _stands(one):
            yield change("sentence-ended", sentence=kind)
    for key, one in before.items():
        if key not in after:
            yield change("sentence-removed", sentence=Named("sentence-kinds", one.item.kind))


def _imposed_key(one: Imposed) -> tuple[str, str]:
    return one.event.id, one.item.kind


def _stands(one: Imposed) -> bool:
    return one.superseded_by is None and one.ended_by is None


def _restrictions(old: tuple[Restriction, ...], new: tuple[Restriction, ...]) -> Iterator[Change]:
    before = {(one.event.id, one.kind): one for one in old}
    after = {(one.event.id, one.kind): one for one in new}
    for key, one in after.items():
        kind = Named("restriction-kinds", one.kind)
        if key not in before or before[key].status != one.status:
            yield change(f"restriction-{one.status}", restriction=kind)
    for key, one in before.items():
        if key not in after:
            yield change("restriction-removed", restriction=Named("restriction-kinds", one.kind))
