"""How long it takes from saving a record to its page: in `make preview` and in `make serve`."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO, Final
from urllib.request import urlopen

from benching.building import SETTINGS
from benching.processes import StepFailedError, environment, has_others, memory_of, work_of
from benching.worlds import edit

_PATIENCE: Final = 1200.0  # seconds for a page; the first waits for a whole build
_BETWEEN: Final = 0.02
_QUIET: Final = 3.0  # no word and no other process for so long: what an edit sets off is over


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds until the first page, then from each saving to the page that shows it."""

    first: float
    saved: tuple[float, ...]
    work: tuple[float, ...]
    """Seconds that processors worked for the server in each of those times."""
    memory: float
    """What the server holds at the end (MiB)."""


def preview(folder: Path, records: Sequence[Path]) -> Wait:
    """Open the first record in `make preview`, then save it as often as records are given."""
    port = _free_port()
    script = ["scripts/preview.py", records[0].stem, "--port", f"{port}"]
    with _served([sys.executable, *script], folder) as (process, output):
        return _wait(process, output, port, [records[0]] * len(records))


def serve(folder: Path, records: Sequence[Path]) -> Wait:
    """Open the first record in `make serve`, then save one after the other."""
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", SETTINGS]
    with _served([*command, "--dev-addr", f"127.0.0.1:{port}"], folder) as (process, output):
        return _wait(process, output, port, records)


def _wait(
    process: subprocess.Popen[bytes], output: IO[bytes], port: int, records: Sequence[Path]
) -> Wait:
    began = time.monotonic()
    _page(process, port, records[0], "<h1")
    first = time.monotonic() - began
    saved, work = [], []
    for number, record in enumerate(records, 1):
        _settle(process.pid, output)
        # Other words each time, whoever saved the record before.
        words = f"Saved as number {number} of the process {process.pid}."
        edit(record, words)
        began, worked = time.monotonic(), work_of(process.pid)
        _page(process, port, record, words)
        saved.append(time.monotonic() - began)
        work.append(work_of(process.pid) - worked)
    return Wait(first, tuple(saved), tuple(work), memory_of(process.pid))


def _page(process: subprocess.Popen[bytes], port: int, record: Path, words: str) -> None:
    """Ask for the page of a record until it says some words.

    Raises:
        StepFailedError: It never does, or the server has ended.
    """
    until = time.monotonic() + _PATIENCE
    address = f"http://127.0.0.1:{port}/cases/{record.stem}/"
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except (OSError, HTTPException):  # not there yet
            pass
        time.sleep(_BETWEEN)
    raise StepFailedError(f"the page of {record.stem} never said: {words}")


def _settle(pid: int, output: IO[bytes]) -> None:
    """Wait until the server has had nothing to say, and nobody at work for it, for a while."""
    size, since = -1, time.monotonic()
    until = since + _PATIENCE
    while time.monotonic() - since < _QUIET and time.monotonic() < until:
        now = Path(output.name).stat().st_size
        if now != size or has_others(pid):
            size, since = now, time.monotonic()
        time.sleep(_QUIET / 10)


@contextmanager
def _served(
    command: Sequence[str], folder: Path
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Run a server; if what goes on in it fails, show what it had to say."""
    with tempfile.NamedTemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield process, output
        except StepFailedError:
            print(Path(output.name).read_text(encoding="utf-8"), file=sys.stderr)
            raise
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
