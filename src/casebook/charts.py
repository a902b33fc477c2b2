"""Charts of series of figures, drawn to SVG once and kept by content.

    Charts(cache).svg(chart) -> an `<svg>` to stand in a page

Colours are those of the style sheet, so that a chart follows the reader's scheme and prints; words
are text, of the size and font of the page's small print. Matplotlib is loaded only to draw.
"""

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any, Final, Literal

from casebook.cache import Cache, key_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Kind = Literal["whole", "other", "not-stated"]
"""whole: a value of a whole unit of the axis; other: of a shorter or longer period."""

_INCH: Final = 72  # units of the drawing
_WIDTH: Final = 300
_HEIGHT: Final = 190
_LINE_HEIGHT: Final = 27  # of a lying bar
# Beside a lying bar: a label of any length leaves room for the bars, and stands whole in the table.
_LABEL: Final = TextWrapper(width=24, max_lines=2, placeholder=" …")
_FONT: Final = 10.5
_BAR: Final = 0.72  # of the room that a unit of the axis has
# Matplotlib knows no variables of style sheets: these colours stand for them until it has drawn.
_COLOURS: Final = {
    "#000001": "var(--md-default-fg-color)",
    "#000002": "var(--casebook-quiet)",
    "#000003": "var(--casebook-line)",
    "#000004": "var(--casebook-chart)",
    "#000005": "var(--md-default-bg-color)",
}
_INK, _QUIET, _LINE, _FILL, _PAPER = _COLOURS
_SETTINGS: Final[dict[Any, Any]] = {  # matplotlib types its keys one by one
    "svg.fonttype": "none",
    "svg.hashsalt": "casebook",
    "font.family": "sans-serif",
    "font.size": _FONT,
    "hatch.linewidth": 2.0,
    "hatch.color": _PAPER,
    "axes.edgecolor": _LINE,
    "text.color": _INK,
    "text.parse_math": False,
    "xtick.color": _QUIET,
    "ytick.color": _QUIET,
}
_FONTS: Final = re.compile(r" font-family: [^;\"]+;")
_STYLES: Final = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)  # rule the page too
_DECIMALS: Final = re.compile(r"\d+\.\d{3,}")
# A label may hold what looks like a call of a macro; nothing else in a drawing has braces.
_BRACES: Final = str.maketrans({"{": "&#123;", "}": "&#125;"})
_NAMES: Final = re.compile(r" id=\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Bar:
    """A value over a stretch of the axis; no value is shown as words, never as nought."""

    start: float
    width: float
    label: str
    """Beneath it: the period."""
    text: str
    """Above it: the value, with how exactly it is meant."""
    value: float | None
    high: float | None = None
    kind: Kind = "whole"


@dataclass(frozen=True, slots=True)
class Chart:
    """One series, all of one measure and unit; `name` is of the page's ids for it.

    Bars stand on an axis of years, or lie one beneath the other with their labels beside them, in
    the order given: then where they start and how wide they are says nothing.
    """

    name: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    lying: bool = False

    @property
    def height(self) -> int:
        """In units of the drawing, of which it is always 300 wide."""
        return _LINE_HEIGHT * len(self.bars) + 8 if self.lying else _HEIGHT


@dataclass(frozen=True)
class Charts:
    """Draws charts, or takes them from where they were kept."""

    cache: Cache

    def svg(self, chart: Chart) -> str:
        """Give a chart as an element for a page: the same text for the same chart, always."""
        key = key_of("chart", version("matplotlib"), repr(chart))
        kept = self.cache.text(key)
        if kept is None:
            kept = draw(chart)
            self.cache.keep(key, kept)
            # All that is kept stays: what to drop is for those who read the records to say.
            self.cache.save(self.cache.facts)
        return kept


def draw(chart: Chart) -> str:
    """Draw a chart anew; nothing depends on the machine, its settings or the time."""
    import matplotlib as mpl  # noqa: PLC0415 - slow to load, and seldom needed
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context(mpl.rcParamsDefault), mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH / _INCH, chart.height / _INCH), layout="constrained")
        FigureCanvasSVG(figure)
        plot = _plot_lying if chart.lying else _plot
        plot(figure.subplots(), chart)
        drawn = io.StringIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(drawn, format="svg", metadata=nothing, transparent=True)
    return _for_a_page(drawn.getvalue(), chart)


def _plot(axes: "Axes", chart: Chart) -> None:
    top = max((bar.high or bar.value or 0 for bar in chart.bars), default=0) or 1
    for bar in chart.bars:
        middle = bar.start + bar.width / 2
        if bar.value is None:
            axes.text(
                middle, top / 50, bar.text, rotation=90, ha="center", va="bottom", color=_QUIET
            )
            continue
        axes.bar(
            middle,
            bar.value,
            width=bar.width - (1 - _BAR),
            color=_FILL,
            edgecolor=_PAPER if bar.kind == "other" else _FILL,
            hatch="///" if bar.kind == "other" else "",
            linewidth=0,
        )
        if bar.high is not None:
            axes.plot([middle, middle], [bar.value, bar.high], color=_INK, linewidth=1.5)
        axes.text(middle, (bar.high or bar.value) + top / 50, bar.text, ha="center", va="bottom")
    axes.set_xticks(
        [bar.start + bar.width / 2 for bar in chart.bars], [bar.label for bar in chart.bars]
    )
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.set_ylim(0, top * 1.16)
    axes.set_xlim(
        min(bar.start for bar in chart.bars) - 0.1,
        max(bar.start + bar.width for bar in chart.bars) + 0.1,
    )
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)


def _plot_lying(axes: "Axes", chart: Chart) -> None:
    values = [bar.value or 0 for bar in chart.bars]
    top = max(values, default=0) or 1
    places = range(len(chart.bars))
    axes.barh(places, values, height=_BAR, color=_FILL, linewidth=0)
    for place, bar in zip(places, chart.bars, strict=True):
        axes.text((bar.value or 0) + top / 50, place, bar.text, ha="left", va="center")
    axes.set_yticks(places, [_LABEL.fill(bar.label) for bar in chart.bars], color=_INK)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.set_xlim(0, top * 1.12)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def _for_a_page(drawn: str, chart: Chart) -> str:
    """Take out what is for a file of its own, name the drawing, and leave colours to the page."""
    inner = drawn[drawn.index("<defs>") :].removesuffix("</svg>\n").rstrip()
    used = {name for name in _NAMES.findall(inner) if f"#{name})" in inner or f'#{name}"' in inner}
    inner = _NAMES.sub(
        lambda found: f' id="{chart.name}_{found[1]}"' if found[1] in used else "", inner
    )
    for name in used:
        inner = inner.replace(f"#{name})", f"#{chart.name}_{name})")
        inner = inner.replace(f'#{name}"', f'#{chart.name}_{name}"')
    for colour, variable in _COLOURS.items():
        inner = inner.replace(colour, variable)
    inner = _FONTS.sub("", _STYLES.sub("", inner))
    inner = _DECIMALS.sub(lambda found: f"{float(found[0]):.2f}", inner)
    lines = (line.strip() for line in _element(inner, chart))
    return "\n".join(line for line in lines if line).translate(_BRACES)


def _element(inner: str, chart: Chart) -> Iterator[str]:
    title, what = (html.escape(one) for one in (chart.title, chart.description))
    names = f"{chart.name}_title {chart.name}_what"
    size = f'class="chart" viewBox="0 0 {_WIDTH} {chart.height}"'
    yield f'<svg {size} role="img" aria-labelledby="{names}">'
    yield f'<title id="{chart.name}_title">{title}</title>'
    yield f'<desc id="{chart.name}_what">{what}</desc>'
    yield from inner.splitlines()
    yield "</svg>"
