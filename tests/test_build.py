"""The order of the stages: checks gate pages, and what is not published leaves no trace."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook import pages
from casebook.build import Build, build
from casebook.cache import cache_of
from casebook.cli import main
from golden_world import put_together
from revised_world import world_in


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return put_together(tmp_path)


def replaced(world: Path, name: str, old: str, new: str) -> Build:
    path = world / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return build(world)


class TestTheGate:
    def test_a_clean_world_makes_a_page_for_each_published_record(self, world: Path) -> None:
        made = build(world)

        assert not made.failed
        assert made.problems == ()
        assert made.counts["cases"] == 6
        assert made.records == 18
        for path in (world / "data").rglob("*.yaml"):
            kind = path.parent.name
            if kind in made.counts and path.stem != "example-hidden":
                assert f"{kind}/{path.stem}.md" in made.files

    def test_a_link_that_leads_nowhere_stops_everything(self, world: Path) -> None:
        made = replaced(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")

        assert made.failed
        assert made.files == {}
        assert [problem.slug for problem in made.problems] == ["unknown-article"]

    def test_a_broken_rule_stops_everything(self, world: Path) -> None:
        made = replaced(world, "cases/example-one.yaml", "date: 2031-01-02", "date: 2033-01-02")

        assert made.failed
        assert made.files == {}
        assert "date-after-source" in {problem.slug for problem in made.problems}

    def test_a_file_that_is_no_yaml_stops_everything(self, world: Path) -> None:
        (world / "data" / "cases" / "example-one.yaml").write_text("name: [", encoding="utf-8")
        made = build(world)

        assert made.failed
        assert made.files == {}

    def test_no_records_are_a_problem(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        made = build(tmp_path)

        assert made.files == {}
        assert "no-records" in {problem.slug for problem in made.problems}


class TestWhatIsNotPublished:
    def test_a_withheld_record_leaves_no_trace(self, world: Path) -> None:
        files = build(world).files

        assert any("example-one" in name for name in files)
        for name, content in files.items():
            assert "hidden" not in name
            text = content.decode(errors="replace").casefold()
            assert "hidden" not in text.replace('aria-hidden="true"', ""), name
            assert "unseenov" not in text, name

    def test_a_removed_record_keeps_its_address_and_says_nothing_else(self, world: Path) -> None:
        files = build(world).files
        page = files["cases/example-removed.md"].decode()

        assert "2 March 2031" in page
        assert "Request of the person" in page
        assert "record:" not in page
        named = [name for name, text in files.items() if b"example-removed" in text]
        assert named == ["cases/example-removed-misspelt/index.html"]  # which only leads to it

    def test_what_only_a_withheld_source_says_goes_with_it(self, world: Path) -> None:
        withheld = "publication:\n  state: withheld\nshort_title: "
        made = replaced(world, "sources/example-post-2030.yaml", "short_title: ", withheld)

        assert not made.failed
        assert "sources/example-post-2030.md" not in made.files
        page = made.files["cases/example-one.md"].decode()
        assert "Example post" not in page
        assert "They wrote for the same invented paper" not in page
        # A disagreement of one source is none.
        assert "day of the detention" not in page

    def test_an_event_is_not_revived_by_hiding_who_took_it_back(self, world: Path) -> None:
        withheld = "publication:\n  state: withheld\nshort_title: "
        made = replaced(world, "sources/example-correction-2031.yaml", "short_title: ", withheld)

        assert "Police took him" not in made.files["cases/example-two.md"].decode()

    def test_hiding_what_a_record_rests_on_hides_the_record(self, world: Path) -> None:
        withheld = "publication:\n  state: withheld\nshort_title: "
        made = replaced(world, "sources/example-watch-2031.yaml", "short_title: ", withheld)

        assert not made.failed
        assert "cases/example-two.md" not in made.files
        assert "cases/index.md" in made.files


class TestTheCommand:
    def test_it_writes_once_and_then_finds_nothing_to_do(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (world / "docs").mkdir()
        pages = len(build(world).files)

        assert main(["build", "--root", str(world)]) == 0
        assert capsys.readouterr().out == f"{pages} files, {pages} written, 0 removed\n"
        assert main(["build", "--root", str(world)]) == 0
        assert capsys.readouterr().out == f"{pages} files, 0 written, 0 removed\n"

    def test_pages_of_records_that_went_are_removed(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (world / "docs").mkdir()
        assert main(["build", "--root", str(world)]) == 0
        (world / "data" / "cases" / "example-removed.yaml").unlink()
        leading = "  - old: cases/example-removed-misspelt\n    new: cases/example-removed\n"
        path = world / "data" / "redirects.yaml"
        redirects = path.read_text(encoding="utf-8")
        assert leading in redirects
        path.write_text(redirects.replace(leading, ""), encoding="utf-8")

        assert main(["build", "--root", str(world)]) == 0
        assert "2 removed" in capsys.readouterr().out
        assert not (world / "docs" / "cases" / "example-removed.md").exists()
        assert not (world / "docs" / "cases" / "example-removed-misspelt").exists()

    def test_bad_records_write_nothing(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (world / "docs").mkdir()
        replaced(world, "cases/example-two.yaml", "[cc-991]", "[cc-9999]")

        assert main(["build", "--root", str(world)]) == 1
        assert "nothing was written" in capsys.readouterr().out
        assert list((world / "docs").iterdir()) == []

    def test_no_records_are_wrong_usage(self, world: Path) -> None:
        shutil.rmtree(world / "data")

        assert main(["build", "--root", str(world)]) == 2

    def test_a_page_made_by_hand_is_not_lost(
        self, world: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = world / "docs" / "cases" / "example-one.md"
        page.parent.mkdir(parents=True)
        page.write_text("by hand", encoding="utf-8")

        assert main(["build", "--root", str(world)]) == 2
        assert "cases/example-one.md" in capsys.readouterr().err
        assert page.read_text(encoding="utf-8") == "by hand"


class TestMadeOf:
    """Builds that could come out otherwise do not say that they are made of the same."""

    @staticmethod
    def made_of(world: Path, **more: str) -> str:
        cache = cache_of(world)
        try:
            return build(world, cache=cache, **more).made_of
        finally:
            cache.close()

    def test_the_same_twice(self, world: Path) -> None:
        assert self.made_of(world) == self.made_of(world) != ""

    def test_without_a_cache_it_is_not_known(self, world: Path) -> None:
        assert build(world).made_of == ""

    @pytest.mark.parametrize(
        "name",
        [
            "data/cases/example-one.yaml",
            "data/vocabularies/roles.yaml",
            "data/glossary.yaml",
            "templates/case.md.j2",
            "templates/words/en.yaml",
        ],
    )
    def test_a_change_of_any_file(self, world: Path, name: str) -> None:
        before = self.made_of(world)
        path = world / name
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n", encoding="utf-8")
        assert self.made_of(world) not in ("", before)
        path.write_text(text, encoding="utf-8")
        assert self.made_of(world) == before

    def test_another_address_of_the_site(self, world: Path) -> None:
        assert self.made_of(world, site_url="https://casebook.example") != self.made_of(world)

    def test_a_commit(self, tmp_path: Path) -> None:
        repository = world_in(tmp_path)
        before = self.made_of(repository.root)
        repository.commit("2026-01-02")
        assert self.made_of(repository.root) != before

    def test_a_build_that_changed_nothing_makes_nothing(
        self, world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (world / "docs").mkdir(exist_ok=True)
        monkeypatch.delenv("CASEBOOK_CACHE", raising=False)
        monkeypatch.setattr(pages, "render", fail)
        with pytest.raises(LookupError):
            main(["build", "--root", str(world)])
        monkeypatch.undo()
        monkeypatch.delenv("CASEBOOK_CACHE", raising=False)
        assert main(["build", "--root", str(world)]) == 0
        monkeypatch.setattr(pages, "render", fail)
        assert main(["build", "--root", str(world)]) == 0
        assert ", 0 written, 0 removed" in capsys.readouterr().out


def fail(*_: object, **__: object) -> Iterator[tuple[str, bytes]]:
    raise LookupError
