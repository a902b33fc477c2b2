"""What the packed files of lists hold, read without the scripts that read them in a browser."""

import json
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

Listing = dict[str, Any]


def script_in(text: str, variable: str) -> Listing:
    """Read a script that sets a variable."""
    start = f"window.{variable}="
    assert text.startswith(start)
    found: Listing = json.loads(text.removeprefix(start).rstrip().removesuffix(";"))
    return found


class Unpacked:
    """Reads columns by the alphabet that a file names."""

    def __init__(self, file: Listing) -> None:
        self.places = {one: place for place, one in enumerate(file["alphabet"])}
        self.last = int(file["lastOfNumber"])

    def numbers(self, text: str) -> list[int]:
        """Read numbers."""
        found, high = [], 0
        for one in text:
            place = self.places[one]
            if place < self.last:
                found.append(high * self.last + place)
                high = 0
            else:
                high = high * (len(self.places) - self.last) + place - self.last + 1
        assert high == 0
        return found

    def rising(self, text: str) -> list[int]:
        """Read numbers that are told by the gaps between them."""
        return [*accumulate((gap + 1 for gap in self.numbers(text)), initial=-1)][1:]

    def texts(self, lines: Iterable[str]) -> list[str]:
        """Read texts that leave out what they begin with as the one before."""
        found = [""]
        for line in lines:
            found.append(found[-1][: self.places[line[0]]] + line[1:])
        return found[1:]

    def column(self, written: tuple[list[str], str]) -> list[str]:
        """Read a column of texts that stand once each."""
        texts = self.texts(written[0])
        return [texts[place] for place in self.numbers(written[1])]


def listing(made: dict[str, str], name: str) -> Listing:
    """Read both files of a list, with `name`, `bases` and `more` unpacked and rows of terms."""
    file = script_in(made[f"data/{name}.js"], "casebookFacets")
    table = script_in(made[f"data/{name}-table.js"], "casebookTable")
    unpacked = Unpacked(file)
    for facet in file["facets"]:
        facet["rows"] = [unpacked.rising(rows) for rows in facet["rows"]]
    return file | {
        "name": unpacked.texts(file["name"]),
        "words": file["words"] | table["words"],
        "bases": unpacked.texts(table["basis"][0]),
        "more": {one[0]: unpacked.column((one[1], one[2])) for one in table["more"]},
    }


def terms_of(found: Listing, facet: str) -> list[list[str]]:
    """The ids of terms of each row, in one facet."""
    one = next(one for one in found["facets"] if one["id"] == facet)
    held: list[list[str]] = [[] for _ in found["name"]]
    for (term, _), rows in zip(one["terms"], one["rows"], strict=True):
        for row in rows:
            held[row].append(term)
    return held


def names_with(found: Listing, **chosen: str) -> list[str]:
    """The names of the rows that hold a term in each facet, in their order."""
    held = {facet: terms_of(found, facet) for facet in chosen}
    return [
        name
        for row, name in enumerate(found["name"])
        if all(term in held[facet][row] for facet, term in chosen.items())
    ]
