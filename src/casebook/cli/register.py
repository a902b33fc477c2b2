"""`casebook register`: keep the register of published addresses, and see that none is lost."""

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import registering
from casebook.cli import console
from casebook.library import Library
from casebook.links import link
from casebook.permalinks import ERASURES, address_of_record, key_of, page_of
from casebook.problems import Level, Place, Problem, render
from casebook.publication import shown
from casebook.revisions import RevisionError, check_out

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("register", help="keep the register of published addresses")
    console.add_data(parser)
    parser.add_argument("--docs", metavar="DIR", default="docs", help="built pages (default: docs)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="only count what is not in it yet")
    what.add_argument(
        "--against", metavar="REV", help="fail if what was there at a commit of git is lost"
    )
    what.add_argument(
        "--erase", metavar="ADDRESS", help="forget a page that must leave no trace: cases/x"
    )
    parser.add_argument("--reason", default="safety", help="of an erasure (default: safety)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add what is published now, or do what a flag asks for instead."""
    library = console.load_folder(arguments.data)
    linked = link(library)
    # One that cannot be read would be missing from the register, or seem lost.
    broken = [problem for problem in linked.problems if problem.level is Level.ERROR]
    if broken:
        print(render(broken, console.form(), records=library.files, written=False))
        return console.status(broken, strict=False)
    if arguments.against:
        return _against(arguments, library)
    folder = Path(arguments.data) / registering.FOLDER
    if arguments.erase:
        return _erase(arguments, library, folder)
    public = shown(linked)
    removed = (address_of_record(*key) for key in public.removed)
    pages = registering.pages_below(Path(arguments.docs))
    files = registering.renewed(public.linked.library, pages, removed)
    lines = {line for text in files.values() for line in text.split()}
    new = len(lines - registering.before(library))
    if arguments.check:
        print(f"{new} of {len(lines)} addresses are not in the register yet")
        return console.OK
    _put(folder, files)
    print(f"{len(lines)} addresses in {folder.as_posix()}/, {new} of them new")
    return console.OK


def _put(folder: Path, files: registering.Files) -> None:
    for name, text in files.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            console.put(path, text)


def _erase(arguments: argparse.Namespace, library: Library, folder: Path) -> int:
    """Take a page and what is on it out of the register, and keep only how many lines those were.

    Erasing is for what must leave no trace; everything else is redirected or taken down.
    """
    page = arguments.erase.strip("/")
    lines = registering.before(library)
    kept = {one for one in lines if page not in (one, page_of(one))}
    count = len(lines) - len(kept)
    if not count:
        print(f"casebook register: '{page}' is not in the register", file=sys.stderr)
        return console.BAD_USAGE
    day = date.today()  # noqa: DTZ011 - the day where the command runs
    noted = library.register.get(f"{library.folder}/{registering.FOLDER}/{ERASURES}", "")
    emptied = dict.fromkeys(registering.by_file(lines), "")
    erasure = {ERASURES: f"{noted}{day} {arguments.reason} {count}\n"}
    _put(folder, {**emptied, **registering.by_file(kept), **erasure})
    print(f"{count} addresses erased; now remove the record itself")
    return console.OK


def _against(arguments: argparse.Namespace, library: Library) -> int:
    """Compare with a commit: what it published or registered is there, or leads to where it is."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            check_out(Path(), arguments.against, arguments.data, Path(folder))
        except RevisionError as error:
            print(f"casebook register: {arguments.against}: {error}", file=sys.stderr)
            return console.BAD_USAGE
        old = shown(link(console.load_folder(os.fspath(Path(folder) / arguments.data))))
    if not old.linked.library.files:
        message = f"there are no records in {arguments.data} at '{arguments.against}'"
        print(f"casebook register: {message}", file=sys.stderr)
        return console.BAD_USAGE
    lost = registering.lost(old.linked.library, library)
    allowed = registering.erased(library) - registering.erased(old.linked.library)
    if len(lost) <= allowed:
        erased = f"; {allowed} addresses were erased on purpose" if allowed else ""
        print(f"nothing is lost of what was published at {arguments.against}{erased}")
        return console.OK
    problems = [_problem(old.linked.library, address, why) for address, why in lost.items()]
    print(render(problems, console.form(), records=library.files))
    return console.BAD_DATA


def _problem(old: Library, address: str, why: str) -> Problem:
    """Report an address at the file that published it."""
    key = key_of(address)
    held = key is not None and key[1] in old.of_kind(key[0])
    path = old.path(*key) if key and held else f"{old.folder}/{registering.FOLDER}"
    mend = f"put it back, or add where it is now to {old.folder}/redirects.yaml"
    return Problem(Place(path), Level.ERROR, "lost-address", f"'{address}' {why}", mend)
