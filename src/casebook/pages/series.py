"""Series of a statistic as a chart: values of whole years, and of shorter or longer periods apart.

A chart holds one statistic, so one measure and one unit: figures that measure different things are
never in one drawing. Values that tell of a part of a whole, and two values for one period, are left
to the table, which has them with their sources.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from casebook.charts import Bar, Chart
from casebook.markdown import plain
from casebook.models import Statistic
from casebook.models.statistic import Value
from casebook.pages.counts import value_words
from casebook.pages.inline import Inline
from casebook.pages.page import Page

FEWEST: Final = 3
"""So many periods are a series."""
FEWEST_VALUES: Final = 2
_MOST_LABELS = 11


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with what has to be said of it."""

    svg: Inline
    """An element, finished."""
    caption: tuple[Inline, ...]


def drawing(page: Page, statistic: Statistic) -> Drawing | None:
    """Draw a statistic that is a series of years; None for any other."""
    values = sorted(
        (one for one in statistic.values if one.of_which is None),
        key=lambda one: one.period.sort_key,
    )
    bars = tuple(_bars(page, values))
    if len(bars) < max(FEWEST, len(values)) or not _apart(bars):
        return None
    if sum(bar.value is not None for bar in bars) < FEWEST_VALUES:
        return None
    words = page.world.words
    told = "; ".join(
        f"{page.world.date_in_words(one.period)}: {bar.text}"
        for one, bar in zip(values, bars, strict=True)
    )
    chart = Chart(
        name=f"chart_{statistic.id}",
        title=words("chart-title", title=plain(statistic.label), unit=plain(statistic.unit)),
        description=words("chart-what", values=told),
        bars=bars,
    )
    caption = [page.say("chart-caption", unit=statistic.unit)]
    if any(bar.kind == "other" and bar.value is not None for bar in bars):
        caption.append(page.say("chart-other"))
    if any(bar.value is None for bar in bars):
        caption.append(page.say("chart-not-stated"))
    return Drawing(Inline(page.world.charts.svg(chart)), tuple(caption))


def _bars(page: Page, values: list[Value]) -> Iterator[Bar]:
    """Make a bar of each value whose period can stand on an axis of years."""
    every = -(-len(values) // _MOST_LABELS)
    for place, one in enumerate(values):
        low, high = one.period.earliest, one.period.latest
        year = one.period.precision == "year"
        if low is None or high is None or one.period.approximate or one.period.uncertain:
            continue
        if not year and one.period.precision != "interval":
            continue
        label = str(low.year) if low.year == high.year else f"{low.year}–{high.year % 100:02}"
        yield Bar(
            start=low.year,
            width=high.year - low.year + 1,
            label=label if place % every == 0 else "",
            text=html.unescape(value_words(page, one.value, one.high, one.kind)),
            value=one.value,
            high=one.high,
            kind="whole" if year and not one.partial else "other",
        )


def _apart(bars: tuple[Bar, ...]) -> bool:
    """Whether no two values are of one year."""
    ordered = sorted(bars, key=lambda bar: bar.start)
    return all(one.start + one.width <= other.start for one, other in pairwise(ordered))
