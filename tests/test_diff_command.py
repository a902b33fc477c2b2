"""`casebook diff` as a reviewer meets it, on a repository with a history."""

import json
from pathlib import Path

import pytest

from casebook.cli import main
from revised_world import ONE, RELEASED, TWO, Repository, world_in


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A world with one commit; the shell is in it."""
    monkeypatch.delenv("CASEBOOK_SITE_URL", raising=False)
    made = world_in(tmp_path / "world")
    made.commit("2031-01-01")
    monkeypatch.chdir(made.root)
    return made


def test_the_files_as_they_are_are_compared(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.append(ONE, RELEASED)
    assert main(["diff", "HEAD"]) == 0
    assert "Event added: Released, 4 March 2031" in capsys.readouterr().out
    assert repository.git("status", "--porcelain").split() == ["M", ONE]


def test_two_revisions_are_compared(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.append(ONE, RELEASED)
    repository.commit("2031-02-01")
    repository.edit(TWO, "kind: person", "kind: robot")
    assert main(["diff", "HEAD~1", "HEAD", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["records"]
    assert found["id"] == "example-one"


def test_only_what_a_branch_changed_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.append(ONE, RELEASED)
    repository.commit("2031-02-01")
    repository.git("checkout", "--quiet", "main")
    repository.edit(TWO, "name: Example Two", "name: Other Two")
    repository.commit("2031-02-02")
    repository.git("checkout", "--quiet", "work")
    assert main(["diff", "main", "--parted"]) == 0
    told = capsys.readouterr().out
    assert "Example One" in told
    assert "Other Two" not in told


@pytest.mark.parametrize("base", ["no-such-branch", "--output=x", "HEAD:data"])
def test_a_revision_that_is_none_is_wrong_usage(
    repository: Repository, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    assert main(["diff", "--", base]) == 2
    assert capsys.readouterr().err.startswith("casebook diff: ")
    assert repository.git("status", "--porcelain") == ""


def test_without_git_it_says_so(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    assert main(["diff", "HEAD"]) == 2
    assert "no git" in capsys.readouterr().err
