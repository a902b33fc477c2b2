"""The date itself: bounds, comparisons that say "certainly", and its place in models."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from casebook.dates import mistakes
from casebook.dates.reading import USUAL_MEND, DateError, Precision
from casebook.dates.sums import shifted

MONTHS_A_YEAR: Final = 12
_MACHINE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date, a partial date or an interval; made by `parse`, equal when the text is equal.

    `earliest` and `latest` are inclusive bounds of the text as written; None is an open end.
    `~` and `?` are kept as flags and never widen the bounds: by how much would be our invention.
    `../2024-05` means "at some unknown time not after May 2024". Winter is named by the year in
    which it begins, and so ends in February of the next (the library stops at December).
    """

    text: str
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)
    precision: Precision = field(compare=False)
    approximate: bool = field(default=False, compare=False)
    uncertain: bool = field(default=False, compare=False)

    @staticmethod
    def parse(text: str) -> "EdtfDate":
        """Read EDTF level 1; raises DateError, with the likely EDTF as the mend where clear."""
        return _parse(text.strip())

    def __str__(self) -> str:
        return self.text

    @property
    def open_start(self) -> bool:
        """Whether the start is open: `../2024-05`."""
        return self.earliest is None

    @property
    def open_end(self) -> bool:
        """Whether the end is open: `2022-01-05/..`."""
        return self.latest is None

    @property
    def ends(self) -> "tuple[EdtfDate | None, EdtfDate | None]":
        """Start and end of an interval, None where open; any other date is both its own ends."""
        start, _, end = self.text.partition("/")
        first = None if self.open_start else _parse(start)
        return first, None if self.open_end else _parse(end or start)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order for listing: earliest, then latest, then text; an open start sorts by its end."""
        return self.earliest or self.latest or date.min, self.latest or date.max, self.text

    @property
    def years(self) -> range:
        """Every year that some of it may lie in; of an open date, the year of the end it has."""
        first = self.earliest or self.latest or date.min
        last = self.latest or first
        return range(first.year, last.year + 1)

    def certainly_by(self, day: date) -> bool:
        """Whether all of it lies on or before `day`."""
        return self.latest is not None and self.latest <= day

    def possibly_by(self, day: date) -> bool:
        """Whether some of it may lie on or before `day`."""
        return self.earliest is None or self.earliest <= day

    def plus(self, *, years: int = 0, months: int = 0, days: int = 0) -> "EdtfDate":
        """Add a duration, no more precisely than the date allows: 2022-02 + 15 days is an interval.

        Months are added before days; a day the month reached does not have becomes its last day.
        Raises DateError when the sum leaves the years 1 to 9999.
        """
        try:
            return _parse(shifted(self, MONTHS_A_YEAR * years + months, days))
        except (OverflowError, ValueError) as error:
            message = f"{self.text} and the time added to it leave the calendar"
            raise DateError(message, "keep to the years 0001 to 9999") from error

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        """Let models take it from text, and write it back as text."""
        text = core_schema.to_string_ser_schema(when_used="always")
        return core_schema.no_info_plain_validator_function(_validated, serialization=text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, object]:
        """Describe the text; no pattern, because a pattern cannot say why a date is wrong."""
        return {
            "type": "string",
            "description": "A date in EDTF level 1: a day, month, season, year or interval; "
            "? for uncertain, ~ for about, % for both, .. for an open end.",
            "examples": [
                "2022-03-14",
                "2019-10",
                "2022-10~",
                "2023-01-10/2023-01-20",
                "../2024-05",
            ],
        }


def certainly_before(a: EdtfDate, b: EdtfDate) -> bool:
    """Whether every day of `a` lies before every day of `b`."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def certainly_after(a: EdtfDate, b: EdtfDate) -> bool:
    """Whether every day of `a` lies after every day of `b`."""
    return certainly_before(b, a)


def possibly_overlaps(a: EdtfDate, b: EdtfDate) -> bool:
    """Whether the two may share a day."""
    return not certainly_before(a, b) and not certainly_before(b, a)


def machine(when: EdtfDate) -> str | None:
    """Return the value for `<time datetime>`: a day, month or year (signs dropped), else None."""
    plain = _MACHINE.match(when.text)
    return plain[0] if plain and when.precision in ("day", "month", "year") else None


@lru_cache(maxsize=16_384)  # records repeat their dates, and one date object serves them all
def _parse(text: str) -> EdtfDate:
    """Read it, or say what was probably meant."""
    return EdtfDate(*mistakes.parse(text))


def _validated(value: object) -> EdtfDate:
    """Turn what a model is given into a date, with an error the reader can render."""
    if isinstance(value, EdtfDate):
        return value
    try:
        if not isinstance(value, str):
            raise DateError("a date is written as text", USUAL_MEND)  # noqa: TRY301
        return EdtfDate.parse(value)
    except DateError as fault:
        context = {"message": fault.message, "mend": fault.mend}
        raise PydanticCustomError("edtf_date", "{message}", context) from None
