"""The latest step in words: what last happened in court, in an inquiry, on the way out."""

from collections.abc import Iterator

from casebook.dates import EdtfDate
from casebook.fold import ProceedingState, State, Step, latest
from casebook.fold.procedure import GONE
from casebook.models import TimelineEvent
from casebook.pages.inline import Inline, join
from casebook.pages.liberty import Say, alternative_words, cautions, on, stated_words
from casebook.pages.page import Page
from casebook.pages.status_line import StatusLine, as_of_line, event_link, told
from casebook.pages.world import World

CHARGING = {
    "proceeding": "inferred-proceeding",
    "articles": "inferred-articles",
    "from_articles": "inferred-articles",
    "offences": "inferred-articles",
    "from_offences": "inferred-articles",
}
"""Fields that tie an event to a case and its charges -> how it is said that one is inferred."""

_PARTLY = {
    "dropped": "step-partly-dropped",
    "closed": "step-partly-closed",
    "acquitted": "step-partly-acquitted",
}


_OF_MANY_THINGS = frozenset({"applied", "granted", "refused", "returned"})
"""States of a proceeding that do not say what it is about: the type of the event does."""


def step_words(world: World, step: Step, say: Say) -> Inline:
    """Say the step and its date; of one that moves only some of the charges, what stands.

    Of a decision against which an appeal was filed, that nothing is known of that.
    """
    return contested(world, step.proceeding, _with_rest(world, step, _said(world, step, say)), say)


def contested(world: World, one: ProceedingState, said: Inline, say: Say) -> Inline:
    """Add to what is said of a proceeding that its last decision is contested, if it is."""
    if one.appeal is None:
        return said
    return world.say(
        "standing-appealed", standing=said, appeal=appeal_words(world, one.appeal, say)
    )


def appeal_words(world: World, appeal: TimelineEvent, say: Say) -> Inline:
    """Say that an appeal was filed, and when."""
    return on(world, world.say("standing-appeal"), appeal.date, say)


def _said(world: World, step: Step, say: Say) -> Inline:
    event, one = step.event, step.proceeding
    if not step.alone and one.state is not None and one.state not in _OF_MANY_THINGS:
        return on(world, world.label("procedure-states", one.state), event.date, say)
    key = _partly(world, step)
    label = world.say(key) if key else world.label("event-types", event.type)
    return on(world, label, event.date, say)


def _partly(world: World, step: Step) -> str | None:
    """Give the words for a step that ended some of the charges; None for any other."""
    effect = world.meaning.type_of(step.event).effects.procedure
    return _PARTLY.get(effect.set) if step.alone and effect is not None else None


def _with_rest(world: World, step: Step, said: Inline) -> Inline:
    if _partly(world, step) is None:
        return said
    standing = [
        world.say(
            "charge-standing",
            charge=world.article_label(charge.key) if charge.is_article else charge.key,
            state=world.label("procedure-states", charge.state),
        )
        for charge in step.proceeding.charges
        if charge.state not in GONE
    ]
    return world.say("step-and-rest", step=said, charges=join(standing)) if standing else said


def step_line(page: Page, state: State, step: Step, above: TimelineEvent | None) -> StatusLine:
    """Say how far a proceeding has come, or what happened beside that.

    `above` is the event of the line above: what a reader must know of it is said there.
    """
    world, event, one = page.world, step.event, step.proceeding
    notes: list[Inline] = []
    if step.alone and one.state is not None and one.event is not None:
        label = world.label("procedure-states", one.state)
        notes.append(page.say("step-stage", state=on(world, label, one.event.date, world.time)))
    notes += [
        alternative_words(world, "procedure-states", other, lambda found: event_link(page, found))
        for other in one.alternatives
    ]
    others = len(state.proceedings) - 1
    if others:
        notes.append(page.say("more-proceedings", count=others))
    text = _said(world, step, world.time)
    if event.proceeding is not None or not others:
        what = world.text(one.proceeding.label)
        text = page.say("procedure-outcome", proceeding=what, state=text)
    text = contested(world, one, _with_rest(world, step, text), world.time)
    reasons = [inference.why for inference in event.inferred if inference.field == "type"]
    basis = (
        page.say("basis-inferred-because", why=" ".join(reasons))
        if reasons
        else stated_words(world, event)
    )
    notes += belonging(page, event, linked=False)
    if event is not above:
        notes += cautions(world, event)
    if one.appeal is not None:
        resting = page.say("status-appeal", event=event_link(page, one.appeal))
        notes.append(join([resting, page.sources(one.appeal.sources)], " "))
        notes += cautions(world, one.appeal)
    as_of = as_of_line(page, step_known(world, step))
    resting = told(page, basis, event)
    return StatusLine(page.say("axis-procedure"), text, as_of, resting, tuple(notes))


def belonging(page: Page, event: TimelineEvent, *, linked: bool) -> Iterator[Inline]:
    """Say which ties of an event to a case or a charge are inferred, and why.

    Only of events that move charges is it worth saying what offence they are about.
    """
    moves = page.world.meaning.type_of(event).effects.procedure is not None
    for one in event.inferred:
        key = CHARGING.get(one.field)
        if key is None or (one.field != "proceeding" and not moves):
            continue
        said = page.say(key, why=one.why)
        if linked:
            said = page.say("inferred-at", event=event_link(page, event), what=said)
        yield said


def step_known(world: World, step: Step) -> EdtfDate | None:
    """Up to when sources know of a step and of the proceeding it belongs to."""
    return latest([step.proceeding.known.until, world.meaning.known_until(step.event.sources)])
