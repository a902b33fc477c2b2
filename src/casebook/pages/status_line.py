"""One line of the status box: an axis in words, as of when, on what basis, by which event."""

from dataclasses import dataclass

from casebook.dates import EdtfDate
from casebook.models import TimelineEvent
from casebook.pages.inline import Inline, join
from casebook.pages.liberty import as_of_sentence
from casebook.pages.page import Page


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One axis in words."""

    axis: Inline
    text: Inline
    as_of: Inline
    """Up to when the sources of this axis know."""
    told: Inline
    """On what basis, by which event, in which source."""
    notes: tuple[Inline, ...] = ()


def event_link(page: Page, event: TimelineEvent) -> Inline:
    """Link to an event of this page under its type and date."""
    label = page.world.label("event-types", event.type)
    shown = page.say("event-dated", event=label, date=page.world.date_in_words(event.date))
    return Inline(f"[{shown}](#{event.id})")


def as_of_line(page: Page, as_of: Inline | EdtfDate | None) -> Inline:
    """Say up to when an axis is known."""
    return as_of if isinstance(as_of, Inline) else as_of_sentence(page.world, as_of)


def told(
    page: Page, basis: Inline, setter: TimelineEvent | None, key: str = "status-event"
) -> Inline:
    """Say on what basis an axis is known, by which event and which source.

    `key` is of the words for the event: it set what is said, or is the last that told of it.
    """
    parts = [basis]
    if setter is not None:
        parts += [
            page.say(key, event=event_link(page, setter)),
            page.sources(setter.sources),
        ]
    return join(parts, " ")
