"""The hook of MkDocs: the same build as the command line's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

import mkdocs_hook

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "worlds" / "tiny" / "data"


class TestHook:
    """The comfort for `mkdocs serve`: the same build, and quiet when nothing changed."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> MkDocsConfig:
        shutil.copytree(TINY, tmp_path / "data")
        shutil.copytree(ROOT / "templates", tmp_path / "templates")
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
        return load_config(str(tmp_path / "mkdocs.yml"))

    def times(self, settings: MkDocsConfig) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in Path(settings.docs_dir).rglob("*")}

    def test_it_writes_the_pages_once(self, settings: MkDocsConfig) -> None:
        mkdocs_hook.on_pre_build(settings)
        assert (Path(settings.docs_dir) / "cases/example-person.md").exists()
        before = self.times(settings)
        # Any file touched here would make `mkdocs serve` build again, for ever.
        mkdocs_hook.on_pre_build(settings)
        assert self.times(settings) == before

    def test_bad_records_end_the_build_and_change_nothing(self, settings: MkDocsConfig) -> None:
        mkdocs_hook.on_pre_build(settings)
        before = self.times(settings)
        record = Path(settings.docs_dir).parent / "data/cases/example-person.yaml"
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("type: detained", "type: detaind"), encoding="utf-8")
        with pytest.raises(PluginError, match="the records have errors; nothing was written"):
            mkdocs_hook.on_pre_build(settings)
        assert self.times(settings) == before

    def test_a_file_of_a_person_ends_the_build(self, settings: MkDocsConfig) -> None:
        (Path(settings.docs_dir) / "cases").mkdir()
        page = Path(settings.docs_dir) / "cases/example-person.md"
        page.write_text("by hand", encoding="utf-8")
        with pytest.raises(PluginError, match="is in the way and was not made here"):
            mkdocs_hook.on_pre_build(settings)
        assert page.read_text(encoding="utf-8") == "by hand"

    def test_the_script_makes_the_same_pages_without_an_installation(
        self, settings: MkDocsConfig
    ) -> None:
        mkdocs_hook.on_pre_build(settings)
        before = self.times(settings)
        script = ROOT / "scripts" / "generate_pages.py"
        # -P and no PYTHONPATH: the script itself has to find the program.
        run = subprocess.run(
            [sys.executable, "-P", str(script)],
            cwd=Path(settings.docs_dir).parent,
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        assert " 0 written, 0 removed" in run.stdout
        assert self.times(settings) == before
