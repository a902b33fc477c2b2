"""SQLite and Parquet: the same tables as the CSV, with types, keys and nothing lost or told."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest

from casebook.exports import SHAPES, typed
from casebook.exports.csv_text import BETWEEN
from exported_world import exports_of, written
from golden_world import put_together

ROOT = Path(__file__).resolve().parent.parent
V1 = "data/v1"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(exports_of(ROOT), tmp_path_factory.mktemp("record")) / V1


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    world = put_together(tmp_path_factory.mktemp("world"))
    return written(exports_of(world), tmp_path_factory.mktemp("invented")) / V1


def csv_rows(folder: Path, table: str) -> list[dict[str, str]]:
    text = (folder / f"{table}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def asked(folder: Path, sql: str, *values: object) -> list[Row]:
    with closing(sqlite3.connect(folder / "casebook.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


def stored_rows(folder: Path, table: str) -> list[Row]:
    return asked(folder, f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608 - our own names


def parquet_rows(folder: Path, table: str) -> list[Row]:
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(folder / "parquet" / f"{table}.parquet"))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


class TestSqlite:
    def test_it_is_whole_and_every_key_leads_to_a_row(self, record: Path) -> None:
        assert asked(record, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert asked(record, "PRAGMA foreign_key_check") == []
        keys = [one for s in SHAPES for one in asked(record, f"PRAGMA foreign_key_list({s.name})")]
        assert len(keys) > 15
        assert asked(record, "PRAGMA freelist_count") == [{"freelist_count": 0}]

    def test_every_table_holds_what_the_csv_holds(self, record: Path) -> None:
        seen = 0
        for shape in SHAPES:
            stored = stored_rows(record, shape.name)
            printed = csv_rows(record, shape.name)
            assert len(stored) == len(printed) > 5, shape.name
            for one, other in zip(stored, printed, strict=True):
                for column in shape.columns:
                    seen += 1
                    assert _printed(one[column.name], column.type) == _unguarded(
                        other[column.name], column.type
                    )
        assert seen > 50_000

    def test_every_column_is_described(self, record: Path) -> None:
        described = {(one["table"], one["name"]) for one in asked(record, "SELECT * FROM columns")}
        for shape in SHAPES:
            names = {one["name"] for one in asked(record, f'PRAGMA table_info("{shape.name}")')}
            assert {(shape.name, name) for name in names} <= described
        datasette = json.loads((record / "datasette.json").read_text(encoding="utf-8"))
        tables = datasette["databases"]["casebook"]["tables"]
        assert set(tables) == {shape.name for shape in SHAPES}
        about = {one["key"]: one["value"] for one in asked(record, "SELECT * FROM about")}
        assert about["version"].startswith("1-")
        assert about["licence"] == "CC-BY-4.0"

    def test_names_are_found_in_any_letters(self, record: Path) -> None:
        found = asked(
            record,
            'SELECT "case" FROM cases WHERE rowid IN '
            "(SELECT rowid FROM cases_search WHERE cases_search MATCH ?)",
            "мамай",
        )
        assert {"case": "zhanbolat-mamai"} in found

    def test_views_answer(self, record: Path) -> None:
        convicted = asked(
            record,
            "SELECT DISTINCT \"case\" FROM convictions WHERE article = 'cc-405' "
            "AND convicted_date_earliest >= '2021-01-01' AND convicted_date_latest <= '2022-12-31'",
        )
        assert len(convicted) > 5
        limits = asked(record, "SELECT * FROM restrictions")
        assert {one["status"] for one in limits} >= {"in-force", "elapsed", "ended"}
        for one in limits:
            assert one["status_as_of"]
            if one["status"] == "elapsed":
                assert one["until_latest"] <= one["status_as_of_latest"], one["case"]
        assert asked(record, "SELECT * FROM restrictions_in_force")
        refused = asked(record, "SELECT * FROM refusals WHERE way_out = 'amnesty'")
        assert refused
        assert all(one["text"] and one["sources"] and one["as_of"] for one in refused)
        assert len(asked(record, "SELECT DISTINCT statistic FROM figures")) > 20
        recognised = asked(record, "SELECT * FROM recognitions")
        assert len(recognised) > 5
        assert all(one["liberty_as_of"] for one in recognised)
        died = asked(record, "SELECT * FROM deaths")
        assert {"dulat-agadil", "ernazar-krykbaev"} <= {one["case"] for one in died}
        assert any(one["accused"] for one in died)
        assert any(one["accused"] is None for one in died)


class TestParquet:
    def test_every_table_reads_back_with_the_values_and_types_of_the_database(
        self, record: Path
    ) -> None:
        types = {"integer": int, "number": float, "boolean": bool, "day": date, "list": list}
        seen = set()
        for shape in SHAPES:
            found = parquet_rows(record, shape.name)
            stored = stored_rows(record, shape.name)
            assert len(found) == len(stored) > 5
            kinds = {one.name: one.type for one in typed.fields(shape)}
            for one, other in zip(found, stored, strict=True):
                assert list(one) == list(other)
                for name, value in one.items():
                    if value is not None:
                        seen.add(kinds[name])
                        assert type(value) is types.get(kinds[name], str), (shape.name, name)
                    assert _stored(value) == other[name], (shape.name, name)
        assert seen == {"text", *types}

    def test_a_date_has_its_first_and_last_day(self, invented: Path) -> None:
        events = {one["event"]: one for one in parquet_rows(invented, "events")}
        about = events["ill-treated-2030-05"]

        assert about["date"] == "2030-05~"
        assert (about["date_earliest"], about["date_latest"]) == (
            date(2030, 5, 1),
            date(2030, 5, 31),
        )
        assert events["recognised-2031"]["date_earliest"] is None


class TestDoubt:
    """What is not known, not sure or not agreed is so in every table of every format."""

    def test_of_an_event(self, invented: Path) -> None:
        def told(rows: list[Row]) -> dict[str, Row]:
            return {one["event"]: one for one in rows if one["case"] == "example-one"}

        for events in (
            told(csv_rows(invented, "events")),
            told(asked(invented, "SELECT * FROM events")),
            told(parquet_rows(invented, "events")),
        ):
            assert events["ill-treated-2030-05"]["claim"] == "alleged"
            assert "her lawyer" in str(events["ill-treated-2030-05"]["claimed_by"])
            assert "The report knows of it." in str(events["recognised-2031"]["inferred"])
            disputed = str(events["detained-2030-05"]["disputed"])
            assert "1 May 2030 / 2 May 2030" in disputed
            assert "Oktember" in str(events["reclassified-2030-10"]["misprints"])

    def test_of_what_rests_on_an_event(self, invented: Path) -> None:
        for charges in (
            csv_rows(invented, "charges"),
            asked(invented, "SELECT * FROM charges"),
            parquet_rows(invented, "charges"),
        ):
            assert any("Oktember" in str(one["doubts"]) for one in charges)
        for cases in (
            csv_rows(invented, "cases"),
            asked(invented, "SELECT * FROM cases"),
            parquet_rows(invented, "cases"),
        ):
            (one,) = (row for row in cases if row["case"] == "example-one")
            assert (one["liberty"], one["liberty_basis"]) == ("term-elapsed", "computed")
            assert "detained-2030-05" in str(one["events_with_doubts"])

    def test_a_figure_that_is_not_stated_is_no_nought(self, record: Path) -> None:
        for figures, nothing in (
            (csv_rows(record, "statistics"), ""),
            (asked(record, "SELECT * FROM statistics"), None),
            (parquet_rows(record, "statistics"), None),
        ):
            unstated = [one for one in figures if one["value_kind"] == "not-stated"]
            assert unstated
            assert all(one["value"] == nothing for one in unstated)

    def test_what_is_withheld_is_in_none(self, invented: Path) -> None:
        database = (invented / "casebook.sqlite").read_bytes()
        assert b"example-one" in database
        rows = str([parquet_rows(invented, shape.name) for shape in SHAPES])
        assert "example-one" in rows
        for name in ("example-hidden", "example-removed"):
            assert name.encode() not in database
            assert name not in rows


class TestTerms:
    """A term that ended is not listed as if it went on."""

    def test_each_sentence_says_what_became_of_it(self, record: Path) -> None:
        rows = asked(record, "SELECT * FROM sentences")
        assert {one["term_state"] for one in rows} >= {"ended", "elapsed", "replaced", "running"}
        for one in rows:
            assert one["as_of"], one["case"]
            if one["term_state"] in ("ended", "replaced", "deferred"):
                assert one["term_event"], one["case"]
            if one["term_state"] == "elapsed":
                assert one["term_end_latest"] <= date.max.isoformat()
                assert one["term_end_latest"]

    def test_a_term_runs_only_where_the_state_says_so(self, record: Path) -> None:
        rows = asked(
            record,
            "SELECT s.* , c.liberty, c.liberty_possible FROM sentences s JOIN cases c "
            "USING (\"case\") WHERE term_state = 'running' AND sentence_kind = 'imprisonment'",
        )
        assert rows
        assert all("serving-imprisonment" in f"{one['liberty']}" for one in rows)

    def test_those_who_harmed_a_subject_are_told_apart(self, record: Path) -> None:
        rows = asked(record, "SELECT * FROM charges WHERE against = 'others'")
        assert len(rows) > 2
        assert all(one["accused"] != one["name"] for one in rows)
        whose = asked(record, "SELECT * FROM charges WHERE against = 'subject'")
        assert all(one["accused"] == one["name"] for one in whose)
        assert not asked(
            record,
            'SELECT 1 FROM convictions v JOIN charges c USING ("case", page) '
            "WHERE c.against = 'others' AND v.article = 'cc-146'",
        )


CODE: Final = """
import hashlib, sys
from pathlib import Path
from casebook.build import build
for path, content in build(Path(sys.argv[1])).made():
    content = content if isinstance(content, bytes) else content.read_bytes()
    print(path, hashlib.sha256(content).hexdigest())
"""


def test_bytes_depend_on_the_records_alone(tmp_path: Path) -> None:
    """Not on the folder, the time zone, the language or the order of hashes."""
    made = []
    for number, (zone, language) in enumerate([("UTC", "C"), ("Asia/Almaty", "C.UTF-8")], start=1):
        world = put_together(tmp_path / ("x" * number) / str(number))
        settings = {
            **os.environ,
            "TZ": zone,
            "LANG": language,
            "LC_ALL": language,
            "PYTHONHASHSEED": str(number),
            "PYTHONPATH": str(ROOT / "src"),
            "TMPDIR": str(_folder(tmp_path / f"t{number}")),
        }
        run = subprocess.run(
            [sys.executable, "-c", CODE, str(world)],
            env=settings,
            capture_output=True,
            text=True,
            check=True,
        )
        made.append(run.stdout.splitlines())
        assert not list((tmp_path / f"t{number}").iterdir())
    assert len(made[0]) > 100
    assert sum(".parquet " in line or ".sqlite " in line for line in made[0]) == len(SHAPES) + 1
    assert made[0] == made[1]


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _printed(value: Any, kind: str) -> str:  # noqa: ANN401 - any value of SQLite
    if value is None:
        return ""
    if kind == "list":
        return BETWEEN.join(json.loads(value))
    if kind == "boolean":
        return "true" if value else "false"
    # Judged by the number, not by how we write it.
    return str(value).removesuffix(".0")


def _unguarded(text: str, kind: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text."""
    return text.removeprefix("'") if kind in ("string", "list") and text[1:2] in "=+-@" else text


def _stored(value: Any) -> Any:  # noqa: ANN401 - any value of DuckDB
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value.isoformat() if isinstance(value, date) else value
