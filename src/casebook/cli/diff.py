"""`casebook diff`: tell in plain language what changed in the record between two revisions."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import build as building
from casebook import catalogue
from casebook.cli import console
from casebook.differing.libraries import compare
from casebook.library import Library, load
from casebook.reporting import Report
from casebook.revisions import RevisionError, check_out, merge_base

if TYPE_CHECKING:
    from casebook.cache import Cache
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("diff", help="tell what changed in the record between revisions")
    parser.add_argument("base", metavar="BASE", help="a revision: main, a tag, a commit")
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="another (default: the files as they are)"
    )
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown")
    parser.add_argument(
        "--parted",
        action="store_true",
        help="compare with where HEAD left BASE, so that only its own changes are told",
    )
    parser.add_argument("--root", metavar="DIR", default=".", help="the repository (default: here)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what changed; a difference is no fault, a record that cannot be read is told of."""
    root = Path(arguments.root)
    base = arguments.base
    try:
        if arguments.parted:
            base = merge_base(root, base, arguments.head or "HEAD")
        cache = console.open_cache(root)
        before = _at(root, base, cache)
        after = _at(root, arguments.head, cache) if arguments.head else load(root, cache=cache)
    except RevisionError as error:
        print(f"casebook diff: {base}: {error}", file=sys.stderr)
        return console.BAD_USAGE
    if not after.files:
        print("casebook diff: there are no records in data", file=sys.stderr)
        return console.BAD_USAGE
    words = catalogue.load(root / building.TEMPLATES / building.WORDS)
    site_url = os.environ.get(building.SITE_URL_VARIABLE, "")
    report = Report(compare(before, after), before, after, words, site_url)
    print(report.as_json() if arguments.format == "json" else report.markdown(), end="")
    return console.OK


def _at(root: Path, revision: str, cache: "Cache") -> Library:
    """Read the records of a revision."""
    with tempfile.TemporaryDirectory() as folder:
        check_out(root, revision, "data", Path(folder))
        return load(Path(folder), cache=cache)
