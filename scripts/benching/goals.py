"""What the project aims at, each goal with what was found: met or not met."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from benching.processes import Cost
from benching.results import Result

_WHOLE: Final = 2.0  # of Hugo and Pagefind
_EDIT: Final = 0.5  # of Hugo
_FURTHER: Final = 1.2  # of what a case costs in the smaller world
_MEMORY: Final = 1536.0  # MiB
_CHECK_COLD: Final = 10.0  # seconds
_CHECK_AGAIN: Final = 2.0
_LARGEST: Final = 200.0  # kB of a page
_WAIT: Final = 3.0
_WAIT_REAL: Final = 2.0
# On a machine that others use, the second is the steadier; the goals are meant by the first.
_WAYS: Final[tuple[tuple[str, Callable[[Cost], float]], ...]] = (
    ("by the clock", lambda cost: cost.seconds),
    ("of the processors", lambda cost: cost.work),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in one world, and what was found; met if what was found is at most the limit."""

    where: str
    what: str
    found: float
    limit: float
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it is."""
        return self.found <= self.limit

    def __str__(self) -> str:
        told = "met" if self.is_met else "NOT met"
        return (
            f"{told}: {self.where}: {self.what}: {_figure(self.found)}{self.unit} "
            f"(at most {_figure(self.limit)}{self.unit})"
        )


def goals(results: Sequence[Result]) -> Iterator[Goal]:
    """Judge every world, and every two that follow each other, by what was measured of them."""
    for result in results:
        where = f"{'the ' if result.is_real else ''}{_world(result)}"
        yield from _against_others(where, result)
        yield from _memory(where, result)
        yield from _checks(where, result)
        if "html" in result.sizes:
            yield Goal(where, "largest page", result.sizes["html"].largest / 1000, _LARGEST, " kB")
        for name, wait in result.waits.items():
            limit = _WAIT_REAL if result.is_real else _WAIT
            what = f"from saving to the page in {name}"
            yield Goal(where, f"{what}, by the clock", median(wait.saved), limit, " s")
            yield Goal(where, f"{what}, of the processors", median(wait.work), limit, " s")
    invented = [result for result in results if not result.is_real and "cold" in result.costs]
    for before, after in pairwise(invented):
        yield from _growing(before, after)


def _against_others(where: str, result: Result) -> Iterator[Goal]:
    costs = result.costs
    for told, take in _WAYS if {"cold", "hugo", "pagefind"} <= costs.keys() else ():
        both = take(costs["hugo"]) + take(costs["pagefind"])
        what = f"whole build from nothing, of Hugo and Pagefind together, {told}"
        yield Goal(where, what, take(costs["cold"]) / both, _WHOLE)
    for told, take in _WAYS if {"edit-mkdocs", "hugo"} <= costs.keys() else ():
        what = f"MkDocs after one edit, of Hugo from nothing, {told}"
        yield Goal(where, what, take(costs["edit-mkdocs"]) / take(costs["hugo"]), _EDIT)


def _memory(where: str, result: Result) -> Iterator[Goal]:
    """Judge the memory of our steps, the search apart; wholes hold that one, too."""
    if "cold" not in result.costs:
        return
    ours = {
        name: cost.peak
        for name, cost in result.costs.items()
        if name.startswith(("check-", "cold-", "again-", "edit-"))
    }
    for what, is_search in (("but for the search", False), ("while the search is made", True)):
        peaks = [peak for name, peak in ours.items() if name.endswith("-search") == is_search]
        if peaks:
            yield Goal(where, f"most memory {what}", max(peaks), _MEMORY, " MiB")


def _checks(where: str, result: Result) -> Iterator[Goal]:
    for name, what, limit in (
        ("check-cold", "check for the first time", _CHECK_COLD),
        ("check-again", "check again", _CHECK_AGAIN),
    ):
        for told, take in _WAYS if name in result.costs else ():
            yield Goal(where, f"{what}, {told}", take(result.costs[name]), limit, " s")


def _growing(before: Result, after: Result) -> Iterator[Goal]:
    where = f"{before.cases:,} to {after.cases:,} cases"
    for told, take in _WAYS:
        now, then = (take(one.costs["cold"]) / one.cases for one in (after, before))
        yield Goal(where, f"time of a case in a whole build, {told}", now / then, _FURTHER)


def _world(result: Result) -> str:
    return f"{result.cases:,} {'real ' if result.is_real else ''}cases"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"  # noqa: PLR2004 - digits to show
