"""Data files: what is exported, what is not, and that no format loses what is not known."""

import csv
import io
import json
import re
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from casebook.build import fold_all
from casebook.exports import SHAPES
from casebook.exports.columns import Column, TableShape
from casebook.exports.csv_file import CsvFile
from casebook.exports.csv_text import cell
from casebook.exports.sentences import sentence_cell
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.models import RECORD_FOLDERS, SentenceItem
from exported_world import exports_of
from golden_world import put_together

ROOT = Path(__file__).resolve().parent.parent
Json = dict[str, Any]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_together(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def files(world: Path) -> dict[str, bytes]:
    return exports_of(world)


@pytest.fixture(scope="module")
def record() -> dict[str, bytes]:
    return exports_of(ROOT)


def loaded(files: dict[str, bytes], path: str) -> Json:
    found: Json = json.loads(files[f"data/v1/{path}"])
    return found


def rows(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(files[f"data/v1/{table}.csv"].decode("utf-8-sig"), newline=""))
    )


class TestJson:
    def test_each_shown_record_has_a_file_and_a_line_in_the_list(
        self, world: Path, files: dict[str, bytes]
    ) -> None:
        for folder in RECORD_FOLDERS:
            stems = {path.stem for path in (world / "data" / folder).glob("*.yaml")}
            stems -= {"example-hidden", "example-removed"}
            assert stems, folder
            listed = loaded(files, f"{folder}.json")
            assert {one["id"] for one in listed["records"]} == stems
            assert listed["count"] == len(stems)
            for one in listed["records"]:
                assert loaded(files, f"{folder}/{one['id']}.json") == one

    def test_what_is_withheld_or_removed_leaves_no_trace(self, files: dict[str, bytes]) -> None:
        everything = b"".join(files.values())
        assert b"example-one" in everything
        for name in (b"example-hidden", b"example-removed"):
            assert name not in everything
            assert name.decode() not in "".join(files)

    def test_a_state_has_its_basis_date_event_and_sources(self, files: dict[str, bytes]) -> None:
        liberty = loaded(files, "cases/example-one.json")["state"]["liberty"]
        last = liberty["last_known"]

        assert (liberty["state"], liberty["basis"]) == ("term-elapsed", "computed")
        assert (last["state"], last["basis"]) == ("serving-imprisonment", "inferred")
        assert liberty["as_of"] == last["as_of"] == "2031-02-15~"
        assert last["told"]["event"] == "convicted-2030-12"
        assert last["told"]["sources"] == [
            {"source": "example-watch-2031", "at": "ch. 1, para. 9", "note": "the table"}
        ]

    def test_what_is_curated_stays_as_it_is(self, files: dict[str, bytes]) -> None:
        timeline = {
            one["id"]: one for one in loaded(files, "cases/example-one.json")["record"]["timeline"]
        }
        alleged = timeline["ill-treated-2030-05"]

        assert (alleged["claim"], alleged["claimed_by"]) == ("alleged", [{"en": "her lawyer"}])
        assert alleged["date"] == "2030-05~"
        assert timeline["upheld-2030-12"]["claim"] == "stated"
        assert timeline["detained-2030-05"]["disputed"][0]["values"][1]["value"] == "2 May 2030"
        assert timeline["reclassified-2030-10"]["misprints"][0]["as_printed"] == "Oktember"
        assert timeline["recognised-2031"]["inferred"][0]["field"] == "date"

    def test_what_nobody_tells_is_told(self, record: dict[str, bytes]) -> None:
        unknown = [
            one["state"]["liberty"]
            for one in loaded(record, "cases.json")["records"]
            if one["state"]["liberty"]["state"] == "unknown"
        ]

        assert len(unknown) > 5
        assert {one["label"] for one in unknown} == {
            one["label"]["en"]
            for one in loaded(record, "vocabularies.json")["vocabularies"]["liberty-states"]
            if one["id"] == "unknown"
        }
        values = [
            value["kind"]
            for one in loaded(record, "statistics.json")["records"]
            for value in one["record"]["values"]
        ]
        assert "not-stated" in values

    def test_each_state_agrees_with_the_fold(self, record: dict[str, bytes]) -> None:
        linked = link(load(ROOT))
        states = fold_all(linked, meaning_of(linked.library))
        cases = loaded(record, "cases.json")["records"]
        assert len(cases) > 100
        for one in cases:
            folded, shown = states[one["id"]], one["state"]
            assert shown["liberty"]["state"] == folded.liberty.state
            assert shown["liberty"]["basis"] == folded.liberty.basis
            assert [p["state"] for p in shown["proceedings"]] == [
                p.state for p in folded.proceedings
            ]

    def test_the_address_is_whole_only_where_the_site_has_one(self, world: Path) -> None:
        path = "data/v1/cases/example-one.json"
        without = json.loads(exports_of(world)[path])
        made = json.loads(exports_of(world, "https://casebook.example/kz")[path])

        assert (without["page"], without["url"]) == ("cases/example-one/", None)
        assert made["url"] == "https://casebook.example/kz/cases/example-one/"


class TestVersions:
    def test_the_same_records_give_the_same_bytes(
        self, world: Path, files: dict[str, bytes], tmp_path: Path
    ) -> None:
        other = exports_of(put_together(tmp_path))

        assert list(other) == list(files)
        assert other == files
        assert exports_of(world) == files

    def test_a_change_moves_the_version_of_its_record_and_of_the_data(
        self, files: dict[str, bytes], tmp_path: Path
    ) -> None:
        path = put_together(tmp_path) / "data" / "cases" / "example-one.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Police took her", "The police took her"), encoding="utf-8")
        changed = exports_of(tmp_path)

        def version(files: dict[str, bytes], name: str) -> str:
            found: str = loaded(files, name)["version"]
            assert re.fullmatch("1-[0-9a-f]{12}", found)
            return found

        for moved in ("cases/example-one.json", "cases.json", "articles.json"):
            assert version(changed, moved) != version(files, moved)
        same = "cases/example-two.json"
        assert version(changed, same) == version(files, same)


class TestTables:
    def test_one_row_each(self, files: dict[str, bytes]) -> None:
        cases = loaded(files, "cases.json")["records"]
        events = [event for one in cases for event in one["record"].get("timeline", [])]
        charges = [
            charge
            for one in cases
            for side in ("proceedings", "accountability")
            for proceeding in one["state"][side]
            for charge in proceeding["charges"]
        ]
        assert len(rows(files, "cases")) == len(cases) > 0
        assert len(rows(files, "events")) == len(events) > 0
        assert len(rows(files, "charges")) == len(charges) > 0

    def test_keys_tell_rows_apart_and_lead_to_rows(self, record: dict[str, bytes]) -> None:
        for shape in SHAPES:
            found = rows(record, shape.name)
            keys = [tuple(row[name] for name in shape.key) for row in found]
            assert len(keys) == len(set(keys)) > 5, shape.name
            for here, table, there in shape.foreign:
                targets = {tuple(row[name] for name in there) for row in rows(record, table)}
                told = {tuple(row[name] for name in here) for row in found} - {("",) * len(here)}
                assert told, (shape.name, here)
                assert told <= targets, (shape.name, here)

    def test_no_state_goes_without_its_date_and_source(self, record: dict[str, bytes]) -> None:
        told = [row for row in rows(record, "cases") if row["liberty"] != "unknown"]
        assert len(told) > 50
        for row in told:
            assert row["liberty_as_of"], row["case"]
            assert row["liberty_sources"], row["case"]
        charges = rows(record, "charges")
        assert len(charges) > 50
        assert all(row["as_of"] and row["sources"] and row["page"] for row in charges)

    def test_what_is_not_sure_says_so(self, files: dict[str, bytes]) -> None:
        events = {
            row["event"]: row for row in rows(files, "events") if row["case"] == "example-one"
        }

        assert events["ill-treated-2030-05"]["claim"] == "alleged"
        assert events["ill-treated-2030-05"]["claimed_by"] == "her lawyer"
        assert events["recognised-2031"]["inferred"] == "date: The report knows of it."
        assert events["recognised-2031"]["date_earliest"] == ""
        assert (
            events["detained-2030-05"]["disputed"]
            == "day of the detention: 1 May 2030 / 2 May 2030"
        )
        cases = {row["case"]: row for row in rows(files, "cases")}
        assert cases["example-one"]["liberty_basis"] == "computed"
        assert cases["example-one"]["liberty_last_known"] == "serving-imprisonment"
        assert cases["example-one"]["liberty_last_known_since"] == "2030-12-10"
        assert cases["example-one"]["liberty_last_known_as_of"] == "2031-02-15~"

    def test_a_conviction_keeps_its_date_after_the_appeal(self, files: dict[str, bytes]) -> None:
        convicted = [
            row
            for row in rows(files, "charges")
            if row["case"] == "example-one" and row["article"] == "cc-991" and row["part"] == "1"
        ]

        assert [row["convicted_date"] for row in convicted] == ["2030-12-10"]
        assert convicted[0]["sentence_kinds"] == "imprisonment | activity-ban | fine"
        assert (
            convicted[0]["sentence"] == "imprisonment 1 months | activity-ban 3 years | fine 20 MCI"
        )

    def test_a_question_of_advocates_has_an_answer(self, record: dict[str, bytes]) -> None:
        """Who was convicted under 405 in 2021 or 2022, to restricted freedom and a ban?"""
        found = {
            row["case"]
            for row in rows(record, "charges")
            if row["article"] == "cc-405"
            and row["convicted_date"][:4] in ("2021", "2022")
            and {"restricted-freedom", "activity-ban"} <= set(row["sentence_kinds"].split(" | "))
        }

        assert len(found) > 2
        assert "max-bokayev" not in found


class TestCells:
    @pytest.mark.parametrize(
        "text", ["=1+1", "+7 701", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "＝1"]
    )
    def test_a_formula_is_not_run(self, text: str) -> None:
        assert cell(text) == f"'{text}"

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (None, ""),
            (True, "true"),
            (False, "false"),
            (-3, "-3"),
            (2.5, "2.5"),
            (1234567.0, "1234567"),
            (1234567.25, "1234567.25"),
            ("x=1", "x=1"),
        ],
    )
    def test_other_values_stay(self, value: str | float | None, shown: str) -> None:
        assert cell(value) == shown

    def test_a_table_is_read_back_as_it_was(self, tmp_path: Path) -> None:
        text = 'Қазақстан, "quoted"\nline; Россия'
        shape = TableShape(
            "table", "", tuple(Column(name, "", itemgetter(name)) for name in ("a", "b")), ("a",)
        )
        table = CsvFile(tmp_path / "table.csv", shape)
        table.add([shape.cells({"a": text, "b": None})])
        table.close()
        found = (tmp_path / "table.csv").read_bytes()

        assert found.startswith(b"\xef\xbb\xbf")  # or a spreadsheet reads other letters
        assert found.endswith(b"\r\n")
        assert list(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""))) == [
            ["a", "b"],
            [text, ""],
        ]

    @pytest.mark.parametrize(
        ("item", "shown"),
        [
            ({"kind": "imprisonment"}, "imprisonment (size not stated)"),
            ({"kind": "imprisonment", "life": True}, "imprisonment life"),
            ({"kind": "fine", "mci": 2.5}, "fine 2.5 MCI"),
            (
                {
                    "kind": "fine",
                    "amount": 100,
                    "amount_to": 200,
                    "currency": "KZT",
                    "at_least": True,
                },
                "fine at least 100-200 KZT",
            ),
            (
                {"kind": "imprisonment", "years": 3, "conditional": True, "additional": True},
                "imprisonment 3 years (conditional) (added to a term being served)",
            ),
            (
                {"kind": "public-labour", "hours": 40, "at_most": True},
                "public-labour at most 40 hours",
            ),
        ],
    )
    def test_a_sentence_is_told_in_one_cell(self, item: Json, shown: str) -> None:
        assert sentence_cell(SentenceItem.model_validate(item)) == shown
