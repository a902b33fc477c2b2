"""What hand-written pages are given: figures that add up, and addresses that are set."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from casebook.build import build
from casebook.catalogue import load as load_words
from casebook.exports import SHAPES
from casebook.fold import Alternative, Liberty
from casebook.models import RECORD_FOLDERS
from casebook.pages.home_figures import FIGURES_FILE, tally
from exported_world import exports_of
from macros import (
    TAKEN_IN,
    Collection,
    contact_words,
    repository_words,
    taken_in,
)

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "worlds" / "tiny" / "data"


class TestMacros:
    """Figures are counted from records, and every person is in exactly one row."""

    @pytest.fixture
    def collection(self, tmp_path: Path) -> Collection:
        shutil.copytree(TINY, tmp_path / "data")
        shutil.copytree(ROOT / "templates", tmp_path / "templates")
        return Collection(tmp_path)

    def test_rows_add_up_to_all_people(self, collection: Collection) -> None:
        people, _, _, *rows = collection.told.rows()
        assert people.known == len(collection.told.liberties()) > 0
        assert sum(row.known for row in rows) == people.known
        assert all(row.how for row in (people, *rows))

    def test_a_withheld_record_does_not_count(self, collection: Collection) -> None:
        before = collection.told.number_of("article")
        path = next((collection.root / "data/articles").glob("*.yaml"))
        path.write_text(
            path.read_text(encoding="utf-8") + "publication: {state: withheld, reason: safety}\n",
            encoding="utf-8",
        )
        assert Collection(collection.root).told.number_of("article") == before - 1

    def test_what_dates_leave_open_is_possible_and_not_known(self) -> None:
        held = Liberty(state="serving-imprisonment")
        either = Liberty(
            state="at-liberty", certain=False, alternatives=(Alternative("house-arrest", None),)
        )
        assert tally([held, either], frozenset({"serving-imprisonment"})) == (1, 0)
        assert tally([held, either], frozenset({"house-arrest"})) == (0, 1)
        assert tally([held, either], frozenset({"house-arrest", "at-liberty"})) == (1, 0)

    def test_only_addresses_that_are_set_are_named(self) -> None:
        words = load_words(ROOT / "templates/words")
        assert contact_words(words, "", "") == words("contact-none")
        assert "mailto:a@b.org" in contact_words(words, "a@b.org", "")
        both = contact_words(words, "https://a.b/write", "https://a.b/code")
        assert both.count("](https://a.b/") == 2
        assert contact_words(words, "javascript:x", "javascript:x") == words("contact-none")
        assert repository_words(words, "") == ""
        assert "(https://a.b/code)" in repository_words(words, "https://a.b/code")


def test_what_the_build_wrote_down_is_what_the_records_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TINY, tmp_path / "data")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    macros = ("figures", "data_version", "data_counts", "data_files")
    asked = {name: getattr(Collection(tmp_path), name)() for name in macros}
    made = build(tmp_path)
    assert not made.failed
    (tmp_path / "docs" / "changes").mkdir(parents=True)
    (tmp_path / "docs" / FIGURES_FILE).write_bytes(made.files[FIGURES_FILE])
    monkeypatch.delattr(Collection, "prepared")
    assert {name: getattr(Collection(tmp_path), name)() for name in macros} == asked
    assert "| " in asked["figures"]


class TestDataPage:
    """What the page about the data is told agrees with the files."""

    @pytest.fixture
    def collection(self) -> Collection:
        return Collection(ROOT)

    def test_the_version_is_that_of_the_files(self, collection: Collection) -> None:
        version = json.loads(exports_of(ROOT)["data/v1/cases.json"])["version"]
        assert collection.data_version() == version

    def test_counts_are_those_of_the_tables(self, collection: Collection) -> None:
        files = exports_of(ROOT)
        for table, word in (("cases", "cases"), ("events", "events")):
            rows = [
                *csv.reader(
                    io.StringIO(files[f"data/v1/{table}.csv"].decode("utf-8-sig"), newline="")
                )
            ]
            assert f"{len(rows) - 1} {word}" in collection.data_counts().replace(",", "")

    def test_every_list_is_linked_and_every_column_explained(self, collection: Collection) -> None:
        files = exports_of(ROOT)
        linked = re.findall(r"\]\((v1/[^)]+)\)", collection.data_files())
        assert len(linked) == len(RECORD_FOLDERS)
        assert all(f"data/{path}" in files for path in linked)
        for shape in SHAPES:
            head = (
                files[f"data/v1/{shape.name}.csv"].decode("utf-8-sig").split("\r\n")[0].split(",")
            )
            told = re.findall(r"^\| `(\w+)` ", collection.data_fields(shape.name), re.MULTILINE)
            assert told == head


def test_pages_with_macros_are_made_again_when_the_newest_changes_are_others(
    tmp_path: Path,
) -> None:
    newest = tmp_path / "docs" / TAKEN_IN[0]
    newest.parent.mkdir(parents=True)
    nothing = taken_in(tmp_path)
    newest.write_text("- one\n", encoding="utf-8")
    one = taken_in(tmp_path)
    newest.write_text("- one\n- two\n", encoding="utf-8")
    two = taken_in(tmp_path)
    assert nothing != one
    assert one != two
