"""Pages on disk: only what changed, whole or not at all, and never over a person's work."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook import writing
from casebook.writing import MANIFEST, WriteError, WriteReport, remembered, write

Pages = dict[str, bytes]
ONE: Pages = {"cases/a.md": b"A", "cases/b.md": b"B", "data/x.json": b"{}"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.md").write_bytes(b"by hand")
    return folder


def tree(docs: Path) -> Pages:
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in docs.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def with_home(pages: Pages) -> Pages:
    return pages | {"index.md": b"by hand"}


def times(docs: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in docs.rglob("*")}


class TestWrite:
    def test_files_are_written_beside_those_of_people(self, docs: Path) -> None:
        assert write(ONE, docs) == WriteReport(written=3, removed=0, unchanged=0)
        assert tree(docs) == with_home(ONE)

    def test_a_second_run_touches_nothing(self, docs: Path) -> None:
        write(ONE, docs)
        before = times(docs)
        assert write(ONE, docs) == WriteReport(written=0, removed=0, unchanged=3)
        assert times(docs) == before

    def test_only_what_changed_is_written(self, docs: Path) -> None:
        write(ONE, docs)
        before = times(docs)
        assert write(ONE | {"cases/b.md": b"B2"}, docs) == WriteReport(1, 0, 2)
        after = times(docs)
        assert after[str(docs / "cases/a.md")] == before[str(docs / "cases/a.md")]
        assert (docs / "cases/b.md").read_bytes() == b"B2"

    def test_stale_files_go_with_the_folders_they_leave_empty(self, docs: Path) -> None:
        write(ONE | {"deep/er/c.md": b"C"}, docs)
        (docs / "cases" / "note.md").write_bytes(b"by hand")
        assert write({"cases/b.md": b"B"}, docs) == WriteReport(0, 3, 1)
        assert tree(docs) == with_home({"cases/b.md": b"B", "cases/note.md": b"by hand"})
        assert not (docs / "data").exists()
        assert not (docs / "deep").exists()

    def test_a_deleted_file_is_written_again(self, docs: Path) -> None:
        write(ONE, docs)
        (docs / "cases/a.md").unlink()
        assert write(ONE, docs) == WriteReport(1, 0, 2)

    def test_a_stale_file_already_gone_is_no_fault(self, docs: Path) -> None:
        write(ONE, docs)
        (docs / "data/x.json").unlink()
        (docs / "data").rmdir()
        assert write({"cases/a.md": b"A"}, docs) == WriteReport(0, 1, 1)

    def test_a_file_can_become_a_folder(self, docs: Path) -> None:
        write({"x": b"1"}, docs)
        assert write({"x/y": b"2"}, docs) == WriteReport(1, 1, 0)
        assert tree(docs) == with_home({"x/y": b"2"})

    def test_the_manifest_is_sorted_and_the_same_for_the_same_files(self, docs: Path) -> None:
        write(ONE, docs)
        first = (docs / MANIFEST).read_bytes()
        assert list(json.loads(first)["files"]) == sorted(ONE)
        write({}, docs)
        write(dict(reversed(ONE.items())), docs)
        assert (docs / MANIFEST).read_bytes() == first

    def test_files_are_as_readable_as_any_other(self, docs: Path) -> None:
        write(ONE, docs)
        (docs / "other").write_bytes(b"")
        assert (docs / "cases/a.md").stat().st_mode == (docs / "other").stat().st_mode

    def test_the_folder_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match="no folder nowhere/"):
            write(ONE, tmp_path / "nowhere")


class TestWorkOfPeople:
    def test_a_file_in_the_way_stops_the_run_before_any_change(self, docs: Path) -> None:
        (docs / "cases").mkdir()
        (docs / "cases/b.md").write_bytes(b"by hand")
        before = tree(docs)
        with pytest.raises(WriteError, match=r"^docs/cases/b\.md: is in the way and was not made"):
            write(ONE, docs)
        assert tree(docs) == before
        assert not (docs / MANIFEST).exists()

    def test_an_identical_file_is_taken_over(self, docs: Path) -> None:
        (docs / "cases").mkdir()
        (docs / "cases/b.md").write_bytes(b"B")
        assert write(ONE, docs) == WriteReport(2, 0, 1)
        assert write({}, docs) == WriteReport(0, 3, 0)

    @pytest.mark.parametrize("then", [ONE | {"cases/a.md": b"A2"}, {}, ONE])
    def test_an_edit_of_a_written_file_is_never_lost(self, docs: Path, then: Pages) -> None:
        write(ONE, docs)
        (docs / "cases/a.md").write_bytes(b"edited")
        with pytest.raises(WriteError, match=r"^docs/cases/a\.md: was changed by hand"):
            write(then, docs)
        assert (docs / "cases/a.md").read_bytes() == b"edited"

    def test_all_reasons_are_told_at_once(self, docs: Path) -> None:
        (docs / "cases").mkdir()
        for name in "ab":
            (docs / f"cases/{name}.md").write_bytes(b"by hand")
        with pytest.raises(WriteError) as caught:
            write(ONE, docs)
        assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
            "docs/cases/a.md",
            "docs/cases/b.md",
        ]

    def test_a_file_where_a_folder_belongs_is_kept(self, docs: Path) -> None:
        (docs / "cases").write_bytes(b"by hand")
        with pytest.raises(WriteError, match="docs/cases: is a file where a folder belongs"):
            write(ONE, docs)
        assert tree(docs) == with_home({"cases": b"by hand"})

    def test_a_folder_where_a_file_belongs_is_kept(self, docs: Path) -> None:
        (docs / "cases/a.md").mkdir(parents=True)
        with pytest.raises(WriteError, match="is a folder or link where a file belongs"):
            write(ONE, docs)

    def test_a_name_that_differs_in_capitals_is_kept(self, docs: Path) -> None:
        (docs / "cases").mkdir()
        (docs / "cases/A.md").write_bytes(b"by hand")
        with pytest.raises(WriteError, match=r"a\.md: differs from cases/A\.md, which was not"):
            write(ONE, docs)

    def test_capitals_of_our_own_may_change(self, docs: Path) -> None:
        write({"Cases/a.md": b"A", "data/X.json": b"1"}, docs)
        write({"cases/a.md": b"A", "data/x.json": b"2"}, docs)
        assert tree(docs) == with_home({"cases/a.md": b"A", "data/x.json": b"2"})


class TestPaths:
    @pytest.mark.parametrize(
        "path",
        [
            "",
            "/etc/x",
            "../x",
            "a/../../x",
            "a/./b",
            "a//b",
            "a/",
            "a\\b",
            "C:/x",
            "a\nb",
            "a\x00b",
            "\ud800",
            MANIFEST,
            "a/.casebook-0.tmp",
        ],
    )
    def test_paths_that_lead_elsewhere_are_refused(self, docs: Path, path: str) -> None:
        with pytest.raises(WriteError):
            write({"good.md": b"", path: b"x"}, docs)
        assert tree(docs) == with_home({})

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("a/x.md", "a/X.md"),
            ("a/x.md", "A/y.md"),
            ("stra\u00dfe", "STRASSE"),
            ("\u0439.md", "\u0438\u0306.md"),
        ],
    )
    def test_names_that_are_one_elsewhere_are_refused(self, docs: Path, one: str, two: str) -> None:
        with pytest.raises(WriteError, match="only in capitals"):
            write({one: b"", two: b""}, docs)

    def test_nothing_is_both_a_file_and_a_folder(self, docs: Path) -> None:
        with pytest.raises(WriteError, match="docs/a: is to be a file and a folder"):
            write({"a": b"", "a/b": b""}, docs)


class TestSymbolicLinks:
    @pytest.fixture
    def outside(self, tmp_path: Path) -> Path:
        folder = tmp_path / "outside"
        folder.mkdir()
        (folder / "a.md").write_bytes(b"outside")
        return folder

    def test_a_linked_folder_is_not_written_through(self, docs: Path, outside: Path) -> None:
        (docs / "cases").symlink_to(outside, target_is_directory=True)
        with pytest.raises(WriteError, match="docs/cases: is a symbolic link"):
            write(ONE, docs)
        assert tree(outside) == {"a.md": b"outside"}

    def test_a_linked_folder_is_not_removed_through(self, docs: Path, outside: Path) -> None:
        write({"cases/a.md": b"outside"}, docs)
        (docs / "cases/a.md").unlink()
        (docs / "cases").rmdir()
        (docs / "cases").symlink_to(outside, target_is_directory=True)
        with pytest.raises(WriteError, match="docs/cases: is a symbolic link"):
            write({}, docs)
        assert tree(outside) == {"a.md": b"outside"}

    def test_a_linked_file_is_not_written_through(self, docs: Path, outside: Path) -> None:
        (docs / "cases").mkdir()
        (docs / "cases/a.md").symlink_to(outside / "a.md")
        with pytest.raises(WriteError, match="is a folder or link where a file belongs"):
            write(ONE, docs)
        assert tree(outside) == {"a.md": b"outside"}

    def test_a_dangling_link_is_not_written_through(self, docs: Path, outside: Path) -> None:
        (docs / "cases").mkdir()
        (docs / "cases/a.md").symlink_to(outside / "new.md")
        with pytest.raises(WriteError, match="is a folder or link where a file belongs"):
            write(ONE, docs)
        assert not (outside / "new.md").exists()


class TestManifest:
    @pytest.mark.parametrize(
        "text", ["", "{", "[]", "{}", '{"version": 2, "files": {}}', '{"version": 1, "files": 3}']
    )
    def test_one_that_cannot_be_read_stops_the_run(self, docs: Path, text: str) -> None:
        (docs / MANIFEST).write_text(text, encoding="utf-8")
        with pytest.raises(WriteError, match="cannot be read; delete it"):
            write(ONE, docs)

    def test_one_that_names_a_file_elsewhere_removes_nothing(self, docs: Path) -> None:
        victim = docs.parent / "victim.md"
        victim.write_bytes(b"x")
        (docs / MANIFEST).write_text('{"version": 1, "files": {"../victim.md": ["0"]}}')
        with pytest.raises(WriteError, match="not the path of a file in this folder"):
            write(ONE, docs)
        assert victim.exists()


class TestOneByOne:
    def test_files_may_come_as_they_are_made(self, docs: Path) -> None:
        assert write(iter(ONE.items()), docs) == WriteReport(written=3, removed=0, unchanged=0)
        before = times(docs)
        assert write(iter(ONE.items()), docs) == WriteReport(written=0, removed=0, unchanged=3)
        assert times(docs) == before
        assert tree(docs) == with_home(ONE)

    def test_they_wait_until_all_are_there(self, docs: Path) -> None:
        def made() -> Iterator[tuple[str, bytes]]:
            for path, content in ONE.items():
                yield path, content
                assert not (docs / path).exists()

        write(made(), docs)
        assert tree(docs) == with_home(ONE)

    def test_a_fault_while_they_are_made_leaves_everything_as_it_was(self, docs: Path) -> None:
        def made() -> Iterator[tuple[str, bytes]]:
            yield "cases/a.md", b"A2"
            raise RuntimeError("a template is broken")

        write(ONE, docs)
        before = tree(docs)
        with pytest.raises(RuntimeError, match="a template is broken"):
            write(made(), docs)
        assert tree(docs) == before
        assert not list(docs.rglob(".casebook-*.tmp"))

    def test_a_path_that_comes_twice_is_refused(self, docs: Path) -> None:
        with pytest.raises(WriteError, match=r"cases/a\.md: is made twice"):
            write([*ONE.items(), ("cases/a.md", b"other")], docs)
        assert tree(docs) == with_home({})


TWO: Pages = {"cases/a.md": b"A2", "cases/c.md": b"C", "years/2022.md": b"Y"}

KILLED = """
import os, sys
from pathlib import Path
from casebook.writing import write

left, real = int(sys.argv[2]), os.replace
def replace(*names):
    global left
    if not left:
        os.kill(os.getpid(), 9)
    left -= 1
    real(*names)
os.replace = replace
write({"cases/a.md": b"A2", "cases/c.md": b"C", "years/2022.md": b"Y"}, Path(sys.argv[1]))
"""


def failing_after(number: int) -> Callable[[str, str], None]:
    left, real = number, os.replace

    def replace(source: str, target: str) -> None:
        nonlocal left
        if not left:
            raise OSError("the disk is full")
        left -= 1
        real(source, target)

    return replace


class TestInterruption:
    """A change of three files and a manifest, twice: five replacements."""

    @pytest.mark.parametrize("done", range(5))
    def test_a_failed_run_leaves_whole_files_and_the_next_one_mends(
        self, docs: Path, monkeypatch: pytest.MonkeyPatch, done: int
    ) -> None:
        write(ONE, docs)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", failing_after(done))
            with pytest.raises(OSError, match="the disk is full"):
                write(TWO, docs)
        known = {*ONE.items(), *TWO.items(), ("index.md", b"by hand")}
        assert set(tree(docs).items()) <= known
        write(TWO, docs)
        assert tree(docs) == with_home(TWO)

    @pytest.mark.parametrize("done", range(5))
    def test_after_a_failed_run_one_can_also_go_back(
        self, docs: Path, monkeypatch: pytest.MonkeyPatch, done: int
    ) -> None:
        write(ONE, docs)
        manifest = (docs / MANIFEST).read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", failing_after(done))
            with pytest.raises(OSError, match="the disk is full"):
                write(TWO, docs)
        write(ONE, docs)
        assert tree(docs) == with_home(ONE)
        assert (docs / MANIFEST).read_bytes() == manifest

    @pytest.mark.parametrize("done", range(5))
    def test_a_killed_run_leaves_nothing_half_written_behind(self, docs: Path, done: int) -> None:
        write(ONE, docs)
        source = str(Path(writing.__file__).parent.parent.parent)
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(docs), str(done)],
            env=os.environ | {"PYTHONPATH": source},
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL
        assert list(docs.rglob(".casebook-*.tmp"))
        write(TWO, docs)
        assert not list(docs.rglob(".casebook-*.tmp"))
        assert tree(docs) == with_home(TWO)


class TestWhatIsRemembered:
    @pytest.fixture
    def kept(self, tmp_path: Path) -> Path:
        return tmp_path / "cache" / "written.json"

    @pytest.fixture
    def read(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Names of the files that are read."""
        found: list[str] = []
        read_bytes = Path.read_bytes

        def counted(path: Path) -> bytes:
            found.append(path.name)
            return read_bytes(path)

        monkeypatch.setattr(Path, "read_bytes", counted)
        monkeypatch.setattr(remembered, "_JUST_NOW", -1_000_000_000)
        return found

    def test_a_file_that_was_not_touched_is_not_read(
        self, docs: Path, kept: Path, read: list[str]
    ) -> None:
        write(ONE, docs, kept)
        write(ONE, docs, kept)
        names = {path.rpartition("/")[2] for path in ONE}
        assert names <= set(read)
        read.clear()

        assert write(ONE, docs, kept) == WriteReport(0, 0, len(ONE))
        assert names.isdisjoint(read)

    def test_an_edit_of_the_same_size_and_time_is_seen(
        self, docs: Path, kept: Path, read: list[str]
    ) -> None:
        assert read == []
        for _ in range(3):
            write(ONE, docs, kept)
        path = docs / next(iter(ONE))
        before = path.stat()
        path.write_bytes(b"x" * before.st_size)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        # It is as it should be no longer: it is mended only if that loses nothing.
        with pytest.raises(WriteError, match="changed by hand"):
            write({**ONE, next(iter(ONE)): b"new"}, docs, kept)

    def test_what_was_written_just_now_is_not_trusted(self, docs: Path, kept: Path) -> None:
        write(ONE, docs, kept)
        write(ONE, docs, kept)

        assert kept.read_bytes().endswith(b'"files": []}')

    @pytest.mark.parametrize("content", [b"", b"[]", b"0\n[]", b"0\n{"])
    def test_a_broken_list_is_made_anew(
        self, docs: Path, kept: Path, read: list[str], content: bytes
    ) -> None:
        write(ONE, docs, kept)
        write(ONE, docs, kept)
        whole = kept.read_bytes()
        kept.write_bytes(content)
        read.clear()

        assert write(ONE, docs, kept) == WriteReport(0, 0, len(ONE))
        assert kept.read_bytes() == whole
        assert {path.rpartition("/")[2] for path in ONE} <= set(read)

    def test_a_list_of_another_folder_tells_nothing(
        self, docs: Path, kept: Path, read: list[str], tmp_path: Path
    ) -> None:
        write(ONE, docs, kept)
        write(ONE, docs, kept)
        other = tmp_path / "other"
        other.mkdir()
        read.clear()

        assert write(ONE, other, kept) == WriteReport(len(ONE), 0, 0)

    def test_where_nothing_can_be_kept_files_are_read(self, docs: Path, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_bytes(b"")
        for _ in range(2):
            report = write(ONE, docs, blocked / "written.json")

        assert report == WriteReport(0, 0, len(ONE))


class TestMadeOfTheSame:
    """A run whose files would be made of the same as those of the last one asks for none."""

    @pytest.fixture
    def kept(self, tmp_path: Path) -> Path:
        return tmp_path / "cache" / "written.json"

    @staticmethod
    def not_asked() -> Iterator[tuple[str, bytes]]:
        yield from (pytest.fail("a file was asked for") for _ in range(1))

    def test_nothing_is_asked_for(self, docs: Path, kept: Path) -> None:
        write(ONE, docs, kept, "one")
        assert write(self.not_asked(), docs, kept, "one") == WriteReport(0, 0, 3)
        assert write(self.not_asked(), docs, kept, "one") == WriteReport(0, 0, 3)
        assert tree(docs) == with_home(ONE)

    @pytest.mark.parametrize("made_of", ["", "two"])
    def test_of_other_things_all_are_asked_for(self, docs: Path, kept: Path, made_of: str) -> None:
        write(ONE, docs, kept, "one")
        with pytest.raises(pytest.fail.Exception, match="was asked for"):
            write(self.not_asked(), docs, kept, made_of)
        assert write(ONE | {"cases/b.md": b"B2"}, docs, kept, made_of) == WriteReport(1, 0, 2)

    def test_a_file_that_went_is_written_again(self, docs: Path, kept: Path) -> None:
        write(ONE, docs, kept, "one")
        (docs / "cases/a.md").unlink()
        assert write(ONE, docs, kept, "one") == WriteReport(1, 0, 2)

    def test_a_file_that_a_person_changed_stops_the_run(self, docs: Path, kept: Path) -> None:
        write(ONE, docs, kept, "one")
        (docs / "cases/a.md").write_bytes(b"by hand")
        with pytest.raises(WriteError, match="changed by hand"):
            write(ONE, docs, kept, "one")

    def test_a_run_between_that_kept_nothing_is_noticed(self, docs: Path, kept: Path) -> None:
        write(ONE, docs, kept, "one")
        write({"cases/a.md": b"A"}, docs)
        assert write(ONE, docs, kept, "one") == WriteReport(2, 0, 1)

    def test_a_run_that_failed_says_nothing(self, docs: Path, kept: Path) -> None:
        def broken() -> Iterator[tuple[str, bytes]]:
            yield "cases/a.md", b"A"
            raise LookupError

        with pytest.raises(LookupError):
            write(broken(), docs, kept, "one")
        assert write(ONE, docs, kept, "one") == WriteReport(3, 0, 0)
