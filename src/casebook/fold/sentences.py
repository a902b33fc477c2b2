"""What was imposed in a proceeding: what took its place, ended it or put it off."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from casebook.fold.meaning import Meaning
from casebook.fold.state import Charge, Imposed
from casebook.models import TimelineEvent

REOPENING: Final = frozenset({"quashed", "retrial", "acquittal-overturned"})
"""States that reach settled charges when the event names none: the verdict itself is undone."""

FOUND: Final = frozenset({"convicted", "penalised"})
"""States of a charge that a sentence can rest on."""

ENDING: Final = frozenset({"term-served", "parole", "amnesty", "pardon"})
"""Ways out that end a term once they are granted."""

DEFERRAL: Final = "deferral"


def impose(
    imposed: list[Imposed], event: TimelineEvent, charges: Mapping[str, Charge], meaning: Meaning
) -> None:
    """Add what an event imposes; what was imposed before shows what took its place."""
    effects = meaning.type_of(event).effects
    stage = effects.procedure.set if effects.procedure else None
    way_out = effects.way_out.kind if effects.way_out else None
    kinds = meaning.sentence_kinds
    undone = stage in REOPENING or (
        stage == "acquitted" and all(one.state not in FOUND for one in charges.values())
    )
    changed = stage == "changed" and bool(event.sentence)
    # The rest of a term is replaced or cut; bans imposed beside it go on.
    term_only = way_out in {"sentence-replaced", "sentence-reduced"} and bool(event.sentence)
    for index, one in enumerate(imposed):
        goes = undone or changed or (term_only and bool(kinds[one.item.kind].liberty))
        if goes and one.superseded_by is None:
            imposed[index] = replace(one, superseded_by=event)
    # What is told again when somebody is taken to serve it was imposed before.
    if meaning.type_of(event).axis != "liberty":
        imposed.extend(Imposed(item, event) for item in event.sentence)


def end_sentences(imposed: list[Imposed], event: TimelineEvent, meaning: Meaning) -> None:
    """Mark the terms that a way out ended or put off.

    Only terms: whether an amnesty lifts a ban or a sum beside them is for its decision to say.
    """
    way_out = meaning.type_of(event).effects.way_out
    if way_out is None or way_out.kind not in ENDING | {DEFERRAL}:
        return
    for index, one in enumerate(imposed):
        if one.superseded_by is not None or not meaning.sentence_kinds[one.item.kind].liberty:
            continue
        if way_out.result == "revoked":
            imposed[index] = replace(one, ended_by=None)
        elif way_out.result == "granted" and one.ended_by is None:
            deferred = way_out.kind == DEFERRAL
            imposed[index] = (
                replace(one, deferred_by=event) if deferred else replace(one, ended_by=event)
            )
