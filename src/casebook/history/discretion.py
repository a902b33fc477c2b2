"""What may be said today of what a record said once.

Git keeps every older form for whoever looks there; this site does not repeat it. A text that the
record no longer holds is not quoted: it may have been taken out because it did harm. Of an event
that is gone and told of a death, a child, torture, sexual violence or health, only its going is
said. Dates, states and terms are told: who has cited them must learn that they are no longer so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from casebook.differing import careful
from casebook.differing.change import Change, Happened, Named, Quote, Value
from casebook.differing.records import Form
from casebook.differing.standing import LIBERTY_STATES
from casebook.models import Case, Event, Model
from casebook.models.shape import fields_of


class Discretion:
    """Knows what one record says today."""

    def __init__(self, now: Form) -> None:
        """Look at the record as it is published now."""
        record = now.record
        self._texts = frozenset(_texts(record))
        timeline = record.timeline if isinstance(record, Case | Event) else ()
        self._events: Mapping[str, str | None] = {
            event.id: getattr(event, "type", None) for event in timeline
        }
        self._states = now.meaning.liberty_states
        self._stated = (
            {period.state for period in now.state.liberty.periods} | {now.state.liberty.state}
            if now.state
            else set()
        )
        self._minor = isinstance(record, Case) and record.minor is not None

    def about(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Keep of changes what may be said."""
        return tuple(one for change in changes for one in self._about(change))

    def _about(self, change: Change) -> Iterator[Change]:
        event = change.value("event")
        if isinstance(event, Happened) and self._is_unspeakable(event):
            # That it came or changed is not said either: it is not there.
            if change.about == "event-removed":
                yield Change(change.about)
            return
        values = tuple((name, one) for name, one in change.values if self._may_say(one))
        details = tuple(one for detail in change.details for one in self._about(detail))
        if change.details and not details:
            return
        yield replace(change, values=values, details=details)

    def _is_unspeakable(self, event: Happened) -> bool:
        if event.id in self._events and self._events[event.id] == event.type:
            return False
        return event.sensitive or self._minor

    def _may_say(self, value: Value) -> bool:
        if isinstance(value, Quote):
            return value.text in self._texts
        if isinstance(value, Named) and value.vocabulary == LIBERTY_STATES:
            state = self._states.get(value.term)
            delicate = value.term in careful.LIBERTY or (state is not None and state.final)
            return not delicate or value.term in self._stated
        if isinstance(value, Named) and value.vocabulary == "harm-kinds":
            return value.term not in careful.HARM or value.term in self._texts
        return True


def _texts(model: Model) -> Iterator[str]:
    """Go through every text that a record holds."""
    for name in _told(type(model)):
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Model):
                yield from _texts(item)
            elif isinstance(item, str):
                yield item


@cache
def _told(model: type[Model]) -> tuple[str, ...]:
    return tuple(fields_of(model))
