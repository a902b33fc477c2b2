"""EDTF level 1 text to bounds, by the `edtf` library; plain dates without it, being most."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from edtf import EDTFParseException, parse_edtf

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_BY_DASHES: Final[tuple[Precision, ...]] = ("year", "month", "day")
_DAY: Final = timedelta(days=1)
_YEAR: Final = 12  # months
_LONGEST: Final = 60
USUAL_MEND: Final = "write the date as 2022, 2022-03 or 2022-03-14, with ~ at its end for 'about'"
_SIGNS: Final = "?~%"
_WITHIN: Final = "keep to the years 0001 to 9999"

_PLAIN: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_SEASON: Final = re.compile(r"\d{4}-2[1-4]", re.ASCII)
_WINTER: Final = re.compile(r"\d{4}-24", re.ASCII)
# The shapes of level 1: the library also reads level 2 and times, and trips over some of them.
_ONE: Final = r"\d{4}(?:-2[1-4]|(?:-(?!2[1-4])\d\d(?:-\d\d)?)?[?~%]?)"
_HIDDEN: Final = r"(?:\d\d(?:\dX|XX)|\d{4}-(?:XX(?:-XX)?|\d\d-XX))[?~%]?"
_LEVEL_1: Final = re.compile(rf"{_ONE}|{_HIDDEN}|{_ONE}/(?:{_ONE}|\.\.)|\.\./{_ONE}", re.ASCII)
_LEVEL_2: Final = re.compile(r"(?=.*[]XYES?~%{}^[])[\dXYES?~%.,/{}\[\]^-]+", re.ASCII)
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]+\d.*", re.ASCII)


class DateError(ValueError):
    """A text that is no date here: `message` says what is wrong, `mend` what to do about it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message, mend)
        self.message, self.mend = message, mend


class Reading(NamedTuple):
    """What a text says: itself, inclusive bounds (None is an open end), precision and signs."""

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


def read(text: str) -> Reading:
    """Read EDTF level 1; only seasons and hidden digits need the library, which takes long."""
    if not _LEVEL_1.fullmatch(text):
        raise _refusal(text)
    start, _, end = text.partition("/")
    try:
        earliest = None if start == ".." else _bounds(start)[0]
        latest = None if end == ".." else _bounds(end or start)[1]
    except (EDTFParseException, ValueError):
        raise _absence(text) from None
    if earliest and latest and earliest > latest:
        raise DateError(f"{text} ends before it begins", f"write {end}/{start}, or correct an end")
    approximate, uncertain = bool({*"~%"} & {*text}), bool({*"?%"} & {*text})
    return Reading(text, earliest, latest, _precision(text), approximate, uncertain)


def _bounds(text: str) -> tuple[date, date]:
    """Find the first and last day of one date, whatever sign it bears.

    Raises ValueError or EDTFParseException where the calendar has none such. A plain date is read
    here, some 2,000 times faster than by the library.
    """
    plain = _PLAIN.fullmatch(text.rstrip(_SIGNS))
    if plain and not _SEASON.fullmatch(text):
        return _plain_bounds(*plain.groups())
    found = parse_edtf(text)
    last = date(*found.upper_strict()[:3])
    if _WINTER.fullmatch(text):
        last = date(last.year + 1, 3, 1) - _DAY
    return date(*found.lower_strict()[:3]), last


def _plain_bounds(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Find those of a year, a month or a day."""
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    if month:
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    return first, first.replace(month=12, day=31)


def _precision(text: str) -> Precision:
    """Say how much a level 1 text that is read already pins down."""
    if "/" in text:
        return "interval"
    base = text.rstrip(_SIGNS).replace("-XX", "")
    if base.endswith("X"):
        return "century" if base.endswith("XX") else "decade"
    if _SEASON.fullmatch(base):
        return "season"
    return _BY_DASHES[base.count("-")]


def _absence(text: str) -> DateError:
    """Say which year, month or day the calendar does not have."""
    for year, month, day in _PLAIN.findall(text):
        if month and not (1 <= int(month) <= _YEAR or _SEASON.fullmatch(f"{year}-{month}")):
            mend = f"write 01 to 12, 21 to 24 for spring to winter, or {year} alone"
            return DateError(f"there is no month {month}", mend)
        if day and year != "0000" and not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
            length = monthrange(int(year), int(month))[1]
            mend = f"correct the day, or write {year}-{month} if only the month is known"
            return DateError(f"{year}-{month} has {length} days, and {day} is none of them", mend)
    return DateError(f"{text} is outside the calendar", _WITHIN)


def _refusal(text: str) -> DateError:
    """Say why the text is not EDTF level 1."""
    shown = repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    if not text:
        return DateError("the date is empty", f"{USUAL_MEND}, or leave the field out")
    if timed := _TIME.fullmatch(text):
        return DateError(f"{shown} has a time of day", f"write {timed[1]}; times are not recorded")
    if text == "../..":
        return DateError("both ends are open, which says nothing", "give one end, or leave it out")
    if text.startswith("/") or text.endswith("/"):
        return DateError(f"{shown} has an empty end", "write .. for an open end")
    if _LEVEL_2.fullmatch(text):
        mend = "end each date with at most one of ? ~ %, and a season with none"
        return DateError(f"{shown} goes beyond EDTF level 1", mend)
    return DateError(f"{shown} is not an EDTF date", USUAL_MEND)
