"""Time builds with many invented cases, beside other programs, and print tables of what they took.

    python scripts/bench.py real 100 1000 10000

For each number a repository with so many invented cases is made in a temporary folder (`synthetic`
invents them, as long and as varied as the real ones); "real" is a copy of the real records. Each
then goes through checks and builds, from nothing, again and after an edit; through `make preview`
and `make serve`, from saving a record to its page; and its Markdown through MkDocs alone, Hugo and
Pagefind. Below the tables stand the goals of the project, met or not met.

Every command runs in processes of its own, and memory is that of all of them together. It is run
three times and the median told, but in a world of more than a thousand cases once. What matters
most comes first, and the page is written after each step: a run that is ended early is not lost.

    python scripts/bench.py --told .cache/bench.json --page docs/contributing/scale.md

writes what an earlier run found into the page of the site, with its chart.

Nothing here is a test: no step has to be faster than a given time. A shared machine makes seconds
doubtful; ratios within one run are what counts.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from benching import page, results, tables  # noqa: E402 - the path comes first
from benching.measuring import Bench  # noqa: E402 - as above
from benching.processes import StepFailedError  # noqa: E402 - as above
from benching.results import Measured, Result  # noqa: E402 - as above
from casebook.library import load  # noqa: E402 - as above
from synthetic.likeness import likeness  # noqa: E402 - as above

REAL: Final = "real"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    given = _parser().parse_args(arguments)
    status = 0
    if given.told:
        measured = results.merged([results.load(path) for path in given.told])
        _write(measured, given)
    else:
        measured, status = _measured(given)
    print("\n".join(tables.tell(measured)))
    return status


def _write(measured: Measured, given: argparse.Namespace) -> None:
    if given.page:
        page.write(measured, given.page)


def _measured(given: argparse.Namespace) -> tuple[Measured, int]:
    """Measure one world after the other; keep and write what is known after each step.

    If a step fails, its world is left, and the next one begun.
    """
    status = 0
    found: list[Result] = []
    like = {REAL: likeness(load(ROOT))}
    measured = Measured(results.conditions(), found, like)
    for cases in given.cases:
        with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
            bench = Bench(ROOT, Path(name), cases, is_short=given.once)
            if cases:
                like[f"{cases:,}"] = bench.likeness
            found.append(Result(bench.name, bench.cases, {}, {}, {}))
            try:
                for step, found[-1] in bench.results():
                    print(step, file=sys.stderr, flush=True)
                    results.save(measured, given.keep)
                    _write(measured, given)
            except StepFailedError as error:
                print(error, file=sys.stderr)
                status = 1
    return measured, status


def _parser() -> argparse.ArgumentParser:
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument(
        "cases", type=_world, nargs="*", help="how many cases, a world for each; or real"
    )
    parser.add_argument("--once", action="store_true", help="run short steps once, too")
    parser.add_argument("--keep", type=Path, default=ROOT / ".cache" / "bench.json", metavar="FILE")
    parser.add_argument(
        "--told", type=Path, nargs="+", metavar="FILE", help="what earlier runs have kept"
    )
    parser.add_argument("--page", type=Path, metavar="FILE", help="a page to write the tables into")
    return parser


def _world(text: str) -> int:
    if text == REAL:
        return 0
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"neither a number of cases nor {REAL}: {text}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
