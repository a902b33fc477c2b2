"""Measure the pages that filter with many invented cases: what they bring, how soon they answer.

    python scripts/bench_browse.py 10000

A world of so many cases is invented in a temporary folder (see `synthetic`), its pages are made,
and those that filter are built with the theme. A browser opens each after the home page, so that
what it brings is what it brings beyond the theme: the page, its file, its scripts and its style,
compressed. Then it opens each facet, takes up to ten terms of it one by one, takes terms of several
facets together, and sorts; each from the click until the frame after the next is painted. Nothing
here is a test: a shared machine makes times doubtful, which is why the time of the processor stands
beside.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from os import environ
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from bench_search import served  # noqa: E402 - the path comes first
from benching.processes import StepFailedError, measure  # noqa: E402
from benching.worlds import copy_kept_files  # noqa: E402
from ensure_browser import find_installed  # noqa: E402
from synthetic import make_world  # noqa: E402

PAGES: Final = {
    "browse": "facets",
    "convictions": "convictions",
    "restrictions": "restrictions",
    "ways-out": "ways-out",
}
"""Folder of a page that filters -> the name of its file in data/."""
SETTINGS: Final = (
    "INHERIT: mkdocs.yml\ndocs_dir: few\nnav: [index.md]\nplugins: []\nhooks: []\nwatch: []\n"
)
TAKEN: Final = 10
# Milliseconds from a click until the frame after the next has been painted.
CLICKED: Final = """(one) => new Promise((done) => {
  const start = performance.now();
  one.click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""
SORTED: Final = """(value) => new Promise((done) => {
  const start = performance.now();
  const sort = document.getElementById("browse-sort");
  sort.value = value;
  sort.dispatchEvent(new Event("change"));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def put_up(folder: Path, cases: int) -> None:
    """Invent a world, make its pages, and build those that filter."""
    copy_kept_files(ROOT, folder)
    make_world(ROOT, folder, cases=cases)
    measure([sys.executable, "-m", "casebook", "build"], folder)
    docs, few = folder / "docs", folder / "few"
    shutil.copytree(docs / "assets", few / "assets")
    (few / "data").mkdir()
    for name, file in PAGES.items():
        (few / name).mkdir()
        shutil.copy(docs / name / "index.md", few / name)
        for path in (docs / "data").glob(f"{file}*.js"):
            shutil.copy(path, few / "data")
    (few / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "few.yml").write_text(SETTINGS, encoding="utf-8")
    measure([sys.executable, "-m", "mkdocs", "build", "--config-file", "few.yml"], folder)


class Clicks:
    """What was clicked on a page, how long it took, and how long the processor was at it."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self._page, self._session = page, session
        self.told: list[tuple[str, float, float]] = []

    def take(self, what: str, script: str, **given: object) -> None:
        """Run a script that gives milliseconds, on an element if one is named."""
        before = self._busy()
        if "at" in given:
            taken = self._page.locator(str(given["at"])).first.evaluate(script)
        else:
            taken = self._page.evaluate(script, given.get("value"))
        self.told.append((what, taken, self._busy() - before))

    def _busy(self) -> float:
        """Milliseconds for which the page's main thread has worked."""
        found = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in found if one["name"] == "TaskDuration")

    def summary(self, what: str) -> str:
        """Tell medians and the worst."""
        times, busy = [one[1] for one in self.told], [one[2] for one in self.told]
        worst = max(self.told, key=lambda one: one[1])
        return (
            f"  {what}: median {statistics.median(times):.0f} ms, worst {worst[1]:.0f} ms "
            f"({worst[0]}); processor median {statistics.median(busy):.0f} ms, "
            f"worst {max(busy):.0f} ms ({len(times)} clicks)"
        )


def bench(browser: Browser, root: str, name: str) -> Iterator[str]:
    """Open a page and choose in it; tell what came and how long each step took."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Performance.enable")
    came: list[float] = []
    session.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(root)
    page.wait_for_load_state("networkidle")
    before = len(came)
    page.goto(f"{root}{name}/")
    page.wait_for_selector(".browse-results li")
    page.wait_for_load_state("networkidle")
    yield f"{name}/: {sum(came[before:]) / 1000:.0f} kB beyond the theme"
    facets = page.locator("details.browse-facet")
    one, opened = Clicks(page, session), Clicks(page, session)
    for number in range(facets.count()):
        fold = f"details.browse-facet >> nth={number}"
        facet = page.locator(f"{fold} >> summary").inner_text().strip()
        if page.locator(fold).get_attribute("open") is None:
            opened.take(facet, CLICKED, at=f"{fold} >> summary")
        boxes = page.locator(f"{fold} >> label:not([hidden]) >> input[type=checkbox]")
        for term in boxes.evaluate_all("all => all.map((box) => box.value)")[:TAKEN]:
            for _ in ("take", "leave"):
                one.take(facet, CLICKED, at=f"{fold} >> input[value='{term}']")
    yield opened.summary("a facet opened")
    yield one.summary("a term taken or left, all facets open")
    several, sorts = Clicks(page, session), Clicks(page, session)
    for number in range(facets.count()):
        box = f"details.browse-facet >> nth={number} >> label:not([hidden]) >> input[type=checkbox]"
        if page.locator(box).count():
            several.take(f"facet {number + 1}", CLICKED, at=box)
    several.take("all cleared", CLICKED, at=".browse-clear")
    for value in ("last", "asOf", "name"):
        sorts.take(value, SORTED, value=value)
    yield several.summary("terms of several facets together")
    yield sorts.summary("sorted")
    context.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("cases", type=int, help="how many cases")
    cases = parser.parse_args(arguments).cases
    program = find_installed(ROOT, environ)
    if program is None:
        print("there is no Chromium: run `make browser`", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory(prefix="casebook-browse-") as name,
        sync_playwright() as driver,
    ):
        try:
            put_up(Path(name), cases)
        except StepFailedError as error:
            print(error, file=sys.stderr)
            return 1
        browser = driver.chromium.launch(executable_path=program[0], args=["--no-sandbox"])
        print(f"{cases:,} cases")
        with served(Path(name) / "site") as root:
            for folder in PAGES:
                for line in bench(browser, root, folder):
                    print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
