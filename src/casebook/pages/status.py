"""The box at the top of a profile: one line an axis, each with its own as-of date and source."""

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.dates import EdtfDate
from casebook.fold import ProceedingState, Restriction, State
from casebook.models import Case, TimelineEvent
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import (
    ELAPSED,
    STATED,
    UNKNOWN,
    Standing,
    alternative_words,
    as_of_date,
    as_of_sentence,
    basis_words,
    cautions,
    liberty_words,
    on,
    stated_words,
    term_words,
)
from casebook.pages.page import Page
from casebook.pages.restrictions import restrictions_as_of
from casebook.pages.world import World

PERSON = "person"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One axis in words."""

    axis: Inline
    text: Inline
    told: Inline
    """Up to when the sources of this axis know, on what basis, by which event, in which source."""
    notes: tuple[Inline, ...] = ()


def status_lines(page: Page, case: Case, state: State) -> tuple[StatusLine, ...]:
    """Say where a subject stands: liberty for people, restrictions, the latest outcome."""
    lines = []
    if case.kind == PERSON or state.liberty.event is not None:
        lines.append(_liberty(page, state))
    latest = latest_proceeding(state)
    if latest is not None:
        lines.append(_procedure(page, latest, others=len(state.proceedings) - 1))
    standing = [one for one in state.restrictions if one.status == "in-force"]
    if standing or case.kind == "organisation":
        lines.append(_restrictions(page, case, standing, state.restrictions))
    return tuple(lines)


def standing(world: World, case: Case) -> Standing:
    """Say in one line where a subject stands, for lists; plain words, no links."""
    state = world.states[case.id]

    def say(when: EdtfDate) -> Inline:
        return inline(world.date_in_words(when))

    liberty = state.liberty
    if case.kind != "organisation" and not (liberty.state == UNKNOWN and liberty.event is None):
        text = _qualified(world, liberty_words(world, liberty, say), liberty.event)
        if not liberty.certain:
            text = world.say("standing-uncertain", standing=text)
        until = liberty.known.until
        setter = liberty.event or (liberty.last_known.event if liberty.last_known else None)
        return Standing(
            liberty.state, text, as_of_date(world, until), until, setter, liberty.basis
        )
    standing_restrictions = [one for one in state.restrictions if one.status == "in-force"]
    if standing_restrictions:
        text = _kinds(world, standing_restrictions)
        until = restrictions_as_of(world, case, standing_restrictions)
        setter = max(standing_restrictions, key=lambda one: one.event.date.sort_key).event
        return Standing(UNKNOWN, text, as_of_date(world, until), until, setter)
    latest = latest_proceeding(state)
    if latest is not None and latest.state and latest.event:
        label = world.label("procedure-states", latest.state)
        text = on(world, label, latest.event.date, say)
        text = _qualified(world, text, latest.event)
        until = latest.known.until
        return Standing(UNKNOWN, text, as_of_date(world, until), until, latest.event)
    text = liberty_words(world, liberty, say) if case.kind != "organisation" else NOTHING
    until = state.known.until
    text = text or world.say("standing-not-stated")
    return Standing(UNKNOWN, text, as_of_date(world, until), until)


def _qualified(world: World, text: Inline, event: TimelineEvent | None) -> Inline:
    """Keep an allegation an allegation, in one line too."""
    if event is None or event.claim == STATED:
        return text
    claim = world.label("claim-kinds", event.claim)
    return world.say("standing-alleged", standing=text, claim=claim)


def latest_proceeding(state: State) -> ProceedingState | None:
    """Choose the proceeding that moved last, of those against the subject if there are any."""
    moved = [one for one in state.proceedings if one.event is not None]
    own = [one for one in moved if one.proceeding.against == "subject"] or moved
    places = {event.id: place for place, event in enumerate(state.seen)}
    return max(own, key=lambda one: places[one.event.id] if one.event else -1, default=None)


def event_link(page: Page, event: TimelineEvent) -> Inline:
    """Link to an event of this page under its type and date."""
    label = page.world.label("event-types", event.type)
    shown = page.say("event-dated", event=label, date=page.world.date_in_words(event.date))
    return Inline(f"[{shown}](#{event.id})")


def _told(
    page: Page, until: EdtfDate | None, basis: Inline, setter: TimelineEvent | None
) -> Inline:
    """Say up to when an axis is known, on what basis, by which event and which source."""
    parts = [as_of_sentence(page.world, until), basis]
    if setter is not None:
        parts += [
            page.say("status-event", event=event_link(page, setter)),
            page.sources(setter.sources),
        ]
    return join(parts, " ")


def _liberty(page: Page, state: State) -> StatusLine:
    world, liberty = page.world, state.liberty
    setter = liberty.last_known.event if liberty.last_known else liberty.event
    notes = []
    if (term := term_words(world, liberty, world.time)) is not None:
        notes.append(term)
    notes += [
        alternative_words(world, "liberty-states", one, lambda event: event_link(page, event))
        for one in liberty.alternatives
    ]
    basis = NOTHING
    if liberty.event is not None or liberty.state == ELAPSED:
        basis = basis_words(world, liberty.basis, liberty.event, "liberty")
    notes += cautions(world, setter)
    return StatusLine(
        axis=page.say("axis-liberty"),
        text=liberty_words(world, liberty, world.time),
        told=_told(page, liberty.known.until or state.known.until, basis, setter),
        notes=tuple(notes),
    )


def _procedure(page: Page, latest: ProceedingState, *, others: int) -> StatusLine:
    world = page.world
    event, stage = latest.event, latest.state
    notes = [
        alternative_words(world, "procedure-states", one, lambda found: event_link(page, found))
        for one in latest.alternatives
    ]
    if others:
        notes.append(page.say("more-proceedings", count=others))
    what = world.text(latest.proceeding.label)
    if event is None or stage is None:
        raise ValueError(latest.proceeding.id)
    state = on(world, world.label("procedure-states", stage), event.date, world.time)
    text = page.say("procedure-outcome", proceeding=what, state=state)
    inferred = [one.why for one in event.inferred if one.field == "type"]
    basis = (
        page.say("basis-inferred-because", why=" ".join(inferred))
        if inferred
        else stated_words(world, event)
    )
    notes += cautions(world, event)
    return StatusLine(
        axis=page.say("axis-procedure"),
        text=text,
        told=_told(page, latest.known.until, basis, event),
        notes=tuple(notes),
    )


def _restrictions(
    page: Page, case: Case, standing: list[Restriction], ever: Iterable[Restriction]
) -> StatusLine:
    world = page.world
    about = standing or list(ever)
    text = _kinds(world, standing) if standing else page.say("restrictions-none-in-force")
    if not about:
        text = page.say("restrictions-not-stated")
    last = max(standing, key=lambda one: one.event.date.sort_key, default=None)
    return StatusLine(
        axis=page.say("axis-restrictions"),
        text=text,
        told=_told(
            page,
            restrictions_as_of(world, case, about),
            page.say("restrictions-basis") if standing else NOTHING,
            last.event if last else None,
        ),
    )


def _kinds(world: World, restrictions: Iterable[Restriction]) -> Inline:
    labels = (world.label("restriction-kinds", one.kind) for one in restrictions)
    return join(dict.fromkeys(labels), "; ")
