"""Which events certainly came before which.

Partial dates order events only in part: an event of "2022-06" is neither before nor after one of
"2022-06-14". What dates leave open, the field `after` may settle. The order that is left is
partial; `in_order` lists events in one fixed sequence that agrees with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casebook.fold.meaning import Meaning
from casebook.models import TimelineEvent


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day on which an event can have happened."""

    earliest: date
    latest: date

    def certainly_by(self, day: date | None) -> bool:
        """Whether it had happened by the end of that day; None means no limit."""
        return day is None or self.latest <= day

    def possibly_by(self, day: date | None) -> bool:
        """Whether it may have happened by the end of that day."""
        return day is None or self.earliest <= day


def bounds(event: TimelineEvent, meaning: Meaning) -> Bounds:
    """Bounds of an event's date, cut at the day its first source came out.

    A date wholly after its source is a mistake that a check reports; here the date as written
    stands then, so that the fold still ends.
    """
    earliest = event.date.earliest or date.min
    end = event.date.latest or date.max
    issued = meaning.latest_issue(event)
    if issued is not None and earliest <= issued < end:
        end = issued
    return Bounds(earliest, end)


@dataclass(frozen=True)
class Order:
    """The partial order of a set of events."""

    events: Sequence[TimelineEvent]
    meaning: Meaning

    @cached_property
    def bounds(self) -> dict[str, Bounds]:
        """Bounds by event id, drawn in by what came certainly before and after.

        An event of "2022" that came before one of 14 June 2022 had happened by that day too.
        """
        dated = self._dated
        if not any(event.after for event in self.events):
            return dated
        low = {name: span.earliest for name, span in dated.items()}
        high = {name: span.latest for name, span in dated.items()}
        for name, earlier in self._before.items():
            for other in earlier:
                low[name] = max(low[name], dated[other].earliest)
                high[other] = min(high[other], dated[name].latest)
        return {
            name: Bounds(low[name], high[name]) if low[name] <= high[name] else span
            for name, span in dated.items()
        }

    @cached_property
    def _dated(self) -> dict[str, Bounds]:
        """Bounds by event id, as dates and sources alone have them."""
        return {event.id: bounds(event, self.meaning) for event in self.events}

    @cached_property
    def _by_date(self) -> dict[str, set[str]]:
        """Ids of the events that dates alone put before each event."""
        spans = self._dated
        return {
            event.id: {
                other.id
                for other in self.events
                if spans[other.id].latest < spans[event.id].earliest
            }
            for event in self.events
        }

    @cached_property
    def _said(self) -> dict[str, set[str]]:
        """Ids that dates and `after` together put before each event, sound or not."""
        before = self._by_date
        if not any(event.after for event in self.events):
            return before
        said = {
            event.id: before[event.id] | {other for other in event.after if other in before}
            for event in self.events
        }
        return _closed(said)

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """Ids of the events certainly before each event.

        What goes against the dates, or leads back to itself, orders nothing: the check
        `order-contradiction` tells.
        """
        said, dated = self._said, self._by_date
        return {
            name: {other for other in earlier if name not in said[other] or other in dated[name]}
            for name, earlier in said.items()
        }

    def precedes(self, first: TimelineEvent, second: TimelineEvent) -> bool:
        """Whether `first` certainly came before `second`."""
        return first.id in self._before[second.id]

    def contradicts(self, event: TimelineEvent) -> tuple[str, ...]:
        """Ids in `after` that certainly came later, by date or by a ring of `after`."""
        said = self._said
        return tuple(other for other in event.after if other in said and event.id in said[other])

    @cached_property
    def in_order(self) -> tuple[TimelineEvent, ...]:
        """All events in one sequence that agrees with the partial order and is always the same."""
        waiting = sorted(self.events, key=lambda event: (event.date.sort_key, event.id))
        placed: list[TimelineEvent] = []
        done: set[str] = set()
        while waiting:
            ready = next((event for event in waiting if self._before[event.id] <= done), waiting[0])
            waiting.remove(ready)
            placed.append(ready)
            done.add(ready.id)
        return tuple(placed)

    def last(self, events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
        """Those of the events that none of the others certainly follows, in order."""
        chosen = list(events)
        return tuple(
            event for event in chosen if not any(self.precedes(event, other) for other in chosen)
        )


def _closed(before: dict[str, set[str]]) -> dict[str, set[str]]:
    """Transitive closure, by repeating until nothing is added."""
    closed = {key: set(value) for key, value in before.items()}
    grew = True
    while grew:
        grew = False
        for earlier in closed.values():
            more = set().union(*(closed[other] for other in earlier)) - earlier
            earlier.update(more)
            grew = grew or bool(more)
    return closed
