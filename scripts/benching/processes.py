"""Runs a command and tells what it took: time by the clock, of the processors, and memory.

Memory is that of the command and of all processes below it, added up a few times a second. Where
the system tells (Linux), pages that processes share are counted once (PSS); elsewhere only what is
each one's own (USS). Peaks shorter than the time between two looks are missed, but never the peak
of the largest single process: that one the system keeps itself.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Final

import psutil

MEBIBYTE: Final = 1024 * 1024
# The unit of ru_maxrss: kibibytes everywhere but on macOS.
_MAXRSS_BYTES: Final = 1 if sys.platform == "darwin" else 1024
_BETWEEN_LOOKS: Final = 0.2  # seconds; looking more often would itself take a processor's time

Sample = tuple[float, float]
"""When (seconds of the monotonic clock), and memory of all processes (MiB)."""


class StepFailedError(Exception):
    """A measured command failed; its output has been shown."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: by the clock, of the processors, and at most in memory (MiB)."""

    seconds: float
    work: float
    peak: float


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended, with what was seen while it ran."""

    cost: Cost
    began: float
    ended: float
    samples: tuple[Sample, ...]

    def peak_between(self, start: float, end: float) -> float:
        """Tell the most memory seen in a stretch of time, in MiB; 0 if nobody looked then."""
        return max((size for when, size in self.samples if start <= when <= end), default=0.0)


def run(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder, with more variables of the environment.

    Raises:
        StepFailedError: It ended with another status than 0.
    """
    samples: list[Sample] = []
    ended = Event()
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        looking = Thread(target=_look, args=(process.pid, samples, ended), daemon=True)
        looking.start()
        # Unlike Popen.wait, this tells the time and memory of this one child and those below it.
        _, status, usage = os.wait4(process.pid, 0)
        end = time.monotonic()
        ended.set()
        looking.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            print(output.read().decode(errors="replace"), file=sys.stderr)
            shown = " ".join(command[1:])
            raise StepFailedError(f"'{shown}' ended with status {process.returncode}")
    largest = usage.ru_maxrss * _MAXRSS_BYTES / MEBIBYTE
    peak = max([largest, *(size for _, size in samples)])
    cost = Cost(end - began, usage.ru_utime + usage.ru_stime, peak)
    return Run(cost, began, end, tuple(samples))


def measure(
    command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in a folder and tell what it took.

    Raises:
        StepFailedError: It ended with another status than 0.
    """
    return run(command, folder, variables).cost


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment of a measured command: it runs the program of the folder it is in."""
    return {**os.environ, "PYTHONPATH": "src", "NO_MKDOCS_2_WARNING": "1", **(variables or {})}


def median(costs: Iterable[Cost]) -> Cost:
    """Choose the middle one by the clock; of an even number, the shorter."""
    ordered = sorted(costs, key=lambda cost: cost.seconds)
    return ordered[(len(ordered) - 1) // 2]


def repeated(times: int, do: Callable[[], Cost]) -> Cost:
    """Do something several times and tell the median."""
    return median([do() for _ in range(times)])


def memory_of(pid: int) -> float:
    """Add up the memory of a process and of all below it, in MiB; 0 when it has ended."""
    try:
        root = psutil.Process(pid)
        return sum(map(_own, [root, *root.children(recursive=True)])) / MEBIBYTE
    except psutil.Error:
        return 0.0


def work_of(pid: int) -> float:
    """Tell how long processors worked for a process and those it has waited for, in seconds."""
    return sum(psutil.Process(pid).cpu_times()[:4])


def has_others(pid: int) -> bool:
    """Whether there are processes below one."""
    try:
        return bool(psutil.Process(pid).children())
    except psutil.Error:
        return False


def _own(process: psutil.Process) -> int:
    try:
        found = process.memory_full_info()
    except psutil.Error:  # it has just ended
        return 0
    return int(getattr(found, "pss", None) or found.uss)


def _look(pid: int, samples: list[Sample], ended: Event) -> None:
    while not ended.is_set():
        samples.append((time.monotonic(), memory_of(pid)))
        ended.wait(_BETWEEN_LOOKS)
