"""The front matter of a page: its title, what it is about, the record it comes from."""

from dataclasses import dataclass

from casebook.markdown import plain
from casebook.pages.changed import history_items
from casebook.pages.inline import Inline
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


def front(
    page: Page,
    title: str,
    description: str,
    record: tuple[str, str] | None = None,
    robots: str = "",
) -> Front:
    """Make the front matter of a page."""
    path = page.world.library.path(*record) if record else ""
    history = history_items(page, *record) if record else ()
    return Front(plain(title), shortened(description), path, robots, history)


def shortened(text: str) -> str:
    """Cut a text at a word, with an ellipsis."""
    line = plain(text)
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0].rstrip(",;:.–") + "…"
