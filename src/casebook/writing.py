"""The one door from finished files to the disk.

Only what changed is written, each file whole or not at all. A manifest beside the pages remembers
what was made here and with which content, so that a page no longer made disappears, and a file made
or changed by a person is never lost: it stops the run before anything is touched.

A run that is killed leaves a manifest that names everything it may have made; the next one carries
on from there.
"""

import contextlib
import json
import secrets
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

MANIFEST: Final = ".casebook-manifest.json"
_VERSION: Final = 1
_UNFINISHED: Final = (".casebook-", ".tmp")  # how names of half-written files begin and end
_FORBIDDEN: Final = frozenset('\\:*?"<>|')  # no file name on some system or other

Manifest = Mapping[str, frozenset[str]]
"""Path -> hashes of what it may hold: one, or two while a run is under way."""


class WriteError(Exception):
    """Files that may not be written; nothing was touched. The text is one line for each reason."""


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many files were written, removed, and left alone because they were the same."""

    written: int
    removed: int
    unchanged: int


def write(files: Mapping[str, bytes], docs: Path) -> WriteReport:
    """Make the generated part of `docs` be exactly `files` (relative path, `/` between -> bytes).

    Raises WriteError, before any change, for a path that leads out of `docs`, passes a symbolic
    link or differs from another only in capitals, and for a file in the way that was not made here
    or was changed since.
    """
    if not docs.is_dir():
        raise WriteError(f"there is no folder {docs.name}/")
    _refuse(docs, [*_bad_paths(files), *_case_twins(files)])
    old = _read_manifest(docs)
    new = {path: frozenset({sha256(content).hexdigest()}) for path, content in files.items()}
    on_disk = {path: _hash(docs, path) for path in sorted(old.keys() | new.keys())}
    stale = [path for path in on_disk if path not in new]
    changed = [path for path in on_disk if path in new and on_disk[path] not in new[path]]
    foreign = (
        _why_not_ours(path, old)
        for path in [*stale, *changed]
        if on_disk[path] and on_disk[path] not in old.get(path, ())
    )
    blocked = _files_for_folders(docs, changed, stale)
    _refuse(docs, [*foreign, *blocked, *_twins_on_disk(docs, new, stale)])

    _remove_unfinished(docs, on_disk)
    if stale or changed:
        both = {path: old.get(path, frozenset()) | new.get(path, frozenset()) for path in on_disk}
        _write_manifest(docs, both)
    removed = sum(_remove(docs, path) for path in stale)
    for path in changed:
        _write_file(docs / path, files[path])
    if new != old:
        _write_manifest(docs, new)
    return WriteReport(len(changed), removed, len(files) - len(changed))


# --- what may be written -------------------------------------------------------------------------


def _refuse(docs: Path, reasons: list[str]) -> None:
    if reasons:
        raise WriteError("\n".join(f"{docs.name}/{reason}" for reason in sorted(reasons)))


def _bad_paths(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        parts = path.split("/")
        if "" in parts or "." in parts or ".." in parts:
            yield f"{path}: not the path of a file in this folder"
        elif any(not name.isprintable() or set(name) & _FORBIDDEN for name in parts):
            yield f"{path!r}: holds a character that not every system allows in a name"
        elif parts[-1] == MANIFEST or _is_unfinished(parts[-1]):
            yield f"{path}: this name is kept for the writer"


def _fold(name: str) -> str:
    """Two names with one fold are one file on the systems of many readers."""
    return unicodedata.normalize("NFC", name).casefold()


def _with_folders(path: str) -> list[str]:
    return [path, *(str(folder) for folder in PurePosixPath(path).parents if folder.name)]


def _case_twins(paths: Iterable[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    folders = {folder for path in paths for folder in _with_folders(path)[1:]}
    for path in paths:
        if path in folders:
            yield f"{path}: is to be a file and a folder"
        for name in _with_folders(path):
            other = seen.setdefault(_fold(name), name)
            if other != name:
                yield f"{name}: differs from {other} only in capitals"


def _twins_on_disk(docs: Path, new: Iterable[str], stale: Iterable[str]) -> Iterator[str]:
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


def _files_for_folders(docs: Path, changed: list[str], stale: list[str]) -> Iterator[str]:
    for folder in sorted({folder for path in changed for folder in _with_folders(path)[1:]}):
        if (docs / folder).is_file() and folder not in stale:
            yield f"{folder}: is a file where a folder belongs; move or delete it"


def _only_stale(docs: Path, folder: str, going: set[str]) -> bool:
    found = [path for path in (docs / folder).rglob("*") if not path.is_dir()]
    return bool(found) and all(path.relative_to(docs).as_posix() in going for path in found)


def _hash(docs: Path, path: str) -> str | None:
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
    mode = _mode(docs / path)
    if mode is None:
        return None
    if not stat.S_ISREG(mode):
        raise WriteError(f"{docs.name}/{path}: is a folder or link where a file belongs; remove it")
    return sha256((docs / path).read_bytes()).hexdigest()


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _why_not_ours(path: str, old: Manifest) -> str:
    if path in old:
        return (
            f"{path}: was changed by hand since it was written; change the record or template "
            "instead, and delete this file"
        )
    return f"{path}: is in the way and was not made here; move or delete it"


# --- the manifest --------------------------------------------------------------------------------


def _read_manifest(docs: Path) -> Manifest:
    try:
        stored = json.loads((docs / MANIFEST).read_bytes())
        files = {_VERSION: stored["files"]}[stored["version"]]  # no other version is known
        found = {str(path): frozenset(map(str, hashes)) for path, hashes in files.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WriteError(
            f"{docs.name}/{MANIFEST}: cannot be read; delete it together with the generated pages"
        ) from error
    _refuse(docs, [f"{MANIFEST}: names {reason}" for reason in _bad_paths(found)])
    return found


def _write_manifest(docs: Path, manifest: Manifest) -> None:
    files = {path: sorted(manifest[path]) for path in sorted(manifest)}
    text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=1)
    _write_file(docs / MANIFEST, text.encode() + b"\n")


# --- changes -------------------------------------------------------------------------------------


def _write_file(target: Path, content: bytes) -> None:
    """Put the whole content in place at once; a reader sees the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    begin, end = _UNFINISHED
    unfinished = target.parent / f"{begin}{secrets.token_hex(8)}{end}"
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _remove(docs: Path, path: str) -> bool:
    """Remove a file and the folders it leaves empty; say whether it was there."""
    there = True
    try:
        (docs / path).unlink()
    except (FileNotFoundError, NotADirectoryError):
        there = False
    for folder in PurePosixPath(path).parents:
        if not folder.name:
            break
        try:
            (docs / folder).rmdir()
        except OSError:  # not empty, or gone already
            break
    return there


def _is_unfinished(name: str) -> bool:
    begin, end = _UNFINISHED
    return name.startswith(begin) and name.endswith(end)


def _remove_unfinished(docs: Path, paths: Iterable[str]) -> None:
    """Remove what a killed run left half-written in the folders that it wrote to."""
    for folder in {docs, *((docs / path).parent for path in paths)}:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for entry in list(folder.iterdir()):
                if _is_unfinished(entry.name):
                    entry.unlink()
