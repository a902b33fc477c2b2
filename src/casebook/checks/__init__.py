"""What records must hold to beyond their shape: each rule is a small generator with a slug.

The rules of one theme stand in one module. The shape of records, ids and references is looked
after where they are read: `casebook.source`, `reading`, `library`, `links`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from casebook.checks import (
    citing,
    days,
    figures,
    labels,
    permalinks,
    privacy,
    sequence,
    subjects,
    timeline,
    wording,
)
from casebook.checks.rule import CaseLook, Finding, RecordLook, Rule, as_problem, line_problem
from casebook.fold import Meaning, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import without_collecting
from casebook.links import LinkedLibrary
from casebook.models import Case
from casebook.problems import Problem

CASE_RULES: Final[tuple[Rule[CaseLook], ...]] = (
    *timeline.CASE_RULES,
    *sequence.CASE_RULES,
    *days.CASE_RULES,
    *wording.CASE_RULES,
    *citing.CASE_RULES,
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
)
"""Rules on any one record."""

LIBRARY_RULES: Final[tuple[Rule[LinkedLibrary], ...]] = (
    *subjects.LIBRARY_RULES,
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
    meaning = meaning_of(linked.library) if _is_sound(linked) else None
    for record in linked.library.records():
        look = RecordLook(linked, record)
        if isinstance(record, Case) and meaning is not None and _can_play(record, meaning):
            played = known.get(record.id) or state(record, meaning)
            look = CaseLook(linked, record, record, played, meaning)
            for case_rule in CASE_RULES:
                for found in case_rule.find(look):
                    yield look.problem(case_rule, found)
        for record_rule in RECORD_RULES:
            for found in record_rule.find(look):
                yield look.problem(record_rule, found)
    yield from _of_all(linked)


def _of_all(linked: LinkedLibrary) -> Iterator[Problem]:
    for rule in LIBRARY_RULES:
        for found in rule.find(linked):
            if found.line is not None:
                yield line_problem(found.line, rule.slug, rule.level, found)
            elif found.about is not None:
                yield as_problem(linked, found.about, rule.slug, rule.level, found)


def _is_sound(linked: LinkedLibrary) -> bool:
    """Whether the vocabularies that the fold goes by could be read, and agree."""
    unsound = linked.library.broken_vocabularies | {
        kind.removeprefix("vocabulary:") for kind, _ in linked.faulty
    }
    return not unsound & {"event-types", "liberty-states", "procedure-states", "sentence-kinds"}


def _can_play(case: Case, meaning: Meaning) -> bool:
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
    "run",
]
