"""The sources of a page: what it rests on, with dates, and whether each was read."""

from collections.abc import Iterable, Iterator
from typing import Final

from casebook.citation import cited_by
from casebook.markdown import attr
from casebook.models import Record, Source
from casebook.pages.inline import NOTHING, Inline, join
from casebook.pages.page import Page
from casebook.pages.tables import Table, table

_GONE: Final = frozenset({"broken-in-print", "dead", "lost"})
"""States of links that lead nowhere."""


def sources_of(page: Page, record: Record) -> tuple[str, ...]:
    """List the sources that a record cites, in the order of their first mention."""
    return cited_by(page.world.linked, record)


def sources_table(page: Page, names: Iterable[str]) -> Table | None:
    """List sources with when they came out and up to when they know."""
    return table(
        page,
        ("column-cited-source", "column-issued", "column-knows-until", "column-read"),
        (_row(page, page.world.library.sources[name]) for name in names),
    )


def _row(page: Page, source: Source) -> tuple[Inline, ...]:
    return (
        join([page.link("source", source.id), *_whole_name(page, source)], ". "),
        page.time(source.issued) if source.issued else NOTHING,
        page.time(source.as_of) if source.as_of else NOTHING,
        page.say("source-read" if source.read else "source-not-read"),
    )


def _whole_name(page: Page, source: Source) -> Iterator[Inline]:
    """Give the title, and for paper, where nothing can be followed, the address."""
    if source.title is not None and str(source.title) != source.short_title:
        yield page.text(source.title)
    for link in source.links:
        if link.url is not None and link.state not in _GONE:
            yield Inline(f'<span class="only-print">{attr(link.url)}</span>')
            return
