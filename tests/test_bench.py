import subprocess
import sys
from pathlib import Path

import pytest

from bench import StepFailedError, copy_kept_files, measure, multiply_cases, size_of


def test_cases_are_copied_under_new_ids(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\n", encoding="utf-8")

    assert multiply_cases(tmp_path, 5) == 5

    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.yaml")}
    assert texts == {
        "a": "name: a\n",
        "b": "name: b\n",
        "a-copy-0": "name: a\n",
        "b-copy-1": "name: b\n",
        "a-copy-2": "name: a\n",
    }


def test_more_cases_than_wanted_stay(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").touch()

    assert multiply_cases(tmp_path, 1) == 2


def test_no_case_to_copy_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no record"):
        multiply_cases(tmp_path, 5)


def test_only_kept_files_are_copied(tmp_path: Path) -> None:
    root, target = tmp_path / "root", tmp_path / "target"
    (root / "data").mkdir(parents=True)
    (root / "data/new.yaml").touch()
    (root / "made.md").touch()
    (root / ".gitignore").write_text("made.md\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", root], check=True)

    assert copy_kept_files(root, target) == 2
    assert (target / "data/new.yaml").is_file()
    assert not (target / "made.md").exists()


def test_a_command_is_measured_in_its_folder(tmp_path: Path) -> None:
    code = "import pathlib, time; pathlib.Path('made').touch(); x = bytearray(64 << 20)"

    cost = measure([sys.executable, "-c", code], tmp_path)

    assert (tmp_path / "made").is_file()
    assert cost.seconds > 0
    assert 64 < cost.peak_mebibytes < 1024


def test_a_failing_command_shows_its_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StepFailedError, match="status 3"):
        measure([sys.executable, "-c", "print('why'); raise SystemExit(3)"], tmp_path)

    assert "why" in capsys.readouterr().err


def test_size_counts_files_below(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/file").write_bytes(bytes(1024 * 1024))

    assert size_of(tmp_path) == (1, 1.0)
