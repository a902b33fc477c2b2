"""Terms that a reader needs explained, all in one file."""

from typing import Annotated, ClassVar

from pydantic import Field

from casebook.models.base import (
    ARTICLE_REFERENCE,
    Citation,
    Id,
    LocalText,
    Model,
    NonEmpty,
    OrganisationRef,
    Record,
    Ref,
)


class Term(Record):
    """One term, explained in own words."""

    kind_name: ClassVar[str] = "term"

    term: LocalText
    definition: LocalText
    category: Annotated[Id, Ref("vocabulary:term-categories")]
    aliases: tuple[NonEmpty, ...] = ()
    see_also: tuple[Annotated[Id, Ref("term")], ...] = ()
    organisation: OrganisationRef | None = Field(
        default=None, description="The body that the term names."
    )
    articles: tuple[ARTICLE_REFERENCE, ...] = ()
    basis: Annotated[Id, Ref("vocabulary:definition-bases")] = Field(
        default="source", description="Whether sources explain it, or general knowledge does."
    )
    sources: tuple[Citation, ...] = ()

    @property
    def label(self) -> str:
        """The term."""
        return str(self.term)


class Glossary(Model):
    """The file `data/glossary.yaml`."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
