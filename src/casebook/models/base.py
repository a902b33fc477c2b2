"""The parts that every kind of record is made of: text, names, citations, conflicts."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from casebook.dates import EdtfDate

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ARTICLE_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[0-9]+(?:-[0-9]+)?)?$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
"""Lower-case Latin letters, digits and single hyphens: `zhanbolat-mamai`."""

NonEmpty = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose text is the id of something else.

    `targets` names what may be meant: a kind of record (`case`, `article`, `event`,
    `organisation`, `source`, `statistic`, `recommendation`, `term`) or a vocabulary
    (`vocabulary:roles`). `casebook.links` follows every field that carries this mark, so a new
    reference needs no code of its own. `organisation` also accepts a case of that kind: a party
    can be both somebody's employer and a subject of its own.
    """

    targets: tuple[str, ...]

    def __init__(self, *targets: str) -> None:
        """Take the targets as plain arguments, so that fields read `Ref("case", "event")`."""
        object.__setattr__(self, "targets", targets)

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave the targets in the schema, where `casebook.schemas` turns them into choices."""
        schema = handler(core_schema)
        schema["x-reference"] = list(self.targets)
        return schema


ARTICLE_REFERENCE = Annotated[
    str, Ref("article"), StringConstraints(pattern=ARTICLE_PATTERN, max_length=40)
]
"""An article (`cc-405`) or a part of one (`cc-272.1`: part 1 of article 272)."""

CaseRef = Annotated[Id, Ref("case")]
EventRef = Annotated[Id, Ref("event")]
OrganisationRef = Annotated[Id, Ref("organisation")]
SourceRef = Annotated[Id, Ref("source")]
RegionRef = Annotated[
    str, Ref("vocabulary:regions"), StringConstraints(pattern=r"^KZ-[A-Z0-9]{2,3}$")
]
PlaceRef = Annotated[Id, Ref("vocabulary:places")]


_WRITTEN: Final[dict[frozenset[str], set[str]]] = {}


class Model(BaseModel):
    """Frozen, closed to unknown keys: a misspelt key is a problem, never a silent loss."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        validate_default=False,
        allow_inf_nan=False,  # neither can stand in JSON
    )

    def model_post_init(self, _: object, /) -> None:
        """Share the set of written fields with all models that have the same.

        There are few such sets, and one for each model takes a quarter of the room of all records.
        """
        written = self.model_fields_set
        shared = _WRITTEN.setdefault(frozenset(written), written)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


class LocalText(Model):
    """A text in one or more languages; a plain text in YAML is English."""

    en: NonEmpty | None = Field(default=None, description="English.")
    ru: NonEmpty | None = Field(default=None, description="Russian.")
    kk: NonEmpty | None = Field(default=None, description="Kazakh.")

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_english(cls, value: Any) -> Any:  # noqa: ANN401 - raw input, any shape
        if value == {}:
            raise PydanticCustomError("empty_text", "a text in no language")
        return {"en": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say both shapes: a text, or texts by language."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core_schema)]}

    def __str__(self) -> str:
        """The English text, else the first language that has one."""
        return self.en or self.ru or self.kk or ""


class Citation(Model):
    """Where a fact is said: a source and the place in it."""

    source: SourceRef = Field(description="Id of a record in data/sources/.")
    at: NonEmpty = Field(
        description="The place in the source: chapter, section, page, paragraph or note.",
        examples=["ch. 3, para. 5 (Zhanbolat Mamai)", "note 57", "p. 218, left column, para. 2"],
    )
    note: NonEmpty | None = Field(
        default=None, description="What a reader should know about this citation."
    )


Citations = Annotated[tuple[Citation, ...], Field(min_length=1)]


class Statement(Model):
    """A text of our own with the places that bear it out."""

    text: LocalText = Field(description="Own words, neutral, past tense, attributed.")
    sources: Citations = Field(description="Every place that bears the text out.")


class DisputedValue(Model):
    """One of several values that sources give for the same thing."""

    value: NonEmpty = Field(description="The value as that source gives it, in short.")
    sources: Citations = Field(description="Where this value is given.")


class Conflict(Model):
    """Sources that disagree: every value stands, each with its source."""

    about: NonEmpty = Field(
        description="What the sources disagree about.", examples=["date of release"]
    )
    values: Annotated[tuple[DisputedValue, ...], Field(min_length=2)] = Field(
        description="The values, each with its sources; two at least."
    )
    note: NonEmpty | None = Field(
        default=None, description="What can be said about the disagreement, in own words."
    )
    kind: Annotated[Id, Ref("vocabulary:conflict-kinds")] = Field(
        default="conflict", description="What kind of disagreement it is."
    )


class Misprint(Model):
    """A likely slip in a source: what it prints, how it is read here, and why."""

    about: NonEmpty = Field(description="What the slip is about.", examples=["year of the events"])
    as_printed: NonEmpty = Field(description="What the source prints.")
    read_as: NonEmpty = Field(description="How it is read here.")
    why: NonEmpty = Field(description="The reason for reading it so.")
    sources: Citations = Field(description="Where it is printed.")


class Inference(Model):
    """A field whose value is concluded, not printed."""

    field: NonEmpty = Field(description="Name of the field beside this one.", examples=["date"])
    why: NonEmpty = Field(description="From what it is concluded.")


class Name(Model):
    """One spelling of a name, searchable and shown on the page."""

    text: NonEmpty = Field(description="The name in this spelling.")
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z][a-z]{3})?$")] = Field(
        default="en", description="BCP 47 tag of the language and script: en, ru, kk, kk-Latn."
    )
    sources: tuple[Citation, ...] = Field(
        default=(), description="Where this spelling is found; none for one made by rule."
    )
    note: NonEmpty | None = Field(default=None, description="What is odd about this spelling.")


class Publication(Model):
    """Whether a record is shown; the reason is a category, never a detail."""

    state: Annotated[Id, Ref("vocabulary:publication-states")] = "published"
    since: EdtfDate | None = Field(default=None, description="Since when, EDTF.")
    reason: Annotated[Id, Ref("vocabulary:publication-reasons")] | None = None


class Check(Model):
    """A look at the sources that changed nothing but moves the as-of date."""

    date: EdtfDate = Field(description="The day of the look, EDTF.")
    by: NonEmpty = Field(description="The role of who looked, never a name.", examples=["editor"])
    note: NonEmpty | None = None


class Record(Model):
    """One file under `data/`; its id is the name of the file without `.yaml`.

    The id is not written in the file: what the path says is not repeated.
    """

    id: Id
    publication: Publication = Publication()
    notes: tuple[Statement, ...] = Field(
        default=(), description="What a reader should know that fits nowhere else, sourced."
    )
    disputed: tuple[Conflict, ...] = Field(default=(), description="Where sources disagree.")
    misprints: tuple[Misprint, ...] = Field(default=(), description="Likely slips in sources.")

    kind_name: ClassVar[str]
    """What `Ref` calls this kind of record, for example `case`."""

    @property
    def label(self) -> str:
        """What a link to this record says."""
        raise NotImplementedError
