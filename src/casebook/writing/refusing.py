"""What may not be written: bad paths, and what is in the way."""

import os
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from casebook.writing.remembered import Remembered
from casebook.writing.unfinished import is_unfinished

MANIFEST: Final = ".casebook-manifest.json"
_FORBIDDEN: Final = frozenset('\\:*?"<>|')  # no file name on some system or other


class WriteError(Exception):
    """Files that may not be written; nothing was touched. The text is one line for each reason."""


def refuse(docs: Path, reasons: list[str]) -> None:
    """Raise WriteError with all reasons, if there are any."""
    if reasons:
        raise WriteError("\n".join(f"{docs.name}/{reason}" for reason in sorted(reasons)))


def bad_paths(paths: Iterable[str]) -> Iterator[str]:
    """Find paths that lead out of the folder or that not every system allows."""
    for path in paths:
        parts = path.split("/")
        if "" in parts or "." in parts or ".." in parts:
            yield f"{path}: not the path of a file in this folder"
        elif any(not name.isprintable() or set(name) & _FORBIDDEN for name in parts):
            yield f"{path!r}: holds a character that not every system allows in a name"
        elif parts[-1] == MANIFEST or is_unfinished(parts[-1]):
            yield f"{path}: this name is kept for the writer"


def _fold(name: str) -> str:
    """Two names with one fold are one file on the systems of many readers."""
    return unicodedata.normalize("NFC", name).casefold()


def _with_folders(path: str) -> list[str]:
    return [path, *(str(folder) for folder in PurePosixPath(path).parents if folder.name)]


def case_twins(paths: Iterable[str]) -> Iterator[str]:
    """Find paths that differ only in capitals, or are to be a file and a folder."""
    seen: dict[str, str] = {}
    folders = {folder for path in paths for folder in _with_folders(path)[1:]}
    for path in paths:
        if path in folders:
            yield f"{path}: is to be a file and a folder"
        for name in _with_folders(path):
            other = seen.setdefault(_fold(name), name)
            if other != name:
                yield f"{name}: differs from {other} only in capitals"


def twins_on_disk(docs: Path, new: Iterable[str], stale: Iterable[str]) -> Iterator[str]:
    """Find files that differ from one to be written only in capitals."""
    wanted = {_fold(name): name for path in new for name in _with_folders(path)}
    going = set(stale)
    for folder in sorted({"", *(f for path in new for f in _with_folders(path)[1:])}):
        if not (docs / folder).is_dir():
            continue
        for entry in sorted((docs / folder).iterdir()):
            name = f"{folder}/{entry.name}" if folder else entry.name
            twin = wanted.get(_fold(name), name)
            # A folder that only holds stale files goes with them.
            if twin != name and name not in going and not _only_stale(docs, name, going):
                yield f"{twin}: differs from {name}, which was not made here, only in capitals"


def files_for_folders(docs: Path, changed: list[str], stale: list[str]) -> Iterator[str]:
    """Find files where folders belong."""
    for folder in sorted({folder for path in changed for folder in _with_folders(path)[1:]}):
        if (docs / folder).is_file() and folder not in stale:
            yield f"{folder}: is a file where a folder belongs; move or delete it"


def _only_stale(docs: Path, folder: str, going: set[str]) -> bool:
    found = [path for path in (docs / folder).rglob("*") if not path.is_dir()]
    return bool(found) and all(path.relative_to(docs).as_posix() in going for path in found)


def hash_of(docs: Path, path: str, remembered: Remembered) -> str | None:
    """Return the hash of a file's content, None if there is none; refuse what is no plain file."""
    *folders, _ = path.split("/")
    here = docs
    for folder in folders:
        here /= folder
        mode = _mode(here)
        if mode is None or stat.S_ISREG(mode):
            return None
        if not stat.S_ISDIR(mode):
            shown = here.relative_to(docs).as_posix()
            raise WriteError(f"{docs.name}/{shown}: is a symbolic link; remove it")
    status = _status(docs / path)
    if status is None:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{docs.name}/{path}: is a folder or link where a file belongs; remove it")
    known = remembered.hash_of(path, status)
    if known is None:
        known = sha256((docs / path).read_bytes()).hexdigest()
        remembered.note(path, known, status)
    return known


def _mode(path: Path) -> int | None:
    status = _status(path)
    return None if status is None else status.st_mode


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
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
