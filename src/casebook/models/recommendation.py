"""A recommendation: who asks whom to do what; or an evaluation of one made at the UN."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from casebook.models.base import (
    ARTICLE_REFERENCE,
    CaseRef,
    Citations,
    EventRef,
    Id,
    Inference,
    LocalText,
    NonEmpty,
    OrganisationRef,
    Record,
    Ref,
)

RecommendationRef = Annotated[Id, Ref("recommendation")]


class Recommendation(Record):
    """Who asks whom to do what, or says how far it was done."""

    kind_name: ClassVar[str] = "recommendation"

    title: LocalText = Field(description="A few words.")
    kind: Annotated[Id, Ref("vocabulary:recommendation-kinds")] = Field(
        default="recommendation", description="recommendation, or upr-evaluation."
    )
    text: LocalText = Field(description="What is asked, or how it was evaluated, in own words.")
    proposers: tuple[OrganisationRef, ...] = ()
    proposer_names: tuple[NonEmpty, ...] = Field(
        default=(), description="People whom the source names as having put it forward."
    )
    addressees: tuple[OrganisationRef, ...] = ()
    addressee_text: LocalText | None = Field(
        default=None, description="Who is asked, where no body has a record."
    )
    topics: tuple[Annotated[Id, Ref("vocabulary:topics")], ...] = ()
    articles: tuple[ARTICLE_REFERENCE, ...] = ()
    cases: tuple[CaseRef, ...] = ()
    events: tuple[EventRef, ...] = ()
    number: NonEmpty | None = Field(default=None, description="Its number in the source.")
    upr_numbers: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$")], ...] = Field(
        default=(), description="Numbers in the Universal Periodic Review, second cycle on."
    )
    evaluation: Annotated[Id, Ref("vocabulary:evaluations")] | None = None
    answers: tuple[RecommendationRef, ...] = Field(
        default=(), description="The evaluation that this recommendation follows from."
    )
    sources: Citations
    inferred: tuple[Inference, ...] = Field(
        default=(), description="Fields that are concluded, not printed, with the reason."
    )

    @property
    def label(self) -> str:
        """The title."""
        return str(self.title)
