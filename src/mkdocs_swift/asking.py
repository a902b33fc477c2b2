"""Which pages asked for which paths, in little room: every path has a number."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from mkdocs_swift.index import Index

# Fewer paths are looked for one by one.
_FEW = 20


class Asking:
    """The paths that pages asked for, by number."""

    def __init__(self, names: Iterable[str]) -> None:
        """Start with the paths that have numbers, in order."""
        self.names = list(names)
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def text(self, names: Iterable[str]) -> str:
        """Return the text that stands for some paths in an entry."""
        return f" {' '.join(str(self._number(name)) for name in sorted(names))} "

    def meet(self, lookups: str | None, names: AbstractSet[str]) -> bool:
        """Whether a page asked for one of some paths; `lookups` is what its entry says."""
        if lookups is None:
            return bool(names)
        if len(names) > _FEW:
            return any(name in names for name in self.names_of(lookups))
        known = (self._numbers[name] for name in names if name in self._numbers)
        return any(f" {number} " in lookups for number in known)

    def _number(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number

    def names_of(self, lookups: str) -> Iterator[str]:
        """Return the paths that an entry says."""
        return (self.names[int(number)] for number in lookups.split())


def forget(index: Index) -> None:
    """Give new numbers, so that paths nobody asks for any more are in no list."""
    before, after = Asking(index.names), Asking([])
    index.entries = {
        name: entry
        if entry.lookups is None
        else entry._replace(lookups=after.text(before.names_of(entry.lookups)))
        for name, entry in index.entries.items()
    }
    index.names = after.names
