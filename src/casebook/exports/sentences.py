"""What was imposed, in one cell: `imprisonment 5 years 6 months`."""

from collections.abc import Iterator
from typing import Final

from casebook.exports.csv_text import cell
from casebook.models import SentenceItem

TERM_STATES: Final = (
    "replaced (by a later decision), deferred, ended (a source says so), elapsed (run out by the "
    "calendar, nothing newer known), running (by the calendar), not-begun or not-stated"
)
"""What can become of a term, for descriptions of columns."""
_UNITS = ("years", "months", "days", "hours")


def sentence_cell(item: SentenceItem) -> str:
    """Write one item by its kind, its size where a source gives it, and how it is meant."""
    return " ".join((item.kind, *_size(item), *_qualities(item)))


def _size(item: SentenceItem) -> Iterator[str]:
    parts = [f"{number} {unit}" for unit in _UNITS if (number := getattr(item, unit)) is not None]
    if item.life:
        parts.append("life")
    if item.amount is not None:
        high = "" if item.amount_to is None else f"-{_number(item.amount_to)}"
        parts.append(f"{_number(item.amount)}{high} {item.currency or 'currency not stated'}")
    if item.mci is not None:
        parts.append(f"{_number(item.mci)} MCI")
    if parts and item.at_least:
        yield "at least"
    if parts and item.at_most:
        yield "at most"
    yield from parts or ("(size not stated)",)


def _number(value: float) -> str:
    return cell(int(value) if value.is_integer() else value)


def _qualities(item: SentenceItem) -> Iterator[str]:
    if item.conditional:
        yield "(conditional)"
    if item.additional:
        yield "(added to a term being served)"
