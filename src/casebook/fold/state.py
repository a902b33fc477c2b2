"""What the fold returns: where a subject stands on each axis, and which event says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from casebook.dates import EdtfDate
from casebook.models import Proceeding, SentenceItem, TimelineEvent

Basis = Literal["stated", "inferred", "computed"]
"""stated: an event says it; inferred: the record concludes it; computed: the calendar does."""


@dataclass(frozen=True, slots=True)
class Known:
    """Up to when the sources of an axis know: the state is as of this date, never of today."""

    until: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class LibertyPeriod:
    """A stretch of one liberty state, from the event that set it to the one that ended it."""

    state: str
    event: TimelineEvent | None
    since: EdtfDate | None
    basis: Basis
    until: EdtfDate | None = None
    ended_by: TimelineEvent | None = None
    term_end: EdtfDate | None = None
    """When the term or order would run out, counted from its start; None if none is known."""
    length_stated: bool = True
    """False for a term whose length no source gives: that it goes on is inferred."""
    known: Known = Known()
    """Up to when sources tell of it, however long ago that is; empty for what is computed."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A state that the partial dates do not exclude."""

    state: str
    event: TimelineEvent | None


@dataclass(frozen=True, slots=True)
class Liberty:
    """Where the subject is: the state, its certainty, and the periods that led to it."""

    state: str = "unknown"
    event: TimelineEvent | None = None
    since: EdtfDate | None = None
    basis: Basis = "stated"
    certain: bool = True
    alternatives: tuple[Alternative, ...] = ()
    last_known: LibertyPeriod | None = None
    """For a term that ran out, or a state nobody tells: the period a source last spoke of."""
    term_end: EdtfDate | None = None
    length_stated: bool = True
    known: Known = Known()
    periods: tuple[LibertyPeriod, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """One article, or one offence named without an article, within a proceeding."""

    key: str
    """The article reference (`cc-272.1`), or the words of the source."""
    is_article: bool
    state: str
    event: TimelineEvent
    named: bool
    """Whether the event that set the state names this charge, or speaks of all of them."""
    history: tuple[TimelineEvent, ...] = ()
    became: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imposed:
    """What a court or body imposed, and the event that did."""

    item: SentenceItem
    event: TimelineEvent
    superseded_by: TimelineEvent | None = None
    ended_by: TimelineEvent | None = None
    """The way out that ended it: served, parole, amnesty, pardon."""
    deferred_by: TimelineEvent | None = None
    """The decision that put off the serving of it."""


@dataclass(frozen=True, slots=True)
class ProceedingState:
    """How far one proceeding has come."""

    proceeding: Proceeding
    state: str | None
    event: TimelineEvent | None
    certain: bool = True
    alternatives: tuple[Alternative, ...] = ()
    charges: tuple[Charge, ...] = ()
    imposed: tuple[Imposed, ...] = ()
    events: tuple[TimelineEvent, ...] = ()
    known: Known = Known()
    appeal: TimelineEvent | None = None
    """The appeal by which the state is contested, if no decision on it is known."""


@dataclass(frozen=True, slots=True)
class Step:
    """The latest thing that happened to the subject in court, in an inquiry or on the way out."""

    event: TimelineEvent
    proceeding: ProceedingState
    """The proceeding it belongs to."""
    alone: bool
    """Whether it left the stage of that proceeding as it was: parole, one charge of two dropped."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A step towards the end of a sentence or case: asked for, granted, refused, revoked."""

    kind: str
    result: str
    event: TimelineEvent


RestrictionStatus = Literal["in-force", "not-begun", "elapsed", "ended", "unknown"]


@dataclass(frozen=True, slots=True)
class Restriction:
    """A limit beside liberty: since when, until when, and whether a source ended it."""

    kind: str
    event: TimelineEvent
    status: RestrictionStatus
    item: SentenceItem | None = None
    since: EdtfDate | None = None
    until: EdtfDate | None = None
    basis: Basis = "stated"
    ended_by: TimelineEvent | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """Who recognises the subject as what, and whether that was withdrawn."""

    kind: str
    event: TimelineEvent
    withdrawn_by: TimelineEvent | None = None


@dataclass(frozen=True, slots=True)
class Harm:
    """Harm that was reported, with the kinds the event names."""

    kinds: tuple[str, ...]
    event: TimelineEvent


@dataclass(frozen=True, slots=True)
class State:
    """Where a subject stands, axis by axis, after the events seen up to `as_of`."""

    as_of: date | None
    """The day up to which events were played; None: all of them."""
    known: Known
    """Up to when any source of this case knows."""
    seen: tuple[TimelineEvent, ...]
    """Events that certainly happened by `as_of`, in order."""
    possible: tuple[TimelineEvent, ...]
    """Events that may or may not have happened by `as_of`."""
    liberty: Liberty
    proceedings: tuple[ProceedingState, ...] = ()
    accountability: tuple[ProceedingState, ...] = ()
    latest_step: Step | None = None
    ways_out: tuple[WayOut, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    designations: tuple[Designation, ...] = ()
    harm: tuple[Harm, ...] = ()
    known_by_axis: Mapping[str, Known] = field(default_factory=dict)

    def known_on(self, axis: str) -> Known:
        """Up to when sources know about one axis."""
        return self.known_by_axis.get(axis, Known())
