"""The commands `check` and `schema` as a person meets them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook import schemas
from casebook.cli import main

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "worlds" / "tiny"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny world, with the shell in it and no workflow around."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(shutil.copytree(TINY, tmp_path / "world"))
    return Path.cwd()


@pytest.fixture
def broken(world: Path) -> Path:
    """A world with a fault in a case and one in an article."""
    (world / "data" / "cases" / "other.yaml").write_text("name: [\n")
    (world / "data" / "articles" / "cc-901.yaml").write_text("name: [\n")
    return world


def test_sound_records_pass(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "7 records" in capsys.readouterr().out
    assert world == Path.cwd()


def test_faults_are_shown_sorted_and_fail(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert out.index("data/articles/cc-901.yaml:") < out.index("data/cases/other.yaml:")
    assert str(broken) not in out
    assert "2 errors" in out.splitlines()[-1]


@pytest.mark.parametrize("path", ["data/cases", "data/cases/other.yaml", "./data/cases/"])
def test_paths_choose_what_is_shown(
    broken: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    assert (broken / path).exists()
    assert main(["check", path]) == 1
    out = capsys.readouterr().out
    assert "data/cases/other.yaml" in out
    assert "data/articles" not in out


def test_faults_elsewhere_do_not_fail_what_was_asked_for(broken: Path) -> None:
    assert main(["check", str(broken / "data" / "sources")]) == 0
    assert main(["check", "."]) == 1


def test_a_path_that_is_not_there_is_wrong_usage(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "data/cases/nobody.yaml"]) == 2
    assert "there is no data/cases/nobody.yaml" in capsys.readouterr().err
    assert world.exists()


def test_no_records_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2


def test_no_command_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2


def test_records_may_lie_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    away = shutil.copytree(TINY, tmp_path / "away")
    (away / "data" / "cases" / "other.yaml").write_text("name: [\n")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert main(["check", "--data", str(away / "data")]) == 1
    assert capsys.readouterr().out.startswith("data/cases/other.yaml:")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--data", "away/data"]) == 1
    assert capsys.readouterr().out.startswith("away/data/cases/other.yaml:")


def test_json_is_one_object(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert len(report["problems"]) == 2
    assert broken == Path.cwd()


def test_workflows_get_annotations(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check", "data/cases"]) == 1
    assert capsys.readouterr().out.startswith("::error file=data/cases/other.yaml,line=")
    assert main(["check", "data/cases", "--format", "text"]) == 1
    assert capsys.readouterr().out.startswith("data/cases/other.yaml:")
    assert broken == Path.cwd()


def test_schemas_are_written_and_stale_ones_removed(world: Path) -> None:
    stale = world / "schema" / "judge.schema.json"
    stale.parent.mkdir()
    stale.write_text("{}")
    assert main(["schema"]) == 0
    written = {path.relative_to(world).as_posix() for path in (world / "schema").iterdir()}
    assert written == set(schemas.matches())


def test_schemas_are_not_written_without_their_choices(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "data" / "vocabularies" / "roles.yaml").write_text("title: [")
    assert main(["schema"]) == 1
    assert "data/vocabularies/roles.yaml" in capsys.readouterr().out
    assert not (world / "schema").exists()


def test_the_program_survives_a_reader_that_leaves_and_a_poor_terminal(broken: Path) -> None:
    (broken / "data" / "cases" / "other.yaml").write_text("name: Жанболат\n" * 500)
    command = f"{sys.executable} -m casebook check"
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}
    left = subprocess.run(  # noqa: S602 - a pipe is what is tried
        f"{command} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert left.stderr == ""
    poor = subprocess.run(
        command.split(),
        capture_output=True,
        env=environment | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert poor.returncode == 1
    assert poor.stderr == b""
