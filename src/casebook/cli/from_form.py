"""`casebook from-form`: what somebody wrote in an issue form, as a change of the records."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import forms, starting
from casebook.adding import AddError
from casebook.cli import add as adding
from casebook.cli import console
from casebook.problems import Level, render

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("from-form", help="turn a filled issue form into a record")
    console.add_data(parser)
    parser.add_argument("file", metavar="FILE", help="the text of the issue; - reads it from input")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the record that a form asks for, unless a person has to decide about it."""
    try:
        body = _body(arguments.file)
        filled = forms.read_form(body, Path())
        if filled.form == "new-case":
            return _new_case(filled, arguments.data)
        if filled.form == "new-development":
            event = forms.development_of(filled)
            return adding.put_event(arguments.data, forms.case_meant(filled), event)
    except (forms.FormError, starting.StartError, AddError) as error:
        print(f"casebook from-form: {error}", file=sys.stderr)
        return console.BAD_USAGE
    print(f"casebook from-form: a form '{filled.form}' is for a person to read", file=sys.stderr)
    return console.BAD_USAGE


def _new_case(filled: forms.Filled, data: str) -> int:
    """Write a case where none is; what is still wrong with it is told, and left to be mended."""
    name, text = forms.case_of(filled)
    starting.free(Path(data), name)
    path = Path(data) / "cases" / f"{name}.yaml"
    problems, records = console.fresh_problems(data, f"cases/{name}.yaml", text)
    grave = [one for one in problems if one.slug == "personal-data"]
    if grave:
        print(render(grave, console.form(), records=records, written=False))
        return console.BAD_DATA
    console.put(path, text)
    if problems:
        print(render(problems, console.form(), records=records, written=True))
    print(f"{console.shown(path)} is written; add what happened with `casebook add event {name}`")
    return console.BAD_DATA if any(p.level is Level.ERROR for p in problems) else console.OK


def _body(file: str) -> str:
    """Read the text of the issue, and no more of it than a form can be."""
    most = 4 * forms.LARGEST + 1
    try:
        if file == "-":
            data = sys.stdin.buffer.read(most)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(most)
    except OSError:
        raise forms.FormError(f"{file} cannot be read") from None
    return data.decode("utf-8", errors="replace")
