"""What makes finished pages be written again, and what does not."""

from pathlib import Path

import pytest

from mkdocs_swift import keys
from mkdocs_swift.disk import tree_digest


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
