"""Tables that join others: who took part in what, which source says what, what a term means."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.columns import Column, TableShape, cited
from casebook.exports.csv_text import several
from casebook.exports.world import ExportedWorld
from casebook.library import KeyPath
from casebook.links import Reference
from casebook.models import Citation, Event, Model, Source, VocabularyTerm


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A case in an event of several: as the event says, as the case says, or both."""

    event: Event
    case: str
    role: str | None
    own: tuple[str, ...]
    sources: tuple[Citation, ...]


def participant_rows(world: ExportedWorld) -> Iterator[ParticipantRow]:
    """Go through who took part in what."""
    own: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for case in world.library.cases.values():
        for of in case.events:
            own[of].setdefault(case.id, [])
        for told in case.timeline:
            if told.part_of is not None and told.retracted_by is None:
                own[told.part_of][case.id].append(told.id)
    for event in world.library.events.values():
        listed = {one.case: one for one in event.participants}
        for name in sorted({*listed, *own[event.id]}):
            one = listed.get(name)
            yield ParticipantRow(
                event,
                name,
                str(one.role) if one and one.role else None,
                tuple(own[event.id].get(name, ())),
                one.sources if one else (),
            )


_Participant = Column[ParticipantRow]

PARTICIPANTS: Final = TableShape(
    name="participants",
    title="One row a case in an event of several",
    columns=(
        _Participant("group_event", "Id of the event.", lambda row: row.event.id, required=True),
        _Participant("case", "Id of the case.", lambda row: row.case, required=True),
        _Participant("role", "As what; empty where not stated.", lambda row: row.role),
        _Participant(
            "events",
            "Ids of events in the timeline of the case that are part of it.",
            lambda row: several(row.own),
            "list",
        ),
        _Participant(
            "sources",
            "Where it is said; empty where the events of the case say it.",
            lambda row: cited(row.sources),
            "list",
        ),
    ),
    key=("group_event", "case"),
    foreign=(
        (("group_event",), "group_events", ("group_event",)),
        (("case",), "cases", ("case",)),
    ),
)


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One place in a source, and what rests on it."""

    number: int
    reference: Reference
    citation: Citation


def citation_rows(world: ExportedWorld) -> Iterator[CitationRow]:
    """Go through every citation of every record."""
    number = 0
    for reference in _references(world):
        citation = _at(reference.holder, reference.path[:-1])
        if isinstance(citation, Citation):
            number += 1
            yield CitationRow(number, reference, citation)


def _references(world: ExportedWorld) -> Iterator[Reference]:
    for key, found in world.linked.forward.items():
        if not key[0].startswith("vocabulary:"):
            yield from (one for one in found if one.targets == (Source.kind_name,))


def _at(holder: Model, path: KeyPath) -> object:
    value: object = holder
    for step in path:
        value = (
            value[step]
            if isinstance(value, tuple) and isinstance(step, int)
            else getattr(value, str(step))
        )
    return value


_Citation = Column[CitationRow]

CITATIONS: Final = TableShape(
    name="citations",
    title="One row a place in a source that something rests on",
    columns=(
        _Citation("number", "Its number.", lambda row: row.number, "integer", required=True),
        _Citation(
            "kind", "Kind of the record.", lambda row: row.reference.source[0], required=True
        ),
        _Citation(
            "record", "Id of the record.", lambda row: row.reference.source[1], required=True
        ),
        _Citation(
            "event",
            "Id of the event in its timeline; empty for the rest of the record.",
            lambda row: row.reference.event.id if row.reference.event else None,
        ),
        _Citation(
            "field",
            "Where in the record: names of keys, and places in lists from 0.",
            lambda row: "/".join(str(step) for step in row.reference.path[:-1]),
            required=True,
        ),
        _Citation("source", "Id of the source.", lambda row: row.citation.source, required=True),
        _Citation("at", "The place in it.", lambda row: row.citation.at, required=True),
        _Citation("note", "What to know of it.", lambda row: row.citation.note),
    ),
    key=("number",),
    foreign=((("source",), "sources", ("source",)),),
)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of a vocabulary, or of the glossary."""

    vocabulary: str
    term: VocabularyTerm


def term_rows(world: ExportedWorld) -> Iterator[TermRow]:
    """Go through all terms."""
    for vocabulary, terms in sorted(world.library.vocabularies.items()):
        for term in terms.values():
            yield TermRow(vocabulary, term)


_Term = Column[TermRow]

TERMS: Final = TableShape(
    name="terms",
    title="One row a term of a vocabulary: the words behind the ids",
    columns=(
        _Term("vocabulary", "Id of the vocabulary.", lambda row: row.vocabulary, required=True),
        _Term("term", "Id of the term.", lambda row: row.term.id, required=True),
        _Term("label_en", "In English.", lambda row: row.term.label.en),
        _Term("label_ru", "In Russian.", lambda row: row.term.label.ru),
        _Term("label_kk", "In Kazakh.", lambda row: row.term.label.kk),
        _Term(
            "definition",
            "What it means.",
            lambda row: str(row.term.definition) if row.term.definition else None,
        ),
    ),
    key=("vocabulary", "term"),
)
