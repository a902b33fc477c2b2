"""The timeline at a glance: periods of liberty as bars, a lane for each state, and the events.

A drawing for the eye; everything in it stands in words beneath it or in the list of events. What is
stated, inferred, computed, not exact or not told differs by filling and outline, not by colour
alone. Nothing is drawn past the date up to which sources know.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.dates import EdtfDate, certainly_before
from casebook.fold import LibertyPeriod, State
from casebook.fold.days import groups_of
from casebook.models import TimelineEvent
from casebook.pages.axis import Axis, percent
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import ELAPSED, INTERVAL, UNKNOWN, since
from casebook.pages.page import Page
from casebook.pages.status_line import event_link

FEWEST_EVENTS: Final = 2
"""With fewer, and nothing known of liberty, there is nothing to see at a glance."""
LANE: Final = 38  # pixels: the name of a state, and its bars beneath
NO_SOURCE: Final = frozenset({UNKNOWN, ELAPSED})
_LEGEND: Final = {
    "stated": "band-stated",
    "inferred": "band-inferred",
    "computed": "band-computed",
    "inexact": "band-inexact",
    "silent": "band-silent",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane, drawn one way."""

    x: str
    width: str
    kind: str
    """stated, inferred, computed; inexact: partial dates leave it open; silent: nobody tells."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One state of liberty with its periods."""

    y: int
    label: str
    group: str
    """held, limited, free, none: for the colour."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """An event: a point, with a line over the days on which it may have happened."""

    id: str
    x: str
    low: str
    width: str
    title: str
    kind: str
    """exact, inexact; before: only the last possible day is known."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A line across the lanes with the year or month that begins there."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """All that the template of the drawing prints: plain texts, as no Markdown is read in it."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Grid, ...]
    known: str
    """Where the sources close; empty if that is not known."""
    foot: int
    """Pixels from the top to the lane of events."""
    title: str
    caption: Inline
    legend: tuple[tuple[str, str], ...]
    """What each way of drawing means, for those that occur."""


def band(page: Page, state: State) -> Band | None:
    """Draw a case; None where there is nothing to see at a glance."""
    events = [*state.seen, *state.possible]
    periods = state.liberty.periods
    if not periods and len(events) < FEWEST_EVENTS:
        return None
    days = [day for when in _dates(state, events) for day in (when.earliest, when.latest) if day]
    if not days:
        return None
    axis = Axis.over(days)
    lanes = tuple(_lanes(page, axis, state))
    ticks = tuple(_ticks(page, axis, events))
    used = {bar.kind for lane in lanes for bar in lane.bars}
    if any(tick.kind != "exact" for tick in ticks):
        used.add("inexact")
    known = state.known.until
    return Band(
        lanes=lanes,
        ticks=ticks,
        grid=tuple(Grid(one.at, page.world.date_in_words(one.when)) for one in axis.labels()),
        known=percent(axis.at(known.latest, end=True)) if known and known.latest else "",
        foot=LANE * len(lanes),
        title=page.world.words("band-title" if lanes else "band-title-events"),
        caption=_caption(page, known),
        legend=tuple(
            (kind, page.world.words(key)) for kind, key in _LEGEND.items() if kind in used
        ),
    )


def period_words(page: Page, state: State) -> tuple[Inline, ...]:
    """Say each period of liberty in words: the same as the bars, for those who do not see them."""
    return tuple(_period(page, one, state) for one in state.liberty.periods)


def _caption(page: Page, known: EdtfDate | None) -> Inline:
    if known is None:
        return page.say("band-caption-undated")
    return page.say("band-caption", date=page.time(known))


def _dates(state: State, events: Iterable[TimelineEvent]) -> Iterator[EdtfDate]:
    for period in state.liberty.periods:
        yield from (when for when in (period.since, period.until, period.known.until) if when)
    yield from (event.date for event in events)
    if state.known.until is not None:
        yield state.known.until


# --- periods -----------------------------------------------------------------------------------


def _lanes(page: Page, axis: Axis, state: State) -> Iterator[Lane]:
    groups = groups_of(page.world.meaning)
    drawn: dict[str, list[Bar]] = {}
    certain = 0.0
    for one in state.liberty.periods:
        stretch = _stretch(axis, one, state, certain)
        if stretch is not None:
            certain = max(stretch.begun, stretch.ending)
            bars = drawn.setdefault(one.state, [])
            bars += _bars(page, one, stretch)
    for place, (name, bars) in enumerate(drawn.items()):
        ended = name in NO_SOURCE or page.world.library.liberty_states[name].final
        group = "none" if ended else groups.get(name, "free")
        label = page.world.label("liberty-states", name)
        yield Lane(LANE * place, label, group, tuple(bars))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A period in per cent of the axis: when it may have begun, had begun, may have ended, had."""

    opening: float
    begun: float
    ending: float
    ended: float
    lasting: bool
    """Whether nothing is known to have ended it: it is drawn as far as sources tell of it."""


def _stretch(axis: Axis, one: LibertyPeriod, state: State, floor: float) -> _Stretch | None:
    """Place a period; one with an open start begins no earlier than `floor`, where another ran."""
    start = one.since
    if start is None:
        return None
    opening = floor if start.earliest is None else axis.at(start.earliest)
    begun = axis.at(start.latest)
    if one.until is None:
        told = one.known.until or state.known.until
        ended = axis.at(told.latest, end=True) if told is not None else begun
        return _Stretch(opening, begun, ended, ended, lasting=True)
    ended = axis.at(one.until.latest)
    ending = axis.at(one.until.earliest)
    if one.until.earliest is None:
        # Only the last possible day of the end is known: sources told of the period until then.
        told = one.known.until
        ending = min(axis.at(told.earliest), ended) if told and told.earliest else begun
    return _Stretch(opening, begun, ending, ended, lasting=False)


def _bars(page: Page, one: LibertyPeriod, found: _Stretch) -> Iterator[Bar]:
    """Part a period into what is certain and what partial dates leave open."""
    kind = "silent" if one.state == UNKNOWN else one.basis
    if page.world.library.liberty_states[one.state].final:
        yield Bar(percent(found.opening), percent(found.begun - found.opening), kind)
        return
    if found.begun > found.ending:
        yield from _bar(found.opening, max(found.ended, found.begun), "inexact")
        return
    yield from _bar(found.opening, found.begun, "inexact")
    yield Bar(percent(found.begun), percent(found.ending - found.begun), kind)
    yield from _bar(found.ending, found.ended, "inexact")
    if found.lasting and one.state not in NO_SOURCE:
        yield from _bar(found.ended, 100.0, "silent", least=3.0)


def _bar(start: float, end: float, kind: str, *, least: float = 0.3) -> Iterator[Bar]:
    """Draw a stretch if it can be seen."""
    if end - start >= least:
        yield Bar(percent(start), percent(end - start), kind)


def _period(page: Page, one: LibertyPeriod, state: State) -> Inline:
    world = page.world
    label = inline(world.label("liberty-states", one.state))
    parts = [label]
    if one.since is not None and world.library.liberty_states[one.state].final:
        parts = [page.say("state-on", state=label, date=page.time(one.since))]
    elif one.since is not None:
        begun = since(world, one.since, world.time)
        said = page.say("state-since", state=label, since=begun)
        if one.until is not None:
            simple = one.since.earliest is not None and one.since.precision != INTERVAL
            how = (
                {"period": said} if not simple else {"state": label, "start": world.time(one.since)}
            )
            said = page.say(
                "band-from" if simple else "band-until", end=world.time(one.until), **how
            )
            if one.until.earliest is None:
                said = _with_last_told(page, said, one)
        elif one.event is not None and (told := one.known.until or state.known.until):
            said = page.say("standing-as-of", standing=said, date=page.time(told))
        parts = [said]
    parts.append(page.say(f"basis-{one.basis}-short"))
    by = event_link(page, one.event) if one.event is not None else NOTHING
    return join([join(parts, "; "), by], ". ")


def _with_last_told(page: Page, said: Inline, one: LibertyPeriod) -> Inline:
    """Say how far sources tell of a period of whose end only the last possible day is known."""
    told, until = one.known.until, one.until
    if told is None or until is None or not certainly_before(told, until.ends[1] or told):
        return said
    return page.say("band-told", period=said, date=page.time(told))


# --- events ------------------------------------------------------------------------------------


def _ticks(page: Page, axis: Axis, events: Sequence[TimelineEvent]) -> Iterator[Tick]:
    for event in events:
        low, high = axis.at(event.date.earliest), axis.at(event.date.latest)
        kind = "exact" if _one_day(event.date.earliest, event.date.latest) else "inexact"
        middle = (low + high) / 2
        if event.date.earliest is None:
            kind, middle, low = "before", high, high
        yield Tick(
            id=event.id,
            x=percent(middle),
            low=percent(low),
            width=percent(high - low),
            title=page.world.words(
                "event-dated",
                event=page.world.label("event-types", event.type),
                date=page.world.date_in_words(event.date),
            ),
            kind=kind,
        )


def _one_day(earliest: date | None, latest: date | None) -> bool:
    return earliest is not None and earliest == latest
