"""Records that are wrong on purpose: one folder a rule, its whole report compared.

A folder holds `data/`, laid over `base/data` and the real vocabularies; `without.txt` names what
to take away from those; `expected.txt` is all that `casebook check` says. To rewrite them after a
change of words: `pytest tests/test_wrong.py --update-golden`, then read the diff.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from casebook.checks.manual import RULES_OF_ALL, sections_of
from casebook.cli import main

ROOT = Path(__file__).resolve().parent.parent
WRONG = ROOT / "tests/wrong"
MANUAL = ROOT / "docs/contributing/rules.md"
BASE = "base"
EVERYTHING = "everything"
FOLDERS = sorted(path.name for path in WRONG.iterdir() if path.is_dir() and path.name != BASE)


def write_too_much(data: Path) -> None:
    """A file of a mebibyte, which nobody should have to clone."""
    (data / "cases").mkdir()
    (data / "cases/example-one.yaml").write_bytes(b"name: Example One Testov\n" * 50_000)


def take_a_photograph(data: Path) -> None:
    """A picture beside the records that says where it was taken."""
    assets = data.parent / "docs" / "assets"
    assets.mkdir(parents=True)
    Image.new("RGB", (2, 2)).save(assets / "photo.jpg", comment=b"43.2 N, 76.9 E")


MADE: dict[str, Callable[[Path], None]] = {
    "file-too-large": write_too_much,
    "picture-with-properties": take_a_photograph,
}


def lay_out(folder: Path, data: Path) -> None:
    """Put a data folder together from the real vocabularies, the base and what is wrong."""
    shutil.copytree(ROOT / "data/vocabularies", data / "vocabularies")
    for path in (data / "vocabularies").glob("*.yaml"):
        # The glossary rests on the whole record, which is not here.
        text = re.sub(r"(?m)^ +glossary: .*\n", "", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    shutil.copytree(WRONG / BASE / "data", data, dirs_exist_ok=True)
    without = folder / "without.txt"
    for name in without.read_text(encoding="utf-8").split() if without.exists() else ():
        path = data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if (folder / "data").exists():
        shutil.copytree(folder / "data", data, symlinks=True, dirs_exist_ok=True)
    if folder.name in MADE:
        MADE[folder.name](data)


def report(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> tuple[int, str]:
    lay_out(folder, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    status = main(["check", "--format", "text"])
    shown = capsys.readouterr()
    assert not shown.err
    return status, shown.out


@pytest.mark.parametrize("name", FOLDERS)
def test_a_wrong_record_is_reported_whole(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    update_golden: bool,
) -> None:
    expected = WRONG / name / "expected.txt"

    status, shown = report(WRONG / name, tmp_path, monkeypatch, capsys)

    if update_golden:
        expected.write_text(shown, encoding="utf-8", newline="\n")
    fresh = "if the new words are right: pytest --update-golden"
    assert shown == expected.read_text(encoding="utf-8"), fresh
    assert status == (2 if name == "no-records" else int(": error: " in shown))
    assert os.fspath(tmp_path) not in shown


@pytest.mark.parametrize("name", [name for name in FOLDERS if name != EVERYTHING])
def test_a_folder_breaks_its_own_rule_and_no_other(name: str) -> None:
    lines = (WRONG / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    heads = [line for line in lines if ": error: " in line or ": warning: " in line]

    assert heads
    assert all(line.endswith(f"[{name}]") for line in heads)


def test_one_record_can_break_many_rules() -> None:
    shown = (WRONG / EVERYTHING / "expected.txt").read_text(encoding="utf-8")
    heads = [line for line in shown.splitlines() if line.startswith("data/")]
    places = [tuple(int(part) for part in head.split(":")[1:3]) for head in heads]

    assert len(heads) >= 10
    assert places == sorted(places)
    assert len({head.rpartition("[")[2] for head in heads}) >= 10
    assert shown.endswith(" in 1 of 4 records\n")


def test_the_base_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, shown = report(WRONG / BASE, tmp_path, monkeypatch, capsys)

    assert (status, shown) == (0, "no problems in 3 records\n")


def test_rules_folders_and_the_manual_name_the_same_slugs() -> None:
    sections = sections_of(MANUAL.read_text(encoding="utf-8"))

    assert len(FOLDERS) > 50
    assert set(FOLDERS) - {EVERYTHING} == set(RULES_OF_ALL)
    assert len(sections) == len(set(sections))
    assert set(sections) == set(RULES_OF_ALL)
