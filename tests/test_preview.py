"""The preview of one record: shown, shown anew when saved, and readable when it is broken."""

import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser
from watchdog.events import FileModifiedEvent

from casebook.cache import Cache
from casebook.proofing import Proofs
from golden_world import ROOT, put_together
from previewing import serving
from previewing.serving import Changes, Server
from previewing.showing import Showing

CASE = "cases/example-one"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A small repository: records, templates, theme and settings."""
    put_together(tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", tmp_path / "docs" / "assets", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def server(world: Path) -> Iterator[str]:
    """A preview of the world; its address."""
    made = Server(("127.0.0.1", 0), Showing(world, Proofs(world, "data", Cache())), CASE)
    end = made.watch(world / "data")
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    end()
    made.server_close()
    thread.join()


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address
        return str(answer.read().decode())


def version(server: str, known: int = -1) -> int:
    return int(fetched(f"{server}/_preview/version?known={known}"))


def saved(server: str, path: Path, old: str, new: str) -> None:
    """Change a file, and wait until the preview has heard of it."""
    text = path.read_text("utf-8")
    assert old in text
    before = version(server)
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert version(server, before) != before


def test_a_record_is_shown_in_the_theme_of_the_site(server: str) -> None:
    page = fetched(f"{server}/")
    assert "<h1" in page
    assert "Preview" in page
    assert "What the check says" not in page
    sheet = re.search(r'href="([^"]*casebook\.css)"', page)
    assert sheet
    assert "{" in fetched(urljoin(f"{server}/{CASE}/", sheet[1]))


def test_pages_that_it_leads_to_are_shown(server: str) -> None:
    page = fetched(f"{server}/{CASE}/")
    links = set(re.findall(r'href="((?:\.\./)+(?:articles|events|sources)/[^"#]+)', page))
    assert links
    for link in links:
        assert "<h1" in fetched(urljoin(f"{server}/{CASE}/", link))


@pytest.mark.parametrize(
    "path", ["census/", "cases/nobody/", "cases/../../mkdocs.yml", "assets/../../data/README.md"]
)
def test_what_is_left_out_is_said(server: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        fetched(f"{server}/{path}")
    assert answer.value.code == 404
    assert "The preview leaves this page out" in answer.value.read().decode()


def test_an_edit_is_shown(server: str, world: Path) -> None:
    before = fetched(f"{server}/{CASE}/")
    path = world / f"data/{CASE}.yaml"
    saved(server, path, "name: ", "name: Renamed ")
    after = fetched(f"{server}/{CASE}/")
    assert "Renamed" not in before
    assert "Renamed" in after
    assert "What the check says" not in after


def test_an_edit_elsewhere_is_shown_too(server: str, world: Path) -> None:
    assert "Renamed" not in fetched(f"{server}/{CASE}/")
    saved(server, world / "data/sources/example-watch-2031.yaml", "title: ", "title: Renamed ")
    assert "Renamed" in fetched(f"{server}/sources/example-watch-2031/")


def test_a_broken_record_says_why_above_the_page_of_before(server: str, world: Path) -> None:
    fetched(f"{server}/{CASE}/")
    path = world / f"data/{CASE}.yaml"
    good = path.read_text("utf-8")
    saved(server, path, "kind: person", "kind: <b>persn</b>")
    page = fetched(f"{server}/{CASE}/")
    assert "Below is the page as it was before" in page
    assert "unknown-subject-kind" in page or "bad-id" in page
    assert "<b>persn" not in page
    saved(server, path, "name: ", "name: [")
    assert "yaml-syntax" in fetched(f"{server}/{CASE}/")
    saved(server, path, path.read_text("utf-8"), good)
    assert "What the check says" not in fetched(f"{server}/{CASE}/")


def test_several_changes_of_one_saving_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy machine is slow to give a thread its turn.
    monkeypatch.setattr(serving, "_QUIET", 1.0)
    monkeypatch.setattr(serving, "_LONGEST_UNREST", 30.0)
    changes = Changes()

    def save() -> None:
        for _ in range(8):
            changes.on_any_event(FileModifiedEvent("x.yaml"))
            time.sleep(0.01)

    saving = threading.Thread(target=save)
    saving.start()
    seen = changes.settled()
    saving.join()
    assert seen == changes.version == 8


def test_a_file_that_never_rests_is_not_waited_for_for_ever() -> None:
    changes, ended = Changes(), threading.Event()

    def scribble() -> None:
        while not ended.wait(0.001):
            changes.on_any_event(FileModifiedEvent("x.yaml"))

    scribbling = threading.Thread(target=scribble)
    scribbling.start()
    changes.settled()
    assert scribbling.is_alive()
    ended.set()
    scribbling.join()


def test_a_record_that_was_never_sound_says_why(world: Path) -> None:
    (world / "data/cases/example-new.yaml").write_text("name: [\n", "utf-8")
    showing = Showing(world, Proofs(world, "data", Cache()))
    _, page = showing.page("cases/example-new", 0)
    assert "The record cannot be shown as it is now." in page
    assert "data/cases/example-new.yaml:" in page


def test_a_record_beside_a_broken_one_is_shown(world: Path) -> None:
    (world / "data/cases/example-two.yaml").write_text("name: [\n", "utf-8")
    _, page = Showing(world, Proofs(world, "data", Cache())).page(CASE, 0)
    assert "What the check says" not in page


def test_what_is_not_published_is_said(world: Path) -> None:
    _, page = Showing(world, Proofs(world, "data", Cache())).page("cases/example-hidden", 0)
    assert "This record is not published." in page


def test_the_page_loads_itself_again(server: str, world: Path, casebook_browser: Browser) -> None:
    page = casebook_browser.new_page()
    page.goto(f"{server}/")
    path = world / f"data/{CASE}.yaml"
    path.write_text(path.read_text("utf-8").replace("name: ", "name: Renamed ", 1), "utf-8")
    page.wait_for_selector('h1:has-text("Renamed")', timeout=20_000)
    page.close()


def test_the_command_begins_and_ends(world: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "preview.py"), "example-one", "--port", "0"]
    with subprocess.Popen(command, cwd=world, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        address = run.stdout.readline().split(" ", 1)[0]
        assert "<h1" in fetched(address)
        run.send_signal(signal.SIGINT)
        try:
            assert run.wait(timeout=20) == 0
        finally:
            run.kill()  # a server that stayed would hold the tests up for ever


def test_a_record_that_is_not_there_is_wrong_usage(world: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "preview.py"), "nobody"]
    run = subprocess.run(command, cwd=world, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "there is no record nobody" in run.stderr
