"""The page on which readers filter all cases, in their browser."""

from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.pages.facet_file import FACET_FILE
from casebook.pages.facets import FACETS
from casebook.pages.front import Front, front
from casebook.pages.inline import Inline
from casebook.pages.page import Page

_LISTING: Final = "assets/javascripts/listing.js"
SCRIPTS: Final = (_LISTING, "assets/javascripts/browse.js")
CENSUS_SCRIPTS: Final = (_LISTING, "assets/javascripts/census.js")
STYLE: Final = "assets/stylesheets/browse.css"


@dataclass(frozen=True, slots=True)
class BrowseView:
    """All that the template of the page prints."""

    front: Front
    lists: tuple[Inline, ...]
    """Links to the lists that show the same without JavaScript."""
    scripts: tuple[str, ...]
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
        scripts=tuple(addresses.link(page.path, script) for script in SCRIPTS),
        style=addresses.link(page.path, STYLE),
        file=addresses.link(page.path, FACET_FILE),
    )
