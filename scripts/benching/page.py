"""Writes what was measured into a page of the site, between two marks, and its chart beside it."""

from pathlib import Path
from typing import Final

from benching.chart import chart
from benching.results import Measured, in_order
from benching.tables import tell

BEGIN: Final = "<!-- measured: written by `make bench-full`, not by hand -->"
END: Final = "<!-- end of what was measured -->"


def write(measured: Measured, path: Path) -> None:
    """Replace what stands between the marks, and the chart of the page if there is what it shows.

    Raises:
        ValueError: The page has no such marks.
    """
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{path.name} does not hold the two marks between which figures stand")
    told = "\n".join(tell(measured))
    path.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", encoding="utf-8")
    # A run that has only begun has nothing to draw: the chart stays what it was.
    if not any("cold" in result.costs for result in measured.results if not result.is_real):
        return
    title = f"What a build takes of processors, {measured.conditions.day}"
    path.with_suffix(".svg").write_text(chart(in_order(measured.results), title), encoding="utf-8")
