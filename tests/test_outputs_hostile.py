"""Whatever records say, the files made of them keep their shape: texts stay inside their fields.

Every data file, feed, calendar and file of the search is made twice, from the small invented world
as it is and with every free text of it hostile, and each is read by its own kind of reader.
"""

import csv
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import duckdb
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from icalendar import Calendar

from casebook import catalogue, dates, searching
from casebook.build import fold_all
from casebook.exports import export
from casebook.feeds import feeds
from casebook.fold.vocabulary import meaning_of
from casebook.history import read as read_history
from casebook.library import Library, load
from casebook.links import link
from casebook.pages.world import World
from casebook.publication import shown
from golden_world import ROOT
from revised_world import ONE, RELEASED, world_in
from spoilt_world import spoilt_library

SITE_URL: Final = "https://casebook.example/"
HIDING: Final = "\u202e\u200b"
"""Marks in the hostile text that reorder or hide what stands beside them."""
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Files = Mapping[str, bytes]


def outputs(library: Library, root: Path, keep: Path) -> Files:
    """Make every output of a library that is no page; `keep` is where binary ones are laid."""
    public = shown(link(library))
    assert public.linked.problems == ()
    linked, words = public.linked, catalogue.load(ROOT / "templates" / "words")
    meaning = meaning_of(linked.library)
    states = fold_all(linked, meaning)
    past = read_history(root, linked.library, public.removed)
    assert past.entries
    said: dict[str, Any] = {"words": words, "date_words": dates.ENGLISH, "site_url": SITE_URL}
    found = {
        path: content if isinstance(content, bytes) else content.read_bytes()
        for path, content in export(linked, states, meaning, site_url=SITE_URL)
    }
    found |= dict(feeds(linked, states, meaning, past, **said))
    world = World(linked=linked, states=states, meaning=meaning, **said)
    habits = searching.load_habits(ROOT / "templates")
    made = searching.search_files(searching.entries(world), habits, linked.library.codes)
    # The folder and the number of its files follow from the words, which differ.
    start, hits = (next(made[n] for n in sorted(made) if part in n) for part in ("start", "/h0."))
    found |= {"search/start.js": start, "search/h0.js": hits}
    for name, content in found.items():
        (keep / name).parent.mkdir(parents=True, exist_ok=True)
        (keep / name).write_bytes(content)
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders of the tame and of the hostile outputs."""
    world = world_in(tmp_path_factory.mktemp("world") / "world")
    world.commit("2031-01-01")
    world.append(ONE, RELEASED)
    world.commit("2031-02-01")
    library, replaced = load(world.root), list[str]()
    folders = tmp_path_factory.mktemp("tame"), tmp_path_factory.mktemp("hostile")
    tame = outputs(library, world.root, folders[0])
    hostile = outputs(spoilt_library(library, replaced), world.root, folders[1])
    assert len(replaced) > 300, "hardly any text was made hostile"
    assert tame.keys() == hostile.keys()
    return folders


def pairs(both: tuple[Path, Path], ending: str) -> Iterator[tuple[str, Path, Path]]:
    """Go through the files of a kind, tame and hostile; fail if there is none."""
    names = sorted(path.relative_to(both[0]).as_posix() for path in both[0].rglob(f"*{ending}"))
    assert names, ending
    yield from ((name, both[0] / name, both[1] / name) for name in names)


def of_json(value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    """Shape of a JSON value: keys, lengths and kinds; texts are all alike."""
    if isinstance(value, dict):
        return {key: of_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [of_json(one) for one in value]
    return type(value).__name__


def of_xml(path: Path) -> object:
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own bytes
    return [(one.tag, sorted(one.attrib)) for one in root.iter()]


def of_csv(path: Path) -> object:
    rows = [*csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))]
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r"}], path.name
    return rows[0], [len(row) for row in rows]


def of_calendar(path: Path) -> object:
    found = Calendar.from_ical(path.read_bytes().decode())
    return [(one.name, sorted(one)) for one in found.walk()]


def of_sqlite(path: Path) -> object:
    with closing(sqlite3.connect(path)) as file:
        tables = file.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        names = [name for name, _ in file.execute("SELECT DISTINCT \"table\", '' FROM columns")]
        assert len(names) > 10
        counts = {
            name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 - our own
            for name in names
        }
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return tables, counts


def of_parquet(path: Path) -> object:
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(path))
        return found.columns, [str(one) for one in found.types], len(found.fetchall())


def of_bibtex(path: Path) -> object:
    found = parse_string(path.read_text(encoding="utf-8"))
    assert not found.failed_blocks
    return [(one.entry_type, one.key, sorted(one.fields_dict)) for one in found.entries]


def of_ris(path: Path) -> object:
    return [sorted(one) for one in rispy.loads(path.read_text(encoding="utf-8"))]


def of_entities(path: Path) -> object:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(one["id"], one["schema"], sorted(one["properties"])) for one in lines]


def of_script(path: Path) -> object:
    """A script hands over one value; nothing in it may end the element that it stands in."""
    text = path.read_text(encoding="utf-8")
    assert not {"<", "\u2028", "\u2029"} & {*text}, path.name
    call = re.fullmatch(r"casebookSearch\.take\(\.\.\.(\[.*\])\);\n", text, re.DOTALL)
    assert call, text[:80]
    name, value = json.loads(call[1])
    return name, type(value).__name__


READERS: Final[Mapping[str, Callable[[Path], object]]] = {
    ".atom": of_xml,
    ".csv": of_csv,
    ".ics": of_calendar,
    ".sqlite": of_sqlite,
    ".parquet": of_parquet,
    ".bib": of_bibtex,
    ".ris": of_ris,
    ".ftm.json": of_entities,
    ".js": of_script,
}


@pytest.mark.parametrize("ending", sorted(READERS))
def test_files_keep_their_shape(both: tuple[Path, Path], ending: str) -> None:
    for name, tame, hostile in pairs(both, ending):
        assert READERS[ending](hostile) == READERS[ending](tame), name
        assert tame.read_bytes() != hostile.read_bytes() or len(tame.read_bytes()) < 600, name


def test_json_keeps_its_shape(both: tuple[Path, Path]) -> None:
    for name, tame, hostile in pairs(both, ".json"):
        if not name.endswith(".ftm.json"):
            values = [json.loads(path.read_text(encoding="utf-8")) for path in (tame, hostile)]
            assert of_json(values[1]) == of_json(values[0]), name


def test_nothing_that_is_shown_hides_or_reorders_text(both: tuple[Path, Path]) -> None:
    """Data files hold texts as they were written; what is put together for people is cleaned."""
    seen: Counter[str] = Counter()
    for ending in (".atom", ".ics", ".bib", ".ris", ".txt", ".js"):
        for name, _, hostile in pairs(both, ending):
            text = hostile.read_text(encoding="utf-8")
            assert not CONTROLS.search(text), name
            assert not {*HIDING} & {*text}, name
            seen[ending] += "alert(1)" in text
    assert min(seen.values()) > 0, seen
