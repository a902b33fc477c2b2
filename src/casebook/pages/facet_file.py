"""The lines of the page that filters all cases."""

from collections.abc import Mapping
from typing import Final

from casebook.pages.case_lists import CaseLists
from casebook.pages.facets import FACETS, Terms, last_event
from casebook.pages.listing_file import Row, Shape
from casebook.pages.restrictions import BASES

FACET_FILE: Final = "data/facets.js"


SHAPE: Final = Shape(FACETS, "casebook.csv")


def facet_rows(lists: CaseLists, terms: Mapping[str, Terms]) -> list[Row]:
    """Make a line of each case."""
    rows = []
    for case in lists.cases:
        standing = lists.standings[case.id]
        rows.append(
            Row(
                case=case,
                text=standing.text,
                as_of=standing.until,
                last=last_event(lists.world, case),
                basis=BASES[standing.basis],
                sources=standing.event.sources if standing.event else (),
                terms=terms[case.id],
            )
        )
    return rows
