"""Comparing two forms of one record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.differing.change import Change, Named, Plain, Ref, When, change
from casebook.differing.fields import field_changes
from casebook.differing.happenings import timeline_changes
from casebook.differing.standing import LIBERTY_STATES, state_changes
from casebook.fold import Meaning, State
from casebook.links import references
from casebook.models import Case, Event, Proceeding, Record

# Told apart: by the timeline, by the state, or not at all (whether a record is shown is no detail).
_ELSEWHERE: Final = frozenset({"id", "timeline", "proceedings", "publication"})


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a record: what it says, where its subject stands, and what events mean in it."""

    record: Record
    meaning: Meaning
    state: State | None = None
    """For a case that can be folded."""


def record_changes(before: Form, after: Form) -> tuple[Change, ...]:
    """Tell what a reader of the record would notice; empty if only the writing differs.

    Both forms are of the same kind. Where the subject stands comes first, then what happened, then
    everything else, then sources.
    """
    return tuple(_record_changes(before, after))


def _record_changes(before: Form, after: Form) -> Iterator[Change]:
    old, new = before.record, after.record
    if before.state is not None and after.state is not None:
        yield from state_changes(before.state, after.state)
    if old == new:
        return
    if isinstance(old, Case) and isinstance(new, Case):
        yield from timeline_changes(old.timeline, new.timeline, after.meaning)
        yield from _proceedings(old, new)
    if isinstance(old, Event) and isinstance(new, Event):
        yield from timeline_changes(old.timeline, new.timeline, after.meaning)
    yield from field_changes(old, new, _ELSEWHERE)
    yield from _sources(old, new)


def beginnings(form: Form) -> Iterator[Change]:
    """Tell what a record that is new says first: where its subject stands, how much it holds."""
    record = form.record
    if form.state is not None and form.state.liberty.event is not None:
        known = form.state.liberty.known.until
        yield change(
            "liberty-now",
            after=Named(LIBERTY_STATES, form.state.liberty.state),
            known=When(known.text) if known else None,
        )
    if isinstance(record, Case | Event) and record.timeline:
        yield change("holds-events", count=Plain(str(len(record.timeline))))


def _proceedings(old: Case, new: Case) -> Iterator[Change]:
    """Tell how proceedings are described anew; how far they came is told by the state."""
    before: dict[str, Proceeding] = {one.id: one for one in old.proceedings}
    for one in new.proceedings:
        if one.id in before and before[one.id] != one:
            yield from field_changes(before[one.id], one)


def _sources(old: Record, new: Record) -> Iterator[Change]:
    before, after = _cited(old), _cited(new)
    for name in after:
        if name not in before:
            yield change("source-added", source=Ref(("source",), name))
    for name in before:
        if name not in after:
            yield change("source-removed", source=Ref(("source",), name))


def _cited(record: Record) -> dict[str, None]:
    """Collect the sources it rests on, in order."""
    found = (one.text for one in references(record) if one.targets == ("source",))
    return dict.fromkeys(found)
