"""Rules on the fields of a timeline event: what its type needs, allows and means."""

from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule
from casebook.fold.procedure import stage_set_by
from casebook.models import Inference, TimelineEvent

TYPED: Final = (
    "articles",
    "from_articles",
    "offences",
    "from_offences",
    "sentence",
    "liberty",
    "restriction",
    "until",
    "lifts",
    "designation",
    "harm",
    "grounds",
    "court",
    "in_absentia",
)
"""Fields that an event may have only if its type says so; all others it may always have."""


_EXAMPLES: Final = {
    "articles": "articles: [cc-405]",
    "offences": "offences: [in the words of the source]",
    "sentence": "sentence: [{kind: imprisonment, years: 3}]",
}
"""Fields that an id alone does not fill -> how they are written."""


def has(event: TimelineEvent, field: str) -> bool:
    """Whether an event says something in a field."""
    return bool(getattr(event, field, None))


@rule("needs-field")
def needs_field(look: CaseLook) -> Iterator[Finding]:
    """An event has the fields that its type needs."""
    for index, event in look.events:
        kind = look.meaning.type_of(event)
        path = ("timeline", index, "type")
        for field in kind.needs:
            if not has(event, field):
                message = f"'{event.id}' is of type {kind.id} and has no '{field}'"
                mend = f"add '{_EXAMPLES.get(field, field)}', or choose another type"
                yield Finding(path, message, mend)
        if kind.needs_any and not any(has(event, field) for field in kind.needs_any):
            listed = " or ".join(f"'{field}'" for field in kind.needs_any)
            written = " or ".join(f"'{_EXAMPLES.get(field, field)}'" for field in kind.needs_any)
            message = f"'{event.id}' is of type {kind.id} and has no {listed}"
            yield Finding(path, message, f"add {written}, or choose another type")


@rule("forbidden-field")
def forbidden_field(look: CaseLook) -> Iterator[Finding]:
    """An event has no field that its type does not allow."""
    for index, event in look.events:
        kind = look.meaning.type_of(event)
        allowed = {*kind.allows, *kind.needs, *kind.needs_any}
        for field in TYPED:
            if has(event, field) and field not in allowed:
                fitting = [name for name in TYPED if name in allowed]
                may = f" (this type may have {', '.join(fitting)})" if fitting else ""
                message = f"an event of type {kind.id} has no '{field}'"
                mend = f"remove it, move it to an event of its own, or choose another type{may}"
                yield Finding(("timeline", index, field), message, mend, key=True)


@rule("missing-proceeding")
def missing_proceeding(look: CaseLook) -> Iterator[Finding]:
    """An event that moves a proceeding, or contests a decision in it, says which one."""
    for index, event in look.events:
        contests = look.meaning.type_of(event).effects.contests
        if (contests or stage_set_by(event, look.meaning)) and event.proceeding is None:
            does = "contests a decision" if contests else "moves a proceeding"
            which = "in which proceeding" if contests else "which"
            message = f"'{event.id}' {does} and does not say {which}"
            there = " or ".join(f"'proceeding: {one.id}'" for one in look.case.proceedings)
            mend = f"add {there}" if there else "add one under 'proceedings', and name it here"
            yield Finding(("timeline", index, "type"), message, mend)


@rule("lifts-no-measure")
def lifts_no_measure(look: CaseLook) -> Iterator[Finding]:
    """An event under `lifts` imposed a restriction."""
    by_id = {event.id: event for _, event in look.events}
    for index, event in look.events:
        for position, name in enumerate(event.lifts):
            lifted = by_id.get(name)
            if lifted is not None and not _restricts(look, lifted):
                message = f"'{name}' imposed no restriction that could be lifted"
                mend = "name the event that imposed it, or write the kind under 'restriction'"
                yield Finding(("timeline", index, "lifts", position), message, mend)


@rule("inference-names-no-field")
def inference_names_no_field(look: RecordLook) -> Iterator[Finding]:
    """`inferred` names a field that stands beside it."""
    for path, node in look.nodes:
        if "inferred" not in node.model_fields_set:
            continue
        noted: tuple[Inference, ...] = getattr(node, "inferred")  # noqa: B009 - not on every model
        for index, inference in enumerate(noted):
            field = inference.field.partition(".")[0]
            if field not in node.model_fields_set:
                there = sorted(node.model_fields_set - {"id", "inferred"})
                message = f"'{inference.field}' is marked as concluded and is not there"
                mend = f"write one of {', '.join(there)}, or add the field"
                yield Finding((*path, "inferred", index, "field"), message, mend)


def _restricts(look: CaseLook, event: TimelineEvent) -> bool:
    effect = look.meaning.type_of(event).effects.restrictions
    adds = effect is not None and (effect.add or effect.add_from_field)
    kinds = look.meaning.sentence_kinds
    return bool(adds) or any(kinds[item.kind].restriction for item in event.sentence)


CASE_RULES: Final = (needs_field, forbidden_field, missing_proceeding, lifts_no_measure)
RECORD_RULES: Final = (inference_names_no_field,)
