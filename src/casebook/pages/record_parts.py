"""What pages of several kinds have: spellings, notes, disagreements, sources."""

from collections.abc import Iterable

from casebook.models import Name, Record
from casebook.pages.blocks import Block, block
from casebook.pages.disputes import boxes
from casebook.pages.inline import Inline, inline, join
from casebook.pages.page import Page
from casebook.pages.sourcing import sources_of, sources_table
from casebook.pages.world import spoken


def spellings(page: Page, names: Iterable[Name]) -> Inline:
    """List other spellings, each in its language, with where it is found."""
    return join((_spelling(page, name) for name in names), "; ")


def _spelling(page: Page, name: Name) -> Inline:
    shown = inline(name.text) if name.lang == "en" else spoken(name.text, name.lang)
    if name.note is not None:
        shown = page.say("name-noted", name=shown, note=name.note)
    if not name.sources:
        return shown
    return page.say("name-found", name=shown, sources=page.cite(name.sources))


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
