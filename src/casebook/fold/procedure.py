"""The procedure axis: each proceeding on its own, and each charge within it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from casebook.fold.appeals import pending_appeal
from casebook.fold.meaning import Meaning
from casebook.fold.play import Play
from casebook.fold.sentences import REOPENING, end_sentences, impose
from casebook.fold.state import Alternative, Charge, Imposed, Known, ProceedingState
from casebook.models import Proceeding, TimelineEvent

SETTLED: Final = frozenset(
    {"reclassified", "severed", "dropped", "closed", "convicted", "acquitted", "penalised"}
)
"""States of a charge that an event about "the charges" does not reach again by itself."""

DECIDED: Final = frozenset({"convicted", "acquitted", "penalised", "acquittal-overturned"})
"""States of a charge on which a court has spoken."""

ENDING: Final = frozenset({"dropped", "closed", "acquitted"})
"""Stages that some charges can reach while others go on."""

GONE: Final = ENDING | {"reclassified", "severed"}
"""States of a charge with which a proceeding has no more to do."""


def stage_set_by(event: TimelineEvent, meaning: Meaning) -> str | None:
    """The stage of a proceeding that an event sets, if any."""
    effects = meaning.type_of(event).effects
    if effects.procedure is not None:
        return effects.procedure.set
    return effects.accountability


def fold_proceedings(play: Play) -> tuple[ProceedingState, ...]:
    """Every proceeding of the case, in the order of the record."""
    return tuple(_fold_one(proceeding, play) for proceeding in play.case.proceedings)


def _fold_one(proceeding: Proceeding, play: Play) -> ProceedingState:
    meaning = play.meaning
    seen = [event for event in play.seen if event.proceeding == proceeding.id]
    against_subject = proceeding.against != "others"
    parts = {one.id for one in play.case.proceedings if one.severed_from == proceeding.id}
    charges: dict[str, Charge] = {}
    setting: list[TimelineEvent] = []
    imposed: list[Imposed] = []
    for event in play.seen:
        if event.proceeding in parts:
            _sever(charges, event)
        if event.proceeding == proceeding.id or (event.proceeding is None and against_subject):
            end_sentences(imposed, event, meaning)
        if event.proceeding != proceeding.id:
            continue
        _apply(charges, event, meaning)
        if _sets_stage(event, charges, setting, meaning):
            setting.append(event)
        impose(imposed, event, charges, meaning)
    maybe = [
        event
        for event in play.possible
        if event.proceeding == proceeding.id and _sets_stage(event, charges, setting, meaning)
    ]
    current = setting[-1] if setting else None
    state = stage_set_by(current, meaning) if current else None
    others = tuple(
        Alternative(stage, event)
        for event in (play.rivals(setting, maybe) if setting else maybe)
        if (stage := stage_set_by(event, meaning)) and stage != state
    )
    return ProceedingState(
        proceeding=proceeding,
        state=state,
        event=current,
        certain=not others,
        alternatives=others,
        charges=tuple(charges.values()),
        imposed=tuple(imposed),
        events=tuple(seen),
        known=Known(play.known(seen) if seen else None),
        appeal=pending_appeal(seen, setting, play),
    )


def _sets_stage(
    event: TimelineEvent,
    charges: Mapping[str, Charge],
    setting: Sequence[TimelineEvent],
    meaning: Meaning,
) -> bool:
    """Whether an event moves the proceeding as a whole, and not only some of its charges.

    A charge that is replaced leaves a trial a trial; one that is dropped ends a proceeding only if
    no other charge stands.
    """
    stage = stage_set_by(event, meaning)
    effect = meaning.type_of(event).effects.procedure
    if stage is None or effect is None:
        return stage is not None
    if effect.moves:
        return not setting
    named = {*event.articles, *event.offences}
    return (
        stage not in ENDING
        or not named
        or all(one.state in GONE for key, one in charges.items() if key not in named)
    )


def _apply(charges: dict[str, Charge], event: TimelineEvent, meaning: Meaning) -> None:
    """Do to the charges what an event does; they stay in the order in which they first appear."""
    kind = meaning.type_of(event)
    effect = kind.effects.procedure
    if effect is None:
        return
    named = (*event.articles, *event.offences)
    if effect.moves:
        _move(charges, event, named)
    elif effect.scope in {"charges", "named"}:
        needed = {state for need in kind.requires for state in need.any_of}
        all_meant = effect.scope == "charges" and not named
        for key in _reached(charges, effect.set, needed) if all_meant else named:
            _set(charges, key, effect.set, event, named=bool(named))
    else:
        for key in named:
            if key not in charges:
                _set(charges, key, effect.set, event, named=True)


def _reached(charges: Mapping[str, Charge], state: str, needed: Collection[str]) -> list[str]:
    """Charges that an event means when it names none.

    Those that are open; and for a type that follows a decision (an acquittal on appeal follows a
    conviction, a reopening follows a closure), those on which it was made.
    """
    if state in REOPENING:
        return [key for key, charge in charges.items() if charge.state in DECIDED]
    decided = DECIDED & {*needed} if state in DECIDED else frozenset()
    if state == "reopened":
        decided = frozenset({"closed"})
    return [
        key
        for key, charge in charges.items()
        if charge.state not in SETTLED or charge.state in decided
    ]


def _sever(charges: dict[str, Charge], event: TimelineEvent) -> None:
    """Let go of open charges that an event tells of in a proceeding split off from this one."""
    for key in (*event.articles, *event.offences):
        if key in charges and charges[key].state not in SETTLED:
            _set(charges, key, "severed", event, named=True)


def _set(
    charges: dict[str, Charge], key: str, state: str, event: TimelineEvent, *, named: bool
) -> None:
    before = charges.get(key)
    if before is None:
        charges[key] = Charge(key, key in event.articles, state, event, named, (event,))
        return
    charges[key] = replace(
        before, state=state, event=event, named=named, history=(*before.history, event)
    )


def _move(charges: dict[str, Charge], event: TimelineEvent, named: tuple[str, ...]) -> None:
    """Replace some charges by others, leaving a trace on both.

    What was decided on the old ones holds for the new: a court of appeal that reclassifies a
    conviction does not charge anew.
    """
    left = (*event.from_articles, *event.from_offences)
    decided = [charges[key].state for key in left if key in charges]
    state = decided[0] if decided and set(decided) <= DECIDED else "charged"
    for key in left:
        known = key in charges
        _set(charges, key, "reclassified", event, named=True)
        charges[key] = replace(
            charges[key],
            is_article=charges[key].is_article if known else key in event.from_articles,
            became=named,
        )
    for key in named:
        _set(charges, key, state, event, named=True)
        charges[key] = replace(charges[key], was=left)
