"""What is kept of the records: never out of date, never trusted when broken, never needed."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import grimp
import pytest

from casebook import source, workers
from casebook.cache import FOLDER, Cache, cache_of, key_of, program_version, store, versions
from casebook.library import Library, load
from golden_world import put_together

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A small world with a cache that knows all of it."""
    put_together(tmp_path)
    read(tmp_path)
    return tmp_path


def read(world: Path) -> Library:
    cache = cache_of(world)
    library = load(world, cache=cache)
    cache.close()
    return library


def kept_file(world: Path) -> Path:
    (found,) = (world / FOLDER).iterdir()
    return found


def contents(library: Library) -> object:
    """All that a library says, to compare."""
    records = [(record.kind_name, record) for record in library.records()]
    held = [(library.path(k, r.id), library.text(k, r.id)) for k, r in records]
    return records, held, library.vocabularies, library.problems, library.broken, library.files


def assert_as_without_cache(world: Path) -> Library:
    found = read(world)
    assert contents(found) == contents(load(world))
    return found


class Counting:
    """Counts how often YAML is read, which is what a cache is for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        real = source.read

        def counted(path: str, data: bytes) -> object:
            self.paths.append(path)
            return real(path, data)

        monkeypatch.setattr(source, "read", counted)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(monkeypatch)


class TestReading:
    def test_what_is_known_is_not_read_again(self, world: Path, counting: Counting) -> None:
        library = read(world)
        assert counting.paths == []
        assert library.files > 10
        assert_as_without_cache(world)

    def test_without_a_cache_all_is_read(self, world: Path, counting: Counting) -> None:
        cache = cache_of(world, "off")
        load(world, cache=cache)
        assert len(counting.paths) > 20

    def test_turned_off_it_leaves_nothing_behind(self, tmp_path: Path) -> None:
        put_together(tmp_path)
        load(tmp_path, cache=cache_of(tmp_path, "off"))
        assert not (tmp_path / ".cache").exists()

    def test_an_edited_record_is_read_and_no_other(self, world: Path, counting: Counting) -> None:
        path = world / "data/cases/example-one.yaml"
        path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
        read(world)
        assert counting.paths == ["data/cases/example-one.yaml"]
        assert_as_without_cache(world)

    def test_a_record_put_back_as_it_was_is_as_it_was(self, world: Path) -> None:
        path = world / "data/cases/example-one.yaml"
        before = path.read_bytes()
        path.write_text("name: [\n", "utf-8")
        assert assert_as_without_cache(world).broken == {"example-one"}
        path.write_bytes(before)
        assert assert_as_without_cache(world).problems == ()

    def test_a_removed_record_is_gone(self, world: Path) -> None:
        (world / "data/cases/example-one.yaml").unlink()
        assert "example-one" not in assert_as_without_cache(world).cases

    def test_a_renamed_record_has_its_new_id(self, world: Path) -> None:
        path = world / "data/cases/example-one.yaml"
        path.rename(path.with_name("example-ten.yaml"))
        assert assert_as_without_cache(world).cases["example-ten"].id == "example-ten"

    def test_a_record_in_another_folder_is_of_another_kind(self, world: Path) -> None:
        path = world / "data/cases/example-one.yaml"
        path.rename(world / "data/events/example-one.yaml")
        assert "bad-file-name" in {one.slug for one in assert_as_without_cache(world).problems}

    def test_one_id_for_two_records_is_told_every_time(self, world: Path) -> None:
        twin = world / "data/organisations/example-one.yaml"
        shutil.copy(next((world / "data/organisations").glob("*.yaml")), twin)
        for _ in range(2):
            slugs = [one.slug for one in assert_as_without_cache(world).problems]
            assert slugs == ["duplicate-id"]

    def test_a_changed_vocabulary_is_read_anew(self, world: Path) -> None:
        path = world / "data/vocabularies/roles.yaml"
        text = path.read_text("utf-8")
        assert "activist" in text
        path.write_text(text.replace("id: activist", "id: activists"), "utf-8")
        assert "activists" in assert_as_without_cache(world).vocabularies["roles"]

    def test_places_are_those_of_the_file(self, world: Path) -> None:
        found, fresh = read(world), load(world)
        for name in fresh.cases:
            path = ("summary", "text")
            assert found.place("case", name, path) == fresh.place("case", name, path)


def _sql(path: Path, script: str) -> None:
    file = sqlite3.connect(path)
    file.executescript(script)
    file.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BREAKING: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"not a database " * 1_000),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:20_000]),
    "half of it zeros": lambda path: path.write_bytes(
        path.read_bytes()[:30_000] + bytes(len(path.read_bytes()) - 30_000)
    ),
    "another layout": lambda path: _sql(path, "DROP TABLE kept; CREATE TABLE kept (key, x)"),
    "other texts": lambda path: _sql(path, "UPDATE kept SET text = x'7b7d'"),
    "texts of each other": lambda path: _sql(
        path,
        "UPDATE kept SET (text, text_sum) ="
        " (SELECT text, text_sum FROM kept AS other WHERE other.rowid = kept.rowid + 1)",
    ),
    "other facts": lambda path: _sql(path, "UPDATE kept SET facts = x'41'"),
    "no letters": lambda path: _sql(path, "UPDATE kept SET text = x'ff', facts = x'ff'"),
    "a folder": _folder,
}


class TestBroken:
    @pytest.mark.parametrize("how", BREAKING)
    def test_what_is_broken_is_not_trusted(self, world: Path, how: str) -> None:
        BREAKING[how](kept_file(world))
        assert_as_without_cache(world)
        assert_as_without_cache(world)

    @pytest.mark.parametrize("how", [how for how in BREAKING if how != "a folder"])
    def test_it_mends_itself(self, world: Path, counting: Counting, how: str) -> None:
        BREAKING[how](kept_file(world))
        read(world)  # finds what is broken, and removes it
        read(world)  # makes it anew
        counting.paths.clear()
        read(world)
        assert counting.paths == []

    def test_a_place_where_nothing_can_be_kept_does_no_harm(self, tmp_path: Path) -> None:
        put_together(tmp_path)
        (tmp_path / ".cache").write_text("in the way")
        assert_as_without_cache(tmp_path)

    def test_another_process_that_writes_does_no_harm(
        self, world: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("casebook.cache.store._SECONDS", 0.01)
        other = sqlite3.connect(kept_file(world))
        other.execute("BEGIN EXCLUSIVE")
        assert_as_without_cache(world)
        other.close()

    def test_texts_nobody_asks_for_go(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("casebook.cache.store._SPARE", 0)
        cache = Cache.open(tmp_path, "one")
        keys = [key_of("case", str(number)) for number in range(5)]
        for key in keys:
            cache.keep(key, "text")
        cache.save(keys)
        cache.save(keys[:1])
        cache.close()
        assert [*Cache.open(tmp_path, "one").facts] == keys[:1]


class TestVersions:
    def test_another_version_knows_nothing_of_this_one(self, tmp_path: Path) -> None:
        key = key_of("case", "x", content=b"y")
        for version in ("one", "two", "one"):
            cache = Cache.open(tmp_path, version)
            assert cache.text(key) is None
            cache.keep(key, "text")
            cache.save([key])
            cache.close()
            assert [path.name for path in tmp_path.iterdir()] == [f"kept-{version}.sqlite"]

    def test_a_changed_program_is_another_version(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        package = tmp_path / "casebook"
        shutil.copytree(ROOT / "src" / "casebook", package)
        monkeypatch.setattr(store, "__file__", str(package / "cache" / "store.py"))
        before = program_version()
        assert before == program_version()
        for name in ("models/case.py", "checks/days.py", "fold/axes.py", "source/building.py"):
            (package / name).write_text((package / name).read_text("utf-8") + "\n", "utf-8")
            assert program_version() != before
            before = program_version()
        page = package / "pages" / "case.py"
        page.write_text(page.read_text("utf-8") + "\n", "utf-8")
        assert program_version() == before

    def test_the_version_covers_all_that_is_kept_is_made_with(self) -> None:
        graph = grimp.build_graph("casebook", cache_dir=None)
        made_with = {
            module
            for start in ("casebook.checks", "casebook.library", "casebook.links")
            for module in (start, *graph.find_upstream_modules(start, as_package=True))
        }
        assert len(made_with) > 40
        tops = {module.split(".")[1] for module in made_with if "." in module}
        assert not tops & versions.ABOVE


def test_copies_of_the_process_read_it_too(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 0)
    cache = cache_of(world)
    keys = sorted(cache.facts)
    assert len(keys) > 10
    here = [cache.text(key) for key in keys]
    assert None not in here
    assert [*workers.in_order(cache.text, keys, processes=2)] == here
    assert [cache.text(key) for key in keys] == here
    cache.close()
