"""What the fold needs to know beside a case: what event types do, and up to when sources know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casebook.dates import EdtfDate
from casebook.models import Citation, TimelineEvent
from casebook.models.vocabulary import EventType, LibertyState, ProcedureState, SentenceKind


@dataclass(frozen=True, slots=True)
class SourceDates:
    """When a source came out and up to when it knows; either may be unknown."""

    issued: EdtfDate | None
    as_of: EdtfDate | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vocabularies that give events their effect, and the dates of the sources."""

    event_types: Mapping[str, EventType]
    liberty_states: Mapping[str, LibertyState]
    procedure_states: Mapping[str, ProcedureState]
    sentence_kinds: Mapping[str, SentenceKind]
    sources: Mapping[str, SourceDates]

    def type_of(self, event: TimelineEvent) -> EventType:
        """The declared type of an event."""
        return self.event_types[event.type]

    def latest_issue(self, event: TimelineEvent) -> date | None:
        """The last day on which the first of the event's sources came out.

        What a source reports has happened by then, so this bounds a partial date from above.
        """
        days = [
            dates.issued.latest
            for citation in event.sources
            if (dates := self.sources.get(citation.source))
            and dates.issued is not None
            and dates.issued.latest is not None
        ]
        return min(days, default=None)

    def known_until(self, citations: tuple[Citation, ...]) -> EdtfDate | None:
        """The latest date up to which any of these sources knows."""
        return latest(
            dates.as_of or dates.issued
            for citation in citations
            if (dates := self.sources.get(citation.source))
        )


def latest(dates: Iterable[EdtfDate | None]) -> EdtfDate | None:
    """The date that reaches furthest; of equals, the more precise one."""
    known = [when for when in dates if when is not None]
    if not known:
        return None
    return max(
        known,
        key=lambda when: (when.latest or date.max, when.earliest or date.min, when.text),
    )
