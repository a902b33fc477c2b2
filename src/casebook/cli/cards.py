"""`casebook cards`: draw the pictures that other sites show of a link."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.cli import console
from casebook.illustrating import IllustratingError, illustrate

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("cards", help="draw the pictures of links, for a finished site")
    parser.add_argument("--root", metavar="DIR", default=".", help="the repository (default: here)")
    parser.add_argument("--site", metavar="DIR", help="the site (default: site/ in the repository)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Bring the folder `cards/` of the site up to date."""
    root = Path(arguments.root)
    began = time.perf_counter()
    try:
        site = Path(arguments.site) if arguments.site else root / "site"
        report = illustrate(root, site, console.open_cache(root))
    except IllustratingError as error:
        print(f"casebook cards: {error}", file=sys.stderr)
        return console.BAD_USAGE
    seconds = time.perf_counter() - began
    print(f"{report.cards} cards, {report.drawn} drawn anew, in {seconds:.1f} s")
    return console.OK
