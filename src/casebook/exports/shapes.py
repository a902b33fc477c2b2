"""The shapes of what is computed, as exported: each state with its basis, date and sources.

Every key is always there. Null means that no source says; a state that nobody tells is a state of
its own (`unknown`), never a missing one.
"""

from typing import Annotated

from pydantic import Field, PlainSerializer

from casebook.dates import EdtfDate
from casebook.exports.curated import pruned
from casebook.fold import Basis
from casebook.fold.state import RestrictionStatus
from casebook.models import Citation, Inference, LocalText, Model, SentenceItem

# Parts of records are written here as they are there: without keys that have no value.
AsCurated = PlainSerializer(pruned)


class Shape(Model):
    """What is computed, as against what is curated."""


class Told(Shape):
    """The event of the timeline that says so, and where its sources say it."""

    event: str = Field(description="Id of the event in the record's timeline; its anchor too.")
    date: EdtfDate = Field(description="When it happened, EDTF.")
    claim: str = Field(description="stated, or that the source reports an allegation.")
    inferred: tuple[Annotated[Inference, AsCurated], ...] = Field(
        description="Fields that are concluded, and why."
    )
    sources: tuple[Annotated[Citation, AsCurated], ...] = Field(description="Where it is said.")


class Possible(Shape):
    """Another state that the partial dates do not exclude."""

    state: str
    label: str
    event: str | None = Field(description="Id of the event that would set it.")


class Period(Shape):
    """A stretch of one state of liberty."""

    state: str
    label: str
    since: EdtfDate | None
    until: EdtfDate | None
    basis: Basis
    as_of: EdtfDate | None = Field(description="Up to when sources tell of it.")
    term_end: EdtfDate | None = Field(description="When it would run out, by the calendar.")
    length_stated: bool = Field(description="False: no source says how long the term is.")
    ended_by: str | None = Field(description="Id of the event that ended it.")
    told: Told | None


class LibertyState(Shape):
    """Where the subject is, as of the date up to which sources know; never as of today."""

    state: str = Field(description="`unknown` where no source says.")
    label: str
    since: EdtfDate | None
    as_of: EdtfDate | None = Field(description="Up to when the sources of this axis know.")
    basis: Basis = Field(description="stated by a source, inferred here, or computed by calendar.")
    certain: bool = Field(description="False: partial dates leave other states possible.")
    possible: tuple[Possible, ...]
    term_end: EdtfDate | None = Field(description="When the term would run out, by the calendar.")
    length_stated: bool = Field(description="False: no source says how long the term is.")
    last_known: Period | None = Field(description="What was told last, where the state is not.")
    told: Told | None
    periods: tuple[Period, ...]


class ChargeState(Shape):
    """One charge in a proceeding: an article, or an offence named without one."""

    article: str | None
    offence: str | None = Field(description="The words of the source, where it names no article.")
    state: str
    label: str
    basis: Basis
    named: bool = Field(description="Whether the event names this charge, or speaks of all.")
    told: Told
    steps: tuple[str, ...] = Field(description="Ids of the events that moved it, in order.")
    was: tuple[str, ...] = Field(description="Charges that it was made out of.")
    became: tuple[str, ...] = Field(description="Charges that it was changed into.")


class ImposedItem(Shape):
    """What a court or body imposed."""

    item: Annotated[SentenceItem, AsCurated]
    told: Told
    superseded_by: str | None = Field(description="Id of the event that replaced it.")
    ended_by: str | None = Field(description="Id of the event that ended it: served, parole.")
    deferred_by: str | None = Field(description="Id of the event that put it off.")


class ProceedingOut(Shape):
    """How far one proceeding has come."""

    id: str
    kind: str
    title: Annotated[LocalText, AsCurated]
    against: str = Field(description="subject, or others where the subject was the one harmed.")
    country: str
    state: str | None = Field(description="Null where no source says what became of it.")
    label: str | None
    as_of: EdtfDate | None
    basis: Basis | None
    certain: bool
    possible: tuple[Possible, ...]
    told: Told | None
    charges: tuple[ChargeState, ...]
    imposed: tuple[ImposedItem, ...]
    events: tuple[str, ...] = Field(description="Ids of its events, in order.")
    appeal: str | None = Field(
        description="Id of the event by which the decision is contested, if no decision on that "
        "is known; null otherwise."
    )


class WayOutStep(Shape):
    """A step towards the end of a sentence or case."""

    kind: str = Field(description="parole, amnesty, pardon, term-served and so on.")
    result: str = Field(description="asked, granted, refused and so on.")
    grounds: str | None = Field(description="Why it was refused, by kind; null if not stated.")
    as_of: EdtfDate | None
    told: Told


class RestrictionState(Shape):
    """A limit beside liberty."""

    kind: str
    label: str
    status: RestrictionStatus = Field(
        description="By the calendar, on the last day that any source of the case knows of."
    )
    since: EdtfDate | None
    until: EdtfDate | None
    basis: Basis
    as_of: EdtfDate | None
    ended_by: str | None = Field(description="Id of the event that ended it.")
    told: Told


class DesignationState(Shape):
    """Who recognises the subject as what."""

    kind: str
    label: str
    by: tuple[str, ...]
    withdrawn_by: str | None = Field(description="Id of the event that took it back.")
    as_of: EdtfDate | None
    told: Told


class HarmReported(Shape):
    """Harm that a source reports."""

    kinds: tuple[str, ...]
    as_of: EdtfDate | None
    told: Told


class CaseState(Shape):
    """Where a subject stands on each axis, computed from the timeline."""

    as_of: EdtfDate | None = Field(description="Up to when any source of this case knows, EDTF.")
    liberty: LibertyState
    proceedings: tuple[ProceedingOut, ...] = Field(description="Against the subject.")
    accountability: tuple[ProceedingOut, ...] = Field(
        description="About harm done to the subject: in these, others are the accused."
    )
    ways_out: tuple[WayOutStep, ...]
    restrictions: tuple[RestrictionState, ...]
    designations: tuple[DesignationState, ...]
    harm: tuple[HarmReported, ...]
