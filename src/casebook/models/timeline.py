"""The timeline: dated, sourced, typed events, and what a court imposed in them."""

from typing import Annotated

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
    NonEmpty,
    OrganisationRef,
    PlaceRef,
    Ref,
    RegionRef,
    SourceRef,
)

Count = Annotated[int, Field(ge=0, le=100_000)]
Quantity = Annotated[float, Field(ge=0, le=1e15)]


class SentenceItem(Model):
    """One thing a court or body imposed: a term, a ban, a sum."""

    kind: Annotated[Id, Ref("vocabulary:sentence-kinds")] = Field(
        description="imprisonment, restricted-freedom, fine, activity-ban and so on."
    )
    life: bool = Field(default=False, description="For life.")
    years: Count | None = Field(default=None, description="Whole years; 1.5 years is 1 and 6.")
    months: Count | None = Field(default=None, description="Months beside the years.")
    days: Count | None = Field(default=None, description="Days.")
    hours: Count | None = Field(default=None, description="Hours, for example of public labour.")
    at_least: bool = Field(default=False, description="The term or sum is a lower bound.")
    at_most: bool = Field(default=False, description="The term or sum is an upper bound.")
    conditional: bool = Field(default=False, description="The source calls it conditional.")
    additional: bool = Field(
        default=False, description="Added to a term already being served, not instead of it."
    )
    amount: Quantity | None = Field(default=None, description="A sum of money, in `currency`.")
    amount_to: Quantity | None = Field(default=None, description="Upper end, if a range.")
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, description="ISO 4217: KZT, EUR, USD."
    )
    mci: Quantity | None = Field(
        default=None, description="A fine counted in monthly calculation indices."
    )
    runs_from: Annotated[Id, Ref("vocabulary:term-starts")] = Field(
        default="verdict", description="When it begins: at the verdict, at release, on a date."
    )
    since: EdtfDate | None = Field(default=None, description="From when, if the source says.")
    until: EdtfDate | None = Field(default=None, description="Until when, if the source says.")
    text: LocalText | None = Field(default=None, description="Its terms in own words.")


class Proceeding(Model):
    """One case before one body; a subject may have several, at once or in turn."""

    id: Id = Field(description="Short id, unique in this record: `fight-2019`.")
    kind: Annotated[Id, Ref("vocabulary:proceeding-kinds")] = Field(
        default="criminal", description="criminal, administrative, civil, registration and so on."
    )
    label: LocalText = Field(description="What it is about, in a few words.")
    against: Annotated[Id, Ref("vocabulary:proceeding-sides")] = Field(
        default="subject",
        description="Whether it is against the subject, or about harm done to the subject.",
    )
    accused: LocalText | None = Field(
        default=None, description="Who is accused, when it is not the subject; no private names."
    )
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = Field(
        default="KZ", description="ISO 3166-1 code of the country whose law applies."
    )
    severed_from: Id | None = Field(
        default=None, description="The proceeding of this record it was split off from."
    )


class TimelineEvent(Model):
    """Something that happened to the subject, once, with its sources."""

    id: Id = Field(description="Short id, unique in this record; it is the link to this event.")
    date: EdtfDate = Field(
        description="EDTF: 2019-10, 2022-03-14, 2022-10~, ../2024-05, 2023-01-10/2023-01-20."
    )
    type: Annotated[Id, Ref("vocabulary:event-types")] = Field(
        description="An event type; each says which fields it needs and allows."
    )
    text: LocalText = Field(description="Own words, one or two sentences, past tense.")
    sources: Citations = Field(description="Where it is said; one place at least.")
    proceeding: Id | None = Field(
        default=None, description="Which of this record's proceedings it belongs to."
    )
    after: tuple[Id, ...] = Field(
        default=(), description="Events of this record it followed, where dates alone do not say."
    )
    articles: tuple[ARTICLE_REFERENCE, ...] = Field(
        default=(), description="Articles, or parts of them: cc-405, cc-272.1."
    )
    from_articles: tuple[ARTICLE_REFERENCE, ...] = Field(
        default=(), description="For a reclassification: the articles charged before."
    )
    offences: tuple[NonEmpty, ...] = Field(
        default=(), description="Offences that the source names without an article."
    )
    from_offences: tuple[NonEmpty, ...] = Field(
        default=(), description="For a reclassification: offences named before, without article."
    )
    sentence: tuple[SentenceItem, ...] = Field(default=(), description="What was imposed.")
    liberty: Annotated[Id, Ref("vocabulary:liberty-states")] | None = Field(
        default=None, description="Where the subject was after it, when the type does not say."
    )
    restriction: Annotated[Id, Ref("vocabulary:restriction-kinds")] | None = Field(
        default=None, description="The restriction imposed, refused or lifted."
    )
    until: EdtfDate | None = Field(
        default=None, description="Until when the measure was ordered, if said."
    )
    announces: EdtfDate | None = Field(
        default=None,
        description="A later date that the source announces, such as that of the next hearing.",
    )
    lifts: tuple[Id, ...] = Field(
        default=(), description="Events of this record whose measures this one ended."
    )
    designation: Annotated[Id, Ref("vocabulary:designations")] | None = Field(
        default=None, description="As what the subject was recognised."
    )
    harm: tuple[Annotated[Id, Ref("vocabulary:harm-kinds")], ...] = Field(
        default=(), description="Kinds of harm reported."
    )
    grounds: Annotated[Id, Ref("vocabulary:refusal-grounds")] | None = Field(
        default=None, description="Why a request was refused, by kind."
    )
    by: tuple[OrganisationRef, ...] = Field(
        default=(), description="Bodies that did it: courts, agencies, those who recognise."
    )
    court: LocalText | None = Field(
        default=None, description="The court as the source names it, when it has no record."
    )
    actors: tuple[LocalText, ...] = Field(
        default=(), description="Who did it, where no body has a record: unknown assailants."
    )
    claim: Annotated[Id, Ref("vocabulary:claim-kinds")] = Field(
        default="stated", description="Whether the source states it, or reports an allegation."
    )
    claimed_by: tuple[LocalText, ...] = Field(
        default=(), description="Who alleges it, when it is an allegation."
    )
    in_absentia: bool = Field(default=False, description="The subject was not there.")
    part_of: EventRef | None = Field(
        default=None, description="The record in data/events/ that this is part of."
    )
    with_cases: tuple[CaseRef, ...] = Field(
        default=(), description="Other cases it happened to at the same time."
    )
    place: PlaceRef | None = Field(default=None, description="A town or village.")
    region: RegionRef | None = Field(default=None, description="ISO 3166-2:KZ, when no town.")
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = Field(
        default=None, description="ISO 3166-1 code, when it happened abroad."
    )
    retracted_by: SourceRef | None = Field(
        default=None, description="The source that takes it back; the event no longer counts."
    )
    inferred: tuple[Inference, ...] = Field(
        default=(), description="Fields that are concluded, not printed, with the reason."
    )
    disputed: tuple[Conflict, ...] = Field(default=(), description="Where sources disagree.")
    misprints: tuple[Misprint, ...] = Field(default=(), description="Likely slips in sources.")
