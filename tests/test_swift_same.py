"""The accelerator leaves the site that MkDocs alone would, byte for byte, and says the same."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from built_twice import (
    HOOK,
    ROOT,
    both,
    build,
    change,
    files_of,
    make_site,
    page,
    times,
    written_since,
)

MANY = 520
FEW = 24


pytestmark = pytest.mark.site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site, built once."""
    make_site(tmp_path, FEW)
    assert both(tmp_path).status == 0
    return tmp_path


def docs(root: Path, number: int) -> Path:
    return root / "docs" / page(number)


def html(number: int) -> str:
    return page(number).replace(".md", "/index.html")


def test_many_pages_come_out_the_same_whatever_happens_between_builds(tmp_path: Path) -> None:
    make_site(tmp_path, MANY)
    cold = both(tmp_path, "--strict")
    assert cold.status == 0, cold.said
    assert len(times(tmp_path)) == MANY + 2

    before = times(tmp_path)
    assert build(tmp_path, "", "--strict").files == cold.files
    assert written_since(tmp_path, before) == set()

    change(docs(tmp_path, 7), "one *of* 7", "two *of* 7")
    edited = both(tmp_path, "--strict")
    assert edited.files != cold.files
    assert written_since(tmp_path, before) == {html(7)}

    (tmp_path / "theme/main.html").write_text(
        '{% extends "base.html" %}{% block content %}{{ super() }}<hr>{% endblock %}', "utf-8"
    )
    before = times(tmp_path)
    assert b"<hr>" in both(tmp_path).files["index.html"]
    assert len(written_since(tmp_path, before)) == MANY + 2

    docs(tmp_path, 8).unlink()
    gone = both(tmp_path)
    assert html(8) not in gone.files
    assert not (tmp_path / "swift" / html(8)).parent.exists()


def test_a_build_that_was_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    make_site(tmp_path, MANY)
    for number in range(MANY):
        change(docs(tmp_path, number), "## More\n", "## More\n\n" + "*some* words " * 300)
    assert build(tmp_path).status == 0
    for number in range(MANY):
        change(docs(tmp_path, number), "one *of*", "two *of*")
    before = times(tmp_path)
    running = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "swift")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "SOURCE_DATE_EPOCH": "1700000000"},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while running.poll() is None and len(written_since(tmp_path, before)) < MANY // 4:
        time.sleep(0.01)
    assert running.poll() is None, "it was over before it could be killed"
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert 0 < len(written_since(tmp_path, before)) < MANY
    assert both(tmp_path).status == 0


def test_the_site_of_the_records_comes_out_the_same(tmp_path: Path) -> None:
    for name in ("data", "docs", "overrides", "scripts", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # The search and the pages from records are steps of their own, before and after.
    change_hooks = settings.replace("src/mkdocs_swift/hook.py", str(HOOK))
    assert change_hooks != settings
    ours = "  - scripts/mkdocs_hook.py\n  - scripts/mkdocs_search.py\n"
    assert ours in settings
    (tmp_path / "mkdocs.yml").write_text(change_hooks.replace(ours, ""), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "casebook", "build"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
    )
    cold = build(tmp_path, "", "--strict")
    assert cold.status == 0, cold.said
    before = times(tmp_path)
    assert len(before) > 500
    change(tmp_path / "docs/method.md", "# Method\n", "# The method\n")
    both(tmp_path, "--strict")
    # Its title is in the navigation of every page.
    assert len(written_since(tmp_path, before)) == 1


class TestWarnings:
    @pytest.mark.parametrize(
        "link", ["[x](nowhere.md)", "[x](../index.md#nowhere)", "[x](/index.md)", "[x](nowhere/)"]
    )
    def test_a_broken_link_is_told_each_time_and_fails_a_strict_build(
        self, root: Path, link: str
    ) -> None:
        change(docs(root, 3), "- one", f"- {link} one")
        first = both(root, "--strict")
        assert first.status == 1
        assert "Aborted with 1 warnings" in first.said
        again = build(root, "", "--strict")
        assert (again.status, again.lines()) == (1, first.lines())

    def test_links_to_what_went_are_told_of_pages_that_did_not_change(self, root: Path) -> None:
        before = times(root)
        change(root / "docs/about.md", "# about", "# about {#elsewhere}")
        change(docs(root, 0), "## More", "## Less")
        told = both(root)
        assert "does not contain an anchor '#more'" in told.said
        change(docs(root, 0), "## Less", "## More")
        assert "WARNING" not in both(root).said
        (root / "docs/about.md").unlink()
        change(root / "mkdocs.yml", ", About: about.md", "")
        assert both(root).said.count("WARNING") == FEW
        assert html(1) in written_since(root, before)

    def test_a_page_that_appears_mends_links_to_it(self, root: Path) -> None:
        change(docs(root, 3), "- one", "- [x](new.md#sub)")
        assert both(root).said.count("WARNING") == 1
        (root / "docs/group3/new.md").write_text("# New\n\n## Sub\n", encoding="utf-8")
        assert "WARNING" not in both(root).said


class TestChanges:
    def test_a_new_title_in_the_navigation_shows_on_every_page(self, root: Path) -> None:
        change(root / "mkdocs.yml", "About: about.md", "about.md")
        both(root)
        change(root / "docs/about.md", "# about", "# On this")
        assert b"On this" in both(root).files[html(1)]

    @pytest.mark.parametrize(
        ("look", "every"),
        [
            ("{{ item.meta.mark }}", False),
            ("{{ item.meta.get('mark') }}", False),
            ("{{ item.meta.mark }}{{ item.meta.other }}", True),
            ("{{ item.meta.mark }}{{ 'other' in item.meta }}", True),
            ("{{ item.meta.mark }}{{ item.meta | tojson }}", True),
            ("{{ item.meta.mark }}{{ item.meta.items() | list }}", True),
            ("{{ item.meta.mark }}{{ item.meta | length }}", True),
            ("{{ item.meta.mark }}{% for key in item.meta %}{{ key }}{% endfor %}", True),
        ],
    )
    def test_only_metadata_that_are_looked_at_make_pages_anew(
        self, root: Path, look: str, *, every: bool
    ) -> None:
        (root / "theme/main.html").write_text(
            '{% extends "base.html" %}{% block content %}{{ super() }}<hr>'
            "{% for item in nav.pages %}" + look + "{% endfor %}{% endblock %}",
            encoding="utf-8",
        )
        change(root / "docs/about.md", "# about", "---\nmark: one\nthird: 3\n---\n# about")
        assert b"one" in both(root).files[html(1)]
        before = times(root)
        build(root)
        assert written_since(root, before) == set()
        change(root / "docs/about.md", "third: 3", "third: 3\nother: 4")
        both(root)
        assert len(written_since(root, before)) == (FEW + 2 if every else 1)
        change(root / "docs/about.md", "mark: one", "mark: two")
        assert b"two" in both(root).files[html(1)]

    def test_settings_and_static_files(self, root: Path) -> None:
        change(
            root / "mkdocs.yml",
            "site_name: Invented",
            "site_name: Invented\nsite_url: https://a.example/b/",
        )
        assert b"https://a.example/b/" in both(root).files[html(1)]
        (root / "docs/file1.json").write_text("7\n", encoding="utf-8")
        (root / "docs/file2.json").unlink()
        files = both(root).files
        assert files["file1.json"] == b"7\n"
        assert "file2.json" not in files

    def test_addresses_without_folders(self, root: Path) -> None:
        change(root / "mkdocs.yml", "plugins: []", "plugins: []\nuse_directory_urls: false")
        assert page(1).replace(".md", ".html") in both(root).files
        change(root / "mkdocs.yml", "use_directory_urls: false", "use_directory_urls: true")
        assert html(1) in both(root).files

    def test_a_folder_takes_the_place_of_a_file_and_the_other_way(self, root: Path) -> None:
        (root / "docs/group1/thing").write_text("a file", encoding="utf-8")
        both(root)
        (root / "docs/group1/thing").unlink()
        (root / "docs/group1/thing.md").write_text("# A page\n", encoding="utf-8")
        both(root)
        (root / "docs/group1/thing.md").unlink()
        (root / "docs/group1/thing").write_text("a file", encoding="utf-8")
        both(root)

    def test_pages_that_overwrite_each_other(self, root: Path) -> None:
        (root / "docs/group1/page1").mkdir()
        (root / "docs/group1/page1/index.md").write_text("# Other\n", encoding="utf-8")
        (root / "docs/group1/page11").mkdir()
        (root / "docs/group1/page11/index.html").write_text("# Other\n", encoding="utf-8")
        both(root)
        both(root)

    def test_metadata_of_any_kind(self, root: Path) -> None:
        change(docs(root, 3), "number: 3", "title: 2023\ndate: 2023-01-01\nset: !!set {a, b}")
        both(root)
        change(docs(root, 4), "# Page 4", "# Page\n\n[![a](../file1.json)](mailto:a@b.example)")
        both(root)


class TestTheDisk:
    def test_an_output_that_was_changed_is_written_again(self, root: Path) -> None:
        for number in (1, 2):
            path = root / "swift" / html(number)
            path.write_bytes(path.read_bytes()[::-1])
        (root / "swift" / html(3)).unlink()
        (root / "swift/stray/folder").mkdir(parents=True)
        (root / "swift/stray.html").write_text("stray", encoding="utf-8")
        (root / "swift/file0.json").write_text("x\n", encoding="utf-8")
        both(root)

    def test_links_on_the_disk_are_not_written_through(self, root: Path) -> None:
        outside = root / "outside"
        outside.write_text("mine", encoding="utf-8")
        for name in (html(1), "file0.json", "sitemap.xml"):
            (root / "swift" / name).unlink()
            (root / "swift" / name).symlink_to(outside)
        both(root)
        assert outside.read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize("harm", ["cut", "turned", "gone", "strange"])
    def test_a_broken_cache_is_not_believed(self, root: Path, harm: str) -> None:
        kept = [path for path in (root / ".cache").rglob("*") if path.is_file()]
        assert len(kept) == FEW + 3
        for path in kept:
            data = path.read_bytes()
            if harm == "gone":
                path.unlink()
            elif harm == "strange":
                path.write_bytes(b"\x80\x04cos\nsystem\n(S'false'\ntR.")
            else:
                path.write_bytes(data[:-20] if harm == "cut" else data[::-1])
        both(root)

    def test_lost_pages_of_the_cache_are_made_again(self, root: Path) -> None:
        for path in (root / ".cache").rglob("pages/*/*"):
            path.write_bytes(path.read_bytes()[:50])
        (root / "theme/extra.css").write_text("p { }", encoding="utf-8")
        change(docs(root, 0), "## More", "## Less")
        both(root)

    def test_an_index_of_another_shape_is_not_believed(self, root: Path) -> None:
        (index,) = (root / ".cache").rglob("index.json")
        head, _, text = index.read_text(encoding="utf-8").partition("\n")
        data = json.loads(text)
        data["entries"] = {name: row[:3] for name, row in data["entries"].items()}
        index.write_text(f"{head}\n{json.dumps(data)}", encoding="utf-8")
        both(root)

    def test_what_went_from_the_site_goes_from_the_cache(self, root: Path) -> None:
        change(docs(root, 5), "one *of* 5", "a word like quincunx")
        both(root)
        docs(root, 5).unlink()
        both(root)
        kept = files_of(root / ".cache")
        assert len(kept) > 10
        assert [name for name, data in kept.items() if b"quincunx" in data] == []


class TestSwitch:
    def test_without_the_cache_nothing_is_kept(self, tmp_path: Path) -> None:
        make_site(tmp_path, FEW)
        fresh = build(tmp_path, "fresh")
        assert not (tmp_path / ".cache").exists()
        assert fresh.files == build(tmp_path, "off", site="plain").files
        before = times(tmp_path)
        build(tmp_path, "fresh")
        assert len(written_since(tmp_path, before)) == FEW + 2

    def test_dirty_builds_are_those_of_mkdocs(self, root: Path) -> None:
        before = times(root)
        change(docs(root, 3), "one *of* 3", "two *of* 3")
        assert build(root, "", "--dirty").status == 0
        assert written_since(root, before) == {html(3)}
        both(root)
