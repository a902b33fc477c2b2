"""The bench of `make bench`: what it measures, compares and tells."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from bench import main
from benching import building, others, page, results, tables, worlds
from benching.chart import chart
from benching.goals import Goal, goals
from benching.processes import Cost, StepFailedError, measure, median, memory_of, run
from benching.results import Conditions, Measured, Result
from benching.waiting import Wait
from benching.worlds import Size, copy_kept_files, edit, size_of

ROOT = Path(__file__).resolve().parent.parent
EVERY_STEP = tuple(tables.STEPS)


def result(cases: int, seconds: float, peak: float = 100.0, *, name: str = "") -> Result:
    """A world in which every step takes as long and as much as another."""
    costs = dict.fromkeys(EVERY_STEP, Cost(seconds, 2 * seconds, peak))
    waits = dict.fromkeys(tables.WAITS, Wait(9.0, (seconds, 8 * seconds, 0.0), (seconds,), 64.0))
    sizes = dict.fromkeys(tables.SIZES, Size(1200, 3 << 20, 6400))
    return Result(name or str(cases), cases, costs, sizes, waits)


def measured(*found: Result) -> Measured:
    made_with = Conditions("2026-11-22", {"Python": "3.11.7"}, 2, 24, 1.5)
    return Measured(made_with, found, {"real": {"events a case": 4.0}, "20": {"events a case": 5}})


# --- processes -----------------------------------------------------------------------------------


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


def test_memory_is_that_of_all_processes_below(tmp_path: Path) -> None:
    hold = "x = bytearray(b'x') * (80 << 20); import time; time.sleep(2)"
    code = (
        "import subprocess, sys\n"
        f"both = [subprocess.Popen([sys.executable, '-c', {hold!r}]) for _ in range(2)]\n"
        "[one.wait() for one in both]"
    )

    done = run([sys.executable, "-c", code], tmp_path)

    assert done.cost.peak > 160
    assert done.peak_between(done.began, done.ended) > 160
    assert done.peak_between(done.ended + 1, done.ended + 2) == 0
    assert memory_of(2**22 + 1) == 0  # there is no such process


def test_a_failing_command_shows_its_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StepFailedError, match="status 3"):
        measure([sys.executable, "-c", "print('why'); raise SystemExit(3)"], tmp_path)

    assert "why" in capsys.readouterr().err


def test_the_median_is_the_middle_run_by_the_clock() -> None:
    one, two, three, four = (Cost(seconds, 9 - seconds, 1) for seconds in (1, 2, 3, 4))

    assert median([three, one, two]) == two
    assert median([four, three, one, two]) == two


# --- worlds --------------------------------------------------------------------------------------


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


def test_size_counts_files_of_a_kind_below(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/one.md").write_bytes(bytes(1000))
    (tmp_path / "two.md").write_bytes(bytes(30))
    (tmp_path / "three.txt").write_bytes(bytes(500))

    assert size_of(tmp_path, ".md") == Size(2, 1030, 1000)
    assert size_of(tmp_path, ".html") == Size(0, 0, 0)


def test_every_real_case_can_be_edited_and_changes_only_its_summary(tmp_path: Path) -> None:
    records = sorted((ROOT / "data/cases").glob("*.yaml"))
    assert records

    for record in records:
        copy = tmp_path / record.name
        copy.write_bytes(record.read_bytes())
        edit(copy, "More words.")
        before, after = (
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts
            for path in (record, copy)
        )
        assert "More words." in str(after.pop("summary"))
        assert before.pop("summary")
        assert before == after


# --- building ------------------------------------------------------------------------------------


def test_the_settings_of_the_bench_keep_every_hook_of_the_site(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    listed = re.search(r"^hooks:\n((?:  - .*\n)+)", settings, re.MULTILINE)
    assert listed

    building.prepare(tmp_path)

    written = yaml.safe_load((tmp_path / building.SETTINGS).read_text(encoding="utf-8"))
    kept = [line.split()[1] for line in listed[1].splitlines()]
    assert written == {
        "INHERIT": "mkdocs.yml",
        "hooks": [*kept, "scripts/benching/marking.py"],
    }


def test_pages_are_laid_out_for_hugo_with_their_lists(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name in ("index.md", "cases/index.md", "cases/some-name.md", "adr/0001-x.md"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(f"# {name}\n", encoding="utf-8")

    assert others.lay_out(docs, tmp_path / "hugo") == 3
    content = tmp_path / "hugo" / others.CONTENT
    assert {path.relative_to(content).as_posix() for path in content.rglob("*.md")} == {
        "_index.md",
        "cases/_index.md",
        "cases/some-name.md",
    }


def test_the_bare_loop_makes_a_page_of_each_case(tmp_path: Path) -> None:
    records = sorted((ROOT / "data/cases").glob("*.yaml"))[:3]
    assert len(records) == 3
    (tmp_path / "data/cases").mkdir(parents=True)
    for record in records:
        (tmp_path / "data/cases" / record.name).write_bytes(record.read_bytes())

    assert others.floor(tmp_path).seconds > 0
    for record in records:
        name = yaml.safe_load(record.read_text(encoding="utf-8"))["name"]
        text = (tmp_path / others.FLOOR / record.stem / "index.html").read_text(encoding="utf-8")
        assert f"<h1>{name}</h1>" in text


# --- goals and tables ----------------------------------------------------------------------------


def told(*found: Result) -> dict[str, Goal]:
    return {f"{one.where}: {one.what}": one for one in goals(found)}


def test_a_goal_is_met_at_its_limit_and_not_above() -> None:
    assert Goal("here", "x", 2.0, 2.0).is_met
    assert str(Goal("here", "x", 2.01, 2.0, " s")) == "NOT met: here: x: 2.01 s (at most 2.00 s)"


def test_the_goals_are_those_that_were_agreed() -> None:
    found = told(result(1000, 2), result(10_000, 20))

    limits = {re.sub(r"^.*? cases: ", "", name): goal.limit for name, goal in found.items()}
    assert limits == {
        "whole build from nothing, of Hugo and Pagefind together, by the clock": 2.0,
        "whole build from nothing, of Hugo and Pagefind together, of the processors": 2.0,
        "MkDocs after one edit, of Hugo from nothing, by the clock": 0.5,
        "MkDocs after one edit, of Hugo from nothing, of the processors": 0.5,
        "most memory but for the search": 1536.0,
        "most memory while the search is made": 1536.0,
        "check for the first time, by the clock": 10.0,
        "check for the first time, of the processors": 10.0,
        "check again, by the clock": 2.0,
        "check again, of the processors": 2.0,
        "largest page": 200.0,
        "from saving to the page in preview, by the clock": 3.0,
        "from saving to the page in preview, of the processors": 3.0,
        "from saving to the page in serve, by the clock": 3.0,
        "from saving to the page in serve, of the processors": 3.0,
        "time of a case in a whole build, by the clock": 1.2,
        "time of a case in a whole build, of the processors": 1.2,
    }
    assert "met: 1,000 to 10,000 cases: time of a case" in "\n".join(
        map(str, goals([result(1000, 2), result(10_000, 20)]))
    )


def test_goals_judge_what_was_found() -> None:
    found = told(result(1000, 2), result(10_000, 30, 2000.0))
    whole = "10,000 cases: whole build from nothing, of Hugo and Pagefind together, by the clock"

    assert found[whole].found == pytest.approx(0.5)
    assert not found[
        "10,000 cases: MkDocs after one edit, of Hugo from nothing, by the clock"
    ].is_met
    assert found["1,000 cases: most memory but for the search"].is_met
    assert not found["10,000 cases: most memory while the search is made"].is_met
    assert found["10,000 cases: from saving to the page in serve, by the clock"].found == 30
    further = found["1,000 to 10,000 cases: time of a case in a whole build, by the clock"]
    assert further.found == pytest.approx(1.5)
    assert not further.is_met


def test_the_real_records_have_goals_of_their_own_and_less_time() -> None:
    costs = {"check-cold": Cost(1, 1, 1)}
    waits = {"preview": Wait(1, (2.5,), (0.5,), 1)}
    found = [*goals([Result("real", 111, costs, {}, waits)])]

    assert [(one.where, one.limit, one.is_met) for one in found] == [
        ("the 111 real cases", 10.0, True),
        ("the 111 real cases", 10.0, True),
        ("the 111 real cases", 2.0, False),
        ("the 111 real cases", 2.0, True),
    ]


def test_the_tables_have_a_row_for_each_step_and_a_cell_for_each_world() -> None:
    lines = [*tables.costs([result(100, 1), result(1000, 2.5)])]

    assert len(lines) == 2 + len(tables.STEPS) + len(tables.WAITS)
    assert {line.count("|") for line in lines} == {5}
    assert lines[0] == "|  | 100 | 1,000 | of Hugo + Pagefind at 1,000 |"
    assert (
        "| Hugo on the same Markdown | 1.0 s (2.0), 100 MiB | 2.5 s (5.0), 100 MiB | 0.50 (0.50) |"
        in lines
    )
    assert (
        "| saved to shown, `make serve` | 1.00 s (1.00), 64 MiB | 2.50 s (2.50), 64 MiB |  |"
        in lines
    )


def test_what_was_not_measured_is_left_open() -> None:
    some = Result("real", 111, {"check-cold": Cost(1, 1, 1)}, {}, {})
    lines = [*tables.costs([some, Result("100", 100, {"hugo": Cost(1, 1, 1)}, {}, {})])]

    assert lines[2:] == [
        "| check, for the first time | 1.0 s (1.0), 1 MiB |  |",
        "| Hugo on the same Markdown |  | 1.0 s (1.0), 1 MiB |",
    ]


def test_what_was_measured_is_kept_and_read_again(tmp_path: Path) -> None:
    before = measured(result(100, 1), result(111, 2, name="real"))
    results.save(before, tmp_path / "deep" / "kept.json")

    after = results.load(tmp_path / "deep" / "kept.json")

    assert [*tables.tell(after)] == [*tables.tell(before)]
    assert after.results[1].is_real


def test_a_page_gets_the_figures_between_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "scale.md"
    path.write_text(f"# Title\n\n{page.BEGIN}\nold\n{page.END}\n\nBelow.\n", encoding="utf-8")
    kept = measured(result(100, 1), result(1000, 2))

    page.write(kept, path)
    first = path.read_text(encoding="utf-8")
    page.write(kept, path)

    assert path.read_text(encoding="utf-8") == first
    assert first.startswith("# Title\n\n")
    assert first.endswith("\n\nBelow.\n")
    assert "old" not in first
    assert "2 processors, 24 GiB of memory" in first
    assert (tmp_path / "scale.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_a_run_that_has_only_begun_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "scale.md"
    path.write_text(f"{page.BEGIN}\n{page.END}\n", encoding="utf-8")
    begun = Result("1000", 1000, {}, {}, {})
    page.write(measured(begun), path)
    page.write(measured(result(111, 1, name="real"), begun), path)
    assert "1,000" in path.read_text(encoding="utf-8")
    assert not path.with_suffix(".svg").exists()
    page.write(measured(result(100, 1), begun), path)
    assert path.with_suffix(".svg").exists()


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "scale.md"
    path.write_text(f"{page.BEGIN}\n", encoding="utf-8")

    with pytest.raises(ValueError, match="two marks"):
        page.write(measured(result(100, 1)), path)
    assert path.read_text(encoding="utf-8") == f"{page.BEGIN}\n"


def test_the_chart_is_the_same_each_time_and_names_its_lines() -> None:
    found = [result(100, 1), result(1000, 2)]

    drawn = chart(found, "Seconds")

    assert drawn == chart(found, "Seconds")
    assert "Hugo + Pagefind" in drawn
    assert "bare loop" in drawn


def test_the_page_of_the_site_can_be_written_again() -> None:
    text = (ROOT / "docs/contributing/scale.md").read_text(encoding="utf-8")

    assert 0 < text.index(page.BEGIN) < text.index(page.END)
    assert "scale.svg" in text


# --- the whole -----------------------------------------------------------------------------------


def test_neither_a_number_nor_real_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ten"])
    assert "neither a number of cases nor real: ten" in capsys.readouterr().err


def test_an_earlier_run_is_told_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results.save(measured(result(100, 1)), tmp_path / "kept.json")

    assert main(["--told", str(tmp_path / "kept.json")]) == 0
    assert "## Goals" in capsys.readouterr().out


@pytest.mark.site
def test_the_stages_of_a_small_build_add_up(tmp_path: Path) -> None:
    worlds.put_up(ROOT, tmp_path, 3)
    building.prepare(tmp_path)
    began = time.monotonic()

    built = building.build(tmp_path, cold=True)

    parts = (built.generate, built.mkdocs, built.search)
    assert time.monotonic() - began > built.whole.seconds
    assert built.whole.seconds == pytest.approx(sum(part.seconds for part in parts))
    assert built.whole.work == pytest.approx(sum(part.work for part in parts))
    assert all(part.seconds > 0 and part.peak > 0 for part in parts)
    assert (tmp_path / "site/index.html").is_file()
    assert (tmp_path / "site/search").is_dir()
    worlds.clean(tmp_path)
    assert not (tmp_path / "site").exists()
