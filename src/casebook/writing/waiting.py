"""Files that wait on the disk until it is known that all may be written."""

import shutil
from pathlib import Path

from casebook.writing.refusing import WriteError, bad_paths, hash_of
from casebook.writing.remembered import Remembered
from casebook.writing.unfinished import unfinished_name


class Waiting:
    """Files that changed, in a folder of their own until it is known that all may be written.

    The folder lies in `docs`, so that a file gets to its place by a change of name alone.
    """

    def __init__(self, docs: Path, remembered: Remembered) -> None:
        self._docs = docs
        self.remembered = remembered
        self.folder = docs / unfinished_name()
        self._files: dict[str, Path] = {}
        self._hashes: dict[str, str | WriteError | None] = {}

    def hash_now(self, path: str) -> str | None:
        """Return the hash of what is on the disk; None if there is nothing sound."""
        if next(bad_paths([path]), None):
            return None
        try:
            self._hashes[path] = hash_of(self._docs, path, self.remembered)
        except WriteError as error:
            self._hashes[path] = error
        found = self._hashes[path]
        return None if isinstance(found, WriteError) else found

    def sound_hash(self, path: str) -> str | None:
        """Return the same, or refuse what is no plain file."""
        if path not in self._hashes:
            return hash_of(self._docs, path, self.remembered)
        found = self._hashes[path]
        if isinstance(found, WriteError):
            raise found
        return found

    def put(self, path: str, content: bytes | Path) -> None:
        """Keep a file."""
        self.folder.mkdir(exist_ok=True)
        self._files[path] = self.folder / str(len(self._files))
        if isinstance(content, bytes):
            self._files[path].write_bytes(content)
        else:
            shutil.copyfile(content, self._files[path])

    def move(self, path: str) -> None:
        """Put a file in its place; a reader sees the old one or the new one."""
        target = self._docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        self._files[path].replace(target)

    def clear(self) -> None:
        """Remove the folder with what was not moved."""
        if self._files:
            shutil.rmtree(self.folder, ignore_errors=True)
