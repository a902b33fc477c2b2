"""The records read, checked, linked and played: what pages, exports, search and cards all need.

Several steps of one run need the same. `prepare_once` gives again what it gave last while every
file is as it was then, which it looks at each time; `forget` frees the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

from casebook.cache import Cache
from casebook.fold import Meaning, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import Library, load_shelves, without_collecting
from casebook.links import LinkedLibrary, link
from casebook.models import RECORD_FOLDERS
from casebook.problems import Level, Problem
from casebook.publication import Shown, shown
from casebook.rechecking import recheck


@dataclass(frozen=True)
class Prepared:
    """Records of which everything is known that pages are made from."""

    library: Library
    problems: tuple[Problem, ...]
    """Of every kind, sorted."""
    root: Path

    @cached_property
    def digest(self) -> str:
        """Tell one state of all records, vocabularies and addresses from another."""
        return _digest(self.root, self.library)

    @property
    def failed(self) -> bool:
        """Whether a problem forbids to make anything: who makes something looks here first."""
        return any(problem.level is Level.ERROR for problem in self.problems)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many records of each kind there are, by the name of their folder."""
        return {name: len(self.library.of_kind(m.kind_name)) for name, m in RECORD_FOLDERS.items()}

    @cached_property
    def shown(self) -> Shown:
        """What may be shown, if nothing failed."""
        with without_collecting():
            return shown(link(self.library.whole()))

    @property
    def linked(self) -> LinkedLibrary:
        """What may be shown, with its references resolved."""
        return self.shown.linked

    @cached_property
    def meaning(self) -> Meaning:
        """What event types do, and up to when sources know."""
        return meaning_of(self.linked.library)

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state of each case that may be shown, after all that happened, by id."""
        with without_collecting():
            return fold_all(self.linked, self.meaning)


def prepare(root: Path, data: str = "data", cache: Cache | None = None) -> Prepared:
    """Read and check the records of the folder `data` under `root`."""
    kept = cache or Cache()
    library = load_shelves(root, data, cache=kept)
    return Prepared(library, recheck(library, kept), root)


_LAST: Final[dict[str, Prepared]] = {}
"""What was prepared last, under a digest of all it was made of."""


def prepare_once(root: Path, data: str = "data", cache: Cache | None = None) -> Prepared:
    """Do the same, or give what was prepared last if no file has changed since."""
    kept = cache or Cache()
    library = load_shelves(root, data, cache=kept)
    digest = _digest(root, library)
    if digest not in _LAST:
        forget()
        _LAST[digest] = Prepared(library, recheck(library, kept), root)
    return _LAST[digest]


def forget() -> None:
    """Let go what was prepared last."""
    _LAST.clear()


def _digest(root: Path, library: Library) -> str:
    """Tell one state of all files from another."""
    made = blake2b(str(root.absolute()).encode(), digest_size=20)
    made.update(repr((library.folder, library.problems, sorted(library.register.items()))).encode())
    for (kind, name), held in sorted(library.all_held.items()):
        made.update(f"\0{kind}\0{name}\0".encode() + held.digest)
    return made.hexdigest()


def fold_all(linked: LinkedLibrary, meaning: Meaning) -> dict[str, State]:
    """Play the timeline of every case, once."""
    return {name: state(case, meaning) for name, case in linked.library.cases.items()}
