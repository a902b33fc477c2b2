"""Bringing a folder up to date: look at everything, then change what has to change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

from casebook.writing.manifest import manifest_digest, read_manifest, write_manifest
from casebook.writing.refusing import (
    WriteError,
    bad_paths,
    case_twins,
    files_for_folders,
    refuse,
    twins_on_disk,
    why_not_ours,
)
from casebook.writing.remembered import Remembered
from casebook.writing.unfinished import remove_unfinished
from casebook.writing.waiting import Waiting


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many files were written, removed, and left alone because they were the same."""

    written: int
    removed: int
    unchanged: int


Files = Mapping[str, bytes] | Iterable[tuple[str, bytes | Path]]


def write(
    files: Files, docs: Path, remembered: Path | None = None, made_of: str = ""
) -> WriteReport:
    """Make the generated part of `docs` be exactly `files` (relative path, `/` between -> content).

    Files may come one by one, as they are made: what changed waits on the disk until all are
    there, so that ten thousand of them need no room in memory. A large one may be given as the path
    of a file, which is read before the next is asked for.

    With `remembered`, a file for the next run, what lies in `docs` is read only if it was touched;
    and if the files would be `made_of` the very same as those of the last run, and all of them lie
    there as it left them, none is asked for.

    Raises WriteError, before any change, for a path that leads out of `docs`, passes a symbolic
    link or differs from another only in capitals, for a path that comes twice, and for a file in
    the way that was not made here or was changed since.
    """
    if not docs.is_dir():
        raise WriteError(f"there is no folder {docs.name}/")
    waiting = Waiting(docs, Remembered(remembered, docs))
    if made_of and waiting.remembered.run == (made_of, manifest_digest(docs)):
        there = _as_it_was_left(docs, waiting)
        if there is not None:
            return WriteReport(0, 0, there)
    made = files.items() if isinstance(files, Mapping) else files
    try:
        return _write(made, docs, waiting, made_of)
    finally:
        waiting.clear()


def _as_it_was_left(docs: Path, waiting: Waiting) -> int | None:
    """Count the files of the last run if each lies there as it was written; None if not."""
    written = read_manifest(docs)
    if any(frozenset({waiting.hash_now(path)}) != hashes for path, hashes in written.items()):
        return None
    waiting.remembered.save({path: one for path, (one,) in written.items()}, waiting.remembered.run)
    return len(written)


def _write(
    files: Iterable[tuple[str, bytes | Path]], docs: Path, waiting: Waiting, made_of: str
) -> WriteReport:
    new: dict[str, frozenset[str]] = {}
    twice: list[str] = []
    for path, content in files:
        if path in new:
            twice.append(f"{path}: is made twice")
        new[path] = frozenset({_hash(content)})
        if waiting.hash_now(path) not in new[path]:
            waiting.put(path, content)
    refuse(docs, [*bad_paths(new), *case_twins(new), *twice])
    old = read_manifest(docs)
    on_disk = {path: waiting.sound_hash(path) for path in sorted(old.keys() | new.keys())}
    stale = [path for path in on_disk if path not in new]
    changed = [path for path in on_disk if path in new and on_disk[path] not in new[path]]
    foreign = (
        why_not_ours(path, old)
        for path in [*stale, *changed]
        if on_disk[path] and on_disk[path] not in old.get(path, ())
    )
    blocked = files_for_folders(docs, changed, stale)
    refuse(docs, [*foreign, *blocked, *twins_on_disk(docs, new, stale)])

    remove_unfinished(docs, on_disk, keep=waiting.folder)
    if stale or changed:
        both = {path: old.get(path, frozenset()) | new.get(path, frozenset()) for path in on_disk}
        write_manifest(docs, both)
    removed = sum(_remove(docs, path) for path in stale)
    for path in changed:
        waiting.move(path)
    if new != old:
        write_manifest(docs, new)
    hashes = {path: hashed for path, (hashed,) in new.items()}
    waiting.remembered.save(hashes, (made_of, manifest_digest(docs)))
    return WriteReport(len(changed), removed, len(new) - len(changed))


def _hash(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


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
