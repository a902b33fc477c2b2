"""`casebook format`: put records into shape, changing no meaning."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import source
from casebook.cli import console
from casebook.formatting import FormatError, formatted
from casebook.models import RECORD_FOLDERS
from casebook.problems import Problem, render

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "format", help="put keys in order and wrap long texts, keeping comments and meaning"
    )
    console.add_data(parser)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="these only")
    parser.add_argument("--check", action="store_true", help="say what would change, write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shape the records, or say which would change; a file that cannot be read stays as it is."""
    lost = [path for path in arguments.paths if not Path(path).exists()]
    files = list(_files(Path(arguments.data), [Path(path) for path in arguments.paths]))
    if lost or not files:
        what = f"there is no {lost[0]}" if lost else "there are no records there"
        print(f"casebook format: {what}", file=sys.stderr)
        return console.BAD_USAGE
    problems: list[Problem] = []
    changed = failed = 0
    for path in files:
        shown = console.shown(path)
        found = source.read(shown, path.read_bytes())
        if not isinstance(found, source.Document):
            problems += found
            continue
        try:
            text = formatted(found, RECORD_FOLDERS[path.parent.name])
        except FormatError as error:
            failed += 1
            print(f"{shown}: left as it is: {error}")
            continue
        if text.encode() != path.read_bytes():
            changed += 1
            print(f"{shown}: {'would change' if arguments.check else 'put into shape'}")
            if not arguments.check:
                console.put(path, text)
    if problems:
        print(render(problems, console.form(), records=len(files)))
    print(f"{len(files)} files, {changed} {'to change' if arguments.check else 'changed'}")
    return console.BAD_DATA if problems or failed or (arguments.check and changed) else console.OK


def _files(data: Path, wanted: list[Path]) -> Iterator[Path]:
    """List the files of records, or those of them that are one of the paths or in one."""
    inside = [path.resolve() for path in wanted]
    for folder in RECORD_FOLDERS:
        for path in sorted((data / folder).glob("*.yaml")):
            real = path.resolve()
            if path.is_symlink() or not path.is_file():
                continue
            if not wanted or any(real.is_relative_to(one) for one in inside):
                yield path
