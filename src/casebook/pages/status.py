"""The box at the top of a profile: one line an axis, each with its own as-of date and source."""

from collections.abc import Iterable

from casebook.dates import EdtfDate
from casebook.fold import Harm, Liberty, ProceedingState, Restriction, State
from casebook.models import Case, TimelineEvent
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import (
    ELAPSED,
    STATED,
    UNKNOWN,
    Say,
    Standing,
    alternative_words,
    as_of_date,
    basis_words,
    cautions,
    liberty_words,
    on,
    silence_words,
    stated_words,
    term_words,
)
from casebook.pages.page import Page
from casebook.pages.restrictions import restrictions_as_of
from casebook.pages.status_line import StatusLine, as_of_line, event_link, told
from casebook.pages.steps import appeal_words, step_known, step_line, step_words
from casebook.pages.world import World

HARM = "harm"
ORGANISATION = "organisation"


def status_lines(page: Page, case: Case, state: State) -> tuple[StatusLine, ...]:
    """Say where a subject stands: liberty, the latest step, restrictions.

    Nobody is reported missing: of a subject whose liberty no event touches, the box says what was
    done to it instead. Of somebody who was held once and accused of nothing, it says both: a
    victim's page is about the harm and who answered for it.
    """
    lines = []
    body = case.kind == ORGANISATION
    if touched := _touched(state.liberty):
        lines.append(_liberty(page, state))
    told_of = state.latest_step if touched else body and (state.latest_step or state.restrictions)
    if not told_of:
        final = page.world.library.liberty_states[state.liberty.state].final
        if state.harm and not final:
            lines.append(_harm(page, state))
        lines += [_inquiry(page, one, one.event) for one in state.accountability if one.event]
    if state.latest_step is not None:
        above = (state.liberty.last_known or state.liberty).event
        lines.append(step_line(page, state, state.latest_step, above))
    standing = [one for one in state.restrictions if one.status == "in-force"]
    if standing or (body and state.restrictions):
        lines.append(_restrictions(page, case, standing, state.restrictions))
    return tuple(lines)


def standing(world: World, case: Case) -> Standing:
    """Say in one line where a subject stands, for lists; plain words, no links."""
    state = world.states[case.id]

    def say(when: EdtfDate) -> Inline:
        return inline(world.date_in_words(when))

    liberty = state.liberty
    setter = liberty.event or (liberty.last_known.event if liberty.last_known else None)
    if case.kind != ORGANISATION and setter is not None:
        text = _qualified(world, liberty_words(world, liberty, say), liberty.event)
        if not liberty.certain:
            text = world.say("standing-uncertain", standing=text)
        # What is only last known is as of the sources that told it, not of a later silence.
        until = (liberty.last_known or liberty).known.until
        return Standing(liberty.state, text, as_of_date(world, until), until, setter, liberty.basis)
    standing_restrictions = [one for one in state.restrictions if one.status == "in-force"]
    if standing_restrictions:
        text = _kinds(world, standing_restrictions)
        until = restrictions_as_of(world, case, standing_restrictions)
        setter = max(standing_restrictions, key=lambda one: one.event.date.sort_key).event
        return Standing(UNKNOWN, text, as_of_date(world, until), until, setter)
    step = state.latest_step
    if step is not None:
        text = _qualified(world, step_words(world, step, say), step.event)
        until = step_known(world, step)
        return Standing(UNKNOWN, text, as_of_date(world, until), until, step.event)
    if state.harm:
        text, last = harm_words(world, state.harm[-1], say), state.harm[-1].event
        until = state.known_on(HARM).until
        return Standing(
            UNKNOWN, _qualified(world, text, last), as_of_date(world, until), until, last
        )
    text = liberty_words(world, liberty, say) if case.kind != ORGANISATION else NOTHING
    until = state.known.until
    text = text or world.say("standing-not-stated")
    return Standing(UNKNOWN, text, as_of_date(world, until), until)


def _qualified(world: World, text: Inline, event: TimelineEvent | None) -> Inline:
    """Keep an allegation an allegation, in one line too."""
    if event is None or event.claim == STATED:
        return text
    claim = world.label("claim-kinds", event.claim)
    return world.say("standing-alleged", standing=text, claim=claim)


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
        basis = basis_words(world, liberty.basis, liberty.event)
    if not liberty.length_stated:
        notes.append(page.say("length-not-stated"))
    notes += cautions(world, setter)
    contests = [
        one.appeal for one in state.proceedings if one.appeal is not None and one.event is setter
    ]
    notes += [
        page.say("status-contested", appeal=appeal_words(world, one, world.time))
        for one in contests
    ]
    as_of: Inline | EdtfDate | None = liberty.known.until or state.known.until
    key = "status-event"
    if liberty.last_known is not None:
        as_of = silence_words(world, liberty, state.known.until)
        key = "status-last-event"
    final = world.library.liberty_states[liberty.state].final
    return StatusLine(
        axis=NOTHING if final else page.say("axis-liberty"),
        text=liberty_words(world, liberty, world.time, last_as_of=True),
        as_of=as_of_line(page, as_of),
        told=told(page, basis, setter, key),
        notes=tuple(notes),
    )


def harm_words(world: World, harm: Harm, say: Say) -> Inline:
    """Say what harm was reported, and when."""
    kinds = join(world.label("harm-kinds", kind) for kind in harm.kinds)
    return on(world, kinds, harm.event.date, say)


def _touched(liberty: Liberty) -> bool:
    """Whether any event says, or may say, where the subject was."""
    return liberty.event is not None or bool(liberty.periods or liberty.alternatives)


def _harm(page: Page, state: State) -> StatusLine:
    """Say what was done to a subject of whom nothing else may be known."""
    last = state.harm[-1]
    world, event = page.world, last.event
    notes = cautions(world, event)
    if len(state.harm) > 1:
        notes.insert(0, page.say("more-harm", count=len(state.harm) - 1))
    return StatusLine(
        axis=page.say("axis-harm"),
        text=harm_words(world, last, world.time),
        as_of=as_of_line(page, state.known_on(HARM).until),
        told=told(page, stated_words(world, event), event, "status-last-event"),
        notes=tuple(notes),
    )


def _inquiry(page: Page, one: ProceedingState, event: TimelineEvent) -> StatusLine:
    """Say how far an inquiry into harm done to the subject has come."""
    world = page.world
    stage = on(world, world.label("procedure-states", str(one.state)), event.date, world.time)
    what = world.text(one.proceeding.label)
    return StatusLine(
        axis=page.say("axis-inquiry"),
        text=page.say("procedure-outcome", proceeding=what, state=stage),
        as_of=as_of_line(page, one.known.until),
        told=told(page, stated_words(world, event), event),
        notes=tuple(cautions(world, event)),
    )


def _restrictions(
    page: Page, case: Case, standing: list[Restriction], ever: Iterable[Restriction]
) -> StatusLine:
    world = page.world
    about = standing or list(ever)
    text = _kinds(world, standing) if standing else page.say("restrictions-none-in-force")
    last = max(standing, key=lambda one: one.event.date.sort_key, default=None)
    return StatusLine(
        axis=page.say("axis-restrictions"),
        text=text,
        as_of=as_of_line(page, restrictions_as_of(world, case, about)),
        told=told(
            page,
            page.say("restrictions-basis") if standing else NOTHING,
            last.event if last else None,
        ),
    )


def _kinds(world: World, restrictions: Iterable[Restriction]) -> Inline:
    labels = (world.label("restriction-kinds", one.kind) for one in restrictions)
    return join(dict.fromkeys(labels), "; ")
