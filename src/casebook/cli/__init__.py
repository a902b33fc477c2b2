"""The command line: the one place that prints, exits and knows the folder it was started in.

Each command is a module with its flags in `add` and its work in `run(arguments) -> exit status`.
Exit status: 0 clean, 1 bad data, 2 wrong usage or no records.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, TextIO

from casebook.cli.console import BAD_DATA

COMMANDS: Final = {
    "check": "check",
    "add": "add",
    "from-form": "from_form",
    "format": "shape",
    "build": "build",
    "index": "index",
    "cards": "cards",
    "seal": "seal",
    "unhost": "unhost",
    "schema": "schema",
    "register": "register",
    "new": "new",
    "coverage": "coverage",
    "stale": "stale",
    "diff": "diff",
    "verify": "verify",
}
"""Command -> the module in this folder that does it, in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        _survive_any_text(stream)
    given = sys.argv[1:] if arguments is None else arguments
    parsed = _parser(given).parse_args(given)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:  # `casebook check | head`: whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_DATA
    return status


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Gather what each command says of itself, or only what the given one does.

    What another command needs (to draw pictures, say) takes longer to load than a check takes.
    """
    parser = argparse.ArgumentParser(prog="casebook", description="Records in, site out.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    wanted = [name for name in given[:1] if name in COMMANDS] or [*COMMANDS]
    for name in wanted:
        import_module(f"casebook.cli.{COMMANDS[name]}").add(commands)
    return parser


def _survive_any_text(stream: TextIO) -> None:
    """Write escapes where the terminal's encoding lacks a letter, rather than fail."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
