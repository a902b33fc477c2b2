"""What only a saved table shows of the lines of a list: loaded when a reader saves it.

Beside `listing_file`, and read by `docs/assets/javascripts/saving.js`.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from casebook.markdown import plain
from casebook.models import Citation
from casebook.pages.listing_file import Row, Shape, as_script, column, words_of
from casebook.pages.packing import numbers
from casebook.pages.world import World

VARIABLE: Final = "casebookTable"
WORDS: Final = (
    "csv-address",
    "csv-as-of",
    "csv-basis",
    "csv-id",
    "csv-kind",
    "csv-last-event",
    "csv-name",
    "csv-sources",
    "csv-stands",
)


def table_beside(file: str) -> str:
    """Name the second file of a list by its first: `data/facets-table.js`."""
    return f"{file.removesuffix('.js')}-table.js"


def listing_table(world: World, shape: Shape, rows: Sequence[Row]) -> bytes:
    """Write the second file of a list."""
    cited = [_cited(world, row.sources) for row in rows]
    titles = {title: place for place, title in enumerate(dict.fromkeys(chain.from_iterable(cited)))}
    return as_script(
        VARIABLE,
        {
            "words": words_of(world, shape, WORDS),
            "kind": column(plain(world.label("subject-kinds", row.case.kind)) for row in rows),
            "basis": column(world.words(row.basis) for row in rows),
            "sourceTitles": [*titles],
            "sourceCounts": numbers(map(len, cited)),
            "sources": numbers(titles[title] for one in cited for title in one),
            "more": [
                [world.words(key), *column(plain(row.more[number]) for row in rows)]
                for number, key in enumerate(shape.more)
            ],
        },
    )


def _cited(world: World, cited: Iterable[Citation]) -> list[str]:
    return [*dict.fromkeys(plain(world.record("source", one.source).label) for one in cited)]
