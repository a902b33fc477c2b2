import subprocess
import sys
from pathlib import Path

import pytest

from bench import (
    Cost,
    Row,
    Size,
    StepFailedError,
    copy_kept_files,
    main,
    measure,
    ratios,
    size_of,
)


def row(cases: int, work: float) -> Row:
    """A row in which every stage takes as long as another and the build twice as long."""
    check, build = Cost(work, work, 10), Cost(2 * work, 2 * work, 30)
    mkdocs, search = Cost(work, work, 20), Cost(work, work, 25)
    pages, site = Size(1200, 2 << 20, 5000), Size(1300, 3 << 20, 6400)
    return Row(cases, check, build, mkdocs, search, pages, site)


def test_only_kept_files_are_copied_and_no_records(tmp_path: Path) -> None:
    root, target = tmp_path / "root", tmp_path / "target"
    (root / "data").mkdir(parents=True)
    (root / "data/new.yaml").touch()
    (root / "kept.md").touch()
    (root / "made.md").touch()
    (root / ".gitignore").write_text("made.md\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", root], check=True)

    assert copy_kept_files(root, target) == 2
    assert sorted(path.name for path in target.iterdir()) == [".gitignore", "kept.md"]


def test_a_command_is_measured_in_its_folder(tmp_path: Path) -> None:
    code = (
        "import pathlib, time; pathlib.Path('made').touch(); x = bytearray(64 << 20)\n"
        "sum(range(1_000_000)); time.sleep(0.2)"
    )

    cost = measure([sys.executable, "-c", code], tmp_path)

    assert (tmp_path / "made").is_file()
    assert cost.seconds > 0.2
    assert cost.seconds > cost.work > 0
    assert 64 < cost.peak < 1024


def test_a_failing_command_shows_its_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StepFailedError, match="status 3"):
        measure([sys.executable, "-c", "print('why'); raise SystemExit(3)"], tmp_path)

    assert "why" in capsys.readouterr().err


def test_size_counts_files_of_a_kind_below(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/one.md").write_bytes(bytes(1000))
    (tmp_path / "two.md").write_bytes(bytes(30))
    (tmp_path / "three.txt").write_bytes(bytes(500))

    assert size_of(tmp_path, ".md") == Size(2, 1030, 1000)
    assert size_of(tmp_path, ".html") == Size(0, 0, 0)


def test_the_table_takes_checking_out_of_the_build() -> None:
    told = row(1000, 3)

    assert told.render == Cost(3, 3, 30)
    assert told.whole == Cost(12, 12, 30)
    assert str(told) == (
        "| 1,000 | 3.0 s, 10 MiB | 3.0 s, 30 MiB | 3.0 s, 20 MiB "
        "| 3.0 s, 25 MiB | 12.0 s, 30 MiB | 12.0 "
        "| 1,200 | 2.0 MiB | 3.0 MiB | 6 kB |"
    )


def test_the_ratios_compare_stages_and_sizes() -> None:
    assert [*ratios([row(1000, 2), row(10_000, 40)])] == [
        "1,000 cases: generation takes 2.00 of MkDocs; at most 30 MiB",
        "10,000 cases: generation takes 2.00 of MkDocs; at most 30 MiB",
        "1,000 to 10,000 cases: a case takes 2.00 times as long, each further one 16.9 ms",
    ]


@pytest.mark.site
def test_a_small_world_goes_through_all_stages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["20"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told[0].count("|") == told[2].count("|")
    assert told[2].startswith("| 20 |")
    assert "generation takes" in told[-1]
