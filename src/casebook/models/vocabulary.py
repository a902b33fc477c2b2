"""Closed lists that records choose from, and what the choices mean to the fold.

Each list is one file in `data/vocabularies/`. Most terms are a label and a definition; event types,
liberty states and sentence kinds also say what they do, so that a new type is a change of data.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from casebook.models.base import Id, LocalText, Model, NonEmpty, Ref

TermId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$")]

Axis = Literal[
    "liberty",
    "procedure",
    "way-out",
    "restrictions",
    "designation",
    "harm",
    "accountability",
    "context",
]


class VocabularyTerm(Model):
    """A choice: its id, what it is called in three languages, what it means."""

    id: TermId
    label: LocalText
    definition: LocalText | None = None
    aliases: tuple[NonEmpty, ...] = Field(default=(), description="Other words for it, searchable.")
    glossary: Annotated[Id, Ref("term")] | None = Field(
        default=None, description="The glossary term that explains it."
    )


class LibertyState(VocabularyTerm):
    """Where a person is. States exclude each other."""

    custody: bool = Field(default=False, description="The person is held by somebody.")
    confined: bool = Field(
        default=False, description="Liberty is restricted: custody, house arrest, a sentence."
    )
    final: bool = Field(default=False, description="Nothing can follow it.")
    believed_days: int | None = Field(
        default=None, description="For how long it is believed to last when no source tells."
    )


class ProcedureState(VocabularyTerm):
    """How far a proceeding, or one charge in it, has come."""

    closed: bool = Field(default=False, description="Nothing is pending in this state.")
    guilt: Literal["found", "not-found", "open"] = Field(
        default="open", description="What a court has said on guilt in this state."
    )


class SentenceKind(VocabularyTerm):
    """What can be imposed, and what it does to liberty and to restrictions."""

    liberty: Annotated[Id, Ref("vocabulary:liberty-states")] | None = Field(
        default=None, description="The state of one who serves it."
    )
    restriction: Annotated[Id, Ref("vocabulary:restriction-kinds")] | None = Field(
        default=None, description="The restriction it puts in force."
    )
    weight: int = Field(default=0, description="The heaviest item with a state decides liberty.")


class LibertyEffect(Model):
    """What an event does to liberty."""

    set: Annotated[Id, Ref("vocabulary:liberty-states")] | None = Field(
        default=None, description="The state after it."
    )
    by_sentence: bool = Field(
        default=False, description="The heaviest item of `sentence` decides the state."
    )
    by_field: bool = Field(
        default=False, description="The field `liberty` of the event decides, if given."
    )


class ProcedureEffect(Model):
    """What an event does to a proceeding and the charges in it."""

    set: Annotated[Id, Ref("vocabulary:procedure-states")]
    scope: Literal["charges", "named", "proceeding"] = Field(
        default="proceeding",
        description="charges: also those named, or all open ones when none is named; "
        "named: also those named and no others.",
    )
    moves: bool = Field(default=False, description="`from_articles` become `articles`.")


class WayOutEffect(Model):
    """A step towards the end of a sentence or a case."""

    kind: Annotated[Id, Ref("vocabulary:ways-out")] | None = Field(
        default=None, description="None: that of the refusal which the event confirms."
    )
    result: Literal["asked", "granted", "refused", "refusal-upheld", "revoked"] = "granted"


class RestrictionEffect(Model):
    """A restriction put in force or ended."""

    add: Annotated[Id, Ref("vocabulary:restriction-kinds")] | None = None
    add_from_field: bool = Field(default=False, description="The field `restriction` says which.")
    lift: Annotated[Id, Ref("vocabulary:restriction-kinds")] | None = Field(
        default=None, description="Ends every restriction of this kind."
    )
    lift_from_fields: bool = Field(
        default=False, description="The fields `lifts` or `restriction` say which."
    )


class Effects(Model):
    """What an event of this type does, axis by axis."""

    liberty: LibertyEffect | None = None
    procedure: ProcedureEffect | None = None
    way_out: WayOutEffect | None = None
    restrictions: RestrictionEffect | None = None
    designation: Literal["recognised", "withdrawn"] | None = None
    harm: tuple[Annotated[Id, Ref("vocabulary:harm-kinds")], ...] = Field(
        default=(), description="Harm that the type itself means; `harm` of the event adds to it."
    )
    contests: bool = Field(
        default=False,
        description="The decision before it is contested: it is told as not final, until a later "
        "event of the proceeding decides.",
    )
    accountability: Annotated[Id, Ref("vocabulary:procedure-states")] | None = Field(
        default=None, description="The stage of a proceeding about harm done to the subject."
    )


class Requirement(Model):
    """What must have been possible before the event, or the record contradicts itself."""

    axis: Literal["liberty", "procedure"]
    any_of: tuple[Id, ...] = Field(default=(), description="States, one of which came before.")
    custody: bool = Field(default=False, description="Any state of custody will do.")
    confined: bool = Field(default=False, description="Any state with liberty restricted will do.")
    problem: Id = Field(description="The slug of the problem when it was not possible.")


class EventType(VocabularyTerm):
    """A type of timeline event: its axis, its effects, the fields it needs and allows."""

    axis: Axis
    effects: Effects = Effects()
    needs: tuple[NonEmpty, ...] = Field(default=(), description="Fields that must be there.")
    needs_any: tuple[NonEmpty, ...] = Field(
        default=(), description="Fields of which one at least must be there."
    )
    allows: tuple[NonEmpty, ...] = Field(
        default=(), description="Fields it may have beside those that every event may have."
    )
    requires: tuple[Requirement, ...] = ()
    takes_part: bool = Field(
        default=True,
        description="Whether an event of this type within a larger one makes the subject one of "
        "those whom that happened to; what others say of it does not.",
    )


class Region(VocabularyTerm):
    """One of the 20 units of ISO 3166-2:KZ."""

    former_codes: tuple[NonEmpty, ...] = Field(
        default=(), description="Letter codes of ISO 3166-2 before 2022."
    )
    kind: Literal["region", "city"] = "region"
    centre: LocalText | None = None
    created: NonEmpty | None = Field(default=None, description="When it was set up, EDTF.")
    split_from: Annotated[str, Ref("vocabulary:regions")] | None = None
    sources: tuple[NonEmpty, ...] = Field(default=(), description="Where the names were read.")


class PlaceTerm(VocabularyTerm):
    """A town or village, with the region it is in today."""

    region: Annotated[str, Ref("vocabulary:regions")] | None = None
    former_names: tuple[LocalText, ...] = ()
    note: LocalText | None = None


class Code(VocabularyTerm):
    """A code or law with numbered provisions, in one edition."""

    short: LocalText = Field(description="How a number of it is cited: CC, УК.")
    adopted: NonEmpty | None = None
    in_force: NonEmpty | None = Field(default=None, description="EDTF interval.")


class Vocabulary(Model):
    """One file of `data/vocabularies/`."""

    title: NonEmpty
    description: NonEmpty
    terms: Annotated[tuple[VocabularyTerm, ...], Field(min_length=1)]


class EventTypes(Vocabulary):
    """`event-types.yaml`."""

    terms: Annotated[tuple[EventType, ...], Field(min_length=1)]


class LibertyStates(Vocabulary):
    """`liberty-states.yaml`."""

    terms: Annotated[tuple[LibertyState, ...], Field(min_length=1)]


class ProcedureStates(Vocabulary):
    """`procedure-states.yaml`."""

    terms: Annotated[tuple[ProcedureState, ...], Field(min_length=1)]


class SentenceKinds(Vocabulary):
    """`sentence-kinds.yaml`."""

    terms: Annotated[tuple[SentenceKind, ...], Field(min_length=1)]


class Regions(Vocabulary):
    """`regions.yaml`."""

    terms: Annotated[tuple[Region, ...], Field(min_length=1)]


class Places(Vocabulary):
    """`places.yaml`."""

    terms: Annotated[tuple[PlaceTerm, ...], Field(min_length=1)]


class Codes(Vocabulary):
    """`codes.yaml`."""

    terms: Annotated[tuple[Code, ...], Field(min_length=1)]


_PLAIN = (
    "article-lists",
    "article-statuses",
    "claim-kinds",
    "code-parts",
    "conflict-kinds",
    "definition-bases",
    "designations",
    "evaluations",
    "event-kinds",
    "gravities",
    "harm-kinds",
    "law-change-kinds",
    "link-states",
    "organisation-kinds",
    "penalty-kinds",
    "penalty-units",
    "proceeding-kinds",
    "proceeding-sides",
    "publication-reasons",
    "publication-states",
    "recommendation-kinds",
    "refusal-grounds",
    "restriction-kinds",
    "roles",
    "source-types",
    "subject-kinds",
    "term-categories",
    "term-starts",
    "title-origins",
    "topics",
    "value-kinds",
    "ways-out",
)

VOCABULARIES: dict[str, type[Vocabulary]] = dict.fromkeys(_PLAIN, Vocabulary) | {
    "codes": Codes,
    "event-types": EventTypes,
    "liberty-states": LibertyStates,
    "places": Places,
    "procedure-states": ProcedureStates,
    "regions": Regions,
    "sentence-kinds": SentenceKinds,
}
"""File stem in `data/vocabularies/` -> the model of the file. The set is closed."""
