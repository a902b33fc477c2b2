"""Dates in words, in any language that has a catalogue of its forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from casebook.dates.value import EdtfDate


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
