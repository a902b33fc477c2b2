"""Building the search of a finished site: entries from the records, an index by Pagefind.

Pagefind is run as a program over a folder of its own, one file an entry. (Its Python interface
waits a tenth of a second for each record; its program takes a thousand in one.)
"""

import shutil
import subprocess
import sys
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
KEYS: Final = "keys.json"
# One language for all: an index for each would find nothing across them.
_LANGUAGE: Final = "en"
_UNUSED: Final = ("*-ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Pagefind's own interfaces: ours is in docs/assets/javascripts/."""


class IndexingError(Exception):
    """The search cannot be built; the text says why, in one line."""


def index(root: Path, site: Path) -> int:
    """Build the search of the repository at `root` into the finished `site`; count its entries.

    The folder `search/` of the site is replaced whole. Raises IndexingError without a site, for
    records with errors, and when Pagefind fails.
    """
    if not (site / "index.html").is_file():
        raise IndexingError(f"there is no site in {site.name}/; build it first")
    files, keys = _files(root)
    with tempfile.TemporaryDirectory() as made:
        entries, out = Path(made, "entries"), Path(made, FOLDER)
        entries.mkdir()
        for name, content in files.items():
            (entries / name).write_bytes(content)
        _run(entries, out)
        (out / KEYS).write_bytes(keys)
        for pattern in _UNUSED:
            for path in out.glob(pattern):
                path.unlink()
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        shutil.move(out, site / FOLDER)
    return len(files)


def _files(root: Path) -> tuple[dict[str, bytes], bytes]:
    """Make the entries of what may be shown, and the file of keys."""
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
    files = searching.documents(entries, habits.stop)
    return files, searching.keys_file(entries, habits, public.library.codes)


def _run(entries: Path, out: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(entries), "--output-path", str(out)]
    run = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [*command, "--force-language", _LANGUAGE, "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode or not (out / "pagefind.js").is_file():
        said = " ".join((run.stderr or run.stdout).split())
        raise IndexingError(f"Pagefind failed: {said or run.returncode}")
