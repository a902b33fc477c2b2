"""A case that is also a body: what it published, asked for and did, as other records say."""

from collections.abc import Iterator

from casebook.models import Case
from casebook.pages.inline import Inline, join
from casebook.pages.mentions import holders, in_field, links, mentions
from casebook.pages.page import Page
from casebook.pages.related import MOST

_TIES = (
    ("case", "affiliations", "body-tied"),
    ("case", "timeline", "body-acting"),
    ("source", "publishers", "body-published"),
    ("recommendation", "proposers", "body-asks"),
    ("recommendation", "addressees", "body-is-asked"),
    ("statistic", "attributed_to", "body-counts"),
    ("event", "organisations", "body-events"),
    ("article", "criticism", "body-criticises"),
    ("organisation", "part_of", "body-has"),
    ("term", "organisation", "body-terms"),
)
"""Kind of record that refers to the body, in which field, and the words for it."""


def as_body(page: Page, case: Case) -> Iterator[Inline]:
    """Say what refers to an organisation that is a case, a line for each way."""
    if case.kind != "organisation":
        return
    for holder, field, key in _TIES:
        found = in_field(mentions(page, "case", case.id, holder), field)
        # Cases name each other in other ways too; here only as a body.
        names = holders(one for one in found if "organisation" in one.targets)
        if not names:
            continue
        # Cases can be thousands; other records are few and all of them are worth a link.
        shown = names[:MOST] if holder == "case" else names
        listed = join(links(page, holder, shown))
        if len(names) > len(shown):
            listed = page.say("and-more", people=listed, count=len(names) - len(shown))
        yield page.say(key, records=listed)
