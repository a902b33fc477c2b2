"""The page on which readers filter all cases, in their browser."""

from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.pages.facet_file import FACET_FILE
from casebook.pages.facets import FACETS
from casebook.pages.front import Front, front
from casebook.pages.inline import Inline
from casebook.pages.page import Page

SCRIPT: Final = "assets/javascripts/browse.js"
CENSUS_SCRIPT: Final = "assets/javascripts/census.js"
STYLE: Final = "assets/stylesheets/browse.css"


@dataclass(frozen=True, slots=True)
class BrowseView:
    """All that the template of the page prints."""

    front: Front
    lists: tuple[Inline, ...]
    """Links to the lists that show the same without JavaScript."""
    script: str
    style: str
    file: str


def browse_view(page: Page) -> BrowseView:
    """Lay out the page; its content is made in the reader's browser."""
    say = page.world.words
    return BrowseView(
        front=front(page, say("title-browse"), say("browse-lead")),
        lists=tuple(
            page.link_to(addresses.index_of(facet.index), say(facet.title)) for facet in FACETS
        ),
        script=addresses.link(page.path, SCRIPT),
        style=addresses.link(page.path, STYLE),
        file=addresses.link(page.path, FACET_FILE),
    )
