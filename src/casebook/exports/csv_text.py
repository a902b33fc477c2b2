"""CSV as RFC 4180 has it, in UTF-8, with no cell that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

BETWEEN: Final = " | "
"""Stands between the values of a cell that holds several."""
# What spreadsheets take for the start of a formula, by hand or after white space.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | bool | None


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table; None is an empty cell, truth is `true` or `false`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell(one) for one in row] for row in rows)
    return text.getvalue().encode()


def cell(value: Cell) -> str:
    """Write one cell. A text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA) else value


def several(values: Iterable[str]) -> str | None:
    """Put several values in one cell; None if there are none."""
    return BETWEEN.join(values) or None
