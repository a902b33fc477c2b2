"""What was measured, as it is kept in a file: figures of each world, and of the machine."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psutil

from benching.processes import Cost
from benching.waiting import Wait
from benching.worlds import Size

_PROGRAMS: Final = ("mkdocs", "mkdocs-material", "hugo", "pagefind")
_GIBIBYTE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Result:
    """What a world took. Steps of `tables.STEPS` that were not measured are missing."""

    name: str
    """"real", or how many cases were invented."""
    cases: int
    costs: Mapping[str, Cost]
    sizes: Mapping[str, Size]
    waits: Mapping[str, Wait]

    @property
    def is_real(self) -> bool:
        """Whether the records are the real ones."""
        return self.name == "real"

    def seconds(self, *steps: str) -> float:
        """Add up the seconds of steps, all of which were measured."""
        return sum(self.costs[step].seconds for step in steps)

    def work(self, *steps: str) -> float:
        """Add up what processors worked in steps, all of which were measured."""
        return sum(self.costs[step].work for step in steps)


@dataclass(frozen=True, slots=True)
class Conditions:
    """With what, on what and when it was measured."""

    day: str
    versions: Mapping[str, str]
    processors: int
    memory: int
    """GiB."""
    load: float
    """How many programs wanted a processor when it began, our own not among them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one run of the bench has found."""

    conditions: Conditions
    results: Sequence[Result]
    likeness: Mapping[str, Mapping[str, float]]
    """World -> what is compared -> figure."""


def conditions() -> Conditions:
    """Look at the machine and the clock."""
    return Conditions(
        day=datetime.now(UTC).date().isoformat(),
        versions={
            "Python": platform.python_version(),
            **{name: version(name) for name in _PROGRAMS},
        },
        processors=os.cpu_count() or 1,
        memory=round(psutil.virtual_memory().total / _GIBIBYTE),
        load=round(os.getloadavg()[0], 1),
    )


def save(measured: Measured, path: Path) -> None:
    """Keep what was measured."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(measured), indent=1) + "\n", encoding="utf-8")


def merged(runs: Sequence[Measured]) -> Measured:
    """Put together what several runs on one machine have found; the first tells the conditions."""
    return Measured(
        conditions=runs[0].conditions,
        results=[result for run in runs for result in run.results],
        likeness={name: found for run in runs for name, found in run.likeness.items()},
    )


def in_order(found: Sequence[Result]) -> list[Result]:
    """Put the real records first, then invented worlds by how many cases they have."""
    return sorted(found, key=lambda result: (not result.is_real, result.cases))


def load(path: Path) -> Measured:
    """Read what was kept."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Measured(
        conditions=Conditions(**told["conditions"]),
        results=[_result(one) for one in told["results"]],
        likeness=told["likeness"],
    )


def _result(told: dict[str, Any]) -> Result:
    waits = {
        name: Wait(one["first"], tuple(one["saved"]), tuple(one["work"]), one["memory"])
        for name, one in told["waits"].items()
    }
    return Result(
        name=told["name"],
        cases=told["cases"],
        costs={name: Cost(**one) for name, one in told["costs"].items()},
        sizes={name: Size(**one) for name, one in told["sizes"].items()},
        waits=waits,
    )
