"""Takes one world through everything that is measured."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benching import building, others, waiting
from benching.building import Built
from benching.processes import Cost, median, repeated
from benching.results import Result
from benching.waiting import Wait
from benching.worlds import Size, cases_in, edit, put_up, size_of
from casebook.library import load
from synthetic.likeness import likeness

_TIMES: Final = 3  # runs, of which the median is told
_MANY: Final = 1000
_PLAIN: Final = "plain"

Found = tuple[str, Cost | Size | Wait]
"""A step, and what it took or left."""


class Bench:
    """A repository with so many cases; 0 stands for the real ones."""

    def __init__(self, root: Path, folder: Path, cases: int, *, is_short: bool = False) -> None:
        """Put the repository up in an empty folder; if `is_short`, everything is run once."""
        put_up(root, folder, cases)
        building.prepare(folder)
        self.folder = folder
        self.name = f"{cases}" if cases else "real"
        self.cases = cases or len([*(folder / "data" / "cases").glob("*.yaml")])
        self.likeness = likeness(load(folder))
        self._is_large = self.cases > _MANY
        # What takes minutes in a large world is done once.
        self._times = 1 if is_short or self._is_large else _TIMES
        self._saves = 1 if is_short else _TIMES

    def results(self) -> Iterator[tuple[str, Result]]:
        """Measure everything; after each step tell what it was and what is known by then.

        What matters most comes first. The real records are not taken through other programs.
        """
        costs: dict[str, Cost] = {}
        sizes: dict[str, Size] = {}
        waits: dict[str, Wait] = {}
        is_real = self.name == "real"
        compared, rest = ([], []) if is_real else ([self._compared], [self._others])
        ours = [self._edits, self._waits, self._afterwards]
        for part in [self._ours, self._sizes, *compared, *ours, *rest]:
            for name, found in part():
                if isinstance(found, Cost):
                    costs[name] = found
                elif isinstance(found, Size):
                    sizes[name] = found
                else:
                    waits[name] = found
                known = Result(self.name, self.cases, dict(costs), dict(sizes), dict(waits))
                yield f"{self.name}: {name}: {found}", known

    def _ours(self) -> Iterator[Found]:
        folder = self.folder
        yield "check-cold", repeated(self._times, lambda: building.check(folder, cold=True))
        yield "check-again", repeated(self._times, lambda: building.check(folder, cold=False))
        yield from self._built("cold", self._times, lambda: building.build(folder, cold=True))

    def _sizes(self) -> Iterator[Found]:
        yield "markdown", size_of(self.folder / "docs", ".md")
        yield "html", size_of(self.folder / "site", ".html")
        yield "site", size_of(self.folder / "site")
        yield "search", size_of(self.folder / "site" / "search")

    def _compared(self) -> Iterator[Found]:
        apart = self.folder / "hugo"
        others.lay_out(self.folder / "docs", apart)
        yield "hugo", repeated(self._times, lambda: others.hugo(apart))
        yield "hugo", others.pages_of(apart)
        yield "pagefind", repeated(self._times, lambda: others.pagefind(apart))

    def _edits(self) -> Iterator[Found]:
        folder = self.folder
        records = iter(cases_in(folder))
        yield from self._built("edit", self._times, lambda: self._edited(next(records)))
        yield from self._built("again", self._times, lambda: building.build(folder))

    def _waits(self) -> Iterator[Found]:
        records = cases_in(self.folder)[-self._saves :]
        yield "preview", waiting.preview(self.folder, records)
        yield "serve", waiting.serve(self.folder, records)

    def _afterwards(self) -> Iterator[Found]:
        yield "seal", building.casebook(self.folder, "seal")
        if not self._is_large:  # as many pictures more, and as much longer
            yield "cards", building.casebook(self.folder, "cards")

    def _others(self) -> Iterator[Found]:
        yield "floor", repeated(self._times, lambda: others.floor(self.folder))
        yield "plain-mkdocs", median(self._plain().mkdocs for _ in range(self._times))

    def _built(self, name: str, times: int, do: Callable[[], Built]) -> Iterator[Found]:
        """Build several times and tell the stages of the run whose whole is the median."""
        runs = sorted((do() for _ in range(times)), key=lambda built: built.whole.seconds)
        built = runs[(times - 1) // 2]
        yield name, built.whole
        yield f"{name}-generate", built.generate
        yield f"{name}-mkdocs", built.mkdocs
        yield f"{name}-search", built.search

    def _edited(self, record: Path) -> Built:
        edit(record, "Some more words.")
        return building.build(self.folder)

    def _plain(self) -> Built:
        """Build the same pages with our hook for MkDocs turned off."""
        return building.build(self.folder, variables={"MKDOCS_SWIFT": "off"}, site=_PLAIN)
