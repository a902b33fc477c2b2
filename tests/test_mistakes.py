"""Mistakes that people make in records, each told with a place, a plain sentence and a mend.

`tests/mistakes/base` is laid over `tests/wrong/base` and is right. Each entry of the tables beside
it is one mistake: `find` and `put` edit the case, or the `file` named; `to` renames it, or copies
it with `copy`; `encoding` and `content` say how it was saved; a `file` alone is deleted. `at`,
`slug` and `mend` are what `casebook check` must say among other things.
"""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from casebook.cli import main
from test_wrong import WRONG, lay_out

TABLES: Final = Path(__file__).parent / "mistakes"
CASE: Final = "cases/example-one.yaml"
MOST_PROBLEMS: Final = 8
MISTAKES: Final[list[dict[str, Any]]] = [
    mistake
    for table in sorted(TABLES.glob("*.toml"))
    for mistake in tomllib.loads(table.read_text(encoding="utf-8"))["mistake"]
]
HARMLESS: Final[list[tuple[str, str, str]]] = [
    ("line ends of Windows", "\n", "\r\n"),
    ("line ends of old computers", "\n", "\r"),
    ("no line end after the last line", "at: p. 3\n", "at: p. 3"),
    ("a date in quotation marks", "date: 2022-03-02", 'date: "2022-03-02"'),
    ("an id in quotation marks", "type: detained", "type: 'detained'"),
    ("spaces at the end of a line", "type: detained\n", "type: detained  \n"),
    ("a comment", "type: detained\n", "type: detained # by police\n"),
    ("a text with a dash, quotation marks and a number sign", "held the", "held — “no#12” — the"),
    ("an empty line between keys", "    type: detained\n", "\n    type: detained\n"),
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of records in which nothing is wrong."""
    lay_out(WRONG / "base", tmp_path / "data")
    shutil.copytree(TABLES / "base", tmp_path / "data", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def make(mistake: dict[str, Any], data: Path) -> None:
    """Make a mistake."""
    file = data / mistake.get("file", CASE)
    text = file.read_text(encoding="utf-8")
    if "find" in mistake:
        assert mistake["find"] in text
        text = text.replace(mistake["find"], mistake["put"], 1)
    text = mistake.get("content", text)
    changed = text != file.read_text(encoding="utf-8") or "encoding" in mistake
    if not changed and not mistake.get("copy"):
        file.unlink()
    target = data / mistake["to"] if "to" in mistake else file
    if changed or "to" in mistake:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(text.encode(mistake.get("encoding", "utf-8")))


def told(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    """What `casebook check` says of it."""
    status = main(["check", "--strict", "--format", "json"])
    return status, json.loads(capsys.readouterr().out)["problems"]


def test_the_base_is_right(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (data / CASE).is_file()
    assert told(capsys) == (0, [])


def test_the_tables_hold_many_different_mistakes() -> None:
    assert len(MISTAKES) >= 60
    assert len({mistake["name"] for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["name"])
def test_a_mistake_is_told_with_its_place_and_mend(
    mistake: dict[str, Any], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(mistake, data)
    status, problems = told(capsys)
    assert status == 1
    assert 1 <= len(problems) <= MOST_PROBLEMS
    for problem in problems:
        assert problem["path"].startswith("data/")
        assert re.fullmatch(r"[^\n]{12,}", problem["message"])
        assert problem["mend"]
    said = [
        problem
        for problem in problems
        if f"{problem['path']}:{problem['line']}:{problem['column']}" == f"data/{mistake['at']}"
        and problem["slug"] == mistake["slug"]
        and mistake["mend"] in problem["mend"]
    ]
    assert said, problems


@pytest.mark.parametrize(("name", "find", "put"), HARMLESS)
def test_what_means_the_same_is_no_mistake(
    name: str, find: str, put: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (data / CASE).read_text(encoding="utf-8")
    assert find in text, name
    (data / CASE).write_bytes(text.replace(find, put).encode())
    assert told(capsys) == (0, []), name
