"""The folder a site is written to: what may stay from the build before, and what must go."""

import os
from collections.abc import Collection

from mkdocs_swift.disk import Signature, settled, short, signature
from mkdocs_swift.index import Output, Site


class SiteFolder:
    """A site that is being built over the one before it.

    MkDocs empties the folder first. Here it is only looked at, and in the end nothing is left of
    what was there but files that this build would have written just so.
    """

    def __init__(self, folder: str, before: Site) -> None:
        self.folder = os.path.abspath(folder)
        self.before = before
        self.now = Site()
        self.claimed: set[str] = set()
        """Files that belong to the site that is being built."""
        self._found: dict[str, Signature] = {}

    def survey(self) -> None:
        """Remember what is there; links and empty folders go at once."""
        for entry in _entries(self.folder):
            # As MkDocs does, which never makes hidden files.
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                if not entry.is_dir():
                    os.unlink(entry.path)
            elif entry.is_dir():
                self._survey(entry.path)
            elif found := signature(entry.path):
                self._found[entry.path] = found

    def _survey(self, folder: str) -> bool:
        kept = False
        for entry in _entries(folder):
            if entry.is_symlink():
                os.unlink(entry.path)
            elif entry.is_dir():
                kept = self._survey(entry.path) or kept
            elif found := signature(entry.path):
                self._found[entry.path] = found
                kept = True
        if not kept:
            os.rmdir(folder)
        return kept

    def sweep(self, expected: Collection[str] = ()) -> None:
        """Remove what was there and is neither claimed nor expected nor newly written."""
        for path in [one for one in self._found if one not in self.claimed and one not in expected]:
            if signature(path) == self._found.pop(path):
                os.unlink(path)
                self._remove_empty(os.path.dirname(path))

    def _remove_empty(self, folder: str) -> None:
        while folder != self.folder:
            try:
                os.rmdir(folder)
            except OSError:  # something is in it
                return
            folder = os.path.dirname(folder)

    def stands(self, output: Output, path: str) -> bool:
        """Whether a page is on the disk as it was written."""
        return output.signature is not None and output.signature == signature(path)

    def copied(self, source: str, path: str) -> bool:
        """Whether a copy is there and neither it nor its source has changed; claims it if so."""
        name = self._name(path)
        before = self.before.copies.get(name) if self._inside(path) else None
        if before is None or before != short(f"{signature(source)} {signature(path)}"):
            return False
        self.claimed.add(path)
        self.now.copies[name] = before
        return True

    def note_copy(self, source: Signature | None, path: str) -> None:
        """Remember that a file was copied, of which the source had this signature before."""
        self.claimed.add(path)
        copy = signature(path)
        if source and copy and settled(source, copy) and self._inside(path):
            self.now.copies[self._name(path)] = short(f"{source} {copy}")

    def _inside(self, path: str) -> bool:
        return path.startswith(self.folder + os.sep)

    def _name(self, path: str) -> str:
        return path[len(self.folder) + 1 :]


def _entries(folder: str) -> list["os.DirEntry[str]"]:
    try:
        return list(os.scandir(folder))
    except FileNotFoundError:
        return []
