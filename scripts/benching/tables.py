"""What was measured, as tables in Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Final

from benching.goals import goals
from benching.processes import MEBIBYTE
from benching.results import Conditions, Measured, Result, in_order

STEPS: Final[Mapping[str, str]] = {
    "check-cold": "check, for the first time",
    "check-again": "check, again",
    "cold": "**build from nothing**",
    "cold-generate": "records to Markdown and data files",
    "cold-mkdocs": "MkDocs",
    "cold-search": "search",
    "again": "**build, nothing changed**",
    "again-generate": "records to Markdown and data files",
    "again-mkdocs": "MkDocs",
    "again-search": "search",
    "edit": "**build, one record edited**",
    "edit-generate": "records to Markdown and data files",
    "edit-mkdocs": "MkDocs",
    "edit-search": "search",
    "cards": "then: cards, all drawn anew",
    "seal": "then: seals looked at",
    "plain-mkdocs": "MkDocs without our hook for it",
    "hugo": "Hugo on the same Markdown",
    "pagefind": "Pagefind on Hugo's pages",
    "floor": "bare loop, YAML to HTML",
}
WAITS: Final[Mapping[str, str]] = {
    "preview": "saved to shown, `make preview`",
    "serve": "saved to shown, `make serve`",
}
SIZES: Final[Mapping[str, str]] = {
    "markdown": "pages of Markdown",
    "html": "pages of HTML",
    "search": "files of the search",
    "site": "files of the site, all",
    "hugo": "pages of HTML by Hugo",
}
_INDENT: Final = "&emsp;"
_STAGES: Final = ("cold-", "again-", "edit-")


def tell(measured: Measured) -> Iterator[str]:
    """Tell everything, line by line."""
    results = in_order(measured.results)
    yield from ("## Conditions", "", _conditions(measured.conditions), "", "## Time and memory", "")
    yield from costs(results)
    yield from ("", "## Sizes", "")
    yield from sizes(results)
    yield from ("", "## Goals", "")
    yield from (f"- {goal}" for goal in goals(results))
    yield from ("", "## Invented and real cases", "")
    yield from alike(measured.likeness)


def costs(results: Sequence[Result]) -> Iterator[str]:
    """Tell what each step took in each world; of the largest, also against Hugo and Pagefind.

    Seconds by the clock, in brackets those that processors worked, and the most memory; ratios
    likewise.
    """
    compared = [result for result in results if {"hugo", "pagefind"} <= result.costs.keys()]
    largest = max(compared, key=lambda result: result.cases, default=None)
    last = [f"of Hugo + Pagefind at {largest.cases:,}"] if largest else []
    yield from _head("", *map(_world, results), *last)
    for name, label in STEPS.items():
        if not any(name in result.costs for result in results):
            continue
        cells = [_cost(result, name) for result in results]
        if largest:
            cells.append(_ratios(largest, name) if name in largest.costs else "")
        yield _row(f"{_INDENT}{label}" if _is_stage(name) else label, *cells)
    for name, label in WAITS.items():
        waits = [result.waits.get(name) for result in results]
        if any(waits):
            told = (
                f"{median(one.saved):.2f} s ({median(one.work):.2f}), {one.memory:,.0f} MiB"
                if one
                else ""
                for one in waits
            )
            yield _row(label, *told, *([""] if largest else []))


def sizes(results: Sequence[Result]) -> Iterator[str]:
    """Tell how many files there are of each sort, how large together, and the largest."""
    yield from _head("", *map(_world, results))
    for name, label in SIZES.items():
        found = [result.sizes.get(name) for result in results]
        told = [
            f"{one.files:,}, {one.total / MEBIBYTE:,.1f} MiB, largest {one.largest / 1000:,.0f} kB"
            if one
            else ""
            for one in found
        ]
        yield _row(label, *told)


def alike(likeness: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Compare invented worlds with the real one."""
    yield from _head("", *likeness)
    for what in next(iter(likeness.values()), {}):
        yield _row(what, *(f"{found.get(what, 0):.2f}" for found in likeness.values()))


def _conditions(told: Conditions) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in told.versions.items())
    return (
        f"{told.day}; {told.processors} processors, {told.memory} GiB of memory; {versions}. When "
        f"it began, {told.load} other programs wanted a processor on average: read ratios, not "
        "seconds."
    )


def _is_stage(name: str) -> bool:
    return name.startswith(_STAGES)


def _world(result: Result) -> str:
    return f"{result.cases:,} real" if result.is_real else f"{result.cases:,}"


def _cost(result: Result, name: str) -> str:
    cost = result.costs.get(name)
    return f"{cost.seconds:,.1f} s ({cost.work:,.1f}), {cost.peak:,.0f} MiB" if cost else ""


def _ratios(result: Result, name: str) -> str:
    both = "hugo", "pagefind"
    seconds = result.seconds(name) / result.seconds(*both)
    return f"{seconds:.2f} ({result.work(name) / result.work(*both):.2f})"


def _head(first: str, *others: str) -> Iterable[str]:
    return _row(first, *others), f"|---|{'---:|' * len(others)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
