"""Building the search of a finished site: entries from the records, written as small files."""

import shutil
import tempfile
from pathlib import Path
from typing import Final

from casebook import catalogue, searching
from casebook.build import TEMPLATES, WORDS, fold_all
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.problems import Level
from casebook.publication import shown

FOLDER: Final = "search"
"""Where the index lies on the site."""


class IndexingError(Exception):
    """The search cannot be built; the text says why, in one line."""


def index(root: Path, site: Path) -> int:
    """Build the search of the repository at `root` into the finished `site`; count its entries.

    The folder `search/` of the site is replaced whole. Raises IndexingError without a site, and for
    records with errors.
    """
    if not (site / "index.html").is_file():
        raise IndexingError(f"there is no site in {site.name}/; build it first")
    files, count = _files(root)
    with tempfile.TemporaryDirectory(dir=site, prefix=f".{FOLDER}-") as made:
        for name, content in files.items():
            path = Path(made, FOLDER, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        Path(made, FOLDER).rename(site / FOLDER)
    return count


def _files(root: Path) -> tuple[dict[str, bytes], int]:
    """Make the files of the search of what may be shown, and count its entries."""
    linked = link(load(root))
    if any(problem.level is Level.ERROR for problem in linked.problems):
        raise IndexingError("the records have errors; `casebook check` shows them")
    public = shown(linked).linked
    meaning = meaning_of(public.library)
    templates = root / TEMPLATES
    words = catalogue.load(templates / WORDS)
    world = World(
        linked=public,
        states=fold_all(public, meaning),
        meaning=meaning,
        words=words,
        date_words=DATE_WORDS[words.language],
    )
    entries = searching.entries(world)
    habits = searching.load_habits(templates)
    return searching.search_files(entries, habits, public.library.codes), len(entries)
