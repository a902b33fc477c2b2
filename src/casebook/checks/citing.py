"""Rules on sources: dated, cited once, and taken back only by a source that says so."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule
from casebook.models import Citation, Model, Source, TimelineEvent
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


@rule("summary-behind", Level.WARNING)
def summary_behind(look: CaseLook) -> Iterator[Finding]:
    """A summary cites a source that can know of the last turn in the timeline."""
    issued = [look.meaning.sources.get(one.source) for one in look.case.summary.sources]
    days = [dates.issued.latest if dates and dates.issued else None for dates in issued]
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return
    later = [
        event
        for _, event in look.standing
        if _turns(look, event)
        and max(known) < (event.date.earliest or date.min) <= _told(look, event)
    ]
    if later:
        last = max(later, key=lambda event: event.date.sort_key)
        cited = " or ".join(dict.fromkeys(one.source for one in last.sources))
        message = f"'{last.id}' happened after everything that the summary cites came out"
        mend = f"say in the summary what happened since, and cite {cited} there"
        yield Finding(("summary", "sources"), message, mend, key=True)


def _told(look: CaseLook, event: TimelineEvent) -> date:
    """The day on which the last of its sources came out: a later date is a slip of its own."""
    issued = [look.meaning.sources.get(one.source) for one in event.sources]
    days = [one.issued.latest for one in issued if one and one.issued and one.issued.latest]
    return max(days, default=date.max)


def _turns(look: CaseLook, event: TimelineEvent) -> bool:
    """Whether an event changes where the subject stands, or tells of harm."""
    effects = look.meaning.type_of(event).effects
    axes = (effects.liberty, effects.procedure, effects.way_out, effects.contests, effects.harm)
    return any(axes)


CASE_RULES: Final = (retraction_without_source, summary_behind)
RECORD_RULES: Final = (source_without_date, duplicate_citation)
