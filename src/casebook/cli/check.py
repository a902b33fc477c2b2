"""`casebook check`: look at the records, write nothing."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casebook import pictures
from casebook.cli import console
from casebook.library import load_shelves, without_collecting
from casebook.problems import Form, Problem, render
from casebook.rechecking import recheck, recheck_files
from casebook.writing import WriteError, read_manifest

if TYPE_CHECKING:
    from casebook.cli.console import Commands

_LOOKED_AT: Final = "(and what that causes elsewhere; what else is wrong, 'make check' tells)"
_NOT_LOOKED_AT: Final = "(other records were not looked at: 'make check' does, and is quick then)"


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("check", help="look at the records, write nothing")
    console.add_data(parser)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="show problems of these only")
    parser.add_argument("--format", choices=[*Form], help="text, or github under GitHub Actions")
    parser.add_argument("--strict", action="store_true", help="a warning fails too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check all records and show what is wrong, or what is wrong in the paths given.

    Of single files of records is shown, too, what they cause to be wrong in others.
    """
    with without_collecting():
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    wanted = [console.shown(path) for path in arguments.paths]
    lost = [path for path in arguments.paths if not Path(path).exists()]
    if lost:
        print(f"casebook check: there is no {lost[0]}", file=sys.stderr)
        return console.BAD_USAGE
    root, data = console.place_of(arguments.data)
    cache = console.open_cache(root)
    library = load_shelves(root, data, cache=cache)
    inside = {path for path in wanted if path.startswith(f"{data}/") and Path(path).is_file()}
    shown = console.form(arguments.format)
    if wanted and len(inside) == len(set(wanted)):
        narrow = recheck_files(library, cache, inside)
        print(render(narrow.problems, shown, records=narrow.records))
        if shown is Form.TEXT:
            print(_LOOKED_AT if narrow.others_known else _NOT_LOOKED_AT)
        return console.status(narrow.problems, strict=arguments.strict)
    docs = Path(arguments.data).parent / "docs"
    problems = (*recheck(library, cache), *_in_pictures(docs))
    if wanted:
        problems = tuple(one for one in problems if console.is_in(one.place.path, wanted))
    print(render(problems, shown, records=library.files))
    return console.status(problems, strict=arguments.strict)


def _in_pictures(docs: Path) -> Iterator[Problem]:
    """Look at the pictures that people put beside their pages."""
    try:
        made = frozenset(read_manifest(docs))
    except WriteError:  # a build will tell; until then every picture is looked at
        made = frozenset()
    yield from pictures.problems(docs, made)
