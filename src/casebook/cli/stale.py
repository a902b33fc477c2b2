"""`casebook stale`: list the cases whose state has not been confirmed for long."""

import argparse
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

from casebook import staleness
from casebook.cli import console
from casebook.links import link
from casebook.problems import Level, render

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("stale", help="list cases not confirmed for a year")
    console.add_data(parser)
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=None,
        metavar="DATE",
        help="the day to count back from, as 2026-03-14 (default: today)",
    )
    parser.add_argument("--days", type=int, default=staleness.YEAR.days, help="default: 365")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a list in Markdown, the longest unseen first; a long list is no fault."""
    library = console.load_folder(arguments.data)
    if not library.files:
        print(f"casebook stale: there are no records in {arguments.data}", file=sys.stderr)
        return console.BAD_USAGE
    if not 0 <= arguments.days <= date.max.toordinal():
        print("casebook stale: --days is a number of days, 0 or more", file=sys.stderr)
        return console.BAD_USAGE
    broken = [one for one in link(library).problems if one.level is Level.ERROR]
    if broken:
        print(render(broken, console.form(), records=library.files))
        return console.BAD_DATA
    day = arguments.as_of or date.today()  # noqa: DTZ011 - the day where the command runs
    after = timedelta(days=min(arguments.days, day.toordinal() - 1))
    found = staleness.stale(library, day, after)
    print(f"{len(found)} of {len(library.cases)} cases not confirmed since {day - after}\n")
    for one in found:
        print(f"- {one.known or 'no date'}: {one.name} (`{one.path}`)")
    return console.OK
