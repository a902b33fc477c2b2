"""Files that wait on the disk until it is known that all may be written."""

import os
import shutil
from pathlib import Path

from casebook.writing.refusing import Disk, WriteError, bad_paths
from casebook.writing.remembered import Remembered
from casebook.writing.unfinished import unfinished_name


class Waiting:
    """Files that changed, in a folder of their own until it is known that all may be written.

    The folder lies in `docs`, so that a file gets to its place by a change of name alone.
    """

    def __init__(self, docs: Path, remembered: Remembered) -> None:
        self._docs = docs
        self.remembered = remembered
        self._disk = Disk(docs, remembered)
        self.folder = docs / unfinished_name()
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()
        self._hashes: dict[str, str | WriteError | None] = {}

    def hash_now(self, path: str) -> str | None:
        """Return the hash of what is on the disk; None if there is nothing sound."""
        if next(bad_paths([path]), None):
            return None
        try:
            self._hashes[path] = self._disk.hash_of(path)
        except WriteError as error:
            self._hashes[path] = error
        found = self._hashes[path]
        return None if isinstance(found, WriteError) else found

    def sound_hash(self, path: str) -> str | None:
        """Return the same, or refuse what is no plain file."""
        if path not in self._hashes:
            return self._disk.hash_of(path)
        found = self._hashes[path]
        if isinstance(found, WriteError):
            raise found
        return found

    def put(self, path: str, content: bytes | Path) -> None:
        """Keep a file."""
        if not self._files:
            self.folder.mkdir(exist_ok=True)
        self._files[path] = name = f"{self.folder}{os.sep}{len(self._files)}"
        if isinstance(content, bytes):
            with open(name, "wb") as file:  # noqa: PTH123 - pathlib doubles the time
                file.write(content)
        else:
            shutil.copyfile(content, name)

    def move(self, path: str) -> None:
        """Put a file in its place; a reader sees the old one or the new one."""
        folder, _, _ = path.rpartition("/")
        if folder not in self._folders:
            (self._docs / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        os.replace(self._files[path], f"{self._docs}{os.sep}{path}")  # noqa: PTH105 - as above

    def clear(self) -> None:
        """Remove the folder with what was not moved."""
        if self._files:
            shutil.rmtree(self.folder, ignore_errors=True)
