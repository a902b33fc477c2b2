"""Our own stages: checking, and a build of the whole site told apart by what goes on in it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mkdocs.utils.yaml import yaml_load

from benching import marking
from benching.processes import Cost, measure, run
from benching.worlds import clean

SETTINGS: Final = "bench.yml"
MARKS: Final = ".cache-bench-marks"


@dataclass(frozen=True, slots=True)
class Built:
    """A build of the site, whole and by stage.

    The memory of a stage is the most that was seen while it went on. Processor time is known of
    the whole alone; that of the stages is 0. What goes on before the first and after the last stage
    (Python begins and ends, settings are read) counts for MkDocs.
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
    lines = (line.split() for line in marks.read_text(encoding="utf-8").splitlines())
    at = {name: float(when) for name, when in lines}
    generate, mkdocs, search, end = (at[one] for one in ("generate", "mkdocs", "search", "end"))
    generating = Cost(mkdocs - generate, 0, done.peak_between(generate, mkdocs))
    searching = Cost(end - search, 0, done.peak_between(search, end))
    rest = done.cost.seconds - generating.seconds - searching.seconds
    return Built(
        whole=done.cost,
        generate=generating,
        mkdocs=Cost(rest, 0, done.peak_between(mkdocs, search)),
        search=searching,
    )
