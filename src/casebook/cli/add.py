"""`casebook add event`: something happened to somebody who has a case."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook import source
from casebook.adding import AddError, NewEvent, add_event
from casebook.cli import console
from casebook.problems import Level, closest, render

if TYPE_CHECKING:
    from casebook.cli.console import Commands

_NEEDED: Final = {
    "type": "What happened: an id from data/vocabularies/event-types.yaml",
    "date": "When, as 2022-03-14, 2022-03 or 2022",
    "text": "What happened, in your own words, one or two sentences",
    "source": "The id of the source, a file in data/sources/",
    "at": "The place in the source: p. 4, para. 7",
}
"""What an event must say -> how to ask for it."""


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("add", help="add an event to a case that exists")
    kinds = parser.add_subparsers(title="what", required=True, metavar="WHAT")
    event = kinds.add_parser("event", help="something that happened to somebody who has a case")
    console.add_data(event)
    event.add_argument("case", metavar="CASE", help="the id of the case")
    for name, words in _NEEDED.items():
        event.add_argument(f"--{name}", help=words[0].lower() + words[1:])
    event.add_argument("--proceeding", help="the proceeding of the case that it belongs to")
    event.add_argument("--articles", nargs="+", default=[], help="cc-405, cc-272.1")
    event.add_argument("--place", help="a town: an id from data/vocabularies/places.yaml")
    event.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the event if the record stays right with it; else say what is wrong and how to mend."""
    try:
        _path(arguments.data, arguments.case)  # before anybody is asked for the rest
        event = NewEvent(
            **{name: _said(arguments, name) for name in _NEEDED},
            proceeding=arguments.proceeding,
            articles=arguments.articles,
            place=arguments.place,
        )
        return put_event(arguments.data, arguments.case, event)
    except AddError as error:
        print(f"casebook add event: {error}", file=sys.stderr)
        return console.BAD_USAGE


def put_event(data: str, case: str, event: NewEvent) -> int:
    """Write an event into a case unless that makes an error; raises AddError if it cannot be."""
    path = _path(data, case)
    shown = console.shown(path)
    found = source.read(shown, path.read_bytes())
    if not isinstance(found, source.Document):
        print(render(found, console.form(), records=1, written=False))
        return console.BAD_DATA
    added = add_event(found, event)
    problems, records = console.fresh_problems(data, f"cases/{path.name}", added.text)
    failed = any(one.level is Level.ERROR for one in problems)
    if problems:
        print(render(problems, console.form(), records=records, written=not failed))
    if failed:
        return console.BAD_DATA
    console.put(path, added.text)
    print(f"{shown}: added {added.id}")
    return console.OK


def _path(data: str, case: str) -> Path:
    """Find the file of a case; an id that is none leads nowhere, and nowhere else."""
    there = {path.stem: path for path in (Path(data) / "cases").glob("*.yaml")}
    if case not in there:
        near = closest(case, there)
        hint = f" (did you mean {near}?)" if near else "; make new-case ID=... starts one"
        raise AddError(f"there is no case {case[:80]!r}{hint}")
    return there[case]


def _said(arguments: argparse.Namespace, name: str) -> str:
    """Return what was given for a needed field, or ask a person at a terminal for it."""
    given: str | None = getattr(arguments, name)
    if given is None and sys.stdin.isatty():
        print(f"{_NEEDED[name]}: ", end="", flush=True)
        given = sys.stdin.readline()
    if given is None or not given.strip():
        raise AddError(f"--{name} is missing: {_NEEDED[name]}")
    return given.strip()
