"""`casebook unhost`: let the pages of a finished site be read from a folder, without a host."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.cli import console
from casebook.unhosted import UnhostedError, unhost

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("unhost", help="let a finished site be read from a folder")
    parser.add_argument("site", nargs="?", default="site", help="the site (default: site/)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Let links name pages instead of folders, in every page."""
    try:
        pages = unhost(Path(arguments.site))
    except UnhostedError as error:
        print(f"casebook unhost: {error}", file=sys.stderr)
        return console.BAD_USAGE
    print(f"{pages} pages can be read from a folder")
    return console.OK
