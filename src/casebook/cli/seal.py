"""`casebook seal`: give every page of a finished site its content security policy."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.cli import console
from casebook.sealing import SealError, seal

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("seal", help="let pages of a finished site run its scripts only")
    parser.add_argument("site", nargs="?", default="site", help="the site (default: site/)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the policy into every page."""
    try:
        pages = seal(Path(arguments.site))
    except SealError as error:
        print(f"casebook seal: {error}", file=sys.stderr)
        return console.BAD_USAGE
    print(f"{pages} pages sealed")
    return console.OK
