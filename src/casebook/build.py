"""The stages in their order: load, link, fold, check, render. Pure but for reading.

Checks gate generation: with one problem of level error, nothing is rendered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Final

from casebook import catalogue, exports, history, pages
from casebook.cache import Cache, history_cache_of, page_cache_of, whole_version
from casebook.feeds import feeds
from casebook.history import History
from casebook.library import without_collecting
from casebook.pages.remaking import RecordCache
from casebook.pages.site import DATE_WORDS
from casebook.preparing import Prepared, fold_all, prepare
from casebook.problems import Level, Problem
from casebook.publication import Shown
from casebook.revisions import head

__all__ = [
    "SITE_URL_VARIABLE",
    "TEMPLATES",
    "WORDS",
    "Build",
    "build",
    "build_of",
    "fold_all",
    "made_of",
]

TEMPLATES: Final = "templates"
WORDS: Final = "words"
SITE_URL_VARIABLE: Final = "CASEBOOK_SITE_URL"
"""The variable of the environment that mkdocs.yml takes the address of the site from, too."""

Made = tuple[str, bytes | Path]


@dataclass(frozen=True)
class Build:
    """What a build made: files to be written, or the problems that forbid it.

    `counts` holds how many records of each kind there are, by the name of their folder.
    """

    made: Callable[[], Iterable[Made]]
    """Makes path under `docs/` and content of each file, one by one; of none if the build failed.

    The content is bytes, or a file to be taken before the next is asked for.
    """
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    records: int
    """How many files of records were found, readable or not."""
    made_of: str = ""
    """A digest of all that the files are made of; empty if that is not to be gone by."""

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """All files at once, for a site that is small: path under `docs/` -> bytes."""
        return {
            path: content if isinstance(content, bytes) else content.read_bytes()
            for path, content in self.made()
        }

    @property
    def failed(self) -> bool:
        """Whether a problem stopped it."""
        return any(problem.level is Level.ERROR for problem in self.problems)


def build(
    root: Path, data: str = "data", *, site_url: str = "", cache: Cache | None = None
) -> Build:
    """Make all pages and data files of the repository at `root`, from `data` and the templates.

    `site_url` is the address that the site will have, for citations; empty if it is not known.
    What the `cache` knows of unchanged records is not worked out again.

    Raises `catalogue.CatalogueError` for a file of words that cannot be used: a fault of the
    program, not of the records.
    """
    return build_of(prepare(root, data, cache), root, data, site_url=site_url, cache=cache)


def build_of(
    prepared: Prepared,
    root: Path,
    data: str = "data",
    *,
    site_url: str = "",
    cache: Cache | None = None,
) -> Build:
    """Make the same of records that are prepared."""
    found, counts, records = prepared.problems, prepared.counts, prepared.library.files
    if prepared.failed:
        return Build(_nothing, found, counts, records)
    # The history is read when files are made, and only then.
    making = _Making(root, site_url, partial(_history, root, data, cache), cache)
    # What git knows of the records is in the pages too.
    keeps = cache is not None and cache.keeps
    same = made_of(prepared, root, site_url, head(root)) if keeps else ""
    return Build(partial(_files, prepared, making), found, counts, records, same)


def _nothing() -> Iterator[Made]:
    """Make no file."""
    return iter(())


@dataclass(frozen=True)
class _Making:
    """What files are made with, beside the records and their states."""

    root: Path
    site_url: str
    told: Callable[[Shown], History]
    cache: Cache | None


def made_of(prepared: Prepared, root: Path, *more: str) -> str:
    """Digest the program, the templates, the records, and what else something is made of."""
    templates = RecordCache(Cache(), root / TEMPLATES).digest()
    parts = (whole_version(), templates, prepared.digest, *more)
    return blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


def _files(prepared: Prepared, making: _Making) -> Iterator[Made]:
    """Render and export what may be shown."""
    with without_collecting():
        yield from _shown_files(prepared, making)


def _shown_files(prepared: Prepared, making: _Making) -> Iterator[Made]:
    public, states, meaning = prepared.shown, prepared.states, prepared.meaning
    templates = making.root / TEMPLATES
    words = catalogue.load(templates / WORDS)
    past = making.told(public)
    kept = page_cache_of(making.root, making.cache)
    try:
        yield from pages.render(
            public.linked,
            states,
            meaning,
            words=words,
            templates=templates,
            removed=public.removed,
            site_url=making.site_url,
            history=past,
            cache=making.cache,
            kept=kept,
        )
    finally:
        kept.close()
    yield from exports.export(public.linked, states, meaning, site_url=making.site_url)
    yield from feeds(
        public.linked,
        states,
        meaning,
        past,
        words=words,
        date_words=DATE_WORDS[words.language],
        site_url=making.site_url,
    )


def _history(root: Path, data: str, cache: Cache | None, public: Shown) -> History:
    """Read what changed in the records, and when."""
    keeper = history_cache_of(root, cache)
    try:
        return history.read(root, public.linked.library, public.removed, data, keeper)
    finally:
        keeper.close()
