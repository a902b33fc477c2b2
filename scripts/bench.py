"""Time the checks and the build with many cases, in a copy of the repository.

    python scripts/bench.py --cases 1000

Copies what git keeps into a temporary folder, copies the case records there under new ids until
there are so many, and runs each step once. Prints a Markdown table: wall seconds and peak memory
of each step, and what it left behind. A shared machine makes the seconds doubtful: compare ratios,
and run it twice. Nothing here is a test; no step has to be faster than a given time.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Both commands are looked for beside the Python that runs this.
PROGRAMS = Path(sys.executable).parent
STEPS = (
    ("check the records", ("casebook", "check")),
    ("write the pages", ("casebook", "build")),
    ("write them again, nothing changed", ("casebook", "build")),
    ("build the site", ("mkdocs", "build", "--strict")),
)
MEBIBYTE = 1024 * 1024
# The unit of ru_maxrss: kibibytes everywhere but on macOS.
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """What one command took: wall seconds, and the peak memory of its largest process in MiB."""

    seconds: float
    peak_mebibytes: float


class StepFailedError(Exception):
    """A measured command failed; its output has been shown."""


def copy_kept_files(root: Path, target: Path) -> int:
    """Copy the files that git keeps, or would with the next commit; return how many."""
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
        if source.is_file():
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
            count += 1
    return count


def multiply_cases(folder: Path, wanted: int) -> int:
    """Copy the records of a folder under new ids until there are `wanted`.

    Args:
        folder: a folder of YAML records whose stem is their id.
        wanted: how many there shall be; a folder that has more keeps them.

    Returns:
        How many there are now.

    Raises:
        FileNotFoundError: the folder holds no record to copy.
    """
    originals = sorted(folder.glob("*.yaml"))
    if not originals:
        message = f"{folder.name}/ holds no record to copy"
        raise FileNotFoundError(message)
    count = len(originals)
    for number, original in enumerate(cycle(originals)):
        if count >= wanted:
            break
        shutil.copy2(original, folder / f"{original.stem}-copy-{number}.yaml")
        count += 1
    return count


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder and tell what it took.

    Raises:
        StepFailedError: it ended with another status than 0.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        # Unlike Popen.wait, this tells the memory of this one child.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            print(output.read().decode(errors="replace"), file=sys.stderr)
            message = f"'{' '.join(command[1:])}' ended with status {process.returncode}"
            raise StepFailedError(message)
    return Cost(seconds, usage.ru_maxrss * MAXRSS_BYTES / MEBIBYTE)


def size_of(folder: Path) -> tuple[int, float]:
    """Count the files below a folder and their size in MiB."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / MEBIBYTE


def main() -> int:
    """Measure and print; return the exit status."""
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("--cases", type=int, default=1000, help="how many cases (default: 1000)")
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        world = Path(name)
        copy_kept_files(ROOT, world)
        print(f"{multiply_cases(world / 'data/cases', cases)} cases\n")
        print("| step | seconds | peak MiB |\n|---|---|---|")
        for title, (program, *arguments) in STEPS:
            try:
                cost = measure([str(PROGRAMS / program), *arguments], world)
            except StepFailedError as error:
                print(error, file=sys.stderr)
                return 1
            print(f"| {title} | {cost.seconds:.1f} | {cost.peak_mebibytes:.0f} |", flush=True)
        files, mebibytes = size_of(world / "site")
        print(f"\nsite/: {files} files, {mebibytes:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
