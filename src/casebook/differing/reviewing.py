"""Why a change is read by a second person: what it adds, changes or takes out."""

from collections.abc import Iterator

from casebook.differing import careful
from casebook.differing.change import Change, Happened, Quote
from casebook.differing.records import Form
from casebook.models import Case, Event


def reasons(
    before: Form | None, after: Form, changes: tuple[Change, ...]
) -> tuple[careful.Reason, ...]:
    """Tell why a second person reads a change first, in a fixed order."""
    found: set[careful.Reason] = set()
    case = after.record if isinstance(after.record, Case) else None
    old = before.record if before is not None else None
    if case is not None:
        found |= careful.of_case(case)
        found |= careful.of_case(old) if isinstance(old, Case) else set()
        touched = _touched(changes) if before else {event.id for event in case.timeline}
        events = [*case.timeline, *(old.timeline if isinstance(old, Case) else ())]
        for event in events:
            if event.id in touched:
                found |= careful.of_event(event, after.meaning)
                found |= careful.of_texts([str(event.text)])
    elif isinstance(after.record, Event):
        touched = _touched(changes) if before else {event.id for event in after.record.timeline}
        texts = [str(one.text) for one in after.record.timeline if one.id in touched]
        found |= careful.of_texts(texts)
    if before is None and isinstance(after.record, Case | Event):
        found |= careful.of_texts([str(after.record.summary.text)])
    found |= careful.of_texts(_new_texts(changes))
    return tuple(reason for reason in careful.REASONS if reason in found)


def _touched(changes: tuple[Change, ...]) -> set[str]:
    values = (value for one in changes for _, value in one.values)
    return {value.id for value in values if isinstance(value, Happened)}


def _new_texts(changes: tuple[Change, ...]) -> Iterator[str]:
    for one in changes:
        for _, value in one.all_values():
            if isinstance(value, Quote):
                yield value.text
