"""Columns of thousands of numbers and names as short texts, which a script unpacks in one pass.

    numbers([0, 3, 71]) -> "#&k$"          gaps([2, 3, 9]) -> "%#("
    texts(["Aida", "Aidar", "Bota"]) -> ["#Aida", "'r", "#Bota"]

Compression by a server finds what repeats, not what follows a rule: without commas, counted from
one row to the next and without beginnings that the line before has, columns take a third less on
the line. Characters are such as JSON needs no escape for. `docs/assets/javascripts/listing.js`
unpacks; the file itself tells it the alphabet.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

ALPHABET: Final = "".join(chr(code) for code in range(35, 127) if chr(code) not in "<\\")
LAST: Final = 70
"""So many characters of the alphabet end a number; the others say that it goes on.

Small numbers, which are most of them, take one character.
"""
_BMP: Final = "\uffff"


def numbers(values: Iterable[int]) -> str:
    """Write numbers, none below nought, without anything between them."""
    return "".join(map(_digits, values))


def _digits(value: int) -> str:
    value, last = divmod(value, LAST)
    written = ALPHABET[last]
    while value:
        # Less one: no number can be written in two ways, and more of them are short.
        value, place = divmod(value - 1, len(ALPHABET) - LAST)
        written = ALPHABET[LAST + place] + written
    return written


def gaps(rows: Iterable[int]) -> str:
    """Write rising numbers by how many lie between each and the one before."""
    return numbers(row - before - 1 for before, row in pairwise([-1, *rows]))


def signed(value: int) -> int:
    """Make a number that may be below nought one that is not: 0, -1, 1, -2 -> 0, 1, 2, 3."""
    return 2 * value if value >= 0 else -2 * value - 1


def texts(lines: Iterable[str]) -> list[str]:
    """Write each text as the number of characters it begins with as the last did, and the rest."""
    return [*_shortened(lines)]


def _shortened(lines: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        shared = 0
        for one, other in zip(before, line[: len(ALPHABET) - 1], strict=False):
            # Beyond this plane a script counts two for a character.
            if one != other or one > _BMP:
                break
            shared += 1
        yield ALPHABET[shared] + line[shared:]
        before = line
