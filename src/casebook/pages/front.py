"""The front matter of a page: its title, what it is about, the record it comes from."""

from dataclasses import dataclass, replace

from casebook.markdown import plain
from casebook.pages.changed import history_items
from casebook.pages.following import feed_of, follow_words
from casebook.pages.inline import NOTHING, Inline
from casebook.pages.page import Page

LONGEST = 160
"""Characters of a description: more is cut by search engines."""


@dataclass(frozen=True, slots=True)
class Front:
    """Plain texts; the template quotes them."""

    title: str
    description: str
    record: str
    """The file it comes from, such as `data/cases/x.yaml`; empty for lists."""
    robots: str = ""
    """What search engines are asked; empty for nothing."""
    history: tuple[Inline, ...] = ()
    """What changed in that record, day by day, newest first."""
    feed: str = ""
    """Its feed, from the root of the site; empty if it has none."""
    follow: Inline = NOTHING
    """Links to what can be subscribed to."""


def front(
    page: Page,
    title: str,
    description: str,
    record: tuple[str, str] | None = None,
    robots: str = "",
) -> Front:
    """Make the front matter of a page."""
    shown = Front(plain(title), shortened(description), "", robots)
    if record is None:
        return shown
    return replace(
        shown,
        record=page.world.library.path(*record),
        history=history_items(page, *record),
        feed=feed_of(page, *record),
        follow=follow_words(page, *record),
    )


def shortened(text: str) -> str:
    """Cut a text at a word, with an ellipsis."""
    line = plain(text)
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0].rstrip(",;:.–") + "…"
