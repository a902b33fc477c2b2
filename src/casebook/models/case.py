"""A case: a person, an organisation or a group against whom something was done."""

from typing import Annotated, ClassVar

from pydantic import Field

from casebook.models.base import (
    CaseRef,
    Check,
    Citation,
    Citations,
    EventRef,
    Id,
    Inference,
    LocalText,
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
from casebook.models.timeline import Count, Proceeding, TimelineEvent


class Affiliation(Model):
    """A tie to an organisation, as a source reports it."""

    organisation: OrganisationRef
    role: LocalText | None = Field(default=None, description="As what: leader, alleged member.")
    sources: Citations


class NotToBeConfused(Model):
    """Another subject with a near name."""

    case: CaseRef
    why: NonEmpty = Field(description="How to tell the two apart.")


class Related(Model):
    """A tie to another case that no shared event or article shows."""

    case: CaseRef
    why: LocalText
    sources: Citations


class GroupSize(Model):
    """How many people a group is said to be, or how many of something else."""

    count: Count
    unit: LocalText | None = Field(
        default=None, description="What is counted, in the plural, if not people: organisations."
    )
    value_kind: Annotated[Id, Ref("vocabulary:value-kinds")] = Field(
        default="exact", description="exact, at-least, about and so on."
    )
    sources: Citations


class Minor(Model):
    """Marks a subject under eighteen; a name needs a source that made it public."""

    name_published: tuple[Citation, ...] = Field(
        default=(), description="Sources that made the name public; none: never name the child."
    )


class Case(Record):
    """A subject and the timeline of what was done to it. The timeline is the record."""

    kind_name: ClassVar[str] = "case"

    name: NonEmpty = Field(description="The name as most sources spell it.")
    kind: Annotated[Id, Ref("vocabulary:subject-kinds")] = Field(
        description="person, organisation or group."
    )
    organisation_kind: Annotated[Id, Ref("vocabulary:organisation-kinds")] | None = Field(
        default=None, description="For an organisation: party, movement, outlet, union and so on."
    )
    names: tuple[Name, ...] = Field(default=(), description="Other spellings and names.")
    not_to_be_confused_with: tuple[NotToBeConfused, ...] = ()
    roles: tuple[Annotated[Id, Ref("vocabulary:roles")], ...] = Field(
        default=(), description="What the subject is known for: activist, journalist."
    )
    place: PlaceRef | None = Field(default=None, description="Home town, never an address.")
    region: RegionRef | None = Field(default=None, description="ISO 3166-2:KZ, when no town.")
    size: GroupSize | None = Field(default=None, description="For a group: how many, as stated.")
    members: tuple[CaseRef, ...] = Field(
        default=(), description="For a group: members who have a case of their own."
    )
    minor: Minor | None = Field(default=None, description="The subject is under eighteen.")
    anonymised: bool = Field(
        default=False, description="The name is initials or a label, on purpose."
    )
    summary: Statement = Field(description="Two to four sentences in own words, sourced.")
    affiliations: tuple[Affiliation, ...] = ()
    related: tuple[Related, ...] = ()
    events: tuple[EventRef, ...] = Field(
        default=(), description="Group events the subject belongs to beyond its timeline."
    )
    proceedings: tuple[Proceeding, ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()
    inferred: tuple[Inference, ...] = Field(
        default=(), description="Fields that are concluded, not printed: place, roles."
    )
    checked: tuple[Check, ...] = Field(
        default=(), description="Looks at the sources that changed nothing."
    )

    @property
    def label(self) -> str:
        """The name."""
        return self.name
