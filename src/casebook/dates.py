"""Partial dates as the sources give them: EDTF level 1, read by the `edtf` library.

"June 2022" is neither before nor after 14 June 2022, and no rule may pretend that it is. So a date
is a pair of inclusive bounds, and comparisons answer "certainly" or "possibly".
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from edtf import EDTFParseException, Interval, parse_edtf
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_BY_DASHES: Final[tuple[Precision, ...]] = ("year", "month", "day")
_DAY: Final = timedelta(days=1)
_YEAR: Final = 12  # months
_LONGEST: Final = 60
_USUAL_MEND: Final = "write the date as 2022, 2022-03 or 2022-03-14, with ~ at its end for 'about'"
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

# Mistakes that have one likely reading, in casefolded text.
_ABOUT: Final = re.compile(
    r"(?:~|(?:ca?|circa|about|around|approx(?:imately)?|около|ок|примерно)\b\.?)\s*(.+)"
)
_YEAR_WORD: Final = re.compile(r"(?<=\d)(?:\.|\s*(?:г\.?|год\w*))$")
_DASH: Final = re.compile(r"\s*[–—/]\s*|\s+-\s+")
_MISTAKES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?",
        r"(?:(?P<day>\d{1,2})(?:\.|(?P<slash>[/-])))?(?P<month>\d{1,2})[./-](?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[^\W\d]{3,})\.?,?\s+(?P<year>\d{4})",
        r"(?P<month>[^\W\d]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<year>\d{4})\s+жыл\w*\s+(?:(?P<day>\d{1,2})\s+)?(?P<month>[^\W\d]{3,})",
    )
)
_MONTH_STEMS: Final = {
    stem: str(number)
    for row in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
        "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
    )
    for number, stem in enumerate(row.split(), 1)
} | {"мая": "5", "spr": "21", "sum": "22", "aut": "23", "вес": "21", "лет": "22", "осе": "23"}


class DateError(ValueError):
    """A text that is no date here: `message` says what is wrong, `mend` what to do about it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message, mend)
        self.message, self.mend = message, mend


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
            return _parse(_shifted(self, _YEAR * years + months, days))
        except (OverflowError, ValueError) as error:
            message = f"{self.text} and the time added to it leave the calendar"
            raise DateError(message, _WITHIN) from error

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
    plain = _PLAIN.match(when.text)
    return plain[0] if plain and when.precision in ("day", "month", "year") else None


@dataclass(frozen=True, slots=True)
class DateForm:
    """Dates in one grammatical form: names of months, and a template for each precision.

    Templates know year, month, day, last_year, last_month and last_day; `seasons` begin in spring.
    """

    months: tuple[str, ...]
    day_months: tuple[str, ...]  # as they stand beside a day
    day: str
    month: str
    year: str
    decade: str
    seasons: tuple[str, str, str, str]
    days_of_month: str
    months_of_year: str
    years: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """Dates in one language: the form "plain" and whatever others its templates ask for.

    A template names the form it needs: "{date[plain]}", or "{date[genitive]}" where that differs.
    """

    forms: Mapping[str, DateForm]
    about: str
    possibly: str
    possibly_about: str
    since: str
    until: str
    between: str


_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ENGLISH: Final = DateWords(
    forms={
        "plain": DateForm(
            months=_ENGLISH_MONTHS,
            day_months=_ENGLISH_MONTHS,
            day="{day} {month} {year}",
            month="{month} {year}",
            year="{year}",
            decade="{year}s",
            seasons=(
                "spring {year}",
                "summer {year}",
                "autumn {year}",
                "winter {year}–{last_year}",
            ),
            days_of_month="{day}–{last_day} {month} {year}",
            months_of_year="{month}–{last_month} {year}",
            years="{year}–{last_year}",
        )
    },
    about="about {date[plain]}",
    possibly="possibly {date[plain]}",
    possibly_about="possibly about {date[plain]}",
    since="from {date[plain]}",
    until="not later than {date[plain]}",
    between="{start[plain]} – {end[plain]}",
)


def words(when: EdtfDate, catalogue: DateWords) -> str:
    """Say the date in the catalogue's language: "about 15 February 2023"."""
    return _said(when, catalogue)["plain"]


def _said(when: EdtfDate, catalogue: DateWords) -> dict[str, str]:
    """Say it in every form, for the template around it to choose from."""
    start, end = when.ends
    if start is None or end is None:
        template = catalogue.until if start is None else catalogue.since
        known = start or end
        said = template.format(date=known and _said(known, catalogue))
        return dict.fromkeys(catalogue.forms, said)
    key = _template(when, start, end)
    if key is None:
        both = {"start": _said(start, catalogue), "end": _said(end, catalogue)}
        return dict.fromkeys(catalogue.forms, catalogue.between.format(**both))
    plain = {name: _filled(when, form, key) for name, form in catalogue.forms.items()}
    if not (when.approximate or when.uncertain):
        return plain
    template = catalogue.about if not when.uncertain else catalogue.possibly
    template = catalogue.possibly_about if when.approximate and when.uncertain else template
    return dict.fromkeys(catalogue.forms, template.format(date=plain))


def _template(when: EdtfDate, start: EdtfDate, end: EdtfDate) -> str | None:
    """Name the template that fits, or None where both ends must be said in full."""
    if start.text == end.text:
        return "years" if start.precision == "century" else start.precision
    if when.approximate or when.uncertain or start.precision != end.precision:
        return None
    fitting = {"day": ("days_of_month", 7), "month": ("months_of_year", 4), "year": ("years", 0)}
    key, shared = fitting.get(start.precision, (None, 0))
    return key if start.text[:shared] == end.text[:shared] else None


def _filled(when: EdtfDate, form: DateForm, key: str) -> str:
    """Fill in one template of one form."""
    first, last, text = when.sort_key
    template: str = form.seasons[int(text[6]) - 1] if key == "season" else getattr(form, key)
    months = form.day_months if key in ("day", "days_of_month") else form.months
    return template.format(
        year=first.year,
        month=months[first.month - 1],
        day=first.day,
        last_year=last.year,
        last_month=months[last.month - 1],
        last_day=last.day,
    )


def _validated(value: object) -> EdtfDate:
    """Turn what a model is given into a date, with an error the reader can render."""
    if isinstance(value, EdtfDate):
        return value
    try:
        if not isinstance(value, str):
            raise DateError("a date is written as text", _USUAL_MEND)  # noqa: TRY301
        return EdtfDate.parse(value)
    except DateError as fault:
        context = {"message": fault.message, "mend": fault.mend}
        raise PydanticCustomError("edtf_date", "{message}", context) from None


@lru_cache(maxsize=16_384)  # the library takes about 5 ms a date, and records repeat their dates
def _parse(text: str) -> EdtfDate:
    """Read it, or say what was probably meant."""
    try:
        return _read(text)
    except DateError as fault:
        meant = _meant(text.casefold()) if len(text) <= _LONGEST else None
        if meant is None:
            raise
        raise DateError(fault.message, f"write {meant}") from None


def _read(text: str) -> EdtfDate:
    """Read EDTF level 1, the plain precisions without the library, 2,000 times faster."""
    plain = _PLAIN.fullmatch(text)
    if not _LEVEL_1.fullmatch(text):
        raise _refusal(text)
    try:
        if plain and not _SEASON.fullmatch(text):
            return _read_plain(text, *plain.groups())
        found = parse_edtf(text)
        low, high = (found.lower, found.upper) if isinstance(found, Interval) else (found, found)
        earliest = None if text.startswith("..") else date(*low.lower_strict()[:3])
        latest = None if text.endswith("..") else date(*high.upper_strict()[:3])
        if latest and _WINTER.fullmatch(str(high)):
            latest = date(latest.year + 1, 3, 1) - _DAY
    except (EDTFParseException, ValueError):
        raise _absence(text) from None
    if earliest and latest and earliest > latest:
        start, _, end = text.partition("/")
        raise DateError(f"{text} ends before it begins", f"write {end}/{start}, or correct an end")
    approximate, uncertain = bool({*"~%"} & {*text}), bool({*"?%"} & {*text})
    return EdtfDate(text, earliest, latest, _precision(text), approximate, uncertain)


def _read_plain(text: str, year: str, month: str | None, day: str | None) -> EdtfDate:
    """Read a year, a month or a day; raises ValueError where the calendar has none such."""
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return EdtfDate(text, first, first, "day")
    if month:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return EdtfDate(text, first, last, "month")
    return EdtfDate(text, first, first.replace(month=12, day=31), "year")


def _precision(text: str) -> Precision:
    """Say how much a level 1 text that is read already pins down."""
    if "/" in text:
        return "interval"
    base = text.rstrip("?~%").replace("-XX", "")
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
        return DateError("the date is empty", f"{_USUAL_MEND}, or leave the field out")
    if timed := _TIME.fullmatch(text):
        return DateError(f"{shown} has a time of day", f"write {timed[1]}; times are not recorded")
    if text == "../..":
        return DateError("both ends are open, which says nothing", "give one end, or leave it out")
    if text.startswith("/") or text.endswith("/"):
        return DateError(f"{shown} has an empty end", "write .. for an open end")
    if _LEVEL_2.fullmatch(text):
        mend = "end each date with at most one of ? ~ %, and a season with none"
        return DateError(f"{shown} goes beyond EDTF level 1", mend)
    return DateError(f"{shown} is not an EDTF date", _USUAL_MEND)


def _meant(text: str) -> str | None:
    """Guess from casefolded text which EDTF was meant; None unless there is one reading."""
    text = _YEAR_WORD.sub("", text.strip()).replace("?~", "%").replace("~?", "%")
    if readable := _readable(text):
        return readable
    if about := _ABOUT.fullmatch(text):
        inner = _known(about[1])
        return inner and _readable(f"{inner}~")
    match _DASH.split(text):
        case [left, right] if ranged := _meant_range(left, right):
            return ranged
    for pattern in _MISTAKES:
        if found := pattern.fullmatch(text):
            return _rebuilt(**found.groupdict())
    return None


def _meant_range(left: str, right: str) -> str | None:
    """Read "10–20 January 2023", lending the left side what only the right side says."""
    words_right, end = right.split(), _known(right)
    for lent in range(len(words_right), -1, -1):
        start = _known(" ".join([left, *words_right[lent:]]).strip() if left else left)
        if start and end and (both := _readable(f"{start}/{end}")):
            return both
    return None


def _rebuilt(year: str, month: str, day: str | None = None, slash: str | None = None) -> str | None:
    """Put the parts in order, unless 03/04/2022 could be in March as well as in April."""
    number = month if month.isdigit() else _MONTH_STEMS.get(month[:3])
    if number is None or (slash and day != month and int(day or 0) <= _YEAR):
        return None
    return _readable("-".join([year, number.zfill(2), *([day.zfill(2)] if day else [])]))


def _known(text: str) -> str | None:
    """Return EDTF for one side of a range."""
    return ".." if text in ("", "..") else _meant(text)


def _readable(text: str) -> str | None:
    """Return the text in EDTF's capitals if it can be read."""
    try:
        return _read(text.upper()).text
    except DateError:
        return None


def _shifted(when: EdtfDate, months: int, days: int) -> str:
    """Write the date moved by a duration."""
    if not (months or days):
        return when.text
    if when.precision == "interval":
        ends = (end and _shifted(end, months, days) for end in when.ends)
        low, high = (end or ".." for end in ends)
        return f"{low.split('/')[0]}/{high.split('/')[-1]}"
    first, last, text = when.sort_key
    sign = text[-1] if text[-1] in "?~%" else ""
    moved = _month_later(first, months) + timedelta(days)
    if when.precision == "day":
        return f"{moved}{sign}"
    # Through the first day after it, so that the end of a month stays the end of a month.
    after = _month_later(last + _DAY, months) + timedelta(days)
    span = _span(moved, after, seasonal=when.precision == "season")
    return "/".join(part + sign for part in span.split("/"))


def _month_later(day: date, months: int) -> date:
    """Move by whole months, to the last day of a shorter month."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _span(first: date, after: date, *, seasonal: bool) -> str:
    """Write the days from `first` up to, not including, `after`, in the widest units that fit."""
    last = after - _DAY
    if first.day != 1 or after.day != 1:
        return f"{first}/{last}"
    if seasonal and first.month % 3 == 0:
        return f"{first:%Y}-2{first.month // 3}"
    if first.month != 1 or after.month != 1:
        units = f"{first:%Y-%m}", f"{last:%Y-%m}"
    else:
        units = f"{first:%Y}", f"{last:%Y}"
        for width in (1, 2):
            if units[0][-width:] == "0" * width and units[1] == units[0][:-width] + "9" * width:
                return units[0][:-width] + "X" * width
    return units[0] if units[0] == units[1] else "/".join(units)
