"""What hand-written pages may ask for: figures counted from the records, and whom to write to.

mkdocs-macros calls `define_env`; a page asks with `render_macros: true` in its front matter.
Records are read only if a page asks for something that is in them.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from casebook import catalogue
from casebook.addresses import link
from casebook.cache import SWITCH, cache_of
from casebook.data_files import parquet_file, table_file
from casebook.exports import SHAPES
from casebook.library import Library
from casebook.markdown import address, md, url
from casebook.pages.home_figures import DATA_PAGE, FIGURES_FILE, Told
from casebook.pages.site import MOVED_FILE, NEWEST_FILE
from casebook.preparing import Prepared, prepare_once

COLUMNS_PAGE: Final = "data/columns.md"
TAKEN_IN: Final = (NEWEST_FILE, MOVED_FILE, FIGURES_FILE)


@dataclass(frozen=True)
class Collection:
    """The records of a repository, as far as they may be shown, and the words to speak of them."""

    root: Path

    @cached_property
    def words(self) -> catalogue.Words:
        """The words of the interface."""
        return catalogue.load(self.root / "templates" / "words")

    @cached_property
    def prepared(self) -> Prepared:
        """The records, as the hook of the same run has them already."""
        return prepare_once(self.root, cache=cache_of(self.root, os.environ.get(SWITCH)))

    @cached_property
    def library(self) -> Library:
        """The records that may be shown."""
        return self.prepared.linked.library

    @cached_property
    def told(self) -> Told:
        """What is told of the records."""
        return Told(self.library, self.prepared.states, self.words)

    def figures(self) -> str:
        """Show the key figures, each with how it is counted."""
        return self._written["figures"]

    def data_version(self) -> str:
        """Name the version of the data."""
        return self._written["data_version"]

    def data_counts(self) -> str:
        """Say how many rows the tables have."""
        return self._written["data_counts"]

    def data_files(self) -> str:
        """List the files of all records of a kind."""
        return self._written["data_files"]

    @cached_property
    def _written(self) -> dict[str, str]:
        """What the build wrote down; where nothing was built yet, the records are asked."""
        written = self._taken_in(FIGURES_FILE)
        if not written:
            # By a collection that goes when it has counted: MkDocs needs the room for its pages.
            return Collection(self.root).told.all()
        found: dict[str, str] = json.loads(written)
        return found

    def newest_changes(self) -> str:
        """List the newest changes, as the build wrote them down, or say that none are known."""
        return self._taken_in(NEWEST_FILE) or self.words("changes-not-known")

    def figures_moved(self) -> str:
        """Say why the key figures moved, if that is known."""
        lines = self._taken_in(MOVED_FILE)
        return f"{self.words('moved-lead')}\n\n{lines}" if lines else ""

    def _taken_in(self, path: str) -> str:
        """Read a piece of Markdown that the build wrote for the home page."""
        try:
            return (self.root / "docs" / path).read_text(encoding="utf-8")
        except FileNotFoundError:  # nothing was built yet
            return ""

    def data_fields(self, table: str) -> str:
        """List the columns of a table with what is in each."""
        (shape,) = (one for one in SHAPES if one.name == table)
        words = self.words
        lines = [f"| {words('data-column')} | {words('data-type')} | {words('data-holds')} |"]
        lines.append("|---|---|---|")
        lines += (f"| `{one.name}` | {one.type} | {md(one.description)} |" for one in shape.columns)
        return "\n".join(lines)

    def data_tables(self) -> str:
        """List every table: what a row is, its files, its columns."""
        words, parts = self.words, []
        for shape in SHAPES:
            files = ", ".join(
                f"[{path.rpartition('/')[2]}]({link(COLUMNS_PAGE, path)})"
                for path in (table_file(shape.name), parquet_file(shape.name))
            )
            lead = words("data-table", what=shape.title, files=files)
            parts += [f"## {shape.name} {{ #{shape.name} }}", lead, self.data_fields(shape.name)]
        return "\n\n".join(parts)

    def data_table_names(self) -> str:
        """List every table in one line each, with a link to its columns."""
        page = link(DATA_PAGE, COLUMNS_PAGE)
        return "\n".join(f"- [{one.name}]({page}#{one.name}): {one.title}" for one in SHAPES)


def contact_words(words: catalogue.Words, contact: str, repository: str) -> str:
    """Say where corrections go, or that this copy of the site names no address."""
    mail = contact if ":" in contact else f"mailto:{contact}"
    ways = []
    if contact and address(mail):
        ways.append(words("contact-private", address=url(mail, contact)))
    if address(repository):
        ways.append(words("contact-public", repository=url(repository)))
    return "\n\n".join(ways or [words("contact-none")])


def repository_words(words: catalogue.Words, repository: str) -> str:
    """Say where the repository is, if this copy of the site knows."""
    known = address(repository)
    return words("repository-at", repository=url(repository)) if known else ""


def read_files(root: Path, *folders: str) -> list[str]:
    """Tell the files that macros may read, each with its size and the time of its last change.

    By this a page with macros is known to have changed or not; code that is imported is seen to
    by those who ask.
    """
    found = [Path(__file__)]
    for folder in folders:
        for parent, _, names in os.walk(root / folder):
            found.extend(Path(parent, name) for name in names)
    return states(found)


def states(paths: Iterable[Path]) -> list[str]:
    """Tell the size and the time of the last change of files, each in a line."""
    lines = []
    for path in paths:
        known = path.stat()
        lines.append(f"{path} {known.st_size} {known.st_mtime_ns} {known.st_ctime_ns}")
    return sorted(lines)


def taken_in(root: Path) -> list[str]:
    """Tell what the build wrote down for the home page.

    It goes by what was committed when, and may be other with the same records.
    """
    paths = (root / "docs" / name for name in TAKEN_IN)
    return states(path for path in paths if path.exists())


def define_env(env: Any) -> None:  # noqa: ANN401 - the plugin ships no types
    """Give pages their macros."""
    # Not named like the values of `extra` in mkdocs.yml: those would hide them.
    collection = Collection(Path(env.project_dir))
    extra = env.conf["extra"]

    def where_to_write() -> str:
        return contact_words(collection.words, extra["contact"], extra["repository"])

    def where_it_is_kept() -> str:
        return repository_words(collection.words, extra["repository"])

    for macro in (
        collection.figures,
        collection.data_version,
        collection.data_counts,
        collection.data_files,
        collection.newest_changes,
        collection.figures_moved,
        collection.data_tables,
        collection.data_table_names,
        where_to_write,
        where_it_is_kept,
    ):
        env.macro(macro, macro.__name__)
    # What pages with macros depend on besides their text, for a hook that keeps finished pages.
    # Looked at before anything is read: what is saved meanwhile must count the next time.
    # Records are read only where no build has written down what they say.
    root = collection.root
    before = read_files(root, "templates")
    records = [] if (root / "docs" / FIGURES_FILE).exists() else read_files(root, "data")

    def page_key(_config: object) -> list[str]:
        is_written = (root / "docs" / FIGURES_FILE).exists()
        return [*before, *(() if is_written else records), *taken_in(root)]

    env.swift_page_key = page_key
