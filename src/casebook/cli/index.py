"""`casebook index`: build the search of a finished site."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.cli import console
from casebook.indexing import IndexingError, index

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("index", help="build the search of a finished site")
    parser.add_argument("--root", metavar="DIR", default=".", help="the repository (default: here)")
    parser.add_argument("--site", metavar="DIR", help="the site (default: site/ in the repository)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Replace the folder `search/` of the site."""
    root = Path(arguments.root)
    try:
        entries = index(
            root,
            Path(arguments.site) if arguments.site else root / "site",
            console.open_cache(root),
        )
    except IndexingError as error:
        print(f"casebook index: {error}", file=sys.stderr)
        return console.BAD_USAGE
    print(f"{entries} entries can be searched")
    return console.OK
