"""Lists of cases by each facet that has no list of its own elsewhere.

By kind of proceeding, outcome, what was imposed, harm and recognition; by the body a subject is
tied to, and by the body that recognises. With the other lists they give every case by every facet
without JavaScript.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.pages.blocks import Block
from casebook.pages.case_lists import CaseLists, Laid
from casebook.pages.facet_terms import in_order
from casebook.pages.facets import Terms, by_term
from casebook.pages.lists import Section, list_pages
from casebook.pages.outcome_tables import OUTCOME_TABLES
from casebook.pages.page import Page
from casebook.pages.term_lists import Grouping, term_pages

_BY_TERM: Final = (
    ("proceeding", "proceeding-kinds"),
    ("outcome", "procedure-states"),
    ("imposed", "sentence-kinds"),
    ("harm", "harm-kinds"),
    ("designation", "designations"),
)
_BY_BODY: Final = (
    ("organisation", "tie", "title-ties", "ties-lead"),
    ("recogniser", "recogniser", "title-recognisers", "recognisers-lead"),
)


@dataclass(frozen=True)
class FacetLists:
    """Lists by the terms of facets."""

    lists: CaseLists
    terms: Mapping[str, Terms]
    """Case -> its terms."""

    def pages(self) -> Laid:
        """Lay out every list."""
        for kind, vocabulary in _BY_TERM:
            index = Page(self.lists.world, addresses.index_of(kind))
            grouping = Grouping(kind, vocabulary, by_term(self.lists.cases, self.terms, kind))
            usual = self.lists.of_term
            yield from term_pages(index, grouping, OUTCOME_TABLES.get(kind, usual))
        for facet, kind, title, lead in _BY_BODY:
            page = Page(self.lists.world, addresses.index_of(kind))
            sections = [*self._bodies(page, facet)]
            words = self.lists.world.words
            yield from list_pages(page, words(title), sections, [page.say(lead)])

    def _bodies(self, page: Page, facet: str) -> Iterator[Section]:
        found = by_term(self.lists.cases, self.terms, facet)
        for body in in_order(page.world, facet, found):
            made = self.lists.table(page, found[body])
            if made is not None:
                anchor = f"body_{body.replace('-', '_')}"
                yield Section(page.body(body), anchor, Block(table=made))
