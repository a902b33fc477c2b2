"""Who was held, and how, on any day: the liberty axis played at every day on which it changes.

    History(case, meaning).confined_on(day) -> how the subject was confined that day
    History(case, meaning).spans()          -> the same for all days, as stretches

Known and believed are apart. *Known*: the dates leave nothing else open, and a source tells of that
day: it closes on it or later, or tells of a later event that ended the state. *Silent*: the last
known state, whose sources close before that day. *Possible*: partial dates leave it open; an event
of which not even the first possible day is known opens nothing before it certainly happened. A
state that lasts for days by its nature (`believed_days`: police detention) is believed for so long
and no longer, unless a source tells of it; so is a term, until the day on which it would have
ended by the calendar.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from heapq import heappop, heappush
from typing import Final, Literal

from casebook.dates import EdtfDate
from casebook.fold.liberty import fold_liberty, state_set_by
from casebook.fold.meaning import Meaning
from casebook.fold.order import Order, bounds
from casebook.fold.play import Play
from casebook.fold.state import Alternative, Liberty
from casebook.models import Case, TimelineEvent

Group = Literal["held", "limited"]
"""Held by somebody, or not held and with liberty restricted."""
Certainty = Literal["known", "silent", "possible"]
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Confined:
    """How a subject was confined on a day."""

    group: Group
    state: str
    certainty: Certainty
    since: EdtfDate | None
    known_until: EdtfDate | None
    """Up to when the sources of the state know, seen from that day."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days on which the same holds; `last` is None if it goes on."""

    first: date
    last: date | None
    confined: Confined


def groups_of(meaning: Meaning) -> Mapping[str, Group]:
    """State of liberty -> its group; states without confinement have none."""
    return {
        one.id: "held" if one.custody else "limited"
        for one in meaning.liberty_states.values()
        if one.confined or one.custody
    }


@dataclass(frozen=True)
class History:
    """The liberty of one case on any day; the order of its events is worked out once."""

    case: Case
    meaning: Meaning

    def on(self, day: date | None) -> Liberty:
        """The liberty axis as of a day: the same as `state(case, meaning, day).liberty`."""
        spans = self._order.bounds
        in_order = self._order.in_order
        seen = tuple(one for one in in_order if spans[one.id].certainly_by(day))
        possible = tuple(
            one
            for one in in_order
            if not spans[one.id].certainly_by(day) and spans[one.id].possibly_by(day)
        )
        return fold_liberty(Play(self.case, self._order, self.meaning, seen, possible), day)

    def confined_on(self, day: date) -> tuple[Confined, ...]:
        """How the subject was confined on a day; at most once in each group."""
        return tuple(self._confined(self.on(day), day))

    def spans(self) -> tuple[Span, ...]:
        """All stretches of confinement, in the order of their first days."""
        if not self._is_of_confinement:
            return ()
        found: list[Span] = []
        running: dict[Group, Span] = {}
        for day in self._days():
            now = {one.group: one for one in self.confined_on(day)}
            for group, span in list(running.items()):
                if now.get(group) != span.confined:
                    found.append(Span(span.first, day - _DAY, span.confined))
                    del running[group]
            for group, one in now.items():
                running.setdefault(group, Span(day, None, one))
        return tuple(
            sorted([*found, *running.values()], key=lambda one: (one.first, one.confined.group))
        )

    def first_day(self) -> date | None:
        """The first day of all `spans`, without the rest of them."""
        if not self._is_of_confinement:
            return None
        return next((day for day in self._days() if self.confined_on(day)), None)

    @property
    def no_earlier(self) -> date:
        """A day before which nothing confined the subject, told from dates alone: quickly."""
        dated = (bounds(event, self.meaning) for event in self._events)
        # As in `_confined`: an event that may have happened at any time opens nothing by that.
        days = (one.latest if one.earliest == date.min else one.earliest for one in dated)
        return min(days, default=date.max)

    # --- one day ------------------------------------------------------------------------------

    def _confined(self, liberty: Liberty, day: date) -> Iterator[Confined]:
        groups = groups_of(self.meaning)
        spans = self._order.bounds
        others = [
            one
            for one in liberty.alternatives
            if one.event is None
            or spans[one.event.id].earliest > date.min
            or spans[one.event.id].certainly_by(day)
        ]
        open_states = [liberty.state, *(one.state for one in others)]
        for group in ("held", "limited"):
            inside = [state for state in open_states if groups.get(state) == group]
            if not inside:
                continue
            certain = len(inside) == len(open_states)
            told = certain and self._is_told(liberty, day)
            dated = [(state, *self._set_by(state, liberty, others)) for state in inside]
            # Of states that are possible side by side, one that has lasted too long is not named.
            lasting = [one for one in dated if not self._is_over(liberty, one[0], one[2], day)]
            if not told and not lasting:
                continue
            state, event, since = (lasting or dated)[0]
            until = liberty.known.until
            if event is not None and event is not liberty.event:
                until = self.meaning.known_until(event.sources)
            yield Confined(
                group,
                state,
                "known" if told else "silent" if certain else "possible",
                since,
                until,
            )

    def _set_by(
        self, state: str, liberty: Liberty, others: Sequence[Alternative]
    ) -> tuple[TimelineEvent | None, EdtfDate | None]:
        """The event that set a state, or may have, and since when."""
        if state == liberty.state:
            return liberty.event, liberty.since
        event = next(one.event for one in others if one.state == state)
        return event, event.date if event else None

    def _is_over(self, liberty: Liberty, state: str, since: EdtfDate | None, day: date) -> bool:
        """Whether a state would have ended by that day: by its nature, or by the calendar."""
        ends = self._believed_to(state, since)
        if ends is not None and day > ends:
            return True
        end = liberty.term_end if state == liberty.state else None
        return end is not None and end.latest is not None and end.latest <= day

    def _believed_to(self, state: str, since: EdtfDate | None) -> date | None:
        """The last day on which a state is believed without a source; None if there is no such."""
        days = self.meaning.liberty_states[state].believed_days
        if days is None or since is None or since.latest is None:
            return None
        return since.latest + timedelta(days)

    def _is_told(self, liberty: Liberty, day: date) -> bool:
        """Whether a source tells of that day, or of something later that ended the state."""
        if reaches(liberty.known.until, day):
            return True
        for period in self._full.periods:
            if period.event is not None and period.event is liberty.event:
                ended = period.until if period.ended_by is not None else None
                return reaches(period.known.until, day) or reaches(ended, day + _DAY)
        return False

    # --- the days on which something changes --------------------------------------------------

    def _days(self) -> Iterator[date]:
        waiting: list[date] = []
        pushed: set[date] = set()

        def push(day: date | None) -> None:
            if day is not None and date.min < day < date.max and day not in pushed:
                pushed.add(day)
                heappush(waiting, day)

        for span in self._order.bounds.values():
            push(span.earliest)
            push(span.latest)
        for event in self._events:
            found = state_set_by(event, self.meaning)
            ends = self._believed_to(found[0], event.date) if found else None
            push(ends + _DAY if ends else None)
        for period in self._full.periods:
            push(period.until.earliest if period.until else None)
            push(_after(period.known.until))
        last = date.min
        while waiting:
            day = heappop(waiting)
            if day <= last:
                continue
            yield day
            last = day
            liberty = self.on(day)
            push(_after(liberty.known.until))
            for end in (liberty.term_end, *(one.term_end for one in liberty.periods)):
                push(end.earliest if end else None)
                push(end.latest if end else None)

    @property
    def _is_of_confinement(self) -> bool:
        """Whether any event sets a state that is counted."""
        groups = groups_of(self.meaning)
        sets = (state_set_by(one, self.meaning) for one in self._events)
        return any(one is not None and one[0] in groups for one in sets)

    @cached_property
    def _events(self) -> tuple[TimelineEvent, ...]:
        return tuple(one for one in self.case.timeline if one.retracted_by is None)

    @cached_property
    def _order(self) -> Order:
        return Order(self._events, self.meaning)

    @cached_property
    def _full(self) -> Liberty:
        return self.on(None)


def reaches(until: EdtfDate | None, day: date) -> bool:
    """Whether a source certainly closes on that day or later."""
    return until is not None and until.earliest is not None and until.earliest >= day


def _after(until: EdtfDate | None) -> date | None:
    """The first day of which a source no longer certainly tells."""
    return until.earliest + _DAY if until is not None and until.earliest is not None else None
