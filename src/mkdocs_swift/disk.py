"""What is on the disk, as cheaply as it can be told: signatures of files, and folders of them."""

import hashlib
import os
from collections.abc import Iterator
from typing import Final

Signature = tuple[int, int, int]
"""Size in bytes, time of the last write and of the last change of the file itself (both in ns)."""

# Two writes within one tick of the kernel's clock can leave the same times behind.
_TICK_NS: Final = 20_000_000
_COMPILED: Final = f"{os.sep}__pycache__{os.sep}"


def digest(*parts: bytes | str) -> str:
    """Return a short hash of some texts, told apart: ("ab", "c") is not ("a", "bc")."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


def short(text: str) -> str:
    """Return a shorter hash, for texts of which only two are held against each other."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def signature(path: str) -> Signature | None:
    """Return the signature of a file; None if there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def settled(source: Signature, copy: Signature) -> bool:
    """Whether a file was at rest when it was copied: a later write would show in its signature."""
    return source[2] + _TICK_NS < copy[1]


def walk(folder: str) -> Iterator[tuple[str, Signature]]:
    """Give every file below a folder, with its signature; links to folders are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path)
        elif found := signature(entry.path) if entry.is_symlink() else _of(entry):
            yield entry.path, found


def tree_digest(folder: str) -> str:
    """Return a hash of the names and signatures of all files below a folder.

    What Python compiles for itself does not count: it comes and goes with whoever runs it.
    """
    found = sorted(f"{path}\0{times}" for path, times in walk(folder) if _COMPILED not in path)
    return digest(*found)


def _of(entry: os.DirEntry[str]) -> Signature | None:
    try:
        found = entry.stat()
    except OSError:  # it went while we looked
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
