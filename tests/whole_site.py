"""A whole site of the small invented world, built by MkDocs and served below a sub-path."""

import atexit
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread

from casebook.build import SITE_URL_VARIABLE, build
from casebook.sealing import seal
from casebook.writing import write
from golden_world import ROOT, put_together

SUB_PATH = "some/where"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its parent
        """Say nothing."""


def build_site(folder: Path, site_url: str = "", world: Path | None = None) -> Path:
    """Build the site in a folder; return the folder to be served, which holds it at SUB_PATH.

    It is that of the small invented world, built once in a process and copied for each test, or of
    another that was put together before.
    """
    if world is None:
        shutil.copytree(_invented(site_url), folder, dirs_exist_ok=True)
        return folder / "www"
    return _build(folder, site_url, world)


@cache
def _invented(site_url: str) -> Path:
    """Build the site of the small invented world in a folder that goes at the end."""
    folder = Path(mkdtemp(prefix="casebook-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _build(folder, site_url, put_together(folder / "world"))
    return folder


def _build(folder: Path, site_url: str, world: Path) -> Path:
    made = build(world, site_url=site_url)
    assert not made.failed
    for name in ("overrides", "scripts"):
        shutil.copytree(ROOT / name, world / name, ignore=shutil.ignore_patterns("__pycache__"))
    # What git ignores below docs/ was made by a build of the real records, if there was one.
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    generated = set(re.findall(r"^/docs/([^/\n]+)", ignored, flags=re.MULTILINE))
    assert {"cases", "data"} <= generated
    shutil.copytree(
        ROOT / "docs",
        world / "docs",
        ignore=lambda here, _: (
            {*generated, ".casebook-manifest.json"} if Path(here) == ROOT / "docs" else []
        ),
    )
    # The pages of a generated folder that people write.
    (world / "docs" / "data").mkdir()
    for page in (ROOT / "docs" / "data").glob("*.md"):
        shutil.copy(page, world / "docs" / "data")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    without_hook = re.sub(r"^hooks:\n(?:[ ]+.*\n)+", "", settings, flags=re.MULTILINE)
    (world / "mkdocs.yml").write_text(without_hook, encoding="utf-8")
    write(made.files, world / "docs")
    built = subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--strict"),
            *("--site-dir", str(folder / "www" / SUB_PATH)),
        ],
        cwd=world,
        env=os.environ
        | {"PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1"}
        | ({SITE_URL_VARIABLE: site_url} if site_url else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    seal(folder / "www" / SUB_PATH)
    return folder / "www"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives the address of the site in it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
