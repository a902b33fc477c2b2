"""Making items of entries: a title, sentences in plain text, the page."""

from collections.abc import Sequence
from typing import Final

from casebook import addresses
from casebook.differing.plain import PlainSpeaker
from casebook.differing.sentences import ADDED_WORDS
from casebook.differing.telling import tell_all
from casebook.feeds.atom import Item
from casebook.history import Entry

_WHAT: Final = {
    "added": "history-added",
    "removed": "history-removed",
    "unclear": "history-unclear",
}


def of_entry(entry: Entry, speaker: PlainSpeaker) -> Item:
    """Make an item of what happened to one record on one day."""
    found = speaker.found((entry.kind,), entry.id)
    # The page of a removed record says nothing but that, and so does its item.
    name = speaker.label(*found) if found else speaker.say("changes-removed-record")
    if entry.what == "changed":
        lines = tell_all(entry.changes, speaker) or (speaker.say("history-counted"),)
    else:
        lines = (speaker.say(_WHAT[entry.what]),)
    where = addresses.address_of(entry.kind, entry.id)
    page = addresses.web_path(where.page) + (f"#{where.anchor}" if where.anchor else "")
    return Item(
        id=f"{entry.kind}/{entry.id}/{entry.day.isoformat()}",
        title=name,
        updated=_time(entry),
        page=page,
        lines=lines,
        category=entry.what,
    )


def many_added(kind: str, entries: Sequence[Entry], speaker: PlainSpeaker) -> Item:
    """Make one item of many records of a kind that came on one day."""
    count = speaker.say(ADDED_WORDS[kind], count=len(entries))
    last = max(entries, key=lambda one: one.when)
    return Item(
        id=f"{kind}/{last.day.isoformat()}",
        title=count,
        updated=_time(last),
        page=addresses.web_path(addresses.page_of("change", f"{last.day:%Y-%m}")),
        lines=(count,),
        category="added",
    )


def _time(entry: Entry) -> str:
    return f"{entry.when:%Y-%m-%dT%H:%M:%SZ}"
