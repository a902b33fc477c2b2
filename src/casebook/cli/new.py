"""`casebook new`: start a record."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import starting
from casebook.cli import console

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("new", help="start a record: a commented file to fill in")
    parser.add_argument("kind", metavar="KIND", help="case, article, event or source")
    parser.add_argument("id", metavar="ID", help="its id, which becomes the name of the file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write a commented record to fill in, where none is yet."""
    try:
        path, text = starting.start(Path(), arguments.kind, arguments.id)
    except starting.StartError as error:
        print(f"casebook new: {error}", file=sys.stderr)
        return console.BAD_USAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.as_posix()} is ready to be filled in; `make check` says what is still wrong")
    return console.OK
