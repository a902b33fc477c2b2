"""What a column is, and the cells that several tables share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from casebook.dates import EdtfDate
from casebook.exports.csv_text import Cell, several
from casebook.models import Citation, Inference

# A column of what all rows share serves every table of them.
RowT_contra = TypeVar("RowT_contra", contravariant=True)
Type = Literal["string", "integer", "number", "boolean", "date", "day", "list"]
"""`date` is EDTF, `day` a day of the calendar, and `list` is several values in one cell."""


@dataclass(frozen=True, eq=False)
class Column(Generic[RowT_contra]):
    """One column: its name, what is in it, and how it is taken from what a row is about."""

    name: str
    description: str
    take: Callable[[RowT_contra], Cell]
    type: Type = "string"
    required: bool = False


@dataclass(frozen=True, eq=False)
class TableShape(Generic[RowT_contra]):
    """A table: what one row is, and its columns in order.

    `key` names the columns that tell rows apart, `foreign` those that name a row of another table.
    """

    name: str
    title: str
    columns: tuple[Column[RowT_contra], ...]
    key: tuple[str, ...]
    foreign: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    def cells(self, row: RowT_contra) -> list[Cell]:
        """Fill one row."""
        return [column.take(row) for column in self.columns]


def day(when: EdtfDate | None) -> str | None:
    """Write a date."""
    return when.text if when else None


def first_day(when: EdtfDate) -> str | None:
    """Write the first day that a date may be; None where the start is open."""
    return when.earliest.isoformat() if when.earliest else None


def last_day(when: EdtfDate) -> str | None:
    """Write the last day that a date may be; None where the end is open."""
    return when.latest.isoformat() if when.latest else None


def cited(sources: Iterable[Citation]) -> tuple[str, ...] | None:
    """Write citations: `source-id (place) | source-id (place)`."""
    return several(f"{one.source} ({one.at})" for one in sources)


def inferred(inferences: Iterable[Inference]) -> tuple[str, ...] | None:
    """Write what is concluded, with the reason: `date: why`."""
    return several(f"{one.field}: {one.why}" for one in inferences)
