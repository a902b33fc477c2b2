"""Building the search of a finished site."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

import mkdocs_search
from casebook import indexing
from casebook.cache import SEARCH_FOLDER, cache_of
from casebook.cli import main
from casebook.indexing import IndexingError, index
from golden_world import put_together


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a site of one page."""
    folder = put_together(tmp_path / "world")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("<p>Home</p>", encoding="utf-8")
    return folder


def test_a_site_gets_a_search(root: Path) -> None:
    made = index(root, root / "site")
    search = root / "site" / "search"
    (folder,) = (path for path in search.iterdir() if path.is_dir())
    assert [path.name for path in search.iterdir() if path.is_file()] == ["start.js"]
    assert len([*folder.glob("h*.js")]) == -(-made // 16)
    assert {one.name[0] for one in folder.iterdir()} == {*"efhklnstw"}
    # Nothing is left beside it.
    assert {path.name for path in (root / "site").iterdir()} == {"index.html", "search"}


def test_an_old_index_is_replaced_whole(root: Path) -> None:
    old = root / "site" / "search" / "old.txt"
    old.parent.mkdir()
    old.write_text("old", encoding="utf-8")
    index(root, root / "site")
    assert not old.exists()
    assert (root / "site" / "index.html").exists()


def contents(site: Path) -> dict[str, bytes]:
    found = (path for path in (site / "search").rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_what_is_made_of_the_same_is_not_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = index(root, root / "site", cache_of(root))
    made = contents(root / "site")
    assert len(made) > 20
    shutil.rmtree(root / "site/search")
    with monkeypatch.context() as patch:
        patch.setattr(indexing, "_made", None)
        assert index(root, root / "site", cache_of(root)) == count
    assert contents(root / "site") == made
    assert index(root, root / "site") == count  # without a cache
    assert contents(root / "site") == made


@pytest.mark.parametrize("changed", ["data/cases/example-one.yaml", "templates/search.yaml"])
def test_what_is_kept_of_something_else_does_not_count(root: Path, changed: str) -> None:
    index(root, root / "site", cache_of(root))
    before = contents(root / "site")
    path = root / changed
    text = path.read_text(encoding="utf-8")
    other = text.replace("invented", "imagined").replace("kazakhstani", "kazakhstani imagined")
    assert other != text
    path.write_text(other, encoding="utf-8")
    index(root, root / "site", cache_of(root))
    after = contents(root / "site")
    shutil.rmtree(root / ".cache")
    index(root, root / "site", cache_of(root))
    assert before != after == contents(root / "site")


def test_a_broken_cache_is_not_trusted(root: Path) -> None:
    index(root, root / "site", cache_of(root))
    made = contents(root / "site")
    (kept,) = (root / SEARCH_FOLDER).glob("*.sqlite")
    content = bytearray(kept.read_bytes())
    place = content.index(b"start.js")
    content[place : place + 5] = b"story"
    kept.write_bytes(content)
    index(root, root / "site", cache_of(root))
    assert contents(root / "site") == made


def test_without_a_site_there_is_nothing_to_search(root: Path) -> None:
    with pytest.raises(IndexingError, match=r"there is no site in nowhere/; build it first"):
        index(root, root / "nowhere")


def test_records_with_errors_are_not_indexed(root: Path) -> None:
    (root / "data" / "cases" / "other.yaml").write_text("name: [\n", encoding="utf-8")
    with pytest.raises(IndexingError, match="the records have errors"):
        index(root, root / "site")
    assert not (root / "site" / "search").exists()


def test_the_command_tells_how_many(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--root", str(root)]) == 0
    assert "entries can be searched" in capsys.readouterr().out
    assert main(["index", "--root", str(root), "--site", str(root / "data")]) == 2
    assert "casebook index: there is no site in data/" in capsys.readouterr().err


def test_the_hook_does_the_same(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    settings = load_config(str(root / "mkdocs.yml"))
    mkdocs_search.on_post_build(settings)
    assert (root / "site" / "search" / "start.js").exists()
    (root / "site" / "index.html").unlink()
    with pytest.raises(PluginError, match="there is no site"):
        mkdocs_search.on_post_build(settings)


class TestServing:
    """Under `mkdocs serve` nobody waits for the search."""

    @pytest.fixture
    def settings(self, root: Path) -> Iterator[MkDocsConfig]:
        (root / "docs").mkdir()
        (root / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
        mkdocs_search.on_startup(command="serve", dirty=False)
        yield load_config(str(root / "mkdocs.yml"))
        mkdocs_search.on_shutdown()
        mkdocs_search.on_startup(command="build", dirty=False)

    def test_the_search_comes_later(self, root: Path, settings: MkDocsConfig) -> None:
        mkdocs_search.on_pre_build(settings)
        mkdocs_search.on_post_build(settings)
        wait_for(root / "site/search/start.js")

    def test_until_then_it_is_that_of_before(self, root: Path, settings: MkDocsConfig) -> None:
        old = root / "site/search/old.js"
        old.parent.mkdir()
        old.write_text("old", encoding="utf-8")
        mkdocs_search.on_pre_build(settings)
        assert not old.exists()  # it is out of the way of what clears the site
        mkdocs_search.on_pre_build(settings)  # the build before did not get to its end
        mkdocs_search.on_post_build(settings)
        assert old.exists()
        wait_for(root / "site/search/start.js")
        assert not old.exists()

    def test_a_build_ends_what_is_under_way(self, root: Path, settings: MkDocsConfig) -> None:
        mkdocs_search.on_pre_build(settings)
        mkdocs_search.on_post_build(settings)
        mkdocs_search.on_pre_build(settings)
        assert not (root / "site/search").exists()
        mkdocs_search.on_post_build(settings)
        wait_for(root / "site/search/start.js")


def wait_for(path: Path) -> None:
    until = time.monotonic() + 120
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.05)
