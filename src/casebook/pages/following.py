"""How to follow a page: its feed of changes, and its dates as a calendar."""

from casebook.data_files import FEEDS, calendar_file, feed_file
from casebook.deadlines import deadlines
from casebook.models import Case
from casebook.pages.inline import NOTHING, Inline, join
from casebook.pages.page import Page


def feed_of(page: Page, kind: str, name: str) -> str:
    """Return the feed of a record's changes, from the root of the site; empty if it has none."""
    return feed_file(kind, name) if kind in FEEDS and not page.world.history.missing else ""


def follow_words(page: Page, kind: str, name: str) -> Inline:
    """Link to what can be subscribed to; empty if nothing can."""
    world, ways = page.world, []
    if feed := feed_of(page, kind, name):
        ways.append(page.link_to(feed, page.say("follow-feed")))
    case = world.library.cases.get(name) if kind == Case.kind_name else None
    if case is not None and deadlines(case, world.states[name], world.meaning):
        ways.append(page.link_to(calendar_file(name), page.say("follow-calendar")))
    return page.say("follow", ways=join(ways)) if ways else NOTHING
