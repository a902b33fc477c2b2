"""A body that records refer to and that is nobody's case: court, agency, publisher, UN body."""

from typing import Annotated, ClassVar

from pydantic import Field

from casebook.models.base import (
    Citations,
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
    Statement,
)


class PartOf(Model):
    """A larger body this one belongs to or is run by."""

    organisation: OrganisationRef
    sources: Citations


class Organisation(Record):
    """A body that records refer to."""

    kind_name: ClassVar[str] = "organisation"

    name: NonEmpty
    kind: Annotated[Id, Ref("vocabulary:organisation-kinds")]
    names: tuple[Name, ...] = ()
    description: Statement | None = None
    place: PlaceRef | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = Field(
        default=None, description="ISO 3166-1 code of its country; none for international bodies."
    )
    part_of: tuple[PartOf, ...] = ()
    inferred: tuple[Inference, ...] = Field(
        default=(), description="Fields that are concluded, not printed."
    )
    short_description: LocalText | None = Field(
        default=None, description="A few words where no source describes it: party, ministry."
    )

    @property
    def label(self) -> str:
        """The name."""
        return self.name
