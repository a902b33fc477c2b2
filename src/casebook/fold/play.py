"""One playing of one case: what was seen by a day, what may have been, and what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casebook.dates import EdtfDate, certainly_after
from casebook.fold.meaning import Meaning, latest
from casebook.fold.order import Order
from casebook.models import Case, TimelineEvent


@dataclass(frozen=True, slots=True)
class Play:
    """The events of a case sorted by what is certain on a day."""

    case: Case
    order: Order
    meaning: Meaning
    seen: tuple[TimelineEvent, ...]
    """Events that certainly happened, in order."""
    possible: tuple[TimelineEvent, ...]
    """Events that may or may not have happened, in order."""

    @classmethod
    def until(cls, case: Case, meaning: Meaning, as_of: date | None) -> "Play":
        """Sort the events of a case by whether they happened by the end of `as_of`."""
        order = Order(tuple(one for one in case.timeline if one.retracted_by is None), meaning)
        spans = order.bounds
        return cls(
            case,
            order,
            meaning,
            tuple(one for one in order.in_order if spans[one.id].certainly_by(as_of)),
            tuple(
                one
                for one in order.in_order
                if not spans[one.id].certainly_by(as_of) and spans[one.id].possibly_by(as_of)
            ),
        )

    def known(self, events: Iterable[TimelineEvent]) -> EdtfDate | None:
        """Up to when the sources of these events know, or an editor has looked since."""
        return latest([self.told(events), *(check.date for check in self.case.checked)])

    def told(self, events: Iterable[TimelineEvent]) -> EdtfDate | None:
        """Up to when the sources of these events know.

        A source that reports an event later than its own closing date knows at least that day.
        """
        dates: list[EdtfDate | None] = []
        for event in events:
            closing = self.meaning.known_until(event.sources)
            later = closing is not None and certainly_after(event.date, closing)
            dates.append(event.date if later else closing)
        return latest(dates)

    def rivals(
        self, setting: Iterable[TimelineEvent], maybe: Iterable[TimelineEvent]
    ) -> tuple[TimelineEvent, ...]:
        """Events that may have come last instead of the one that `in_order` puts last."""
        chosen = tuple(setting)
        return (
            *(event for event in self.order.last(chosen) if event is not chosen[-1]),
            *(
                event
                for event in maybe
                if not any(self.order.precedes(event, other) for other in chosen)
            ),
        )
