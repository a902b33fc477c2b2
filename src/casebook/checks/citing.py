"""Rules on sources: dated, cited once, and taken back only by a source that says so."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule
from casebook.models import Citation, Model, Source
from casebook.models.shape import fields_of
from casebook.problems import Level


@rule("source-without-date", Level.WARNING)
def source_without_date(look: RecordLook) -> Iterator[Finding]:
    """A source that a timeline rests on has a date: no state is known later than its sources."""
    source = look.record
    if not isinstance(source, Source) or source.issued or source.as_of:
        return
    back = look.linked.back.get(look.key, ())
    if any(one.event is not None and one.path[-1] == "source" for one in back):
        mend = "add 'issued', as precisely as it is known, or 'as_of'"
        message = "timelines rest on this source, and it has no date"
        yield Finding((), message, mend)


@rule("duplicate-citation", Level.WARNING)
def duplicate_citation(look: RecordLook) -> Iterator[Finding]:
    """One place in a source is cited once for one fact."""
    for path, node in look.nodes:
        for name in _citing_fields(type(node)):
            seen: set[tuple[str, str]] = set()
            for index, citation in enumerate(getattr(node, name)):
                place = citation.source, citation.at
                if place in seen:
                    message = f"{citation.source}, {citation.at}, is cited twice for one fact"
                    yield Finding((*path, name, index, "at"), message, "remove one of the two")
                seen.add(place)


@cache
def _citing_fields(model: type[Model]) -> tuple[str, ...]:
    """Fields that list citations."""
    shapes = fields_of(model).items()
    return tuple(name for name, shape in shapes if shape.model is Citation and shape.many)


@rule("retraction-without-source", Level.WARNING)
def retraction_without_source(look: CaseLook) -> Iterator[Finding]:
    """A source that takes an event back says which source it takes back."""
    sources = look.linked.library.sources
    for index, event in look.events:
        later = sources.get(event.retracted_by or "")
        if later is None:
            continue
        taken_back = {retraction.source for retraction in later.retracts}
        if not taken_back & {citation.source for citation in event.sources}:
            message = f"{later.id} takes '{event.id}' back, and retracts none of its sources"
            mend = f"add 'retracts' to {look.linked.library.path('source', later.id)}"
            yield Finding(("timeline", index, "retracted_by"), message, mend)


CASE_RULES: Final = (retraction_without_source,)
RECORD_RULES: Final = (source_without_date, duplicate_citation)
