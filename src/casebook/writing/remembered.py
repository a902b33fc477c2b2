"""Hashes of files that have not been touched since they were taken, so that none is read in vain.

A file is as it was if its size, the times of its content and of its entry, and its number on the
disk are: the time of the entry cannot be set back by whoever changes a file. What was written just
before its hash was taken is not trusted, as the next change may bear the same time. The list can be
lost or broken at no loss but time.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

from casebook.writing.unfinished import write_whole

_JUST_NOW: Final = 2_000_000_000
"""Nanoseconds: no file system tells times more coarsely."""

_LAYOUT: Final = b"2"

Marks = tuple[int, int, int, int]
Run = tuple[str, str]


class Remembered:
    """What is remembered of the files of one folder; of nothing without a file to keep it in."""

    def __init__(self, kept: Path | None, docs: Path) -> None:
        """Read what was kept, if it is whole and about this folder."""
        self._kept = kept
        self._docs = docs
        found = _read(kept, docs) if kept else {}
        self.run: Run = (found.get("made_of", ""), found.get("manifest", ""))
        """The last run: a digest of all that its files were made of, and one of its manifest."""
        self._before: Mapping[str, Any] = {p: marks for p, *marks in found.get("files", ())}
        self._begun = _time_of(kept.parent) if kept else 0
        self._now: dict[str, tuple[str, Marks]] = {}

    def hash_of(self, path: str, status: os.stat_result) -> str | None:
        """Return the hash of a plain file that was not touched since."""
        found = self._before.get(path)
        if found is None or found[1:] != [*_marks(status)]:
            return None
        self._now[path] = found[0], _marks(status)
        return str(found[0])

    def note(self, path: str, taken: str, status: os.stat_result) -> None:
        """Remember a hash, and how the file was before it was taken."""
        self._now[path] = taken, _marks(status)

    def save(self, hashes: Mapping[str, str], run: Run) -> None:
        """Keep what is remembered of files that were found as they should be: path -> hash.

        What this run wrote is read once more by the next.
        """
        if self._kept is None:
            return
        with contextlib.suppress(OSError):
            made = [
                (path, taken, *marks)
                for path, (taken, marks) in sorted(self._now.items())
                if hashes.get(path) == taken and max(marks[1:3]) < self._begun - _JUST_NOW
            ]
            kept = {"made_of": run[0], "manifest": run[1], "files": made}
            body = json.dumps(kept, ensure_ascii=False).encode()
            write_whole(self._kept, _sum(body, self._docs) + b"\n" + body)


def _marks(status: os.stat_result) -> Marks:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _time_of(folder: Path) -> int:
    """Tell the time as files in a folder are given it; the beginning of time if there are none."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    return 0


def _read(kept: Path, docs: Path) -> Mapping[str, Any]:
    try:
        checked, _, body = kept.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if checked != _sum(body, docs):
        return {}
    found: dict[str, Any] = json.loads(body)
    return found


def _sum(body: bytes, docs: Path) -> bytes:
    """What shows that a list is whole, and about this folder."""
    made = blake2b(os.fsencode(docs.absolute()), digest_size=16, person=_LAYOUT)
    made.update(body)
    return made.hexdigest().encode()
