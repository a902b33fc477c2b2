"""A duration added to a partial date, no more precisely than the date allows."""

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from casebook.dates.value import EdtfDate

_DAY: Final = timedelta(days=1)
_YEAR: Final = 12  # months


def shifted(when: "EdtfDate", months: int, days: int) -> str:
    """Write the date moved by a duration."""
    if not (months or days):
        return when.text
    if when.precision == "interval":
        ends = (end and shifted(end, months, days) for end in when.ends)
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
