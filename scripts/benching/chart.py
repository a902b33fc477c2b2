"""One chart of what was measured: work against cases, both axes by powers of ten.

Drawn are the seconds that processors worked, which say the same on a busy machine as on a quiet
one, or nearly; the tables hold those by the clock as well.
"""

import io
from collections.abc import Sequence
from typing import Any, Final

from benching.results import Result

_SIZE: Final = (7.2, 4.4)  # inches
_SETTINGS: Final[dict[Any, Any]] = {  # matplotlib types its keys one by one
    "svg.fonttype": "none",
    "svg.hashsalt": "casebook",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.parse_math": False,
}
# Steps added up, label, colour, marker. Told apart by more than colour.
_LINES: Final = (
    (("cold-generate", "plain-mkdocs", "cold-search"), "build, MkDocs unhastened", "#8a5a00", "s"),
    (("cold",), "build from nothing", "#0b3d91", "o"),
    (("edit",), "build, one record edited", "#0b7a75", "D"),
    (("hugo", "pagefind"), "Hugo + Pagefind", "#a3195b", "^"),
    (("floor",), "bare loop", "#555555", "x"),
)


def chart(results: Sequence[Result], title: str) -> str:
    """Draw invented worlds as an SVG that says the same each time."""
    # Slow to load, and only this needs it.
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import FuncFormatter  # noqa: PLC0415

    invented = [result for result in results if not result.is_real]
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=_SIZE, facecolor="white", layout="constrained")
        axes = figure.subplots()
        for steps, label, colour, marker in _LINES:
            there = [result for result in invented if result.costs.keys() >= {*steps}]
            axes.plot(
                [result.cases for result in there],
                [result.work(*steps) for result in there],
                label=label,
                color=colour,
                marker=marker,
            )
        axes.set_xscale("log")
        axes.set_yscale("log")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axes.minorticks_off()
        axes.set_xticks([result.cases for result in invented])
        axes.set_xlabel("cases")
        axes.set_ylabel("seconds of processors")
        axes.set_title(title, loc="left", fontsize=10)
        axes.grid(visible=True, color="#dddddd")
        axes.legend(frameon=False)
        drawn = io.StringIO()
        # Nothing but the picture: `casebook check` finds fault with notes in it.
        none = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(drawn, format="svg", metadata=none)
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())
