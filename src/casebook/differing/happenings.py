"""Comparing what a record tells happened: events come, go and change, known by their ids."""

from collections.abc import Iterator, Sequence
from typing import Final

from casebook.differing import careful
from casebook.differing.change import Change, Happened, change, with_details
from casebook.differing.fields import field_changes
from casebook.fold import Meaning
from casebook.models import TimelineEvent
from casebook.models.event import Happening

_NOT_TOLD: Final = frozenset({"id"})


def happened(event: TimelineEvent | Happening, meaning: Meaning) -> Happened:
    """Name an event so that it can be told and linked to."""
    if isinstance(event, Happening):
        return Happened(event.id, event.date.text, None)
    sensitive = bool(careful.of_event(event, meaning))
    return Happened(event.id, event.date.text, event.type, sensitive)


def timeline_changes(
    before: Sequence[TimelineEvent] | Sequence[Happening],
    after: Sequence[TimelineEvent] | Sequence[Happening],
    meaning: Meaning,
) -> Iterator[Change]:
    """Tell which events were added, changed, taken back and removed."""
    old = {event.id: event for event in before}
    new = {event.id: event for event in after}
    for name, event in new.items():
        if name not in old:
            yield change("event-added", event=happened(event, meaning))
    for name, event in new.items():
        if name in old and old[name] != event:
            yield from _changed(old[name], event, meaning)
    for name, event in old.items():
        if name not in new:
            yield change("event-removed", event=happened(event, meaning))


def _changed(
    before: TimelineEvent | Happening, after: TimelineEvent | Happening, meaning: Meaning
) -> Iterator[Change]:
    named = happened(after, meaning)
    skip = _NOT_TOLD
    was, now = getattr(before, "retracted_by", None), getattr(after, "retracted_by", None)
    if was is None and now is not None:
        yield change("event-retracted", event=named)
        skip = skip | {"retracted_by"}
    details = tuple(field_changes(before, after, skip))
    if details:
        yield with_details("event-changed", details, event=named)
