"""Which cases are told to have been unseen for long."""

import shutil
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from casebook.cli import main
from casebook.library import load
from casebook.staleness import stale

TINY: Final = Path(__file__).parent / "worlds/tiny"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(shutil.copytree(TINY, tmp_path / "world"))
    return Path.cwd()


def test_a_case_is_stale_a_year_after_its_sources_end(world: Path) -> None:
    library = load(world)
    assert library.cases
    assert stale(library, date(1990, 1, 1)) == ()
    found = stale(library, date(2090, 1, 1))
    assert {one.id for one in found} == library.cases.keys()
    last = found[-1].known
    assert last is not None
    assert last.latest is not None
    assert found[-1] not in stale(library, last.latest.replace(year=last.latest.year + 1))


def test_a_check_makes_a_case_fresh(world: Path) -> None:
    [path] = [*(world / "data/cases").glob("*.yaml")][:1]
    with path.open("a", encoding="utf-8") as record:
        record.write("checked:\n  - {date: 2089-06-01, by: editor}\n")
    assert path.stem not in {one.id for one in stale(load(world), date(2090, 1, 1))}


def test_what_is_withheld_is_not_named(world: Path) -> None:
    for path in (world / "data/cases").glob("*.yaml"):
        with path.open("a", encoding="utf-8") as record:
            record.write("publication: {state: withheld, reason: safety, since: 2030-01-01}\n")
    assert stale(load(world), date(2090, 1, 1)) == ()


def test_the_command_lists_them(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "--as-of", "2090-01-01"]) == 0
    out = capsys.readouterr().out
    assert "not confirmed since 2089-01-01" in out
    assert f"`data/cases/{next((world / 'data/cases').glob('*.yaml')).name}`" in out
    assert main(["stale", "--as-of", "2090-01-01", "--days", "99999999"]) == 2
    assert main(["stale", "--data", "nowhere"]) == 2


def test_a_broken_reference_is_told_first(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (world / "data/cases/other.yaml").write_text("name: [\n", encoding="utf-8")
    assert main(["stale"]) == 1
    assert "[yaml-syntax]" in capsys.readouterr().out
