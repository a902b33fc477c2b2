"""A decision that is contested: an appeal was filed, and what became of it is not known."""

from collections.abc import Sequence

from casebook.fold.meaning import Meaning
from casebook.fold.play import Play
from casebook.models import TimelineEvent

_AXIS = "procedure"


def pending_appeal(
    seen: Sequence[TimelineEvent], setting: Sequence[TimelineEvent], play: Play
) -> TimelineEvent | None:
    """Find the last appeal in a proceeding on which no decision is known.

    Args:
        seen: The events of the proceeding, in order.
        setting: Those of them that moved it as a whole; the last one says how far it has come.
        play: The playing they are of.

    Returns:
        None, too, if a decision of a higher court may have been the one on that appeal: partial
        dates may leave open which came first, and then nothing is said to be pending.
    """
    if not setting:
        return None
    meaning, order, current = play.meaning, play.order, setting[-1]
    reviews = [one for one in setting if _reviews(one, meaning)]
    for event in reversed(seen):
        if not meaning.type_of(event).effects.contests or order.precedes(event, current):
            continue
        if order.precedes(current, event):
            return event
        if not any(not order.precedes(review, event) for review in reviews):
            return event
    return None


def _reviews(event: TimelineEvent, meaning: Meaning) -> bool:
    """Whether an event is a decision on an earlier one, which its type asks for."""
    needs = meaning.type_of(event).requires
    decided = {
        state.id
        for state in meaning.procedure_states.values()
        if state.guilt != "open" or state.closed
    }
    return any(need.axis == _AXIS and decided & {*need.any_of} for need in needs)
