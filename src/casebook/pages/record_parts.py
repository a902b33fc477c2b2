"""What pages of several kinds have: spellings, notes, disagreements, sources."""

from collections.abc import Iterable

from casebook.models import Name, Record
from casebook.pages.blocks import Block, block
from casebook.pages.disputes import boxes
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.page import Page
from casebook.pages.sourcing import sources_of, sources_table
from casebook.pages.world import spoken


def spellings(page: Page, names: Iterable[Name]) -> Inline:
    """List other spellings, each in its language; what is said of several in a row stands once."""
    said: list[tuple[Inline, list[Inline]]] = []
    for name in names:
        remark = _remark(page, name)
        if not said or said[-1][0] != remark:
            said.append((remark, []))
        said[-1][1].append(inline(name.text) if name.lang == "en" else spoken(name.text, name.lang))
    return join(
        (
            page.say("name-noted", name=join(shown), note=remark) if remark else join(shown)
            for remark, shown in said
        ),
        "; ",
    )


def _remark(page: Page, name: Name) -> Inline:
    """Say what is noted of a spelling, and where it is found; empty if nothing is."""
    found = page.say("name-found", sources=page.cite(name.sources)) if name.sources else NOTHING
    return join([name.note or NOTHING, found], "; ")


def notes(page: Page, record: Record) -> tuple[Inline, ...]:
    """Say what fits nowhere else, with its sources."""
    return tuple(
        join([page.text(one.text), page.sources(one.sources)], " ") for one in record.notes
    )


def notes_block(page: Page, record: Record) -> Block | None:
    """List the notes of a record."""
    return block(items=notes(page, record))


def conflicts_block(page: Page, record: Record) -> Block | None:
    """Show where sources disagree or slip about a record."""
    found = boxes(page, record.disputed, record.misprints)
    return Block(boxes=found) if found else None


def sources_block(page: Page, record: Record) -> Block | None:
    """List the sources of a record, and the notes of its page: to be made last of all its parts."""
    found = sources_table(page, sources_of(page, record))
    notes = page.notes.all() if page.notes else ()
    return Block(table=found, notes=notes) if found or notes else None
