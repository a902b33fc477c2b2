"""The latest step: what last happened in court, in an inquiry or on the way out of a sentence."""

from collections.abc import Iterator, Sequence

from casebook.fold.play import Play
from casebook.fold.state import ProceedingState, Step, WayOut
from casebook.models import TimelineEvent

ASKED = "asked"
"""A request decides nothing yet."""


def latest_step(
    proceedings: Sequence[ProceedingState], ways_out: Sequence[WayOut], play: Play
) -> Step | None:
    """Choose what came last; None where no proceeding has moved.

    Of steps that dates leave in no order, the one that is known to have come latest at the
    earliest: "by May 2024" may have been years before.
    """
    moved = [one for one in proceedings if one.event is not None]
    # What is done to a person goes before what the person asks for, if there is any.
    own = [one for one in moved if one.proceeding.against == "subject"] or moved
    if not own:
        return None
    places = {event.id: place for place, event in enumerate(play.seen)}
    steps = {step.event.id: step for step in _steps(own, ways_out, play, places)}
    last = play.order.last(step.event for step in steps.values())
    spans = play.order.bounds
    chosen = max(last, key=lambda event: (spans[event.id].earliest, places[event.id]))
    return steps[chosen.id]


def _steps(
    own: Sequence[ProceedingState],
    ways_out: Sequence[WayOut],
    play: Play,
    places: dict[str, int],
) -> Iterator[Step]:
    for one in own:
        if one.event is None:
            continue
        yield Step(one.event, one, alone=False)
        # What follows the event that set the stage and moves only some of the charges.
        for event in one.events:
            effect = play.meaning.type_of(event).effects.procedure
            if effect is not None and places[event.id] > places[one.event.id]:
                yield Step(event, one, alone=True)
    by_id = {one.proceeding.id: one for one in own}
    for way in ways_out:
        decides = way.result != ASKED
        if decides and play.meaning.type_of(way.event).effects.procedure is None:
            found = _proceeding_of(way.event, own, by_id, places)
            if found is not None:
                yield Step(way.event, found, alone=True)


def _proceeding_of(
    event: TimelineEvent,
    own: Sequence[ProceedingState],
    by_id: dict[str, ProceedingState],
    places: dict[str, int],
) -> ProceedingState | None:
    """The proceeding a way out belongs to: the one it names, else the last that imposed a term."""
    if event.proceeding is not None:
        return by_id.get(event.proceeding)
    sentenced = [one for one in own if one.imposed] or own
    return max(sentenced, key=lambda one: places[one.event.id] if one.event else -1)
