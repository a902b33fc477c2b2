"""What is known to be clean is never out of date: the same problems as without any cache."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook import checks, rechecking, workers
from casebook.cache import Cache, cache_of
from casebook.cli import main
from casebook.library import load, load_shelves
from casebook.links import link
from casebook.problems import Problem
from golden_world import put_together


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small world of which all is known that can be."""
    monkeypatch.setattr(rechecking, "_FEW", 0)
    put_together(tmp_path)
    again(tmp_path)
    return tmp_path


def again(world: Path) -> tuple[Problem, ...]:
    cache = cache_of(world)
    found = rechecking.recheck(load_shelves(world, cache=cache), cache)
    cache.close()
    return found


def afresh(world: Path) -> tuple[Problem, ...]:
    linked = link(load(world))
    return tuple(sorted([*linked.problems, *checks.run(linked)]))


def changed(world: Path, name: str, old: str, new: str) -> None:
    path = world / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


class Looking:
    """Which records were looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        real = checks.of_record

        def noted(*args: object) -> Iterator[tuple[Problem, ...]]:
            self.names.append(args[1].id)  # type: ignore[attr-defined]
            return real(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(rechecking, "of_record", noted)


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> Looking:
    return Looking(monkeypatch)


def dropped(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name(f"{path.stem}-renamed.yaml"))


def spoilt(path: Path) -> None:
    path.write_text("name: [\n", "utf-8")


def a_third_gone(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(lines[: len(lines) * 2 // 3]), "utf-8")


def years_later(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace("203", "209").replace("202", "208"), "utf-8")


def other_ids(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("example-", "exemple-"), "utf-8")


def same_names(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    new = ["name: Example One" if line.startswith("name: ") else line for line in lines]
    path.write_text("\n".join(new), "utf-8")


CHANGES: tuple[Callable[[Path], None], ...] = (
    dropped,
    renamed,
    spoilt,
    a_third_gone,
    years_later,
    other_ids,
    same_names,
)


class TestNeverStale:
    @pytest.mark.parametrize("change", CHANGES)
    def test_after_a_change_of_any_file_the_same_is_found(
        self, world: Path, change: Callable[[Path], None]
    ) -> None:
        paths = sorted((world / "data").rglob("*.yaml"))
        of_records = [path for path in paths if path.parent.name != "vocabularies"]
        some_vocabularies = [path for path in paths if path not in of_records][::6]
        assert len(of_records) > 15
        assert some_vocabularies
        told = 0
        for path in (*of_records, *some_vocabularies):
            before = path.read_bytes()
            change(path)
            found = again(world)
            assert found == afresh(world), path.name
            told += bool(found)
            for left in path.parent.glob(f"{path.stem}-renamed.yaml"):
                left.unlink()
            path.write_bytes(before)
            assert again(world) == (), path.name
        assert told > 5 or change is same_names

    def test_a_file_that_appears_is_seen(self, world: Path) -> None:
        changed(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")
        assert [one.slug for one in again(world)] == ["unknown-article"]
        article = (world / "data/articles/cc-991.yaml").read_text("utf-8")
        (world / "data/articles/cc-9999.yaml").write_text(article.replace("991", "9999"), "utf-8")
        assert again(world) == afresh(world)
        assert "unknown-article" not in {one.slug for one in again(world)}

    def test_what_was_broken_and_is_gone_is_missed(self, world: Path) -> None:
        article = world / "data/articles/cc-991.yaml"
        article.write_text("name: [\n", "utf-8")
        assert "unknown-article" not in {one.slug for one in again(world)}
        article.unlink()
        found = again(world)
        assert "unknown-article" in {one.slug for one in found}
        assert found == afresh(world)

    def test_another_register_of_addresses_is_seen(self, world: Path) -> None:
        (world / "data/published").mkdir(exist_ok=True)
        (world / "data/published/cases.txt").write_text("cases/nobody\n", "utf-8")
        found = again(world)
        assert "lost-address" in {one.slug for one in found}
        assert found == afresh(world)

    @pytest.mark.parametrize("text", ["{}", '{"of": 1}'])
    def test_a_table_that_is_something_else_is_not_trusted(self, world: Path, text: str) -> None:
        cache = cache_of(world)
        work = rechecking._Work(load_shelves(world, cache=cache), cache)  # noqa: SLF001
        cache.keep(work._key, text)  # noqa: SLF001
        cache.save(cache.facts)
        cache.close()
        changed(world, "cases/example-one.yaml", "date: 2031-01-02", "date: 2033-01-02")
        assert again(world) == afresh(world) != ()


class TestOnlyWhatChanged:
    def test_nothing_is_looked_at_again(self, world: Path, looking: Looking) -> None:
        again(world)
        assert looking.names == []

    def test_an_edit_is_looked_at_with_those_that_looked_at_it(
        self, world: Path, looking: Looking
    ) -> None:
        changed(world, "cases/example-one.yaml", "kind: person", "kind: person ")
        again(world)
        assert "example-one" in looking.names
        assert len(looking.names) < 10

    def test_without_a_cache_all_are_looked_at(self, world: Path, looking: Looking) -> None:
        rechecking.recheck(load_shelves(world), Cache())
        assert len(looking.names) > 15

    def test_what_is_wrong_is_looked_at_every_time(self, world: Path, looking: Looking) -> None:
        changed(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")
        again(world)
        looking.names.clear()
        again(world)
        assert looking.names == ["example-two"]


class TestFiles:
    @pytest.fixture(autouse=True)
    def shell(self, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rechecking, "_FEW", 100)
        monkeypatch.delenv("CASEBOOK_CACHE", raising=False)
        monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
        monkeypatch.chdir(world)

    def test_a_clean_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "data/cases/example-one.yaml"]) == 0
        out = capsys.readouterr().out
        assert "no problems in 1 record\n" in out
        assert "what else is wrong, 'make check' tells" in out

    def test_it_is_said_that_others_were_not_looked_at(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(rechecking, "_FEW", 0)
        monkeypatch.setenv("CASEBOOK_CACHE", "off")
        assert main(["check", "data/cases/example-one.yaml"]) == 0
        assert "other records were not looked at" in capsys.readouterr().out

    def test_others_are_looked_at_once(
        self, world: Path, monkeypatch: pytest.MonkeyPatch, looking: Looking
    ) -> None:
        monkeypatch.setattr(rechecking, "_FEW", 0)
        shutil.rmtree(world / ".cache")
        assert main(["check", "data/cases/example-one.yaml"]) == 0
        assert len(looking.names) > 15
        looking.names.clear()
        assert main(["check", "data/cases/example-one.yaml"]) == 0
        assert looking.names == ["example-one"]

    @pytest.mark.parametrize("change", CHANGES)
    def test_of_any_file_the_same_is_found_as_of_all(
        self, world: Path, change: Callable[[Path], None]
    ) -> None:
        found = 0
        for path in sorted((world / "data/cases").glob("*.yaml")):
            before = path.read_bytes()
            change(path)
            whole = afresh(world)
            there = [*(world / "data/cases").glob(f"{path.stem}*.yaml")]
            for file in (one.relative_to(world).as_posix() for one in there):
                cache = cache_of(world)
                library = load_shelves(world, cache=cache)
                narrow = rechecking.recheck_files(library, cache, [file]).problems
                cache.close()
                here = {one for one in whole if one.place.path == file}
                assert {one for one in narrow if one.place.path == file} == here
                assert set(narrow) <= set(whole)
                found += len(here)
            for left in path.parent.glob(f"{path.stem}-renamed.yaml"):
                left.unlink()
            path.write_bytes(before)
        assert found or change in {dropped, renamed, same_names}

    def test_an_address_of_it_that_was_published_and_is_gone(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = world / "data/cases/example-one.yaml"
        event = re.findall(r"^  - id: (\S+)$", path.read_text("utf-8"), re.MULTILINE)[-1]
        (world / "data/published").mkdir(exist_ok=True)
        register = f"cases/example-one\ncases/example-one#{event}\ncases/nobody\n"
        (world / "data/published/cases.txt").write_text(register, "utf-8")
        assert main(["check", "data/cases/example-one.yaml"]) == 0
        changed(world, "cases/example-one.yaml", f"id: {event}\n", f"id: {event}-other\n")
        capsys.readouterr()
        assert main(["check", "data/cases/example-one.yaml"]) == 1
        out = capsys.readouterr().out
        assert f"'cases/example-one#{event}' was published" in out
        assert "cases/nobody" not in out
        moved = f"redirects:\n  - old: cases/example-one#{event}\n"
        there = world / "data/redirects.yaml"
        there.write_text(f"{moved}    new: cases/example-one#{event}-other\n", "utf-8")
        main(["check", "data/cases/example-one.yaml"])
        assert "lost-address" not in capsys.readouterr().out
        there.write_text(f"{moved}    new: cases/example-one#{event}-another\n", "utf-8")
        assert main(["check", "data/cases/example-one.yaml"]) == 1
        assert "redirect-to-nowhere" in capsys.readouterr().out

    def test_its_own_problems(self, world: Path, capsys: pytest.CaptureFixture[str]) -> None:
        changed(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")
        assert main(["check", "data/cases/example-two.yaml"]) == 1
        assert "unknown-article" in capsys.readouterr().out

    def test_what_it_causes_elsewhere(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = "data/sources/example-watch-2031.yaml"
        changed(world, "sources/example-watch-2031.yaml", "issued: 2031-03", "issued: 2030-03")
        changed(world, "sources/example-watch-2031.yaml", "as_of: 2031-02", "as_of: 2030-02")
        assert main(["check", path]) == 1
        out = capsys.readouterr().out
        assert "data/cases/example-one.yaml" in out
        assert "date-after-source" in out

    def test_not_what_is_wrong_elsewhere_for_other_reasons(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        changed(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")
        assert main(["check", "data/cases/example-one.yaml"]) == 0
        assert "unknown-article" not in capsys.readouterr().out

    def test_a_vocabulary(self, world: Path, capsys: pytest.CaptureFixture[str]) -> None:
        changed(world, "vocabularies/roles.yaml", "id: activist", "id: Activist!")
        assert main(["check", "data/vocabularies/roles.yaml"]) == 1
        assert "bad-id" in capsys.readouterr().out


def test_copies_of_the_process_find_the_same_as_one(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")
    spoilt(world / "data/articles/cc-991.yaml")
    (world / "data/cases/Bad Name.yaml").write_bytes(
        (world / "data/cases/example-one.yaml").read_bytes()
    )
    expected = afresh(world)
    assert len({one.slug for one in expected}) == 3
    monkeypatch.setattr(workers, "FEW", 0)
    monkeypatch.setattr(workers, "processors", lambda: 2)

    assert rechecking.recheck(load_shelves(world), Cache()) == expected
    assert again(world) == expected
    changed(world, "vocabularies/roles.yaml", "id: activist", "id:  activist")
    assert again(world) == expected
