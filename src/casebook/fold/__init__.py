"""The fold: a case and a day in, the subject's state on every axis out.

    state(case, meaning, as_of) = events in order -> liberty, proceedings, ways out,
                                  restrictions, designations, harm, accountability

Nothing here reads a clock or a file. Without `as_of` every event is played, and terms are judged
at the date up to which the sources know: the site knows nothing about today.
"""

from datetime import date

from casebook.fold.axes import (
    fold_designations,
    fold_harm,
    fold_restrictions,
    fold_ways_out,
    until_death,
)
from casebook.fold.liberty import fold_liberty
from casebook.fold.meaning import Meaning, SourceDates, latest
from casebook.fold.order import Bounds, Order, bounds
from casebook.fold.play import Play
from casebook.fold.procedure import fold_proceedings
from casebook.fold.state import (
    Alternative,
    Basis,
    Charge,
    Designation,
    Harm,
    Imposed,
    Known,
    Liberty,
    LibertyPeriod,
    ProceedingState,
    Restriction,
    State,
    Step,
    WayOut,
)
from casebook.fold.steps import latest_step
from casebook.models import Case, TimelineEvent


def state(case: Case, meaning: Meaning, as_of: date | None = None) -> State:
    """Play the timeline of a case up to the end of the day `as_of`.

    Args:
        case: The case; the order of its timeline in the file does not matter.
        meaning: What event types do, and up to when sources know.
        as_of: The last day to play; None plays everything.

    Returns:
        The state on every axis, each with the event that set it and the date up to which its
        sources know. Events that may or may not have happened by `as_of` are told apart.
    """
    play = Play.until(case, meaning, as_of)
    known = Known(play.known(play.seen))
    day = as_of or (known.until.latest if known.until else None)
    liberty = fold_liberty(play, day)
    proceedings = fold_proceedings(play)
    own = tuple(one for one in proceedings if one.proceeding.against != "others")
    about_others = {one.proceeding.id for one in proceedings} - {one.proceeding.id for one in own}
    suffered = tuple(one for one in play.seen if one.proceeding not in about_others)
    ways_out = fold_ways_out(suffered, meaning)
    by_axis: dict[str, list[TimelineEvent]] = {}
    for one in play.seen:
        by_axis.setdefault(meaning.type_of(one).axis, []).append(one)
    return State(
        as_of=as_of,
        known=known,
        seen=play.seen,
        possible=play.possible,
        liberty=liberty,
        proceedings=own,
        accountability=tuple(one for one in proceedings if one.proceeding.against == "others"),
        latest_step=latest_step(own, ways_out, play),
        ways_out=ways_out,
        restrictions=until_death(fold_restrictions(suffered, own, meaning, day), liberty, play),
        designations=fold_designations(play.seen, meaning),
        harm=fold_harm(play.seen, meaning),
        known_by_axis={axis: Known(play.known(events)) for axis, events in by_axis.items()},
    )


__all__ = [
    "Alternative",
    "Basis",
    "Bounds",
    "Charge",
    "Designation",
    "Harm",
    "Imposed",
    "Known",
    "Liberty",
    "LibertyPeriod",
    "Meaning",
    "Order",
    "Play",
    "ProceedingState",
    "Restriction",
    "SourceDates",
    "State",
    "Step",
    "WayOut",
    "bounds",
    "latest",
    "state",
]
