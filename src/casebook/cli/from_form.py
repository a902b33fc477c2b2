"""`casebook from-form`: what somebody wrote in an issue form, as a change of the records."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook import forms, starting
from casebook.adding import AddError
from casebook.cli import add as adding
from casebook.cli import console
from casebook.library import Library, load_shelves
from casebook.problems import Level, render

if TYPE_CHECKING:
    from casebook.cli.console import Commands

_PROCEDURE: Final = "procedure"


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
            return _development(filled, arguments.data)
    except (forms.FormError, starting.StartError, AddError) as error:
        print(f"casebook from-form: {error}", file=sys.stderr)
        return console.BAD_USAGE
    print(f"casebook from-form: a form '{filled.form}' is for a person to read", file=sys.stderr)
    return console.BAD_USAGE


def _new_case(filled: forms.Filled, data: str) -> int:
    """Write a case where none is; what is still wrong with it is told, and left to be mended."""
    cited, texts = _source(filled, data, _library(data))
    name, text = forms.case_of(filled, cited)
    starting.free(Path(data), name)
    path = Path(data) / "cases" / f"{name}.yaml"
    texts = {f"cases/{name}.yaml": text, **texts}
    problems, records = console.fresh_problems(data, texts)
    grave = [one for one in problems if one.slug == "personal-data"]
    if grave:
        print(render(grave, console.form(), records=records, written=False))
        return console.BAD_DATA
    for inside, new in texts.items():
        console.put(Path(data) / inside, new)
    if problems:
        print(render(problems, console.form(), records=records, written=True))
    _tell_source(texts, data)
    print(f"{console.shown(path)} is written; add what happened with `casebook add event {name}`")
    return console.BAD_DATA if any(p.level is Level.ERROR for p in problems) else console.OK


def _development(filled: forms.Filled, data: str) -> int:
    """Add an event to a case, unless that makes an error."""
    library = _library(data)
    cited, texts = _source(filled, data, library)
    event = forms.development_of(filled, cited)
    case = library.cases.get(forms.case_meant(filled))
    kind = library.event_types.get(event.type)
    if case and kind and kind.axis == _PROCEDURE and event.proceeding is None:
        # Whoever fills in a form seldom knows the short id of a case in court.
        known = [one.id for one in case.proceedings]
        event = replace(event, proceeding=known[0] if len(known) == 1 else None)
    status = adding.put_event(data, forms.case_meant(filled), event, texts)
    if status == console.OK:
        _tell_source(texts, data)
    return status


def _library(data: str) -> Library:
    root, shown = console.place_of(data)
    return load_shelves(root, shown, cache=console.open_cache(root))


def _source(filled: forms.Filled, data: str, library: Library) -> tuple[str, dict[str, str]]:
    """Find the source that a form cites, or make a draft of its record: its path inside, its text.

    Raises StartError if the id of a draft is taken.
    """
    cited, draft = forms.source_meant(filled, library.sources)
    if draft is None:
        return cited, {}
    starting.free(Path(data), cited)
    return cited, {f"sources/{cited}.yaml": draft}


def _tell_source(texts: Mapping[str, str], data: str) -> None:
    """Say which draft of a source was written, and what an editor does with it."""
    for inside in texts:
        if inside.startswith("sources/"):
            path = console.shown(Path(data) / inside)
            print(f"{path} is a draft of the source: compare it with the document itself")


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
