"""A line of time: where a day lies between the first and the last, in per cent of the width.

Places are in per cent and sizes in pixels, so that a drawing fills a phone and a desk alike while
its words keep their size.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.dates import EdtfDate

MOST_MONTHS: Final = 4  # a phone has room for no more of them beside each other
MOST_YEARS: Final = 6
MONTHS_A_YEAR: Final = 12
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between two labels
# Per cent of the width; a label further right would be cut off on a phone.
_LAST_MONTH: Final = 76.0
_LAST_YEAR: Final = 90.0
_MARGIN: Final = 0.02  # of the span, before the first day and after the last
_SHORTEST: Final = 30  # days that an axis spans at least


@dataclass(frozen=True, slots=True)
class Label:
    """A day named on the axis: the first of a month or year."""

    at: str
    when: EdtfDate


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`, as ordinals."""

    first: float
    last: float

    @classmethod
    def over(cls, days: Iterable[date]) -> "Axis":
        """Make an axis that holds all of these days; raises ValueError if there are none."""
        ordinals = [day.toordinal() for day in days]
        low, high = min(ordinals), max(ordinals)
        margin = max((high - low) * _MARGIN, (_SHORTEST - (high - low)) / 2, 1)
        return cls(low - margin, high + margin)

    def at(self, day: date | None, *, end: bool = False) -> float:
        """Say where a day begins, or ends; an open one is at the edge of the axis."""
        if day is None:
            return 100.0 if end else 0.0
        return 100 * (day.toordinal() + end - self.first) / (self.last - self.first)

    def labels(self) -> tuple[Label, ...]:
        """Name so many months or years as there is room for; at least one."""
        for step in _STEPS:
            found = tuple(self._every(step))
            if len(found) <= (MOST_YEARS if step >= MONTHS_A_YEAR else MOST_MONTHS):
                break
        return found or (self._beginning(),)

    def _every(self, step: int) -> Iterator[Label]:
        start = date.fromordinal(max(int(self.first), 1))
        month = start.year * MONTHS_A_YEAR
        while True:
            year, place = divmod(month, MONTHS_A_YEAR)
            if year > date.max.year:
                return
            at = self.at(date(year, place + 1, 1))
            if at > (_LAST_YEAR if step >= MONTHS_A_YEAR else _LAST_MONTH):
                return
            if at >= 0:
                text = f"{year:04}" if step >= MONTHS_A_YEAR else f"{year:04}-{place + 1:02}"
                yield Label(percent(at), EdtfDate.parse(text))
            month += step

    def _beginning(self) -> Label:
        """Name the first month where none begins on the axis."""
        start = date.fromordinal(max(int(self.first) + 1, 1))
        return Label(percent(0), EdtfDate.parse(f"{start.year:04}-{start.month:02}"))


def percent(value: float) -> str:
    """Write a place or width; two decimals are less than a pixel on any screen."""
    return f"{min(max(value, 0), 100):.2f}%"
