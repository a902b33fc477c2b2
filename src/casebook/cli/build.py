"""`casebook build`: check, then write pages and data files into docs/."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import build as building
from casebook.cache import WRITTEN_FILE
from casebook.cli import console
from casebook.library import without_collecting
from casebook.problems import render
from casebook.writing import WriteError, write

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("build", help="check, then write pages and data files into docs/")
    parser.add_argument("--root", metavar="DIR", default=".", help="the repository (default: here)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check all records and, if they hold no error, bring what is generated in docs/ up to date."""
    with without_collecting():
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    root = Path(arguments.root)
    site_url = os.environ.get(building.SITE_URL_VARIABLE, "")
    cache = console.open_cache(root)
    made = building.build(root, site_url=site_url, cache=cache)
    if made.problems:
        records, written = made.records, not made.failed
        print(render(made.problems, console.form(), records=records, written=written))
    if made.failed:
        return console.status(made.problems, strict=False)
    try:
        remembered = root / WRITTEN_FILE if cache.keeps else None
        report = write(made.made(), root / "docs", remembered, made.made_of)
    except WriteError as error:
        print(f"casebook build: {error}", file=sys.stderr)
        return console.BAD_USAGE
    files = report.written + report.unchanged
    print(f"{files} files, {report.written} written, {report.removed} removed")
    return console.OK
