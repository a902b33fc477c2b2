"""Cells of CSV, none of which a spreadsheet would run as a formula."""

from collections.abc import Iterable
from typing import Final

BETWEEN: Final = " | "
"""Stands between the values of a cell that holds several."""
# What spreadsheets take for the start of a formula, by hand or after white space.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | bool | tuple[str, ...] | None
"""One value of a table; a tuple is several in one cell."""


def cell(value: Cell) -> str:
    """Write one cell. A text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        value = BETWEEN.join(value)
    if isinstance(value, str):
        # Nearly all begin with a letter or digit: a spreadsheet runs nothing that does.
        if value[:1].isalnum():
            return value
        return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    # In full: a sum of 1,234,567 is not 1.23457e+06.
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value)


def several(values: Iterable[str]) -> tuple[str, ...] | None:
    """Put several values in one cell; None if there are none."""
    return tuple(values) or None
