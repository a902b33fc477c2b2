"""A count or a series of counts: measure, unit, period, kind of value, source."""

from typing import Annotated, ClassVar

from pydantic import Field

from casebook.dates import EdtfDate
from casebook.models.base import (
    ARTICLE_REFERENCE,
    CaseRef,
    Citations,
    EventRef,
    Id,
    Inference,
    LocalText,
    Model,
    NonEmpty,
    OrganisationRef,
    Record,
    Ref,
)


class Value(Model):
    """One value of a series: for a period, or at a date."""

    period: EdtfDate = Field(description="The period or the date, EDTF.")
    partial: bool = Field(default=False, description="The period is cut short; `note` says where.")
    kind: Annotated[Id, Ref("vocabulary:value-kinds")] = Field(
        default="exact", description="exact, at-least, about, range, not-stated (a dash)."
    )
    value: float | None = Field(default=None, description="The number, in the unit.")
    high: float | None = Field(default=None, description="The upper end of a range.")
    of_which: LocalText | None = Field(default=None, description="What part of a whole it counts.")
    note: LocalText | None = None
    sources: Citations
    inferred: tuple[Inference, ...] = ()


class NotComparable(Model):
    """Another figure that looks like this one and measures something else."""

    statistic: Annotated[Id, Ref("statistic")]
    why: LocalText


class Statistic(Record):
    """One measure, with every value that sources give for it."""

    kind_name: ClassVar[str] = "statistic"

    title: LocalText
    measure: LocalText = Field(description="Exactly what is counted.")
    unit: NonEmpty = Field(description="people, offences, cases, EUR.")
    topic: Annotated[Id, Ref("vocabulary:topics")]
    attributed_to: tuple[OrganisationRef, ...] = Field(
        default=(), description="Whose figure it is, as the source says."
    )
    attributed_text: LocalText | None = Field(
        default=None, description="Whose figure it is, where no body has a record."
    )
    articles: tuple[ARTICLE_REFERENCE, ...] = ()
    events: tuple[EventRef, ...] = ()
    cases: tuple[CaseRef, ...] = Field(default=(), description="Cases that the figure is of.")
    values: Annotated[tuple[Value, ...], Field(min_length=1)]
    not_comparable_with: tuple[NotComparable, ...] = ()

    @property
    def label(self) -> str:
        """The title."""
        return str(self.title)
