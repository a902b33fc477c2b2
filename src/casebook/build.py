"""The stages in their order: load, link, fold, check, render. Pure but for reading.

Checks gate generation: with one problem of level error, nothing is rendered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook import catalogue, checks, pages
from casebook.fold import Meaning, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import LinkedLibrary, link
from casebook.models import RECORD_FOLDERS
from casebook.problems import Level, Problem

TEMPLATES: Final = "templates"
WORDS: Final = "words"


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: files to be written, or the problems that forbid it.

    `files` maps paths under `docs/` to their bytes, and is empty with an error among `problems`.
    `counts` holds how many records of each kind there are, by the name of their folder.
    """

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    records: int
    """How many files of records were found, readable or not."""

    @property
    def failed(self) -> bool:
        """Whether a problem stopped it."""
        return any(problem.level is Level.ERROR for problem in self.problems)


def build(root: Path, data: str = "data") -> Build:
    """Make all pages of the repository at `root`, from its folder `data` and its templates.

    Raises `catalogue.CatalogueError` for a file of words that cannot be used: a fault of the
    program, not of the records.
    """
    library = load(root, data)
    linked = link(library)
    counts = {name: len(library.of_kind(m.kind_name)) for name, m in RECORD_FOLDERS.items()}
    if any(problem.level is Level.ERROR for problem in linked.problems):
        # A fold over what could not be read would be wrong; the checks know to keep off it.
        found = tuple(sorted([*linked.problems, *checks.run(linked)]))
        return Build({}, found, counts, library.files)
    meaning = meaning_of(library)
    states = fold_all(linked, meaning)
    found = tuple(sorted([*linked.problems, *checks.run(linked, states)]))
    if any(problem.level is Level.ERROR for problem in found):
        return Build({}, found, counts, library.files)
    templates = root / TEMPLATES
    words = catalogue.load(templates / WORDS)
    return Build(
        pages.render(linked, states, meaning, words, templates), found, counts, library.files
    )


def fold_all(linked: LinkedLibrary, meaning: Meaning) -> dict[str, State]:
    """Play the timeline of every case, once."""
    return {name: state(case, meaning) for name, case in linked.library.cases.items()}
