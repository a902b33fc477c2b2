"""What was once made of files, kept beside the repository so that it need not be made again.

Only what follows from its key is kept: the content of a file and the version of the program are
part of every key, so nothing here can be out of date. What is broken is made anew; without a cache
everything comes out the same, later. See docs/adr/ for what is kept and why in this form.
"""

from pathlib import Path
from typing import Final

from casebook.cache.store import Cache, key_of
from casebook.cache.versions import program_version, whole_version

__all__ = [
    "FOLDER",
    "HISTORY_FOLDER",
    "PAGES_FOLDER",
    "SEARCH_FOLDER",
    "SWITCH",
    "WRITTEN_FILE",
    "Cache",
    "cache_of",
    "history_cache_of",
    "key_of",
    "page_cache_of",
    "program_version",
    "search_cache_of",
    "whole_version",
]

FOLDER: Final = ".cache/casebook"
"""Where a repository keeps it; git does not look there, and `make clean` removes it."""
HISTORY_FOLDER: Final = ".cache/history"
"""Where comparisons of older forms of records are kept, apart, as others ask for them."""
PAGES_FOLDER: Final = ".cache/pages"
"""Where finished pages are kept, apart: any change of the program makes them worthless."""
SEARCH_FOLDER: Final = ".cache/search"
"""Where the files of one search are kept, apart: those of any other are dropped."""
WRITTEN_FILE: Final = ".cache/written.json"
"""Where hashes of written files are kept, with the times by which a changed one is known."""
SWITCH: Final = "CASEBOOK_CACHE"
"""The variable of the environment that turns it off: `CASEBOOK_CACHE=off`."""
OFF: Final = "off"


def cache_of(root: Path, switch: str | None = None) -> Cache:
    """Open the cache of the repository at `root`, or one that keeps nothing if the switch is off.

    `switch` is what the environment says under `SWITCH`.
    """
    return Cache() if switch == OFF else Cache.open(root / FOLDER, program_version())


def history_cache_of(root: Path, beside: Cache | None) -> Cache:
    """Open the cache of comparisons, if the cache `beside` it is on."""
    on = beside is not None and beside.keeps
    return Cache.open(root / HISTORY_FOLDER, program_version()) if on else Cache()


def page_cache_of(root: Path, beside: Cache | None) -> Cache:
    """Open the cache of finished pages, if the cache `beside` it is on."""
    on = beside is not None and beside.keeps
    return Cache.open(root / PAGES_FOLDER, whole_version()) if on else Cache()


def search_cache_of(root: Path, beside: Cache | None, made_of: str) -> Cache:
    """Open the cache of the search that is `made_of` this, if the cache `beside` it is on.

    `made_of` is a digest of the program, the templates and the records.
    """
    on = beside is not None and beside.keeps
    return Cache.open(root / SEARCH_FOLDER, made_of) if on else Cache()
