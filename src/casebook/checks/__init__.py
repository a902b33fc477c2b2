"""What records must hold to beyond their shape: each rule is a small generator with a slug.

The rules of one theme stand in one module. The shape of records, ids and references is looked
after where they are read: `casebook.source`, `reading`, `library`, `links`.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from casebook.checks import (
    citing,
    days,
    figures,
    labels,
    permalinks,
    privacy,
    prose,
    sequence,
    subjects,
    timeline,
    wording,
)
from casebook.checks.rule import CaseLook, Finding, RecordLook, Rule, as_problem, line_problem
from casebook.fold import Meaning, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import Key, without_collecting
from casebook.links import LinkedLibrary
from casebook.models import Case, Record
from casebook.problems import Problem

CASE_RULES: Final[tuple[Rule[CaseLook], ...]] = (
    *timeline.CASE_RULES,
    *sequence.CASE_RULES,
    *days.CASE_RULES,
    *wording.CASE_RULES,
    *citing.CASE_RULES,
    *prose.CASE_RULES,
)
"""Rules that play the timeline of a case."""

RECORD_RULES: Final[tuple[Rule[RecordLook], ...]] = (
    *timeline.RECORD_RULES,
    *days.RECORD_RULES,
    *subjects.RECORD_RULES,
    *wording.RECORD_RULES,
    *privacy.RECORD_RULES,
    *citing.RECORD_RULES,
    *figures.RECORD_RULES,
    *prose.RECORD_RULES,
)
"""Rules on any one record."""

LIBRARY_RULES: Final[tuple[Rule[LinkedLibrary], ...]] = (
    *labels.LIBRARY_RULES,
    *permalinks.LIBRARY_RULES,
)
"""Rules on all records at once."""


def run(linked: LinkedLibrary, states: Mapping[str, State] | None = None) -> Iterator[Problem]:
    """Find every breach of every rule.

    Args:
        linked: All records, with their references resolved.
        states: Each case after all that happened, by id; what is missing is computed.

    Yields:
        Problems, in no order that means anything. A case whose events have an unknown type, or
        another that the fold needs to know, is not played: `link` has reported that.
    """
    with without_collecting():
        yield from _run(linked, states or {})


def _run(linked: LinkedLibrary, known: Mapping[str, State]) -> Iterator[Problem]:
    meaning = sound_meaning(linked)
    for record in linked.library.records():
        for found in of_record(linked, record, meaning, known.get(record.id)):
            yield from found
    yield from of_all(linked)


def of_record(
    linked: LinkedLibrary, record: Record, meaning: Meaning | None, known: State | None = None
) -> Iterator[tuple[Problem, ...]]:
    """Find the breaches of the rules on one record, rule by rule.

    Args:
        linked: All records.
        record: The one to look at.
        meaning: What `sound_meaning` gives.
        known: The state of a case after all that happened; computed if it is not given.
    """
    look = RecordLook(linked, record)
    if isinstance(record, Case) and meaning is not None and can_play(record, meaning):
        look = CaseLook(linked, record, record, known or state(record, meaning), meaning)
        for case_rule in CASE_RULES:
            yield tuple(look.problem(case_rule, found) for found in case_rule.find(look))
    for rule in RECORD_RULES:
        yield tuple(look.problem(rule, found) for found in rule.find(look))


def of_all(linked: LinkedLibrary) -> Iterator[Problem]:
    """Find the breaches of the rules on all records at once."""
    for rule in LIBRARY_RULES:
        for found in rule.find(linked):
            yield from _placed(linked, rule, found)


def of_addresses(linked: LinkedLibrary, keys: Collection[Key]) -> Iterator[Problem]:
    """Find the breaches of the rules on addresses that a few records are about."""
    by_slug = {rule.slug: rule for rule in LIBRARY_RULES}
    for slug, found in permalinks.of_pages(linked, keys):
        yield from _placed(linked, by_slug[slug], found)


def _placed(linked: LinkedLibrary, rule: Rule[LinkedLibrary], found: Finding) -> Iterator[Problem]:
    if found.line is not None:
        yield line_problem(found.line, rule.slug, rule.level, found)
    elif found.about is not None:
        yield as_problem(linked, found.about, rule.slug, rule.level, found)


def sound_meaning(linked: LinkedLibrary) -> Meaning | None:
    """Collect what the fold goes by; None if that could not be read, or does not agree."""
    return meaning_of(linked.library) if _is_sound(linked) else None


def _is_sound(linked: LinkedLibrary) -> bool:
    """Whether the vocabularies that the fold goes by could be read, and agree."""
    unsound = linked.library.broken_vocabularies | {
        kind.removeprefix("vocabulary:") for kind, _ in linked.faulty
    }
    return not unsound & {"event-types", "liberty-states", "procedure-states", "sentence-kinds"}


def can_play(case: Case, meaning: Meaning) -> bool:
    """Whether the fold knows every word that the timeline uses."""
    return all(
        event.type in meaning.event_types
        and (event.liberty is None or event.liberty in meaning.liberty_states)
        and all(item.kind in meaning.sentence_kinds for item in event.sentence)
        for event in case.timeline
    )


__all__ = [
    "CASE_RULES",
    "LIBRARY_RULES",
    "RECORD_RULES",
    "CaseLook",
    "Finding",
    "RecordLook",
    "Rule",
    "can_play",
    "of_addresses",
    "of_all",
    "of_record",
    "run",
    "sound_meaning",
]
