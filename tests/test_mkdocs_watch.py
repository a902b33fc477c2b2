"""`mkdocs serve` begins anew for what a person wrote, and not for what the build wrote."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from watchdog.utils.dirsnapshot import DirectorySnapshot

import mkdocs_watch
from casebook.writing import MANIFEST, write

PATIENCE = 20
GENERATED = {"cases/one.md": b"one", "cases/deep/two.md": b"two", "data/list.json": b"[]"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Pages by hand beside generated ones, in folders of their own and in one that is mixed."""
    docs = tmp_path / "docs"
    (docs / "data").mkdir(parents=True)
    (docs / "empty").mkdir()
    for name in ("index.md", "data/index.md"):
        (docs / name).write_text("by hand", encoding="utf-8")
    write(GENERATED, docs)
    return docs


@pytest.fixture
def server(docs: Path) -> Iterator[LiveReloadServer]:
    """A server that looks and never builds."""
    (docs.parent / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", encoding="utf-8")
    config = load_config(str(docs.parent / "mkdocs.yml"))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(docs.parent / "site"))
    server.watch(config.docs_dir)
    server.watch(str(config.config_file_path))
    server = mkdocs_watch.on_serve(server, config=config, builder=lambda: None)
    server.observer.start()
    time.sleep(1)  # until it has looked for the first time
    try:
        yield server
    finally:
        server.observer.stop()
        server.observer.join()
        server.server_close()


def wants_to_build(server: LiveReloadServer) -> bool:
    return server._want_rebuild  # noqa: SLF001 - it tells nobody else


def names(docs: Path) -> set[str]:
    taken = DirectorySnapshot(str(docs), listdir=mkdocs_watch.written_by_people(docs))
    return {os.path.relpath(path, docs) for path in map(os.fsdecode, taken.paths)}


def test_only_what_a_person_wrote_is_looked_at(docs: Path) -> None:
    assert (docs / MANIFEST).is_file()
    assert names(docs) == {".", "index.md", "data", "data/index.md", "empty"}


def test_a_folder_with_a_page_by_hand_is_looked_into(docs: Path) -> None:
    (docs / "cases/deep/mine.md").write_text("by hand", encoding="utf-8")
    assert {"cases", "cases/deep", "cases/deep/mine.md"} <= names(docs)
    assert "cases/one.md" not in names(docs)


def test_without_generated_pages_all_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("by hand", encoding="utf-8")
    assert names(tmp_path) == {".", "index.md"}


def test_a_spoilt_list_of_generated_pages_is_told(docs: Path) -> None:
    (docs / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(PluginError, match="cannot be read"):
        mkdocs_watch.written_by_people(docs)


def test_pages_of_the_build_begin_nothing_and_others_do(
    server: LiveReloadServer, docs: Path
) -> None:
    report = write({**GENERATED, "cases/one.md": b"other", "cases/three.md": b"three"}, docs)
    assert report.written == 2
    time.sleep(2)
    assert not wants_to_build(server)
    (docs / "data/index.md").write_text("by hand, again", encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while not wants_to_build(server) and time.monotonic() < until:
        time.sleep(0.1)
    assert wants_to_build(server)


def test_a_change_of_the_settings_begins_a_build(server: LiveReloadServer, docs: Path) -> None:
    (docs.parent / "mkdocs.yml").write_text("site_name: y\nplugins: []\n", encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while not wants_to_build(server) and time.monotonic() < until:
        time.sleep(0.1)
    assert wants_to_build(server)
