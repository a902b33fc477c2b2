"""`casebook verify`: compare a copy of a frozen version with the hashes that came with it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.cli import console
from casebook.releasing import verify

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("verify", help="compare a frozen version with its list of hashes")
    parser.add_argument("copy", help="a folder with a SHA256SUMS, or an archive of a version")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check every file, those within archives too."""
    compared, wrong = verify(Path(arguments.copy))
    for one in wrong:
        print(one, file=sys.stderr)
    print(f"{compared} files compared, {len(wrong)} wrong")
    return console.BAD_DATA if wrong else console.OK
