"""Rules on what must have come before: no release without detention, no sentence without verdict.

What an event type requires is said in `event-types.yaml`. Partial dates get the benefit of the
doubt: an event is out of sequence only if nothing that fits can have come before it.
"""

from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import CaseLook, Finding, rule
from casebook.fold.procedure import stage_set_by
from casebook.models import TimelineEvent
from casebook.models.vocabulary import Requirement
from casebook.problems import Level

_HOW: Final = "add the event before it, dated '../2022-03' if only 'by March 2022' is known"


@rule("release-without-detention")
def release_without_detention(look: CaseLook) -> Iterator[Finding]:
    """Who is released was held before."""
    for index, event in _unmet(look, "release-without-detention"):
        message = f"'{event.id}' follows no event by which the subject was held or confined"
        yield Finding(("timeline", index, "type"), message, f"{_HOW}; or choose another type")


@rule("sentence-without-conviction")
def sentence_without_conviction(look: CaseLook) -> Iterator[Finding]:
    """What ends or changes a sentence follows a conviction."""
    for index, event in _unmet(look, "sentence-without-conviction"):
        message = f"'{event.id}' is about a sentence, and no conviction comes before it"
        mend = f"{_HOW}, with the type 'conviction-reported' if no more is known"
        yield Finding(("timeline", index, "type"), message, mend)


@rule("charge-never-brought")
def charge_never_brought(look: CaseLook) -> Iterator[Finding]:
    """What is dropped, replaced or brought again was brought before."""
    for index, event in _unmet(look, "charge-never-brought"):
        message = f"'{event.id}' is about a charge, and none was brought before it"
        yield Finding(("timeline", index, "type"), message, f"{_HOW}; or correct 'proceeding'")


@rule("out-of-sequence")
def out_of_sequence(look: CaseLook) -> Iterator[Finding]:
    """Each step of a proceeding follows one that leads to it."""
    named = {"release-without-detention", "sentence-without-conviction", "charge-never-brought"}
    for index, event in look.standing:
        for need in look.meaning.type_of(event).requires:
            if need.problem not in named and not _is_met(look, event, need):
                message = f"'{event.id}' is of type {event.type}, and nothing before it leads there"
                mend = f"{_HOW}, that led to one of {', '.join(need.any_of)}; or correct 'after'"
                yield Finding(("timeline", index, "type"), message, mend)


@rule("liberty-not-said", Level.WARNING)
def liberty_not_said(look: CaseLook) -> Iterator[Finding]:
    """A verdict or an end of a case that ends a measure of restraint says what came after it."""
    measures = _measures(look)
    current: str | None = None
    proceeding: str | None = None
    silent: TimelineEvent | None = None
    for event in look.order.in_order:
        found = look.liberty_set_by(event)
        if found:
            current, proceeding, silent = found, event.proceeding, None
        elif current in measures and _ends_a_case(look, event, proceeding):
            silent = silent or event
    if silent is not None:
        index = look.case.timeline.index(silent)
        message = f"after '{silent.id}' the record still says {current}, though the case ended"
        mend = "add 'liberty: at-liberty' or what a source says; 'liberty: unknown' if none does"
        yield Finding(("timeline", index, "type"), message, mend)


def _unmet(look: CaseLook, slug: str) -> Iterator[tuple[int, TimelineEvent]]:
    """Events with a requirement of that slug that nothing before can have met."""
    for index, event in look.standing:
        for need in look.meaning.type_of(event).requires:
            if need.problem == slug and not _is_met(look, event, need):
                yield index, event


def _is_met(look: CaseLook, event: TimelineEvent, need: Requirement) -> bool:
    """Whether an event that may have come before set one of the states."""
    fields = _line_of(look, event.proceeding)
    for _, other in look.standing:
        if other is event or look.order.precedes(event, other):
            continue
        if need.axis == "liberty":
            found = look.liberty_set_by(other)
            if found and _fits(look, found, need):
                return True
            continue
        same = not fields or other.proceeding in fields
        if same and stage_set_by(other, look.meaning) in need.any_of:
            return True
    return False


def _line_of(look: CaseLook, proceeding: str | None) -> set[str | None]:
    """The proceeding and those it was split off from; nothing where none is named."""
    parents = {one.id: one.severed_from for one in look.case.proceedings}
    line: set[str | None] = set()
    while proceeding is not None and proceeding not in line:
        line.add(proceeding)
        proceeding = parents.get(proceeding)
    return line


def _fits(look: CaseLook, state: str, need: Requirement) -> bool:
    found = look.meaning.liberty_states[state]
    return (
        state in need.any_of
        or (need.custody and found.custody)
        or (need.confined and found.confined)
    )


def _measures(look: CaseLook) -> set[str]:
    """States that hold a person while a case goes on, and that no sentence brings about."""
    served = {kind.liberty for kind in look.meaning.sentence_kinds.values()}
    return {
        state.id
        for state in look.meaning.liberty_states.values()
        if state.confined and state.id not in {*served, "detained-abroad"}
    }


def _ends_a_case(look: CaseLook, event: TimelineEvent, measure: str | None) -> bool:
    """Whether an event ends the case for which the measure was ordered, and may say what then."""
    effects = look.meaning.type_of(event).effects
    return (
        effects.liberty is not None
        and effects.liberty.by_field
        and not event.in_absentia
        and event.proceeding not in look.about_others
        and measure in (None, event.proceeding)
        and stage_set_by(event, look.meaning) in {"convicted", "acquitted", "closed"}
    )


CASE_RULES: Final = (
    release_without_detention,
    sentence_without_conviction,
    charge_never_brought,
    out_of_sequence,
    liberty_not_said,
)
