"""The procedure axis: each proceeding on its own, and each charge within it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from casebook.fold.meaning import Meaning
from casebook.fold.play import Play
from casebook.fold.state import Alternative, Charge, Imposed, Known, ProceedingState
from casebook.models import Proceeding, TimelineEvent

SETTLED = frozenset({"reclassified", "dropped", "closed", "convicted", "acquitted", "penalised"})
"""States of a charge that an event about "the charges" does not reach again by itself."""

DECIDED = frozenset({"convicted", "acquitted", "penalised", "acquittal-overturned"})
"""States of a charge on which a court has spoken."""

REOPENING = frozenset({"quashed", "retrial", "acquittal-overturned"})
"""States that reach settled charges when the event names none: the verdict itself is undone."""


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
    setting = [event for event in seen if stage_set_by(event, meaning)]
    maybe = [
        event
        for event in play.possible
        if event.proceeding == proceeding.id and stage_set_by(event, meaning)
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
        charges=_charges(seen, meaning),
        imposed=_imposed(seen, meaning),
        events=tuple(seen),
        known=Known(play.known(seen) if seen else None),
    )


def _charges(events: Iterable[TimelineEvent], meaning: Meaning) -> tuple[Charge, ...]:
    """Charges in the order in which they first appear."""
    charges: dict[str, Charge] = {}
    for event in events:
        effect = meaning.type_of(event).effects.procedure
        if effect is None:
            continue
        named = (*event.articles, *event.offences)
        if effect.moves:
            _move(charges, event, named)
        elif effect.scope == "charges":
            for key in named or _reached(charges, effect.set):
                _set(charges, key, effect.set, event, named=bool(named))
        else:
            for key in named:
                if key not in charges:
                    _set(charges, key, effect.set, event, named=True)
    return tuple(charges.values())


def _reached(charges: Mapping[str, Charge], state: str) -> list[str]:
    """Charges that an event means when it names none."""
    if state in REOPENING:
        return [key for key, charge in charges.items() if charge.state in DECIDED]
    return [key for key, charge in charges.items() if charge.state not in SETTLED]


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
    """Replace some charges by others, leaving a trace on both."""
    left = (*event.from_articles, *event.from_offences)
    for key in left:
        known = key in charges
        _set(charges, key, "reclassified", event, named=True)
        charges[key] = replace(
            charges[key],
            is_article=charges[key].is_article if known else key in event.from_articles,
            became=named,
        )
    for key in named:
        _set(charges, key, "charged", event, named=True)
        charges[key] = replace(charges[key], was=left)


def _imposed(events: Sequence[TimelineEvent], meaning: Meaning) -> tuple[Imposed, ...]:
    """What was imposed; a changed sentence shows what took its place."""
    imposed: list[Imposed] = []
    for event in events:
        effects = meaning.type_of(event).effects
        stage = effects.procedure.set if effects.procedure else None
        replaces = bool(event.sentence) and (
            stage == "changed"
            or (effects.way_out is not None and effects.way_out.kind == "sentence-replaced")
        )
        undone = stage in REOPENING or stage == "acquitted"
        if (replaces and effects.way_out is None) or undone:
            imposed = [
                one if one.superseded_by else replace(one, superseded_by=event) for one in imposed
            ]
        elif replaces:
            # The rest of a term is replaced; bans imposed beside it go on.
            kinds = meaning.sentence_kinds
            imposed = [
                replace(one, superseded_by=event)
                if kinds[one.item.kind].liberty and not one.superseded_by
                else one
                for one in imposed
            ]
        imposed.extend(Imposed(item, event) for item in event.sentence)
    return tuple(imposed)
