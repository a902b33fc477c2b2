"""`casebook add event`: something happened to somebody who has a case."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook import source
from casebook.adding import AddError, NewEvent, add_event
from casebook.cli import console
from casebook.cli.asking import Asking, ask, date_of
from casebook.imposed import HOW
from casebook.library import load_shelves
from casebook.problems import Level, closest, render

if TYPE_CHECKING:
    from casebook.cli.console import Commands

_NEEDED: Final = {
    "type": "What kind of thing happened: charged, trial-opened, convicted, appeal-filed, released",
    "date": "When, as 2022-03-14, 2022-03 or 2022",
    "text": "What happened, in your own words, one or two sentences, saying who says so",
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
    event.add_argument(
        "--offences", nargs="+", default=[], metavar="WORDS", help="where no article is named"
    )
    event.add_argument("--sentence", nargs="+", default=[], metavar="WORDS", help=f'as "{HOW}"')
    event.add_argument("--until", help="the day until which a measure was ordered")
    event.add_argument("--announces", help="a day still to come, such as that of a hearing")
    event.add_argument("--court", help="the court as the source names it")
    event.add_argument("--place", help="a town: an id from data/vocabularies/places.yaml")
    event.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the event if the record stays right with it; else say what is wrong and how to mend."""
    try:
        _path(arguments.data, arguments.case)  # before anybody is asked for the rest
        if sys.stdin.isatty():
            try:
                _ask(arguments)
            except KeyboardInterrupt:
                raise AddError("ended before all was said; nothing was written") from None
        event = NewEvent(
            **{name: _said(arguments, name) for name in _NEEDED},
            proceeding=arguments.proceeding,
            articles=arguments.articles,
            offences=arguments.offences,
            sentence=arguments.sentence,
            until=arguments.until,
            announces=arguments.announces,
            court=arguments.court,
            place=arguments.place,
        )
        return put_event(arguments.data, arguments.case, event)
    except AddError as error:
        print(f"casebook add event: {error}", file=sys.stderr)
        return console.BAD_USAGE


def put_event(
    data: str, case: str, event: NewEvent, beside: Mapping[str, str] | None = None
) -> int:
    """Write an event into a case unless that makes an error; raises AddError if it cannot be.

    `beside` are new files that are written with it, by path inside: what is left to be filled in
    there is told, and keeps nothing from being written.
    """
    path = _path(data, case)
    shown = console.shown(path)
    found = source.read(shown, path.read_bytes())
    if not isinstance(found, source.Document):
        print(render(found, console.form(), records=1, written=False))
        return console.BAD_DATA
    added = add_event(found, event)
    texts = {f"cases/{path.name}": added.text, **(beside or {})}
    problems, records = console.fresh_problems(data, texts)
    failed = any(
        one.level is Level.ERROR and (one.place.path == shown or one.slug == "personal-data")
        for one in problems
    )
    if problems:
        print(render(problems, console.form(), records=records, written=not failed))
    if failed:
        return console.BAD_DATA
    for inside, text in texts.items():
        console.put(Path(data) / inside, text)
    print(f"{shown}: added {added.id}")
    if advice := _behind(found, event):
        print(advice)
    return console.OK


def _path(data: str, case: str) -> Path:
    """Find the file of a case; an id that is none leads nowhere, and nowhere else."""
    there = {path.stem: path for path in (Path(data) / "cases").glob("*.yaml")}
    if case not in there:
        near = closest(case, there)
        hint = f" (did you mean {near}?)" if near else "; make new-case ID=... starts one"
        raise AddError(f"there is no case {case[:80]!r}{hint}")
    return there[case]


def _ask(arguments: argparse.Namespace) -> None:
    """Ask a person at a terminal for what was not given and is needed."""
    root, data = console.place_of(arguments.data)
    library = load_shelves(root, data, cache=console.open_cache(root))
    asking = Asking(library, library.cases.get(arguments.case))
    takes = {"type": asking.type_of, "date": date_of, "source": asking.source_of}
    for name, question in _NEEDED.items():
        if getattr(arguments, name) is None:
            setattr(arguments, name, ask(question, takes.get(name, str)))
            if not getattr(arguments, name):
                raise AddError(f"nothing was said of the {name}; nothing was written")
        if name == "type":
            _ask_further(arguments, asking)


def _ask_further(arguments: argparse.Namespace, asking: Asking) -> None:
    """Ask for what the type needs beside what every event does; no answer leaves it to `check`."""
    for field, question, take in asking.needed(arguments.type):
        if getattr(arguments, field):
            continue
        answer = ask(question, take)
        if field == "proceeding":
            only = asking.proceedings if len(asking.proceedings) == 1 else (None,)
            arguments.proceeding = answer or only[0]
        elif answer:
            setattr(arguments, field, [answer])


def _said(arguments: argparse.Namespace, name: str) -> str:
    """Return what was given for a needed field."""
    given: str | None = getattr(arguments, name)
    if given is None or not given.strip():
        raise AddError(f"--{name} is missing: {_NEEDED[name]}")
    return given.strip()


def _behind(document: source.Document, event: NewEvent) -> str | None:
    """Say that a summary may be out of date, if it does not rest on the source of the event."""
    tree = document.tree
    summary = tree.get("summary") if isinstance(tree, dict) else None
    sources = summary.get("sources") if isinstance(summary, dict) else None
    cited = [one.get("source") for one in sources or () if isinstance(one, dict)]
    if event.source in cited:
        return None
    return (
        f"read its summary again: it does not cite {event.source}, and may say less than is known"
    )
