"""A file of keys and texts (SQLite), each text with a sum by which a broken one is known."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

_ENDING: Final = ".sqlite"
_BEGINNING: Final = "kept-"
_LAYOUT: Final = (
    "CREATE TABLE IF NOT EXISTS kept"
    " (key BLOB PRIMARY KEY, facts BLOB, facts_sum BLOB, text BLOB, text_sum BLOB)"
)
_SECONDS: Final = 2.0  # to wait for another process that writes
_SPARE: Final = 1_000  # so many texts that nobody asks for any more are not worth a clean-up


@dataclass(eq=False)
class Cache:
    """Texts by key, each with a short text of `facts` that is cheap to have of all.

    Nothing here raises for a file that is missing, broken, locked or may not be written: what
    cannot be had is not there, and what cannot be kept is not kept.
    """

    facts: dict[bytes, str] = field(default_factory=dict)
    """Key -> the facts of everything that is kept and sound."""
    _file: sqlite3.Connection | None = None
    _path: Path = Path()
    _process: int = field(default_factory=os.getpid)
    _of_others: list[sqlite3.Connection] = field(default_factory=list)
    _new: dict[bytes, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, version: str) -> "Cache":
        """Open the cache of a version of the program, and drop those of other versions."""
        path = folder / f"{_BEGINNING}{version}{_ENDING}"
        found = cls._opened(path)
        if found is None:
            # Whatever lies there is no cache: begin anew, once.
            with contextlib.suppress(OSError):
                path.unlink()
            found = cls._opened(path)
        with contextlib.suppress(OSError):
            for other in folder.glob(f"{_BEGINNING}*{_ENDING}*"):
                if not other.name.startswith(path.name):
                    other.unlink()
        return found or cls()

    @classmethod
    def _opened(cls, path: Path) -> "Cache | None":
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(path, timeout=_SECONDS, check_same_thread=False)
        except (OSError, sqlite3.Error):
            return None
        try:
            # A cache may be lost with the power: it need not wait for the disk.
            file.execute("PRAGMA synchronous = OFF")
            file.execute(_LAYOUT)
            rows = file.execute("SELECT key, facts, facts_sum FROM kept").fetchall()
        except sqlite3.Error:
            file.close()
            return None
        sound = {key: facts.decode() for key, facts, checked in rows if _sum(key, facts) == checked}
        return cls(sound, file, path)

    @property
    def keeps(self) -> bool:
        """Whether there is a file to keep anything in."""
        return self._file is not None

    def text(self, key: bytes) -> str | None:
        """Return the text of a key; None if there is none, or it is not what was kept."""
        if key in self._new:
            return self._new[key][1]
        if self._file is None or key not in self.facts:
            return None
        try:
            found = self._own().execute("SELECT text, text_sum FROM kept WHERE key = ?", (key,))
            text, checked = found.fetchone() or (None, None)
        except sqlite3.Error:
            return None
        if isinstance(text, bytes) and _is_whole(key, text, checked):
            return text.decode()
        self.facts.pop(key)
        with contextlib.suppress(sqlite3.Error), self._own() as file:
            file.execute("DELETE FROM kept WHERE key = ?", (key,))
        return None

    def _own(self) -> sqlite3.Connection:
        """The connection of this process: a copy of it opens its own, and lets the other be."""
        if self._process != os.getpid() and self._file is not None:
            self._of_others.append(self._file)
            self._process = os.getpid()
            self._file = sqlite3.connect(self._path, timeout=_SECONDS, check_same_thread=False)
        if self._file is None:
            raise sqlite3.ProgrammingError("there is no file")
        return self._file

    def keep(self, key: bytes, text: str, facts: str = "") -> None:
        """Remember a text; it is written to the disk with `save`."""
        if self._file is not None:
            self._new[key] = facts, text
            self.facts[key] = facts

    def save(self, asked_for: Iterable[bytes]) -> None:
        """Write what is new, and drop what nobody asks for if there is much of it."""
        wanted = set(asked_for)
        if self._file is None:
            return
        rows = [
            (key, facts, _sum(key, facts), text, _sum(key, text))
            for key, said in self._new.items()
            for facts, text in [(said[0].encode(), said[1].encode())]
        ]
        stale = [(key,) for key in self.facts.keys() - wanted]
        with contextlib.suppress(sqlite3.Error), self._own() as file:
            if rows:
                file.executemany("REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
            if len(stale) > len(wanted) + _SPARE:
                file.executemany("DELETE FROM kept WHERE key = ?", stale)
            self._new.clear()

    def close(self) -> None:
        """Let the file go; nothing can be had from it any more."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __del__(self) -> None:
        """Let the file go with the last who could ask for a text: records are made of it late."""
        self.close()


def key_of(*parts: str, content: bytes = b"") -> bytes:
    """Make the key of a content and of what else decides on what is made of it."""
    made = blake2b(digest_size=20)
    for part in parts:
        made.update(part.encode() + b"\0")
    made.update(content)
    return made.digest()


def _is_whole(key: object, content: object, checked: object) -> bool:
    """Whether a row, which may hold anything, is one that was written here."""
    return isinstance(key, bytes) and isinstance(content, bytes) and _sum(key, content) == checked


def _sum(key: bytes, content: bytes) -> bytes:
    """What shows that a content is whole, and belongs to the key."""
    return blake2b(content, key=key, digest_size=16).digest()
