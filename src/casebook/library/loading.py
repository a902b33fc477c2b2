"""From the folder `data/` to a library, with every record made or as shelves that make them."""

from collections.abc import Mapping
from pathlib import Path

from casebook.cache import Cache
from casebook.library.collecting import without_collecting
from casebook.library.contents import Library
from casebook.library.folder import Folder
from casebook.library.walking import Walk


def load(
    root: Path,
    data: str = "data",
    instead: Mapping[str, bytes] | None = None,
    cache: Cache | None = None,
) -> Library:
    """Read every record of the folder `data` under `root`; never raises for what is in the files.

    Problems name files by paths that begin with `data`, as given, with slashes. `instead` maps such
    paths to what shall be read in place of a file, which need not exist: to try a change out.
    What is known of the same files from the `cache` is not worked out again.
    """
    with without_collecting():
        return load_shelves(root, data, instead, cache).whole()


def load_shelves(
    root: Path,
    data: str = "data",
    instead: Mapping[str, bytes] | None = None,
    cache: Cache | None = None,
) -> Library:
    """Look at every file, and make the records that the cache knows to be sound when asked for.

    The library is the same as that of `load`, with a `Shelf` for each kind of record.
    """
    walk = Walk(Folder(root / data, data, instead or {}), cache or Cache())
    with without_collecting():
        walk.run()
    return walk.library()
