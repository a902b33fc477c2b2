"""What may not be written: bad paths, and what is in the way."""

import os
import re
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from casebook.writing.remembered import Remembered
from casebook.writing.unfinished import is_unfinished

MANIFEST: Final = ".casebook-manifest.json"
_FORBIDDEN: Final = frozenset('\\:*?"<>|')  # no file name on some system or other
_PLAIN: Final = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
"""Paths that need no closer look, and nearly all are: a hundred thousand are looked at."""


class WriteError(Exception):
    """Files that may not be written; nothing was touched. The text is one line for each reason."""


def refuse(docs: Path, reasons: list[str]) -> None:
    """Raise WriteError with all reasons, if there are any."""
    if reasons:
        raise WriteError("\n".join(f"{docs.name}/{reason}" for reason in sorted(reasons)))


def bad_paths(paths: Iterable[str]) -> Iterator[str]:
    """Find paths that lead out of the folder or that not every system allows."""
    for path in paths:
        if _PLAIN.fullmatch(path):
            continue
        parts = path.split("/")
        if "" in parts or "." in parts or ".." in parts:
            yield f"{path}: not the path of a file in this folder"
        elif any(not name.isprintable() or set(name) & _FORBIDDEN for name in parts):
            yield f"{path!r}: holds a character that not every system allows in a name"
        elif parts[-1] == MANIFEST or is_unfinished(parts[-1]):
            yield f"{path}: this name is kept for the writer"


def _fold(name: str) -> str:
    """Two names with one fold are one file on the systems of many readers."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


@lru_cache(maxsize=1024)
def _folder_and_above(folder: str) -> tuple[str, ...]:
    """Name a folder and those that it lies in, the innermost first; nothing for the outermost."""
    if not folder:
        return ()
    return (folder, *_folder_and_above(folder.rpartition("/")[0]))


def folders_of(paths: Iterable[str]) -> set[str]:
    """Name all folders on the way to files, but for the outermost."""
    inner = {path.rpartition("/")[0] for path in paths}
    return {name for folder in inner for name in _folder_and_above(folder)}


def case_twins(paths: Iterable[str]) -> Iterator[str]:
    """Find paths that differ only in capitals, or are to be a file and a folder."""
    known = list(paths)
    folders = folders_of(known)
    yield from (f"{path}: is to be a file and a folder" for path in known if path in folders)
    seen: dict[str, str] = {}
    for name in [*sorted(folders), *known]:
        other = seen.setdefault(_fold(name), name)
        if other != name:
            yield f"{name}: differs from {other} only in capitals"


def twins_on_disk(docs: Path, new: Iterable[str], stale: Iterable[str]) -> Iterator[str]:
    """Find files that differ from one to be written only in capitals."""
    ours = set(new)
    folders = folders_of(ours)
    ours |= folders
    wanted = {_fold(name): name for name in ours}
    going = set(stale)
    for folder in sorted({"", *folders}):
        if not (docs / folder).is_dir():
            continue
        with os.scandir(docs / folder) as entries:
            names = sorted(entry.name for entry in entries)
        for name in names:
            path = f"{folder}/{name}" if folder else name
            if path in ours or path in going:
                continue
            twin = wanted.get(_fold(path), path)
            # A folder that only holds stale files goes with them.
            if twin != path and not _only_stale(docs, path, going):
                yield f"{twin}: differs from {path}, which was not made here, only in capitals"


def files_for_folders(docs: Path, changed: list[str], stale: list[str]) -> Iterator[str]:
    """Find files where folders belong."""
    for folder in sorted(folders_of(changed)):
        if (docs / folder).is_file() and folder not in stale:
            yield f"{folder}: is a file where a folder belongs; move or delete it"


def _only_stale(docs: Path, folder: str, going: set[str]) -> bool:
    found = [path for path in (docs / folder).rglob("*") if not path.is_dir()]
    return bool(found) and all(path.relative_to(docs).as_posix() in going for path in found)


class Disk:
    """What lies in a folder now, where each folder on the way is looked at once."""

    def __init__(self, docs: Path, remembered: Remembered) -> None:
        """Begin to look."""
        self._docs = docs
        self._prefix = f"{docs}{os.sep}"
        self._remembered = remembered
        self._folders: dict[str, bool] = {"": True}

    def hash_of(self, path: str) -> str | None:
        """Return the hash of a file's content, None if there is none; refuse what is no file."""
        folder, _, _ = path.rpartition("/")
        there = self._folders.get(folder)
        if there is None:
            there = self._folders[folder] = self._is_there(folder)
        status = self._status(path) if there else None
        if status is None:
            return None
        if not stat.S_ISREG(status.st_mode):
            raise WriteError(
                f"{self._docs.name}/{path}: is a folder or link where a file belongs; remove it"
            )
        known = self._remembered.hash_of(path, status)
        if known is None:
            known = sha256(Path(self._prefix + path).read_bytes()).hexdigest()
            self._remembered.note(path, known, status)
        return known

    def _is_there(self, folder: str) -> bool:
        """Whether a folder is there; a link on the way to it is refused."""
        for name in reversed(_folder_and_above(folder)):
            status = self._status(name)
            if status is None or stat.S_ISREG(status.st_mode):
                return False
            if not stat.S_ISDIR(status.st_mode):
                raise WriteError(f"{self._docs.name}/{name}: is a symbolic link; remove it")
        return True

    def _status(self, path: str) -> os.stat_result | None:
        try:
            return os.lstat(self._prefix + path)
        except (FileNotFoundError, NotADirectoryError):
            return None


def why_not_ours(path: str, old: Container[str]) -> str:
    """Word why a file in the way is not touched."""
    if path in old:
        return (
            f"{path}: was changed by hand since it was written; change the record or template "
            "instead, and delete this file"
        )
    return f"{path}: is in the way and was not made here; move or delete it"
