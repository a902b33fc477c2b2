"""An event that happened to several: a trial, a protest, a crackdown, a law, an election."""

from typing import Annotated, ClassVar

from pydantic import Field

from casebook.dates import EdtfDate
from casebook.models.base import (
    ARTICLE_REFERENCE,
    CaseRef,
    Citations,
    Conflict,
    EventRef,
    Id,
    Inference,
    LocalText,
    Misprint,
    Model,
    Name,
    NonEmpty,
    OrganisationRef,
    PlaceRef,
    Record,
    Ref,
    RegionRef,
    Statement,
)
from casebook.models.case import GroupSize
from casebook.models.timeline import Count


class Participant(Model):
    """A case that was part of the event, and as what."""

    case: CaseRef
    role: LocalText | None = Field(default=None, description="defendant, detained, organiser.")
    sources: Citations


class Happening(Model):
    """One dated thing within the event, told for all; each person's own is in their case."""

    id: Id = Field(description="Short id, unique in this record; it is the link to it.")
    date: EdtfDate
    text: LocalText = Field(description="Own words, one or two sentences, past tense.")
    articles: tuple[ARTICLE_REFERENCE, ...] = ()
    count: Count | None = Field(default=None, description="How many people, if a source says.")
    unit: LocalText | None = Field(
        default=None, description="What is counted, in the plural, if not people: complaints."
    )
    count_kind: Annotated[Id, Ref("vocabulary:value-kinds")] = "exact"
    place: PlaceRef | None = None
    sources: Citations
    inferred: tuple[Inference, ...] = ()
    disputed: tuple[Conflict, ...] = ()
    misprints: tuple[Misprint, ...] = ()


class Event(Record):
    """Something that happened to several; the page gathers each person's own part in it."""

    kind_name: ClassVar[str] = "event"

    title: LocalText
    kind: Annotated[Id, Ref("vocabulary:event-kinds")] = Field(
        description="trial, protest, crackdown, law, election and so on."
    )
    names: tuple[Name, ...] = Field(default=(), description="Other names it is known by.")
    date: EdtfDate
    place: PlaceRef | None = None
    places: tuple[PlaceRef, ...] = Field(default=(), description="When it was in several towns.")
    region: RegionRef | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = Field(
        default="KZ", description="ISO 3166-1 code of the country."
    )
    summary: Statement
    articles: tuple[ARTICLE_REFERENCE, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()
    topics: tuple[Annotated[Id, Ref("vocabulary:topics")], ...] = ()
    size: GroupSize | None = Field(default=None, description="How many people, as stated.")
    participants: tuple[Participant, ...] = ()
    timeline: tuple[Happening, ...] = ()
    part_of: EventRef | None = Field(default=None, description="A larger event.")
    inferred: tuple[Inference, ...] = ()
    text_note: NonEmpty | None = Field(
        default=None, description="Who is meant where the source names nobody."
    )

    @property
    def label(self) -> str:
        """The title."""
        return str(self.title)
