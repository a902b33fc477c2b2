"""Our own stages: checking, and a build of the whole site told apart by what goes on in it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mkdocs.utils.yaml import yaml_load

from benching import marking
from benching.processes import Cost, Run, measure, run
from benching.worlds import clean

SETTINGS: Final = "bench.yml"
MARKS: Final = ".cache-bench-marks"


@dataclass(frozen=True, slots=True)
class Built:
    """A build of the site, whole and by stage.

    The memory of a stage is the most that was seen while it went on. What goes on before the first
    and after the last stage (Python begins and ends, settings are read) counts for MkDocs.
    """

    whole: Cost
    generate: Cost
    mkdocs: Cost
    search: Cost


def prepare(folder: Path) -> None:
    """Write settings like those of the site, with a hook that notes the stages."""
    with (folder / "mkdocs.yml").open("rb") as file:
        settings: dict[str, Any] = yaml_load(file)
    hooks = [*settings["hooks"], "scripts/benching/marking.py"]
    lines = "".join(f"  - {hook}\n" for hook in hooks)
    (folder / SETTINGS).write_text(f"INHERIT: mkdocs.yml\nhooks:\n{lines}", encoding="utf-8")


def check(folder: Path, *, cold: bool) -> Cost:
    """Check all records, as if for the first time or again."""
    if cold:
        clean(folder)
    return casebook(folder, "check", "--strict")


def casebook(folder: Path, *arguments: str) -> Cost:
    """Run a command of the Casebook."""
    return measure([sys.executable, "-m", "casebook", *arguments], folder)


def build(
    folder: Path,
    *,
    cold: bool = False,
    variables: Mapping[str, str] | None = None,
    site: str = "site",
) -> Built:
    """Build the site with the settings of `prepare`, from nothing if `cold`."""
    if cold:
        clean(folder)
    marks = folder / MARKS
    marks.unlink(missing_ok=True)
    done = run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--strict"),
            *("--config-file", SETTINGS, "--site-dir", site),
        ],
        folder,
        {marking.VARIABLE: str(marks), **(variables or {})},
    )
    generate, mkdocs, search, end = _stages(marks)
    generating = _between(done, generate, mkdocs)
    searching = _between(done, search, end)
    rest = Cost(
        done.cost.seconds - generating.seconds - searching.seconds,
        done.cost.work - generating.work - searching.work,
        _between(done, mkdocs, search).peak,
    )
    return Built(whole=done.cost, generate=generating, mkdocs=rest, search=searching)


def _stages(marks: Path) -> list[tuple[float, float]]:
    """Read when each stage began, by the clock and by the work done until then; last, the end."""
    lines = (line.split() for line in marks.read_text(encoding="utf-8").splitlines())
    at = {name: (float(when), float(work)) for name, when, work in lines}
    return [at[name] for name in ("generate", "mkdocs", "search", "end")]


def _between(done: Run, start: tuple[float, float], end: tuple[float, float]) -> Cost:
    return Cost(end[0] - start[0], end[1] - start[1], done.peak_between(start[0], end[0]))
