"""Tables for programs that know types: each EDTF date gets its first and last day beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from casebook.dates import EdtfDate
from casebook.exports.columns import TableShape, first_day, last_day
from casebook.exports.csv_text import Cell

FieldType = Literal["text", "integer", "number", "boolean", "day", "list"]
_EARLIEST = " First day on which it may be; empty where the start is open."
_LATEST = " Last day on which it may be; empty where the end is open."


@dataclass(frozen=True, slots=True)
class Field:
    """One typed column."""

    name: str
    description: str
    type: FieldType
    required: bool = False


@lru_cache
def fields(shape: TableShape[Any]) -> tuple[Field, ...]:
    """List the typed columns of a table; `values` fills them in the same order."""
    return tuple(_fields(shape))


def _fields(shape: TableShape[Any]) -> Iterator[Field]:
    given = {column.name for column in shape.columns}
    for column in shape.columns:
        if column.type == "date":
            yield Field(
                column.name, f"{column.description} A date in EDTF.", "text", column.required
            )
            if f"{column.name}_earliest" not in given:
                yield Field(f"{column.name}_earliest", f"{column.description}{_EARLIEST}", "day")
                yield Field(f"{column.name}_latest", f"{column.description}{_LATEST}", "day")
        else:
            kind: FieldType = "text" if column.type == "string" else column.type
            yield Field(column.name, column.description, kind, column.required)


def values(shape: TableShape[Any], cells: Sequence[Cell]) -> list[Cell]:
    """Turn a row into typed values: a day is ISO 8601, a list a tuple."""
    made: list[Cell] = []
    done = 0
    for place, is_number in _special(shape):
        made += cells[done:place]
        done, value = place + 1, cells[place]
        if is_number:
            made.append(float(value) if isinstance(value, int | float) else value)
        else:
            made += (value, *_bounds(value))
    made += cells[done:]
    return made


@lru_cache
def _special(shape: TableShape[Any]) -> tuple[tuple[int, bool], ...]:
    """List the places of the columns whose cells change or get others beside them.

    Each with whether it is a number; else it is a date whose first and last day follow it.
    """
    given = {column.name for column in shape.columns}
    return tuple(
        (place, column.type == "number")
        for place, column in enumerate(shape.columns)
        if column.type == "number"
        or (column.type == "date" and f"{column.name}_earliest" not in given)
    )


@lru_cache(maxsize=4096)  # dates repeat from table to table
def _bounds(value: Cell) -> tuple[str | None, str | None]:
    if not isinstance(value, str):
        return None, None
    when = EdtfDate.parse(value)
    return first_day(when), last_day(when)
