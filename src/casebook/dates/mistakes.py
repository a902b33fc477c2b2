"""Dates as people write them, told back as the EDTF that was probably meant."""

import re
from typing import Final

from casebook.dates.reading import DateError, Reading, read

_YEAR: Final = 12  # months
_LONGEST: Final = 60

# Mistakes that have one likely reading, in casefolded text.
_ABOUT: Final = re.compile(
    r"(?:~|(?:ca?|circa|about|around|approx(?:imately)?|около|ок|примерно)\b\.?)\s*(.+)"
)
_YEAR_WORD: Final = re.compile(r"(?<=\d)(?:\.|\s*(?:г\.?|год\w*))$")
_NOUGHT: Final = re.compile(r"(?<=\d)[oо](?=[\d-])|(?<=-)[oо](?=\d)")  # Latin and Cyrillic
_OPEN_DAY: Final = re.compile(r"(?:-\?\?)+$")
_DAYS: Final = re.compile(r"^(\d{1,2})-(\d{1,2})(?=\s+[^\W\d])")
_UNKNOWN: Final = frozenset(
    {"", "unknown", "not known", "n/a", "none", "tbd", "неизвестно", "белгісіз"}
)
_NARROWEST: Final = (
    "write the narrowest span that a source leaves open: 2022 for some day of that year, "
    "../2023-02 for some day before March 2023"
)
_DASH: Final = re.compile(r"\s*[–—/]\s*|\s+-\s+")
_MISTAKES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
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


def parse(text: str) -> Reading:
    """Read it, or say what was probably meant."""
    try:
        return read(text)
    except DateError as fault:
        if text.strip() and text.strip(" ?.-").casefold() in _UNKNOWN:
            raise DateError(fault.message, _NARROWEST) from None
        meant = _meant(text.casefold()) if len(text) <= _LONGEST else None
        if meant is None:
            raise
        raise DateError(fault.message, f"write {meant}") from None


def _meant(text: str) -> str | None:
    """Guess from casefolded text which EDTF was meant; None unless there is one reading."""
    text = _YEAR_WORD.sub("", _NOUGHT.sub("0", text.strip())).replace("?~", "%").replace("~?", "%")
    if readable := _readable(text):
        return readable
    if about := _ABOUT.fullmatch(text):
        inner = _known(about[1])
        return inner and _readable(f"{inner}~")
    match _DASH.split(_DAYS.sub(r"\1 - \2", _OPEN_DAY.sub("", text))):
        case [only] if only != text and (known := _known(only)):
            return known
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
        return read(text.upper()).text
    except DateError:
        return None
