"""iCalendar (RFC 5545): dates of cases as all-day events, each saying how it comes about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from casebook import addresses
from casebook.dates import EdtfDate
from casebook.deadlines import Deadline
from casebook.differing.plain import PlainSpeaker
from casebook.edition import SITE_NAME
from casebook.markdown import plain

_IDS: Final = UUID("0b4c6d2a-9f53-5e0b-8a41-3c7e5d7f1b20")
_ONE_DAY: Final = timedelta(days=1)
_LAYOUT: Final = "2.0"
_VOCABULARIES: Final = {
    "term": "liberty-states",
    "restriction": "restriction-kinds",
    "announced": "event-types",
}


def calendar(title: str, found: Sequence[Deadline], speaker: PlainSpeaker, site_url: str) -> bytes:
    """Write a calendar; an inexact date takes all the days on which it may be."""
    made = Calendar()
    made.add("prodid", f"-//{SITE_NAME}//EN")
    made.add("version", _LAYOUT)
    made.add("x-wr-calname", plain(title))
    made.add("x-wr-caldesc", plain(speaker.say("calendar-note")))
    for one in found:
        made.add_component(_event(one, speaker, site_url))
    written: bytes = made.to_ical()
    return written


def _event(one: Deadline, speaker: PlainSpeaker, site_url: str) -> Event:
    made = Event()
    name = f"{one.case.id}/{one.event.id}/{one.what}/{one.kind}"
    made.add("uid", uuid5(_IDS, name).urn)
    # When this was made, as far as anybody can tell without a clock: when its sources last knew.
    made.add("dtstamp", _stamp(one))
    made.add("dtstart", one.first)
    made.add("dtend", _next(one.last))
    made.add("summary", plain(_summary(one, speaker)))
    made.add("description", "\n".join(plain(line) for line in _description(one, speaker)))
    made.add("status", "TENTATIVE" if one.computed else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("categories", ["computed" if one.computed else "announced"])
    if site_url:
        page = addresses.web_path(addresses.page_of("case", one.case.id))
        made.add("url", f"{site_url}{page}#{one.event.id}")
    return made


def _stamp(one: Deadline) -> datetime:
    known = one.known.latest if one.known is not None else None
    return datetime.combine(known or one.first, time(), UTC)


def _next(day: date) -> date:
    return day + _ONE_DAY if day < date.max else day


def _summary(one: Deadline, speaker: PlainSpeaker) -> str:
    what = _what(one, speaker)
    if one.what == "announced":
        return speaker.say("calendar-ahead", name=one.case.label, event=what)
    key = "calendar-computed" if one.computed else "calendar-announced"
    return speaker.say(key, name=one.case.label, what=what)


def _what(one: Deadline, speaker: PlainSpeaker) -> str:
    return speaker.term(_VOCABULARIES[one.what], one.kind) or one.kind


def _description(one: Deadline, speaker: PlainSpeaker) -> list[str]:
    """Say how the date comes about, up to when anything is known, and where it is said."""
    say = speaker.say
    lines = []
    if one.computed and one.since is not None:
        lines.append(
            say("calendar-counted", start=speaker.when(one.since), length=_length(one, speaker))
            if _length(one, speaker)
            else say("calendar-counted-from", start=speaker.when(one.since))
        )
    how = "calendar-how-computed" if one.computed else "calendar-how-announced"
    lines.append(say("calendar-how-ahead" if one.what == "announced" else how))
    lines.append(say("calendar-when", date=speaker.when(one.when)))
    event = speaker.term("event-types", one.event.type) or one.event.type
    dated = say("event-dated", event=event, date=speaker.when(one.event.date))
    lines.append(say("calendar-set-by", event=dated))
    lines.append(_as_of(one.known, speaker))
    library = speaker.libraries[0]
    lines += [
        say("citation", source=library.sources[cited.source].label, place=cited.at)
        for cited in one.event.sources
    ]
    return lines


def _as_of(known: EdtfDate | None, speaker: PlainSpeaker) -> str:
    if known is None:
        return speaker.say("calendar-known", known=speaker.say("as-of-not-known"))
    as_of = speaker.say("as-of", date=speaker.when(known))
    return speaker.say("calendar-known", known=as_of)


def _length(one: Deadline, speaker: PlainSpeaker) -> str:
    item = one.item
    if item is None:
        return ""
    parts = (
        ("count-years", item.years),
        ("count-months", item.months),
        ("count-days", item.days),
    )
    return ", ".join(speaker.say(key, count=number) for key, number in parts if number)
