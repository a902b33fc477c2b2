"""`casebook coverage`: show what rests on what."""

import argparse
import sys
from typing import TYPE_CHECKING

from casebook import coverage
from casebook.cli import console

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("coverage", help="show what rests on what")
    console.add_data(parser)
    parser.add_argument("--places", action="store_true", help="each cited place too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show how much of the record rests on each source."""
    library = console.load_folder(arguments.data)
    if not library.files:
        print(f"casebook coverage: there are no records in {arguments.data}", file=sys.stderr)
        return console.BAD_USAGE
    print(coverage.as_table(coverage.cover(library), places=arguments.places))
    return console.OK
