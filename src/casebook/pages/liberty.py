"""Liberty in words: where the subject is, since when, on what basis, as of when."""

from collections.abc import Callable
from dataclasses import dataclass

from casebook.dates import EdtfDate, certainly_after
from casebook.fold import Alternative, Basis, Liberty, LibertyPeriod
from casebook.models import TimelineEvent
from casebook.pages.inline import Inline, inline, join
from casebook.pages.sorts import SORTS, sort_of
from casebook.pages.world import World

ELAPSED = "term-elapsed"
UNKNOWN = "unknown"
STATED = "stated"
INTERVAL = "interval"

Say = Callable[[EdtfDate], Inline]
"""How a date is written: as plain words in lists, as an element of its own on profiles."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state in words, for lists: what it is and up to when its sources know."""

    state: str
    """Id of the state, for grouping."""
    text: Inline
    as_of: Inline
    until: EdtfDate | None = None
    """The date of `as_of`, for sorting."""
    event: TimelineEvent | None = None
    """The event that set it."""
    basis: Basis = "stated"


def since(world: World, when: EdtfDate, say: Say) -> Inline:
    """Say from when: a date not known at its start is "or earlier", an interval "some time"."""
    start, end = when.ends
    if start is None and end is not None:
        return world.say("since-or-earlier", date=say(end))
    if when.precision == INTERVAL and start is not None and end is not None:
        return world.say("since-some-time", start=say(start), end=say(end))
    return world.say("since", date=say(start if end is None and start else when))


def on(world: World, state: object, when: EdtfDate, say: Say) -> Inline:
    """Say a state with the date of the event that set it."""
    start, end = when.ends
    if when.precision == INTERVAL and start is not None and end is not None:
        return world.say("state-some-time", state=state, start=say(start), end=say(end))
    return world.say("state-on", state=state, date=say(when))


def liberty_words(world: World, liberty: Liberty, say: Say, *, last_as_of: bool = False) -> Inline:
    """Say a state of liberty and since when; never what became of it later.

    With `last_as_of`, what is only last known says up to when its own sources tell of it; lists
    have a column for that.
    """
    last = liberty.last_known
    if last is not None and liberty.state in (UNKNOWN, ELAPSED):
        known = _last_known(world, last, say)
        until = last.known.until
        # A source that knows past the end of a term does not say that it went on so long.
        if last_as_of and until and (last.until is None or not certainly_after(until, last.until)):
            known = world.say("standing-as-of", standing=known, date=say(until))
        if liberty.state == UNKNOWN:
            return world.say("liberty-last-known", known=known)
        if liberty.since is not None:
            key = "liberty-term-ended" if last_as_of else "liberty-term-over"
            return world.say(key, known=known, end=say(liberty.since))
    if liberty.state == UNKNOWN:
        return world.say("liberty-not-stated")
    label = world.label("liberty-states", liberty.state)
    if liberty.since is None:
        return inline(label)
    if world.library.liberty_states[liberty.state].final:
        return on(world, label, liberty.since, say)
    return world.say("state-since", state=label, since=since(world, liberty.since, say))


def _last_known(world: World, last: LibertyPeriod, say: Say) -> Inline:
    """Say the state that a source last told of."""
    label = world.label("liberty-states", last.state)
    if last.since is None:
        return inline(label)
    return world.say("state-since", state=label, since=since(world, last.since, say))


def term_words(world: World, liberty: Liberty, say: Say) -> Inline | None:
    """Say when a term that still runs would end, counted by the calendar; None if it has no end."""
    if liberty.term_end is None or liberty.state == ELAPSED:
        return None
    return world.say("term-would-end", date=say(liberty.term_end))


def alternative_words(
    world: World, vocabulary: str, found: Alternative, link: Callable[[TimelineEvent], Inline]
) -> Inline:
    """Say what partial dates do not exclude."""
    label = world.label(vocabulary, found.state)
    if found.event is None:
        return world.say("possible-too", state=label)
    return world.say("possible-too-by", state=label, event=link(found.event))


def basis_words(world: World, basis: Basis, event: TimelineEvent | None) -> Inline:
    """Say whether a state of liberty is stated, inferred (and why) or computed."""
    if basis == "computed":
        return world.say("basis-computed")
    if basis == "stated" or event is None:
        return stated_words(world, event)
    reasons = [one.why for one in event.inferred if one.field in _DECIDING]
    if reasons:
        return world.say("basis-inferred-because", why=" ".join(reasons))
    return world.say("basis-inferred-from-sentence")


_DECIDING = ("liberty", "type")
"""Fields of an event that say where it leaves the subject."""


def stated_words(world: World, event: TimelineEvent | None) -> Inline:
    """Say that a source states it, or only reports or passes on what somebody says."""
    if event is None or event.claim == STATED:
        return world.say("basis-stated")
    label = inline(world.label("claim-kinds", event.claim))
    if event.claimed_by:
        who = join(world.text(one) for one in event.claimed_by)
        label = world.say("claimed-by", claim=label, who=who)
    return world.say("sentence-end", text=label)


def cautions(world: World, event: TimelineEvent | None) -> list[Inline]:
    """Say what a reader must know of the event that a state rests on."""
    if event is None:
        return []
    said = [world.say(SORTS[sort_of(one.kind)].caution, about=one.about) for one in event.disputed]
    said += [
        world.say("status-date-inferred", why=one.why)
        for one in event.inferred
        if one.field == "date"
    ]
    return said


def silence_words(world: World, liberty: Liberty, until: EdtfDate | None) -> Inline:
    """Say up to when no source tells what followed what is last known."""
    if until is None:
        return world.say("status-as-of-not-known")
    key = "silent-where" if liberty.state == UNKNOWN else "silent-after-term"
    return world.say(key, date=world.time(until))


def as_of_words(world: World, when: EdtfDate | None) -> Inline:
    """Say up to when the sources of an axis know, within a sentence."""
    return world.say("as-of", date=world.time(when)) if when else world.say("as-of-not-known")


def known_words(world: World, when: EdtfDate | None) -> Inline:
    """Say up to when sources know, in plain words; a law in force is read "or later"."""
    if when is None:
        return world.say("as-of-not-known")
    start = when.ends[0]
    if when.open_end and start is not None:
        return world.say("as-of-or-later", date=world.date_in_words(start))
    return world.say("as-of", date=world.date_in_words(when))


def as_of_sentence(world: World, when: EdtfDate | None) -> Inline:
    """Say it as a sentence of its own."""
    if when is None:
        return world.say("status-as-of-not-known")
    return world.say("status-as-of", date=world.time(when))


def as_of_date(world: World, when: EdtfDate | None) -> Inline:
    """Say the date alone, for a column of that name."""
    return inline(world.date_in_words(when)) if when else world.say("not-stated-cell")
