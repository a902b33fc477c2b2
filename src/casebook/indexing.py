"""Building the search of a finished site: entries from the records, written as small files."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Final

from casebook import catalogue, searching
from casebook.build import TEMPLATES, WORDS, made_of
from casebook.cache import Cache, key_of, search_cache_of
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.preparing import Prepared, prepare_once

FOLDER: Final = "search"
"""Where the index lies on the site."""
_ALL: Final = key_of("search")


class IndexingError(Exception):
    """The search cannot be built; the text says why, in one line."""


def index(root: Path, site: Path, cache: Cache | None = None) -> int:
    """Build the search of the repository at `root` into the finished `site`; count its entries.

    The folder `search/` of the site is replaced whole. Raises IndexingError without a site, and for
    records with errors.
    """
    if not (site / "index.html").is_file():
        raise IndexingError(f"there is no site in {site.name}/; build it first")
    files, count = _files(root, cache)
    with tempfile.TemporaryDirectory(dir=site, prefix=f".{FOLDER}-") as made:
        for name, content in files.items():
            path = Path(made, FOLDER, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        Path(made, FOLDER).rename(site / FOLDER)
    return count


def _files(root: Path, cache: Cache | None) -> tuple[dict[str, bytes], int]:
    """Make the files of the search of what may be shown, and count its entries.

    Where the records, the templates and the program are those of the last time, so are the files.
    """
    prepared = prepare_once(root, cache=cache)
    if prepared.failed:
        raise IndexingError("the records have errors; `casebook check` shows them")
    kept = search_cache_of(root, cache, made_of(prepared, root))
    try:
        known = kept.text(_ALL)
        if known is not None:
            texts, count = json.loads(known)
            return {name: text.encode() for name, text in texts.items()}, count
        files, count = _made(root, prepared)
        texts = {name: content.decode() for name, content in files.items()}
        kept.keep(_ALL, json.dumps([texts, count], ensure_ascii=False))
        kept.save([_ALL])
    finally:
        kept.close()
    return files, count


def _made(root: Path, prepared: Prepared) -> tuple[dict[str, bytes], int]:
    """Make them anew."""
    templates = root / TEMPLATES
    words = catalogue.load(templates / WORDS)
    world = World(
        linked=prepared.linked,
        states=prepared.states,
        meaning=prepared.meaning,
        words=words,
        date_words=DATE_WORDS[words.language],
    )
    entries = searching.entries(world)
    habits = searching.load_habits(templates)
    return searching.search_files(entries, habits, prepared.linked.library.codes), len(entries)
