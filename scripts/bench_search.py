"""Measure the search with many invented cases, on a slow line.

    python scripts/bench_search.py 1000 10000

For each number a world of so many cases is invented in a temporary folder (see `synthetic`), its
search is built, and a site of two pages is put around it: a home page and `browse/`. A browser then
asks twenty queries of it over a line of 1.6 Mbit/s with 150 ms of delay, from a server that
compresses, as hosts do:

    cold    a page just opened, nothing kept: bytes and time from the query to the first hit
    warm    the search has been used on the page: the same for another query, put at once
    typed   the same, typed letter by letter: time from the last letter to the hits

Nothing here is a test: no step has to be faster than a given time, and a shared machine makes times
doubtful; bytes are what they are.
"""

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import environ
from pathlib import Path
from threading import Thread
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from benching.processes import StepFailedError, measure  # noqa: E402 - the path comes first
from benching.worlds import copy_kept_files  # noqa: E402
from casebook.library import load  # noqa: E402
from ensure_browser import find_installed  # noqa: E402
from synthetic import make_world  # noqa: E402

LINE: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 1_600_000 / 8,
}
# No plugins and no hooks: two pages of a theme, not a site.
SETTINGS: Final = (
    "INHERIT: mkdocs.yml\ndocs_dir: two\nnav: [index.md]\nplugins: []\nhooks: []\nwatch: []\n"
)
FIXED: Final = (
    "405",
    "статья 174",
    "274-бап",
    "Almaty",
    "Астана",
    "mass riots",
    "spreading false information",
    "journalist detained at a protest",
    "tortured in detention by police",
    "house arrest",
    "trade union leader",
    "January 2022",
)
NAMES: Final = 8
HIT: Final = "#cb-search [role=option]"
# When the query was put, and when the dialog showed first hits and all of them.
WATCH: Final = """(query) => {
  const dialog = document.getElementById("cb-search");
  delete dialog.dataset.begun;
  delete dialog.dataset.answered;
  const seen = window.seen = {};
  dialog.querySelector("input").addEventListener("input", () => { seen.put = performance.now(); });
  new MutationObserver(() => {
    for (const sign of ["begun", "answered"]) {
      if (dialog.dataset[sign] === query) seen[sign] ??= performance.now();
    }
  }).observe(dialog, { attributes: true });
}"""
LETTER: Final = 100  # milliseconds between letters


class Compressing(SimpleHTTPRequestHandler):
    """Serves files as hosts do: compressed, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the reader has gone
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its parent
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Line:
    """A page on a slow line that counts what comes over it."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.bytes = 0.0
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, float]) -> None:
        self.bytes += event["encodedDataLength"]

    def ask(self, query: str, *, typed: bool = False) -> tuple[float, float]:
        """Put a query; return kilobytes and milliseconds to the first hit, or to "no hits"."""
        page, before = self.page, self.bytes
        box = page.locator("#cb-search input")
        if typed:
            box.fill("")
        page.evaluate(WATCH, query)
        if typed:
            box.press_sequentially(query, delay=LETTER)
        else:
            box.fill(query)
        page.wait_for_function("window.seen.answered")
        seen = page.evaluate("window.seen")
        first = min(seen.get("begun", seen["answered"]), seen["answered"])
        return (self.bytes - before) / 1000, first - seen["put"]


def put_up(folder: Path, cases: int) -> str:
    """Invent a world and build two pages and the search of it; tell what the search took."""
    copy_kept_files(ROOT, folder)
    make_world(ROOT, folder, cases=cases)
    measure([sys.executable, "-m", "casebook", "build"], folder)
    docs, two = folder / "docs", folder / "two"
    shutil.copytree(docs / "assets", two / "assets")
    shutil.copytree(docs / "browse", two / "browse")
    (two / "data").mkdir()
    shutil.copy(docs / "data" / "facets.js", two / "data")
    (two / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "two.yml").write_text(SETTINGS, encoding="utf-8")
    measure([sys.executable, "-m", "mkdocs", "build", "--config-file", "two.yml"], folder)
    cost = measure([sys.executable, "-m", "casebook", "index"], folder)
    files = [path.stat().st_size for path in (folder / "site" / "search").rglob("*.js")]
    return (
        f"{cases:,} cases: index in {cost.seconds:.1f} s, {cost.peak:.0f} MiB at most; "
        f"{len(files)} files, {sum(files) / 1e6:.1f} MB, the largest {max(files) / 1000:.0f} kB"
    )


def queries(folder: Path) -> list[str]:
    """Take names as readers would put them, and what does not depend on the world."""
    cases = [case for case in load(folder).cases.values() if case.kind == "person"]
    asked = []
    for number, case in enumerate(cases[:: len(cases) // NAMES][:NAMES]):
        other = next((one.text for one in case.names if not one.text.isascii()), case.name)
        last = case.name.split()[-1]
        asked.append((case.name, other, last, f"{last[:2]}{last[3:]}")[number % 4])
    return [*asked, *FIXED]


def bench(browser: Browser, folder: Path, root: str) -> Iterator[str]:
    """Ask every query and take a filter; tell what each took."""
    asked = queries(folder)
    cold, warm, typed = [], [], []
    yield "\n| query | cold kB | cold ms | warm kB | warm ms | typed ms |"
    yield "|---|---:|---:|---:|---:|---:|"
    for number, query in enumerate(asked):
        line = Line(browser)
        line.page.goto(root)
        line.page.keyboard.press("/")
        cold.append(line.ask(query))
        warm.append(line.ask(asked[number - 1]))
        line.page.locator("#cb-search input").fill("")
        typed.append(line.ask(asked[number - 2], typed=True))
        line.context.close()
    # Each was asked cold first, warm by the next and typed by the one after that.
    for number, query in enumerate(asked):
        kept = cold[number], warm[(number + 1) % len(asked)], typed[(number + 2) % len(asked)]
        (a, b), (c, d), (_, f) = kept
        yield f"| {query} | {a:.0f} | {b:.0f} | {c:.0f} | {d:.0f} | {f:.0f} |"
    for name, found in (("cold", cold), ("warm", warm), ("typed", typed)):
        sizes, times = zip(*found, strict=True)
        yield (
            f"- {name}: median {statistics.median(sizes):.0f} kB, "
            f"{statistics.median(times):.0f} ms; most {max(sizes):.0f} kB, {max(times):.0f} ms"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("cases", type=int, nargs="+", help="how many cases, one world for each")
    program = find_installed(ROOT, environ)
    if program is None:
        print("there is no Chromium: run `make browser`", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program[0], args=["--no-sandbox"])
        for cases in parser.parse_args(arguments).cases:
            with tempfile.TemporaryDirectory(prefix="casebook-search-") as name:
                folder = Path(name)
                try:
                    print(put_up(folder, cases), flush=True)
                except StepFailedError as error:
                    print(error, file=sys.stderr)
                    return 1
                with served(folder / "site") as root:
                    for text in bench(browser, folder, root):
                        print(text, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
