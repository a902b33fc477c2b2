"""Which program made what is kept: a digest of the modules that read, link, fold and check."""

import platform
import sqlite3
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from casebook.cache import store

ABOVE: Final = frozenset(
    {
        "adding",
        "build",
        "citation",
        "cli",
        "coverage",
        "exports",
        "formatting",
        "forms",
        "indexing",
        "manual",
        "pages",
        "preparing",
        "proofing",
        "schemas",
        "sealing",
        "searching",
        "staleness",
        "starting",
        "writing",
    }
)
"""Modules of the layers above checks, which nothing that is kept is made with."""

_LIBRARIES: Final = ("pydantic", "pydantic-core", "pyyaml", "edtf")
_PAGE_LIBRARIES: Final = (
    *("jinja2", "markupsafe", "matplotlib"),
    *("anyascii", "citeproc-py", "duckdb", "icalendar", "lxml"),
)
_LENGTH: Final = 16


def program_version() -> str:
    """Digest everything that decides on what is made of a record: our code, its libraries, Python.

    A change of one letter in one of those modules is another version.
    """
    package = Path(store.__file__).parent.parent
    made = sha256(f"{platform.python_version()} {platform.system()}\0".encode())
    made.update("\0".join(version(name) for name in _LIBRARIES).encode())
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if inside.parts[0].removesuffix(".py") not in ABOVE:
            made.update(f"\0{inside.as_posix()}\0".encode() + path.read_bytes())
    return made.hexdigest()[:_LENGTH]


def whole_version() -> str:
    """Digest everything that decides on what a page says, beside records and templates."""
    package = Path(store.__file__).parent.parent
    made = sha256(f"{program_version()} {sqlite3.sqlite_version}".encode())
    made.update("\0".join(version(name) for name in _PAGE_LIBRARIES).encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            made.update(f"\0{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    return made.hexdigest()[:_LENGTH]
