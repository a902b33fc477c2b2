"""What is withheld leaves no trace in any byte of a published site.

Records of every kind are published and then withheld, each with one made-up name in it; the site is
built from the last commit with all that a published one has. Every file is looked through as bytes,
and those that pack what they hold are unpacked as well.
"""

import gzip
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import duckdb
import pytest

from casebook.illustrating import illustrate
from casebook.indexing import index
from casebook.models import RECORD_FOLDERS
from casebook.unhosted import unhost
from revised_world import HIDDEN, ONE, Repository, world_in
from whole_site import SUB_PATH, build_site

pytestmark = pytest.mark.site

SITE_URL: Final = f"https://casebook.example/{SUB_PATH}/"
SHOWN: Final = "state: published"
WITHHELD: Final = "state: withheld"
# What each kind is copied from, and the id and the line of the copy that tells it from that.
COPIES: Final = {
    "cases": ("example-two", "example-hidden-two", "name"),
    "articles": ("cao-992", "cao-993", "title"),
    "events": ("example-square-2030", "example-hidden-trial", "title"),
    "organisations": ("example-watch", "example-hidden-body", "name"),
    "sources": ("example-post-2030", "example-hidden-post", "short_title"),
    "statistics": ("example-share", "example-hidden-share", "title"),
    "recommendations": ("example-repeal", "example-hidden-plea", "title"),
}
# The search keeps beginnings of words: one that no published text has.
TRACES: Final = (HIDDEN[:7].lower(), "example-hidden", "cao-993", "secret")
"""In lower case: of records, and of who committed them with which words."""
KNOWN: Final = "testova"
"""Part of a published name: what finds no trace has to find this nearly everywhere."""
TELLING: Final = frozenset(
    (
        ".atom",
        ".bib",
        ".csv",
        ".html",
        ".ics",
        ".js",
        ".json",
        ".parquet",
        ".ris",
        ".sqlite",
        ".txt",
    )
)


def withheld(root: Path) -> None:
    """Add a record of each kind that is to be withheld, and let others name them."""
    assert set(COPIES) == set(RECORD_FOLDERS)
    for folder, (model, name, field) in COPIES.items():
        lines = (root / f"data/{folder}/{model}.yaml").read_text(encoding="utf-8").splitlines()
        if folder == "articles":
            lines = [line.replace('"992"', '"993"') for line in lines]
        (place,) = (n for n, line in enumerate(lines) if line.startswith(f"{field}:"))
        end = next(n for n, line in enumerate([*lines, "end"]) if n > place and line[0] != " ")
        lines[place:end] = [f"{field}: Example {HIDDEN} {folder}", f"publication: {{{SHOWN}}}"]
        text = "".join(f"{line}\n" for line in lines)
        (root / f"data/{folder}/{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with search and cards, and a copy of its pages that reads from a folder."""
    folder = tmp_path_factory.mktemp("no-trace")
    world = world_in(folder / "world")
    _live(world)
    built = build_site(folder, SITE_URL, world.root) / SUB_PATH
    assert index(world.root, built) > 0
    assert illustrate(world.root, built).cards > 0
    assert unhost(built) > 0
    return built


def _live(world: Repository) -> None:
    """Publish everything, say more than is said now, and take it back."""
    withheld(world.root)
    first = world.root / "data/cases/example-hidden.yaml"
    first.write_text(first.read_text(encoding="utf-8").replace(WITHHELD, SHOWN), encoding="utf-8")
    event = "data/events/example-square-2030.yaml"
    world.edit(event, "[example-court]", "[example-court, example-hidden-body]")
    world.edit(event, "articles: [cc-991.2]\norg", "articles: [cc-991.2, cao-993]\norg")
    world.edit(ONE, "She was refused parole.", f"She was refused parole, like {HIDDEN}.")
    world.commit("2031-02-01")
    world.edit(ONE, f"She was refused parole, like {HIDDEN}.", "She was refused parole.")
    hidden = [
        path
        for path in sorted((world.root / "data").rglob("*.yaml"))
        if SHOWN in path.read_text(encoding="utf-8")
    ]
    assert len(hidden) == len(COPIES) + 1
    for path in hidden:
        world.edit(path.relative_to(world.root).as_posix(), SHOWN, WITHHELD)
    world.commit("2031-03-01")


def _sqlite(path: Path) -> str:
    with sqlite3.connect(path) as file:
        told = "\n".join(file.iterdump())
    file.close()
    return told


def _parquet(path: Path) -> str:
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    return str(rows)


UNPACK: Final[Mapping[str, Callable[[Path], str]]] = {
    ".gz": lambda path: gzip.decompress(path.read_bytes()).decode(),
    ".parquet": _parquet,
    ".sqlite": _sqlite,
}


def told(path: Path) -> str:
    """All that a file holds, in lower case: its bytes, and what is packed in them."""
    unpack = UNPACK.get(path.suffix)
    return (path.read_bytes().decode("latin-1") + (unpack(path) if unpack else "")).lower()


def test_no_file_holds_a_trace(site: Path) -> None:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    telling: set[str] = set()
    for path in files:
        name = path.relative_to(site).as_posix()
        text = told(path)
        own = name.startswith("assets/")  # the theme's and ours, made of no record
        found = [trace for trace in TRACES if trace in name or (trace in text and not own)]
        assert found == [], name
        if KNOWN in text:
            telling |= {path.suffix, name.partition("/")[0]}

    assert len(files) > 200
    assert telling >= {*TELLING, "search", "feeds", "calendars", "changes", "data"}


def test_the_history_knows_that_there_was_something(site: Path) -> None:
    """The record beside them changed on both days, so that its older forms were read."""
    page = (site / "cases/example-one/index.html").read_text(encoding="utf-8")

    assert 'datetime="2031-03-01"' in page
