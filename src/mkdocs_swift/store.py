"""What a build leaves for the next one: its index, and a file for each page.

    <folder>/index.json      what was read and written, by which keys; one file, checked as a whole
    <folder>/pages/ab/…      what came of one page's Markdown: what links need, metadata, the rest

Nothing is believed that does not agree with its own hash, and no object is made from a file but
plain values, dates and tables of contents. A file that is broken counts as one that is missing.
"""

import io
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from mkdocs_swift.disk import digest
from mkdocs_swift.index import Index, dumped, loaded

# More would be left by ports of `mkdocs serve` and addresses of sites that nobody uses any more.
_FOLDERS_KEPT: Final = 3
_HASH: Final = 32
_LENGTH: Final = 8
_ALLOWED: Final = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("mkdocs.structure.toc", "AnchorLink"),
    ("mkdocs.structure.toc", "TableOfContents"),
}


class BrokenError(ValueError):
    """A file of the store is missing, cut off or changed."""


class Store:
    """A folder of the cache. Made empty with `fresh`, which also removes it at the end."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self.fresh = fresh
        self.folder = Path(tempfile.mkdtemp(prefix="mkdocs-swift-")) if fresh else folder
        self._pages = str(self.folder / "pages")
        self._made: set[str] = set()

    def load(self) -> Index:
        """Return the index, or an empty one if it is missing or broken."""
        try:
            return loaded((self.folder / "index.json").read_bytes())
        except (OSError, ValueError, TypeError, KeyError):
            return Index()

    def save(self, index: Index) -> None:
        """Write the index, and remove the files of pages that are not in it."""
        if self.fresh:
            return
        self._prune(index.entries)
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(str(self.folder / "index.json"), dumped(index))
        others = [one for one in self.folder.parent.iterdir() if one.is_dir()]
        others.sort(key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in others[_FOLDERS_KEPT:]:
            if old != self.folder:
                shutil.rmtree(old, ignore_errors=True)

    def close(self) -> None:
        """Remove what was only for this build."""
        if self.fresh:
            shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, name: str, *parts: object) -> str:
        """Keep what came of a page, in parts that can be had one by one; return its hash.

        Raises:
            BrokenError: it holds an object that could not be made again.
        """
        try:
            dumped = [_dump(part) for part in parts]
            for data in dumped:
                _Careful(io.BytesIO(data)).load()
        except (pickle.PickleError, AttributeError, TypeError, ValueError, RecursionError) as error:
            raise BrokenError(str(error)) from error
        path = self._path(name)
        parent = os.path.dirname(path)
        if parent not in self._made:
            os.makedirs(parent, exist_ok=True)
            self._made.add(parent)
        pieces = (
            piece
            for data in dumped
            for piece in (digest(data).encode(), len(data).to_bytes(_LENGTH, "big"), data)
        )
        _write(path, b"".join(pieces))
        return digest(*dumped)

    def part(self, name: str, number: int) -> Any:  # noqa: ANN401 - what was put in
        """Return one part of what was kept of a page.

        Raises:
            BrokenError: it is not there as it was written.
        """
        try:
            with open(self._path(name), "rb") as file:
                for _ in range(number):
                    file.seek(_length(file), os.SEEK_CUR)
                return _load(_part(file))
        except OSError as error:
            raise BrokenError(str(error)) from error

    def whole(self, name: str, state: str) -> list[Any]:
        """Return all parts of what was kept of a page, if they are still what they were.

        Raises:
            BrokenError: they are not.
        """
        parts = self._parts(name)
        if digest(*parts) != state:
            raise BrokenError(f"{name} is another page than the index says")
        return [_load(part) for part in parts]

    def holds(self, name: str, *parts: object) -> bool:
        """Whether what was kept of a page ends with these parts."""
        try:
            return self._parts(name)[-len(parts) :] == [_dump(part) for part in parts]
        except (BrokenError, pickle.PickleError, AttributeError, TypeError, ValueError):
            return False

    def _parts(self, name: str) -> list[bytes]:
        parts = []
        try:
            with open(self._path(name), "rb") as file:
                size = os.fstat(file.fileno()).st_size
                while file.tell() < size:
                    parts.append(_part(file))
        except OSError as error:
            raise BrokenError(str(error)) from error
        return parts

    def _path(self, name: str) -> str:
        key = digest(name)
        return f"{self._pages}/{key[:2]}/{key[2:]}"

    def _prune(self, names: Iterable[str]) -> None:
        kept = {self._path(name) for name in names}
        for folder, _, files in os.walk(self._pages):
            for file in files:
                if (path := f"{folder}/{file}") not in kept:
                    os.unlink(path)


class _Careful(pickle.Unpickler):
    """Makes plain values only: a file in the cache must not be able to run anything."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as its parent
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not made from a file")
        return super().find_class(module, name)


def _load(data: bytes) -> Any:  # noqa: ANN401 - what was put in
    try:
        return _Careful(io.BytesIO(data)).load()
    except Exception as error:  # unpickling can fail in any way
        raise BrokenError(str(error)) from error


def _dump(value: object) -> bytes:
    # Without memory of what it has met already, so that equal values give equal bytes.
    made = io.BytesIO()
    pickler = pickle.Pickler(made, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return made.getvalue()


def _length(file: io.BufferedReader) -> int:
    """Read past a part's hash; return how long the part is."""
    file.seek(_HASH, os.SEEK_CUR)
    return int.from_bytes(file.read(_LENGTH), "big")


def _part(file: io.BufferedReader) -> bytes:
    expected = file.read(_HASH)
    length = int.from_bytes(file.read(_LENGTH), "big")
    if length > os.fstat(file.fileno()).st_size:
        raise BrokenError("a page of the cache is cut off")
    data = file.read(length)
    if digest(data).encode() != expected:
        raise BrokenError("a page of the cache is broken")
    return data


def _write(path: str, data: bytes) -> None:
    aside = f"{path}.{os.getpid()}"
    with open(aside, "wb") as file:
        file.write(data)
    os.replace(aside, path)
