"""Terms and the entries that hold them, packed into small files by how terms begin.

A file holds the terms of a range, whole groups of one beginning, so that all forms of a word come
with it. Each term has its entries as one text: for each the distance from the one before and a
code, together one number, in digits of base 32, the lowest first, all but the last of a number
written with the second half of `DIGITS`.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BEGINNING: Final = 3
"""So many letters of a term decide in which file it lies."""
FULL: Final = 6_000  # characters of a file: few enough for a slow line, many enough to pack well
_HALF: Final = 32


class Space:
    """The terms of one sort, with `bits` bits for the code of each entry; `full` as `FULL`."""

    def __init__(self, name: str, bits: int, full: int = FULL) -> None:
        self.name = name
        self.bits = bits
        self._full = full
        self._held: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))

    def add(self, term: str, number: int, code: int) -> None:
        """Say that the entry of a number holds a term."""
        self._held[term].append(number << self.bits | code)

    def __contains__(self, term: str) -> bool:
        return term in self._held

    def __len__(self) -> int:
        return len(self._held)

    def terms(self) -> list[str]:
        """List all terms as the browser orders them."""
        return sorted(self._held, key=_order)

    def held(self, term: str) -> list[tuple[int, int]]:
        """List the entries that hold a term, each with its code; by number, then code."""
        mask = (1 << self.bits) - 1
        return [(value >> self.bits, value & mask) for value in sorted({*self._held[term]})]

    def count(self, term: str) -> int:
        """Count the entries that hold a term, once for each code."""
        return len(self._held[term]) if term in self._held else 0

    def files(
        self, size_beside: Callable[[Iterable[str]], int] = lambda _: 0
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each file: the beginning of its first term, and its terms with their entries.

        `size_beside` counts the characters of what else the file will hold for some terms.
        """
        first, kept, size = "", dict[str, str](), 0
        for beginning, terms in groupby(self.terms(), key=lambda term: term[:BEGINNING]):
            group = {term: self._packed(term) for term in terms}
            added = sum(len(term) + len(held) for term, held in group.items())
            added += size_beside(group)
            if kept and size + added > self._full:
                yield first, kept
                kept, size = {}, 0
            first = first if kept else beginning
            kept |= group
            size += added
        if kept:
            yield first, kept

    def _packed(self, term: str) -> str:
        last, digits = 0, []
        mask = (1 << self.bits) - 1
        for value in sorted({*self._held[term]}):
            number = value >> self.bits
            digits.append(_digits((number - last) << self.bits | value & mask))
            last = number
        return "".join(digits)


@lru_cache(maxsize=100_000)
def _digits(number: int) -> str:
    if number < _HALF:
        return DIGITS[number]
    written = []
    while number >= _HALF:
        number, digit = divmod(number, _HALF)
        written.append(DIGITS[digit + _HALF])
    written.append(DIGITS[number])
    return "".join(written)


def by_ending(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield words in files by how they end: the end of the first, read backwards, and the words."""
    first, kept = "", list[str]()
    size = 0
    backwards = sorted((word[::-1] for word in words), key=_order)
    for ending, group in groupby(backwards, key=lambda word: word[:BEGINNING]):
        added = [word[::-1] for word in group]
        if kept and size + sum(map(len, added)) > FULL:
            yield first, " ".join(kept)
            kept, size = [], 0
        first = first if kept else ending
        kept += added
        size += sum(map(len, added))
    if kept:
        yield first, " ".join(kept)


def _order(term: str) -> bytes:
    """Order as JavaScript compares: by halves of UTF-16."""
    return term.encode("utf-16-be", "surrogatepass")


def blocks(lines: Iterable[object], size: int) -> Iterator[list[object]]:
    """Part lines into blocks of a size."""
    block: list[object] = []
    for line in lines:
        block.append(line)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block
