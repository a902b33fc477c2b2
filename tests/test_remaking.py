"""Pages from the cache are those that would be made: after any edit, whatever was kept before."""

import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook import build as building
from casebook import catalogue, pages, workers
from casebook.cache import PAGES_FOLDER, Cache, cache_of
from casebook.models import Record
from casebook.pages import watched
from casebook.pages.record_pages import RecordPages
from casebook.preparing import prepare
from golden_world import put_together
from revised_world import Repository, world_in

Edit = Callable[[str], str]
Files = dict[str, bytes]

NAME = re.compile(r"^(name|title|short_title|label|en|text): (.+)$", re.MULTILINE)
DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def renamed(text: str) -> str:
    return NAME.sub(r"\1: Another", text, count=1)


def redated(text: str) -> str:
    """Move every date by a year."""
    return DATE.sub(lambda found: f"{int(found[1]) + 1}-{found[2]}-{found[3]}", text)


def withheld(text: str) -> str:
    return "publication:\n  state: withheld\n" + text


EDITS: dict[str, Edit] = {
    "renamed": renamed,
    "redated": redated,
    "withheld": withheld,
}


def some_of_each_kind(world: Path) -> list[Path]:
    folders = [path for path in (world / "data").iterdir() if path.is_dir()]
    found = [
        path
        for folder in sorted(folders)
        if folder.name != "vocabularies"
        for path in sorted(folder.glob("*.yaml"))[:3]
    ]
    assert len(found) > 10
    return found


@pytest.fixture
def world(tmp_path: Path) -> Path:
    root = tmp_path / "world"
    root.mkdir()
    return put_together(root)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache.open(tmp_path_factory.mktemp("charts"), "1")


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the records whose pages are made in this process, as they are made."""
    found: list[str] = []
    of = RecordPages.of

    def counted(self: RecordPages, record: Record) -> Iterator[tuple[str, bytes]]:
        found.append(record.id)
        return of(self, record)

    monkeypatch.setattr(RecordPages, "of", counted)
    return found


def pages_of(root: Path, drawn: Cache, kept: Cache | None = None) -> Files | None:
    """Make all pages; None if the records do not allow it."""
    prepared = prepare(root)
    if prepared.failed:
        return None
    return dict(
        pages.render(
            prepared.linked,
            prepared.states,
            prepared.meaning,
            words=catalogue.load(root / "templates/words"),
            templates=root / "templates",
            removed=prepared.shown.removed,
            site_url="https://example.org/",
            cache=drawn,
            kept=kept,
        )
    )


def built(root: Path) -> Files:
    return dict(building.build(root, cache=cache_of(root)).files)


class TestAfterAnyEdit:
    @pytest.mark.parametrize("how", EDITS)
    def test_pages_are_those_of_a_build_without_a_cache(
        self, world: Path, drawn: Cache, tmp_path: Path, how: str, made_anew: list[str]
    ) -> None:
        before = tmp_path / "before"
        kept = Cache.open(before, "1")
        assert pages_of(world, drawn, kept)
        kept.close()
        every = len(made_anew)
        compared = fewer = 0
        for number, path in enumerate(some_of_each_kind(world)):
            text = path.read_text("utf-8")
            edited = EDITS[how](text)
            path.write_text(edited, "utf-8")
            plain = pages_of(world, drawn)
            if plain is not None:
                made_anew.clear()
                again = Cache.open(shutil.copytree(before, tmp_path / str(number)), "1")
                assert pages_of(world, drawn, again) == plain, path.name
                again.close()
                compared += 1
                fewer += 0 < len(made_anew) < every
            path.write_text(text, "utf-8")

        assert compared > 3
        # What is hidden is part of what every page depends on.
        assert fewer > 2 or how == "withheld"

    @pytest.mark.parametrize("folder", ["cases", "events", "organisations", "sources", "articles"])
    def test_a_deleted_record_leaves_no_trace(
        self, world: Path, drawn: Cache, tmp_path: Path, folder: str
    ) -> None:
        new = world / f"data/{folder}/zz-more.yaml"
        old = min((world / f"data/{folder}").glob("*.yaml"))
        new.write_text(re.sub(r"^aliases:\n(?: .*\n)+", "", old.read_text("utf-8")), "utf-8")
        kept = Cache.open(tmp_path / "kept", "1")
        assert pages_of(world, drawn, kept) is not None
        new.unlink()

        files = pages_of(world, drawn, kept)
        kept.close()

        assert files == pages_of(world, drawn)

    @pytest.mark.parametrize(
        "edit",
        [
            ("templates/case.md.j2", "{% endif %}\n", "{% endif %}\nAnother line\n"),
            ("data/vocabularies/liberty-states.yaml", "en: ", "en: Another "),
            ("data/glossary.yaml", "definition: ", "definition: Another "),
        ],
    )
    def test_what_every_page_depends_on_makes_all_anew(
        self, world: Path, drawn: Cache, tmp_path: Path, edit: tuple[str, str, str]
    ) -> None:
        path, old, new = edit
        kept = Cache.open(tmp_path / "kept", "1")
        first = pages_of(world, drawn, kept)
        text = (world / path).read_text("utf-8")
        assert old in text
        (world / path).write_text(text.replace(old, new), "utf-8")

        files = pages_of(world, drawn, kept)
        kept.close()

        assert files == pages_of(world, drawn)
        assert files != first

    def test_history_is_looked_at(self, tmp_path: Path) -> None:
        root = tmp_path / "repository"
        root.mkdir()
        repository: Repository = world_in(root)
        repository.commit("2031-01-02")
        first = built(root)
        repository.commit("2031-01-03")
        assert built(root) == first
        path = root / "data/cases/example-one.yaml"
        path.write_text(redated(path.read_text("utf-8")), "utf-8")
        repository.commit("2031-01-04")

        assert built(root) == dict(building.build(root).files)


class TestWhatIsKept:
    def test_nothing_is_made_twice(self, world: Path, made_anew: list[str]) -> None:
        first = built(world)
        every = len(made_anew)
        assert every > 10
        made_anew.clear()

        assert built(world) == first
        assert made_anew == []

    def test_turned_off_nothing_is_kept(self, world: Path) -> None:
        cache = cache_of(world, "off")
        made = dict(building.build(world, cache=cache).files)

        assert not (world / PAGES_FOLDER).exists()
        assert made == built(world)

    @pytest.mark.parametrize(
        "how",
        [
            "UPDATE kept SET text = x'5b5d'",
            "UPDATE kept SET text = NULL, text_sum = NULL",
            "UPDATE kept SET facts_sum = x'00'",
            "DELETE FROM kept WHERE length(text) > 2000",
            "DROP TABLE kept",
            "",
        ],
    )
    def test_what_is_broken_is_made_anew(self, world: Path, how: str, made_anew: list[str]) -> None:
        first = built(world)
        (file,) = (world / PAGES_FOLDER).glob("*.sqlite")
        if how:
            connection = sqlite3.connect(file)
            with connection:
                connection.executescript(how)
            connection.close()
        else:
            file.write_bytes(b"no database" * 1000)
        made_anew.clear()

        assert built(world) == first
        assert made_anew

    def test_a_look_that_cannot_be_told_again_keeps_nothing(
        self, world: Path, monkeypatch: pytest.MonkeyPatch, made_anew: list[str]
    ) -> None:
        monkeypatch.setattr(watched, "STATE", "some other look")
        first = built(world)
        made_anew.clear()

        assert built(world) == first
        assert "example-one" in made_anew


class TestManyProcesses:
    def test_pages_are_the_same(
        self, world: Path, monkeypatch: pytest.MonkeyPatch, made_anew: list[str]
    ) -> None:
        monkeypatch.setattr(workers, "processors", lambda: 1)
        plain = dict(building.build(world).files)
        made_anew.clear()
        monkeypatch.setattr(workers, "processors", lambda: 2)
        monkeypatch.setattr(workers, "FEW", 0)

        assert list(building.build(world).files.items()) == list(plain.items())
        # Beside threads, such as those of a browser that another test drives, nothing is forked.
        assert "example-one" not in made_anew or threading.active_count() > 1

    def test_an_error_comes_out(self, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (world / "templates/case.md.j2").write_text("{{ view.nothing }}", "utf-8")
        found = []
        for processes in (1, 2):
            monkeypatch.setattr(workers, "processors", lambda count=processes: count)
            monkeypatch.setattr(workers, "FEW", 0)
            with pytest.raises(Exception, match="nothing") as raised:
                list(building.build(world).made())
            found.append((raised.type, str(raised.value)))

        assert found[0] == found[1]
