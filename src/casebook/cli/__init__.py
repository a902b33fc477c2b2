"""The command line: the one place that prints, exits and knows the folder it was started in.

Each command is a module with its flags in `add` and its work in `run(arguments) -> exit status`.
Exit status: 0 clean, 1 bad data, 2 wrong usage or no records.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from casebook.cli import (
    add,
    build,
    cards,
    check,
    coverage,
    diff,
    from_form,
    index,
    new,
    register,
    schema,
    seal,
    shape,
    stale,
    unhost,
    verify,
)
from casebook.cli.console import BAD_DATA

COMMANDS = (
    check,
    add,
    from_form,
    shape,
    build,
    index,
    cards,
    seal,
    unhost,
    schema,
    register,
    new,
    coverage,
    stale,
    diff,
    verify,
)
"""The modules of the commands, in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        _survive_any_text(stream)
    parsed = _parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:  # `casebook check | head`: whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_DATA
    return status


def _parser() -> argparse.ArgumentParser:
    """Gather what each command says of itself."""
    parser = argparse.ArgumentParser(prog="casebook", description="Records in, site out.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


def _survive_any_text(stream: TextIO) -> None:
    """Write escapes where the terminal's encoding lacks a letter, rather than fail."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
