"""Find a Chromium for the browser tests, or install one, and note its path.

Tried in this order, the first that starts wins:

1. the program named by the environment variable CASEBOOK_CHROMIUM;
2. the one noted by an earlier run in `.venv/chromium-path`;
3. a Chromium or Chrome on PATH, or in its usual place on macOS;
4. the system's package manager (apt-get or dnf), when run as root;
5. Playwright's own download.

A CASEBOOK_CHROMIUM that does not start is a mistake to mend, so nothing else is tried then.

Exits 0 with the path noted, 1 when no browser can be had. Standard library only, so that it
runs before anything is installed; step 5 needs Playwright in the Python that runs this.

Tests do not read the note themselves: they ask for the fixtures `chromium_path` or
`casebook_browser` of tests/conftest.py, which call `find_installed` below.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "CASEBOOK_CHROMIUM"
NOTE = Path(".venv/chromium-path")
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MACOS_PLACES = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
# The DejaVu fonts draw Cyrillic, Kazakh letters included; a bare system may have none.
PACKAGE_COMMANDS = {
    "apt-get": (
        "--quiet update",
        "--quiet --yes --no-install-recommends install chromium fonts-dejavu-core",
    ),
    "dnf": ("--quiet --assumeyes install chromium dejavu-sans-fonts",),
}
START_SECONDS = 60
INSTALL_SECONDS = 1200
# Asked of the Playwright in the Python that runs this, since the answer differs by its version.
PLAYWRIGHT_PATH_CODE = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class NoBrowserError(Exception):
    """No browser can be had; the text says what to do, in plain words."""


def starts(program: Path) -> bool:
    """Whether the program runs: some systems ship a stub that only says where to get the real."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, check=False, timeout=START_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find_installed(root: Path, environ: Mapping[str, str]) -> tuple[Path, str] | None:
    """Look for a browser without installing anything: steps 1 to 3.

    Args:
        root: the repository, whose `.venv` holds the note.
        environ: the environment variables; CASEBOOK_CHROMIUM and PATH are read.

    Returns:
        The program and how it was found, or None.

    Raises:
        NoBrowserError: CASEBOOK_CHROMIUM is set but does not start.
    """
    named = environ.get(VARIABLE)
    if named:
        if not starts(Path(named)):
            message = f"{VARIABLE} is set to '{named}', but that does not start as a browser."
            raise NoBrowserError(message)
        return Path(named), f"named by {VARIABLE}"
    for program, how in _likely(root, environ):
        if starts(program):
            return program, how
    return None


def _likely(root: Path, environ: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    note = root / NOTE
    if note.is_file():
        yield Path(note.read_text(encoding="utf-8").strip()), "noted by an earlier run"
    for name in NAMES:
        found = shutil.which(name, path=environ.get("PATH", ""))
        if found:
            yield Path(found), "found on PATH"
    for place in MACOS_PLACES:
        if place.is_file():
            yield place, "found among the applications"


def install_by_package_manager(environ: Mapping[str, str]) -> str | None:
    """Ask the system's package manager for Chromium.

    Returns:
        What was used, or None if there is none or it failed. Its own output is shown.
    """
    quiet = {**environ, "DEBIAN_FRONTEND": "noninteractive"}
    for manager, commands in PACKAGE_COMMANDS.items():
        program = shutil.which(manager, path=environ.get("PATH", ""))
        if program is None:
            continue
        # Only the last counts: a list that could not be renewed may still hold what we need.
        done = [_runs([program, *arguments.split()], quiet) for arguments in commands]
        if done[-1]:
            return f"installed by {manager}"
    return None


def download_by_playwright(environ: Mapping[str, str]) -> Path | None:
    """Let Playwright download its own Chromium.

    Returns:
        The program, or None if Playwright or its download is not to be had.
    """
    if not _runs([sys.executable, "-m", "playwright", "install", "chromium"], environ):
        return None
    asked = subprocess.run(
        [sys.executable, "-c", PLAYWRIGHT_PATH_CODE],
        capture_output=True,
        check=False,
        env=dict(environ),
        text=True,
        timeout=START_SECONDS,
    )
    return Path(asked.stdout.strip()) if asked.returncode == 0 else None


def _runs(command: list[str], environ: Mapping[str, str]) -> bool:
    print("+", *command, flush=True)
    try:
        done = subprocess.run(command, check=False, env=dict(environ), timeout=INSTALL_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def ensure(root: Path, environ: Mapping[str, str], *, is_root: bool) -> tuple[Path, str]:
    """Find a browser or install one: all five steps.

    Args:
        root: the repository.
        environ: the environment variables.
        is_root: whether the package manager may be asked.

    Raises:
        NoBrowserError: none can be had.
    """
    found = find_installed(root, environ)
    if found:
        return found
    if is_root and (how := install_by_package_manager(environ)):
        found = find_installed(root, environ)
        if found:
            return found[0], how
    downloaded = download_by_playwright(environ)
    if downloaded and starts(downloaded):
        return downloaded, "downloaded by Playwright"
    message = (
        "The browser tests need Chromium, and none could be found or installed.\n"
        "Install Chromium or Chrome with your system's package manager and run this again,\n"
        f"or name one: {VARIABLE}=/path/to/chromium make test"
    )
    raise NoBrowserError(message)


def main() -> int:
    """Note a working browser's path; return the exit status."""
    environ = dict(os.environ)
    try:
        program, how = ensure(ROOT, environ, is_root=hasattr(os, "geteuid") and os.geteuid() == 0)
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    note = ROOT / NOTE
    note.parent.mkdir(exist_ok=True)
    note.write_text(f"{program}\n", encoding="utf-8")
    print(f"browser: {program} ({how})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
