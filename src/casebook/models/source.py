"""A document or link that records cite, with the fields of CSL-JSON."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from casebook.dates import EdtfDate
from casebook.models.base import (
    Citation,
    Id,
    Inference,
    LocalText,
    Model,
    NonEmpty,
    OrganisationRef,
    Record,
    Ref,
    SourceRef,
)

Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]


class Author(Model):
    """A person as CSL-JSON names one; `literal` when family and given are not told apart."""

    family: NonEmpty | None = None
    given: NonEmpty | None = None
    literal: NonEmpty | None = None


class Link(Model):
    """Where the source is on the web, as printed and as it most likely works."""

    url: Url | None = Field(default=None, description="The address, cleaned of slips in print.")
    as_printed: NonEmpty | None = Field(
        default=None, description="The address exactly as printed, when it differs."
    )
    state: Annotated[Id, Ref("vocabulary:link-states")] = Field(
        default="unchecked", description="unchecked, broken-in-print, works, dead."
    )
    archived: Url | None = Field(default=None, description="An archived copy, if one is known.")
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    why: NonEmpty | None = Field(default=None, description="What was cleaned, or why it is broken.")


class Retraction(Model):
    """A source that this one takes back, wholly or in part."""

    source: SourceRef
    text: LocalText
    at: NonEmpty


class Source(Record):
    """Something that can be cited. `issued` is when it came out, `as_of` up to when it knows."""

    kind_name: ClassVar[str] = "source"

    title: LocalText | None = Field(
        default=None, description="The title as printed; none where only a link is known."
    )
    short_title: NonEmpty = Field(
        description="How a citation names it: IPHR and KIBHR, March 2023."
    )
    type: Annotated[Id, Ref("vocabulary:source-types")] = Field(description="A CSL-JSON type.")
    publishers: tuple[OrganisationRef, ...] = ()
    publisher_names: tuple[NonEmpty, ...] = Field(
        default=(), description="Publishers that have no record."
    )
    authors: tuple[Author, ...] = ()
    issued: EdtfDate | None = Field(default=None, description="When it came out.")
    as_of: EdtfDate | None = Field(
        default=None, description="Up to when it knows; the day of issue when left out."
    )
    covers: EdtfDate | None = Field(default=None, description="The period it is about.")
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = Field(
        default=None, description="BCP 47 tag of its language."
    )
    links: tuple[Link, ...] = ()
    cited_in: tuple[Citation, ...] = Field(
        default=(), description="Places in other sources that cite this one."
    )
    read: bool = Field(
        default=False,
        description="Whether the text was read; a source known only by a citation was not.",
    )
    description: LocalText | None = Field(default=None, description="What it is, in own words.")
    defects: tuple[NonEmpty, ...] = Field(
        default=(), description="What is wrong with the copy that was read."
    )
    retracts: tuple[Retraction, ...] = ()
    inferred: tuple[Inference, ...] = ()

    @property
    def label(self) -> str:
        """The short title."""
        return self.short_title
