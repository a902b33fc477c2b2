"""The command line: the one place that prints, exits and knows the folder it was started in.

Each command is a function `_<name>(arguments) -> exit status` and its flags are in `_parser`.
Exit status: 0 clean, 1 bad data, 2 wrong usage or no records.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from casebook import build as building
from casebook import checks, coverage, manual, schemas, starting
from casebook.library import Library, load
from casebook.links import link
from casebook.problems import Form, Level, Problem, render
from casebook.writing import WriteError, write

OK, BAD_DATA, BAD_USAGE = 0, 1, 2


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
    """Describe every command and flag."""
    parser = argparse.ArgumentParser(prog="casebook", description="Records in, site out.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", metavar="DIR", default="data", help="the records (default: data)")

    check = commands.add_parser("check", parents=[data], help="look at the records, write nothing")
    check.add_argument("paths", nargs="*", metavar="PATH", help="show problems of these only")
    check.add_argument("--format", choices=[*Form], help="text, or github under GitHub Actions")
    check.add_argument("--strict", action="store_true", help="a warning fails too")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="check, then write pages and data files into docs/")
    build.add_argument("--root", metavar="DIR", default=".", help="the repository (default: here)")
    build.set_defaults(run=_build)

    schema = commands.add_parser(
        "schema", parents=[data], help="rewrite the JSON schemas and the list of fields"
    )
    schema.set_defaults(run=_schema)

    new = commands.add_parser("new", help="start a record: a commented file to fill in")
    new.add_argument("kind", metavar="KIND", help="case, article, event or source")
    new.add_argument("id", metavar="ID", help="its id, which becomes the name of the file")
    new.set_defaults(run=_new)

    covered = commands.add_parser("coverage", parents=[data], help="show what rests on what")
    covered.add_argument("--places", action="store_true", help="each cited place too")
    covered.set_defaults(run=_coverage)
    return parser


def _check(arguments: argparse.Namespace) -> int:
    """Check all records and show what is wrong, or what is wrong in the paths given."""
    wanted = [_shown(path) for path in arguments.paths]
    lost = [path for path in arguments.paths if not Path(path).exists()]
    if lost:
        print(f"casebook check: there is no {lost[0]}", file=sys.stderr)
        return BAD_USAGE
    library = _load(arguments.data)
    problems = [*_all_problems(library)]
    if wanted:
        problems = [problem for problem in problems if _is_in(problem.place.path, wanted)]
    print(render(problems, _form(arguments.format), records=library.files))
    return _status(problems, strict=arguments.strict)


def _build(arguments: argparse.Namespace) -> int:
    """Check all records and, if they hold no error, bring what is generated in docs/ up to date."""
    root = Path(arguments.root)
    made = building.build(root)
    if made.problems:
        shown = render(made.problems, _form(None), records=made.records, written=not made.failed)
        print(shown)
    if made.failed:
        return _status(made.problems, strict=False)
    try:
        report = write(made.files, root / "docs")
    except WriteError as error:
        print(f"casebook build: {error}", file=sys.stderr)
        return BAD_USAGE
    print(f"{len(made.files)} files, {report.written} written, {report.removed} removed")
    return OK


def _schema(arguments: argparse.Namespace) -> int:
    """Write the schemas of the records, unless the choices in them cannot be read."""
    library = _load(arguments.data)
    if library.broken_vocabularies:
        faults = [p for p in library.problems if "/vocabularies" in p.place.path]
        print(render(faults, _form(None), records=library.files, written=False))
        return BAD_DATA
    made = schemas.schemas(library)
    for stale in sorted({str(p) for p in Path(schemas.FOLDER).glob("*.json")} - made.keys()):
        Path(stale).unlink()
    for path, text in made.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    handbook = Path(arguments.data) / manual.NAME
    if handbook.is_file():
        text = manual.renewed(handbook.read_text(encoding="utf-8"))
        handbook.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} schemas written to {schemas.FOLDER}/, and the fields in {manual.NAME}")
    return OK


def _new(arguments: argparse.Namespace) -> int:
    """Write a commented record to fill in, where none is yet."""
    try:
        path, text = starting.start(Path(), arguments.kind, arguments.id)
    except starting.StartError as error:
        print(f"casebook new: {error}", file=sys.stderr)
        return BAD_USAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.as_posix()} is ready to be filled in; `make check` says what is still wrong")
    return OK


def _coverage(arguments: argparse.Namespace) -> int:
    """Show how much of the record rests on each source."""
    library = _load(arguments.data)
    if not library.files:
        print(f"casebook coverage: there are no records in {arguments.data}", file=sys.stderr)
        return BAD_USAGE
    print(coverage.as_table(coverage.cover(library), places=arguments.places))
    return OK


def _load(folder: str) -> Library:
    """Load a folder of records; inside the current folder, problems name it as it was given."""
    path, here = Path(folder).absolute(), Path.cwd()
    root = here if path.is_relative_to(here) and path != here else path.parent
    return load(root, path.relative_to(root).as_posix())


def _all_problems(library: Library) -> Iterable[Problem]:
    """Find every problem that can be found in what could be read."""
    linked = link(library)
    yield from linked.problems
    yield from checks.run(linked)


def _shown(path: str) -> str:
    """Write a path as problems do."""
    return Path(os.path.relpath(path)).as_posix()


def _is_in(path: str, wanted: Iterable[str]) -> bool:
    """Whether a file is one of the paths or in one."""
    return any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def _form(given: str | None) -> Form:
    """Choose how to show problems."""
    if given:
        return Form(given)
    return Form.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Form.TEXT


def _status(problems: Iterable[Problem], *, strict: bool) -> int:
    """Turn problems into an exit status."""
    found = list(problems)
    if any(problem.slug == "no-records" for problem in found):
        return BAD_USAGE
    bad = any(strict or problem.level is Level.ERROR for problem in found)
    return BAD_DATA if bad else OK


def _survive_any_text(stream: TextIO) -> None:
    """Write escapes where the terminal's encoding lacks a letter, rather than fail."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
