"""The page on which readers filter all cases, in their browser."""

from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.pages.facet_file import FACET_FILE
from casebook.pages.facets import FACETS
from casebook.pages.front import Front, front
from casebook.pages.inline import Inline, join
from casebook.pages.listing_table import table_beside
from casebook.pages.page import Page

_LISTING: Final = "assets/javascripts/listing.js"
SCRIPTS: Final = (
    _LISTING,
    "assets/javascripts/rows.js",
    "assets/javascripts/choosing.js",
    "assets/javascripts/saving.js",
    "assets/javascripts/browse.js",
)
CENSUS_SCRIPTS: Final = (_LISTING, "assets/javascripts/census.js")
STYLE: Final = "assets/stylesheets/browse.css"


_BY_ROW: Final = (
    ("conviction", "title-convictions"),
    ("restriction", "title-restrictions"),
    ("way-out", "title-ways-out"),
)


@dataclass(frozen=True, slots=True)
class Tool:
    """What a page needs to filter lines in the reader's browser."""

    without: Inline
    """What stands there without JavaScript."""
    style: str
    table: str
    """The file that a saved table needs beside the lines."""
    scripts: tuple[str, ...]
    """The file with the lines, then the scripts that work on it."""


@dataclass(frozen=True, slots=True)
class BrowseView:
    """All that the template of the page prints."""

    front: Front
    more: Inline
    """Links to the lists whose filters are of one decision, not of a case as a whole."""
    lists: tuple[Inline, ...]
    """Links to the lists that show the same without JavaScript."""
    tool: Tool


def browse_view(page: Page) -> BrowseView:
    """Lay out the page; its content is made in the reader's browser."""
    say = page.world.words
    return BrowseView(
        front=front(page, say("title-browse"), say("browse-lead")),
        more=page.say(
            "browse-of-cases",
            lists=join(page.link_to(addresses.index_of(kind), say(key)) for kind, key in _BY_ROW),
        ),
        lists=tuple(
            page.link_to(addresses.index_of(facet.index), say(facet.title)) for facet in FACETS
        ),
        tool=tool(page, FACET_FILE, "browse-without"),
    )


def tool(page: Page, file: str, without: str) -> Tool:
    """Say what a page needs to filter the lines of a file; `without` is the key of words."""
    return Tool(
        without=page.say(without),
        style=addresses.link(page.path, STYLE),
        table=addresses.link(page.path, table_beside(file)),
        scripts=tuple(addresses.link(page.path, script) for script in (file, *SCRIPTS)),
    )
