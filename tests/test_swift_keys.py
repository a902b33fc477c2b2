"""What makes finished pages be written again, and what does not."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.config import load_config

from mkdocs_swift import keys
from mkdocs_swift.disk import signature, tree_digest


class TestDates:
    def test_where_no_template_shows_a_date_none_counts(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for epoch in ("1700000000", "1800000000"):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
            assert not keys.clock_key("")
            assert keys.clock_key("update_date") == epoch

    def test_the_moment_of_a_build_is_like_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert keys.clock_key("build_date_utc") is None
        assert keys.clock_key("update_date")
        assert not keys.clock_key("")


class TestProgram:
    def test_the_program_that_runs_counts_and_not_what_is_saved_meanwhile(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "some_program.py"
        path.write_text("x = 1\n", encoding="utf-8")
        first = ModuleType("some_program")
        first.__file__ = str(path)
        monkeypatch.setitem(sys.modules, "some_program", first)
        kept = keys.modules()
        assert kept[str(path)] is not None
        path.write_text("x = 'two'\n", encoding="utf-8")
        assert keys.modules() == kept
        assert keys.unchanged(kept)
        again = ModuleType("some_program")
        again.__file__ = str(path)
        monkeypatch.setitem(sys.modules, "some_program", again)
        assert not keys.unchanged(kept)
        assert keys.modules()[str(path)] != kept[str(path)]

    def test_a_file_that_went_is_a_change_and_no_files_at_all_too(self, tmp_path: Path) -> None:
        path = tmp_path / "not_loaded.py"
        path.write_text("x = 1\n", encoding="utf-8")
        kept = {str(path): signature(str(path))}
        assert keys.unchanged(kept)
        path.unlink()
        assert not keys.unchanged(kept)
        assert not keys.unchanged({})


class TestFolders:
    def test_a_template_counts_and_what_python_compiled_does_not(self, tmp_path: Path) -> None:
        (tmp_path / "theme/__pycache__").mkdir(parents=True)
        template = tmp_path / "theme/main.html"
        template.write_text("<p>", encoding="utf-8")
        before = tree_digest(str(tmp_path))
        (tmp_path / "theme/__pycache__/theme.cpython-311.pyc").write_bytes(b"x")
        assert tree_digest(str(tmp_path)) == before
        template.write_text("<div>", encoding="utf-8")
        assert tree_digest(str(tmp_path)) != before

    def test_settings_named_relative_and_whole_are_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "docs").mkdir()
        (tmp_path / "overrides").mkdir()
        settings = tmp_path / "other.yml"
        settings.write_text(
            "site_name: x\ntheme: {name: material, custom_dir: overrides}\n", encoding="utf-8"
        )
        monkeypatch.chdir(tmp_path)
        with Path("other.yml").open("rb") as file:  # as the command line does
            relative = load_config(file)
        whole = load_config(str(settings))
        assert relative.theme.dirs != whole.theme.dirs, "MkDocs makes no difference any more"
        assert keys.settings_key(relative, "") == keys.settings_key(whole, "")
        assert keys.theme_key(relative) == keys.theme_key(whole)
        whole.site_name = "y"
        assert keys.settings_key(relative, "") != keys.settings_key(whole, "")
