"""What all tests share: the `--update-golden` flag and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from casebook.cache import SWITCH
from ensure_browser import NoBrowserError, find_installed

ROOT = Path(__file__).resolve().parent.parent

# Quiet and offline: the browser must ask nobody but the pages under test for anything.
BROWSER_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def pytest_configure() -> None:
    """Keep nothing between runs: tests of the cache ask for one."""
    os.environ[SWITCH] = "off"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that lets a test rewrite its expected files."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite expected files with what the program now writes, then read the diff",
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten rather than compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser's program, as scripts/ensure_browser.py finds it.

    Never installs one (`make browser` does) and never skips: a test that needs a browser and
    gets none fails.
    """
    try:
        found = find_installed(ROOT, os.environ)
    except NoBrowserError as error:
        pytest.fail(str(error))
    if found is None:
        pytest.fail("there is no Chromium for the browser tests: run `make browser`")
    return found[0]


@pytest.fixture(scope="session")
def casebook_browser(chromium_path: Path) -> Iterator[Browser]:
    """A headless Chromium, started once; open a fresh `new_page()` or `new_context()` in it."""
    # Chromium refuses to sandbox itself when run by root, as containers do.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, headless=True, args=[*BROWSER_FLAGS, *as_root]
        )
        yield browser
        browser.close()
