"""The files of `data/`: which there are, what they hold, and what does not belong there."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from casebook.library.layout import strays
from casebook.problems import Level, Place, Problem


class Found(NamedTuple):
    """A file: the stem of its name, what problems call it, and what it holds."""

    stem: str
    shown: str
    content: bytes | None
    """None if it cannot be read, which has been reported."""


class Folder:
    """One look through the folder; collects what is wrong with files and their names.

    `instead` maps paths as problems show them to what shall be read in place of a file.
    """

    def __init__(self, folder: Path, shown: str, instead: Mapping[str, bytes]) -> None:
        self.folder = folder
        self.shown = shown
        self.instead = instead
        self.inside = folder.resolve()
        self.problems: list[Problem] = []
        self.misnamed: set[str] = set()
        """What the names of files that are no records begin with: most likely their ids."""

    def look_for_strays(self) -> None:
        """Report what lies beside the folders of records and belongs to none."""
        for name, message, mend in strays(self._entries("")):
            self.report(f"{self.shown}/{name}", "bad-file-name", message, mend)

    def files(self, folder: str) -> Iterator[Found]:
        """Read the YAML files of a folder; a file with a wrong name is read all the same."""
        for entry in self._entries(folder):
            shown = f"{self.shown}/{folder}/{entry.name}"
            stem, dot, suffix = entry.name.rpartition(".")
            if dot + suffix != ".yaml" or entry.is_dir():
                mend = "move it out of this folder, which holds one .yaml file a record"
                first = entry.name.partition(".")[0]
                if re.search(r"\.ya?ml(?![~\w])", entry.name) and not entry.is_dir():
                    mend = f"rename it to {first}.yaml, or remove it if it is a copy"
                    self.misnamed.add(first)
                message = "this is not a file of a record"
                self.report(shown, "bad-file-name", message, mend)
                continue
            linked = entry.is_symlink()
            yield Found(stem, shown, self._content(entry.path, shown, linked=linked))
        for shown in sorted(self.instead):
            path = self._path(shown)
            if shown.startswith(f"{self.shown}/{folder}/") and not path.exists():
                yield Found(path.stem, shown, self._content(str(path), shown, linked=False))

    def file(self, name: str) -> Found | None:
        """Read a file that lies beside the folders, such as the glossary; None without it."""
        path, shown = self.folder / name, f"{self.shown}/{name}"
        if not path.is_file():
            return None
        return Found(path.stem, shown, self._content(str(path), shown, linked=path.is_symlink()))

    def texts(self, folder: str) -> Iterator[tuple[str, str]]:
        """Read files that a program writes, as plain text: path as problems show it, and text."""
        for entry in self._entries(folder):
            shown = f"{self.shown}/{folder}/{entry.name}"
            try:
                text = self.instead.get(shown) or Path(entry.path).read_bytes()
                yield shown, text.decode()
            except (OSError, UnicodeDecodeError):
                mend = "take it back from the history"
                self.report(shown, "unreadable-file", "this file cannot be read", mend)

    def report(self, shown: str, slug: str, message: str, mend: str) -> None:
        """Report a whole file or folder."""
        self.problems.append(Problem(Place(shown, 1, 1), Level.ERROR, slug, message, mend, ()))

    def _path(self, shown: str) -> Path:
        return self.folder / shown.removeprefix(f"{self.shown}/")

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """List a folder by name, without hidden files; a missing folder is empty."""
        path = self.folder / folder
        shown = f"{self.shown}/{folder}".rstrip("/")
        if not path.resolve().is_relative_to(self.inside):
            message = f"this is a link to a folder outside {self.shown}/"
            self.report(shown, "unreadable-file", message, "put the files themselves here")
            return []
        try:
            with os.scandir(path) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError:
            self.report(shown, "unreadable-file", "this folder cannot be read", "mend its rights")
            return []
        return sorted(found, key=lambda entry: entry.name)

    def _content(self, path: str, shown: str, *, linked: bool) -> bytes | None:
        """Read one file that lies in the folder, not merely a link to somewhere else.

        The path is a text: to make a `Path` of each of ten thousand takes longer than to read them.
        """
        try:
            if linked and not Path(path).resolve().is_relative_to(self.inside):
                message = f"this is a link to a file outside {self.shown}/"
                self.report(shown, "unreadable-file", message, "put the file itself here")
                return None
            if shown in self.instead:
                return self.instead[shown]
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see above
                return file.readall()
        except OSError:
            self.report(shown, "unreadable-file", "this file cannot be read", "mend its rights")
            return None
