"""Time the stages of a build with many invented cases, and print a table of what they took.

    python scripts/bench.py 100 1000 10000

For each number a world of so many cases is invented in a temporary folder (see `synthetic`), in a
copy of the files that git keeps. Then the stages run there one after the other, each in a process
of its own, so that its memory is its own:

    casebook check   read and check the records
    casebook build   the same, then fold, render and write the pages
    mkdocs build     the pages to HTML, without the hook that would do the other stages again
    casebook index   the search of the finished site

Nothing here is a test: no step has to be faster than a given time. A shared machine makes seconds
doubtful, so the ratios below the table go by the time that the processors worked.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from synthetic import make_world  # noqa: E402 - the path comes first

STAGES: Final = (
    ("casebook", "check", "--strict"),
    ("casebook", "build"),
    ("mkdocs", "build", "--strict", "--config-file", "bench.yml"),
    ("casebook", "index"),
)
WITHOUT_BUILD_HOOK: Final = "INHERIT: mkdocs.yml\nhooks: [scripts/mkdocs_room.py]\n"
NOT_COPIED: Final = ("data/", "tests/")
MEBIBYTE: Final = 1024 * 1024
# The unit of ru_maxrss: kibibytes everywhere but on macOS.
MAXRSS_BYTES: Final = 1 if sys.platform == "darwin" else 1024

HEADER: Final = (
    "| cases | read, check | fold, render, write | MkDocs | search | whole | ms a case | pages "
    "| Markdown | site | largest page |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


class StepFailedError(Exception):
    """A measured command failed; its output has been shown."""


@dataclass(frozen=True)
class Cost:
    """What one command took: by the clock, of the processors, and at most in memory (MiB)."""

    seconds: float
    work: float
    peak: float


@dataclass(frozen=True)
class Size:
    """Files, their bytes, and the bytes of the largest."""

    files: int
    total: int
    largest: int


@dataclass(frozen=True)
class Row:
    """What a world of so many cases took, stage by stage, and what came of it."""

    cases: int
    check: Cost
    build: Cost
    mkdocs: Cost
    search: Cost
    pages: Size
    site: Size

    @property
    def render(self) -> Cost:
        """What is left of the build when reading and checking are taken out; its whole memory."""
        return Cost(
            self.build.seconds - self.check.seconds,
            self.build.work - self.check.work,
            self.build.peak,
        )

    @property
    def whole(self) -> Cost:
        """Records to a site that can be searched."""
        stages = self.build, self.mkdocs, self.search
        return Cost(
            sum(stage.seconds for stage in stages),
            sum(stage.work for stage in stages),
            max(stage.peak for stage in stages),
        )

    @property
    def work_a_case(self) -> float:
        """Milliseconds of processor time a case takes in the whole build."""
        return self.whole.work * 1000 / self.cases

    def __str__(self) -> str:
        costs = (self.check, self.render, self.mkdocs, self.search, self.whole)
        cells = (
            f"{self.cases:,}",
            *(f"{cost.seconds:.1f} s, {cost.peak:.0f} MiB" for cost in costs),
            f"{self.work_a_case:.1f}",
            f"{self.pages.files:,}",
            f"{self.pages.total / MEBIBYTE:.1f} MiB",
            f"{self.site.total / MEBIBYTE:.1f} MiB",
            f"{self.site.largest / 1000:.0f} kB",
        )
        return f"| {' | '.join(cells)} |"


# --- measuring -----------------------------------------------------------------------------------


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder and tell what it took.

    Raises:
        StepFailedError: it ended with another status than 0.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            # The program of the copy, should another be installed.
            env=os.environ | {"PYTHONPATH": "src"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        # Unlike Popen.wait, this tells the time and memory of this one child.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            print(output.read().decode(errors="replace"), file=sys.stderr)
            message = f"'{' '.join(command[1:])}' ended with status {process.returncode}"
            raise StepFailedError(message)
    peak = usage.ru_maxrss * MAXRSS_BYTES / MEBIBYTE
    return Cost(seconds, usage.ru_utime + usage.ru_stime, peak)


def size_of(folder: Path, suffix: str) -> Size:
    """Measure the files below a folder whose names end in a suffix."""
    sizes = [path.stat().st_size for path in folder.rglob(f"*{suffix}") if path.is_file()]
    return Size(len(sizes), sum(sizes), max(sizes, default=0))


def copy_kept_files(root: Path, target: Path) -> int:
    """Copy what git keeps, or would with the next commit, but for records and tests; count it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    count = 0
    for name in filter(None, listed.split("\0")):
        source = root / name
        # A file deleted but not yet committed is listed and not there.
        if source.is_file() and not name.startswith(NOT_COPIED):
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
            count += 1
    return count


def bench(cases: int, folder: Path) -> Row:
    """Invent a world of so many cases in an empty folder, and take it through the stages.

    Raises:
        StepFailedError: a stage failed.
    """
    copy_kept_files(ROOT, folder)
    (folder / "bench.yml").write_text(WITHOUT_BUILD_HOOK, encoding="utf-8")
    by_hand = size_of(folder / "docs", ".md")
    make_world(ROOT, folder, cases=cases)
    check, build, mkdocs, search = (
        measure([sys.executable, "-m", *stage], folder) for stage in STAGES
    )
    pages, site = size_of(folder / "docs", ".md"), size_of(folder / "site", ".html")
    made = Size(pages.files - by_hand.files, pages.total - by_hand.total, pages.largest)
    return Row(cases, check, build, mkdocs, search, made, site)


# --- telling -------------------------------------------------------------------------------------


def ratios(rows: Sequence[Row]) -> Iterator[str]:
    """Tell what the project aims at, by the time that the processors worked."""
    for row in rows:
        yield (
            f"{row.cases:,} cases: generation takes {row.build.work / row.mkdocs.work:.2f} of "
            f"MkDocs; at most {row.whole.peak:.0f} MiB"
        )
    for before, after in pairwise(rows):
        further = (after.whole.work - before.whole.work) * 1000 / (after.cases - before.cases)
        yield (
            f"{before.cases:,} to {after.cases:,} cases: a case takes "
            f"{after.work_a_case / before.work_a_case:.2f} times as long, "
            f"each further one {further:.1f} ms"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("cases", type=int, nargs="+", help="how many cases, one world for each")
    rows: list[Row] = []
    print(HEADER, flush=True)
    for cases in parser.parse_args(arguments).cases:
        with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
            try:
                rows.append(bench(cases, Path(name)))
            except StepFailedError as error:
                print(error, file=sys.stderr)
                return 1
        print(rows[-1], flush=True)
    print("\n" + "\n".join(f"- {line}" for line in ratios(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
