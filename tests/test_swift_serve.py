"""The accelerator under `mkdocs serve`: an edit shows, and only its page is written."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from built_twice import ROOT, change, make_site, page

PATIENCE = 120
SEAL = ROOT / "scripts/mkdocs_seal.py"

pytestmark = pytest.mark.site


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.1)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    make_site(tmp_path, 24)
    change(tmp_path / "mkdocs.yml", "hook.py]", f"hook.py, {SEAL}]")
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
            stderr=output,
        )
        try:
            wait(lambda: "Serving on" in log.read_text(encoding="utf-8"))
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.kill()
            server.wait()


def test_an_edit_shows_and_pages_reload_themselves(address: str, tmp_path: Path) -> None:
    def shown(number: int) -> str:
        here = address + page(number).replace(".md", "/")
        with urllib.request.urlopen(here, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    assert "one <em>of</em> 3" in shown(3)
    path = tmp_path / "docs" / page(3)
    path.write_text("# Page\n\ntwo [x](nowhere.md)\n\n## More\n", encoding="utf-8")
    wait(lambda: "two <a" in shown(3))
    change(path, "two", "three")
    wait(lambda: "three <a" in shown(3))
    told = (tmp_path / "log").read_text(encoding="utf-8")
    assert "contains a link 'nowhere.md'" in told
    # MkDocs puts its own script into what it serves; a policy would not let it run.
    assert "livereload(" in shown(4)
    assert "Content-Security-Policy" not in shown(4)
