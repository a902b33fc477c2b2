"""Charges and sentences, proceeding by proceeding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.fold import Charge, Imposed, ProceedingState
from casebook.models import Case, Proceeding, TimelineEvent
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import alternative_words, as_of_words
from casebook.pages.page import HOME_COUNTRY, Page
from casebook.pages.sentences import sentence_words
from casebook.pages.status import event_link
from casebook.pages.tables import Table, table

SUBJECT = "subject"
RECLASSIFIED = "reclassified"


@dataclass(frozen=True, slots=True)
class ProceedingView:
    """One proceeding: how far it has come, its charges, what was imposed."""

    id: str
    label: Inline
    kind: str
    accused: Inline
    """Who is accused, where it is not the subject; empty otherwise."""
    outcome: Inline
    as_of: Inline
    notes: tuple[Inline, ...]
    charges: Table | None
    sentences: tuple[Inline, ...]
    steps: Table | None
    """What happened, for proceedings about others: their events are told here in short."""


def proceedings(
    page: Page, case: Case, states: Iterable[ProceedingState]
) -> tuple[ProceedingView, ...]:
    """Show proceedings in the order of the record."""
    labels = {one.id: page.text(one.label) for one in case.proceedings}
    return tuple(_proceeding(page, one, labels) for one in states)


def _proceeding(page: Page, state: ProceedingState, labels: Mapping[str, Inline]) -> ProceedingView:
    world, proceeding = page.world, state.proceeding
    notes = [
        alternative_words(world, "procedure-states", one, lambda event: event_link(page, event))
        for one in state.alternatives
    ]
    if proceeding.country != HOME_COUNTRY:
        notes.append(page.say("proceeding-abroad", country=proceeding.country))
    if proceeding.severed_from is not None:
        notes.append(page.say("severed-from", proceeding=labels[proceeding.severed_from]))
    about_others = proceeding.against == "others"
    return ProceedingView(
        id=proceeding.id,
        label=labels[proceeding.id],
        kind=world.label("proceeding-kinds", proceeding.kind),
        accused=_accused(page, proceeding),
        outcome=_outcome(page, state),
        as_of=as_of_words(world, state.known.until),
        notes=tuple(notes),
        charges=charges_table(page, state.charges),
        sentences=tuple(_imposed(page, one) for one in state.imposed),
        steps=_steps(page, state.events) if about_others else None,
    )


def _accused(page: Page, proceeding: Proceeding) -> Inline:
    if proceeding.against == SUBJECT:
        return NOTHING
    if proceeding.accused is not None:
        return page.say("accused-is", accused=page.text(proceeding.accused))
    side = page.world.label("proceeding-sides", proceeding.against)
    return page.say("accused-not-subject", side=side)


def _outcome(page: Page, state: ProceedingState) -> Inline:
    if state.state is None or state.event is None:
        return page.say("outcome-not-stated")
    label = page.world.label("procedure-states", state.state)
    return page.say("outcome", state=label, event=event_link(page, state.event))


def charges_table(page: Page, charges: Iterable[Charge]) -> Table | None:
    """List each charge with how it moved and what became of it."""
    return table(
        page,
        ("column-charge", "column-steps", "column-outcome", "column-source"),
        (_charge(page, one) for one in charges),
    )


def _charge(page: Page, charge: Charge) -> tuple[Inline, ...]:
    steps = [event_link(page, event) for event in charge.history]
    if charge.was:
        steps.insert(0, page.say("charge-was", charges=_keys(page, charge.was)))
    outcome = inline(page.world.label("procedure-states", charge.state))
    if charge.became and charge.state == RECLASSIFIED:
        outcome = page.say("charge-became", charges=_keys(page, charge.became))
    elif not charge.named:
        outcome = page.say("charge-not-named", state=outcome)
    last = charge.history[-1:] or (charge.event,)
    return (
        charge_words(page, charge),
        join(steps, "; "),
        outcome,
        join(page.cite(event.sources) for event in last),
    )


def charge_words(page: Page, charge: Charge) -> Inline:
    """Name a charge."""
    return _key(page, charge.key, is_article=charge.is_article, titled=True)


def _keys(page: Page, keys: Iterable[str]) -> Inline:
    articles = page.world.library.articles
    return join(_key(page, key, is_article=key.partition(".")[0] in articles) for key in keys)


def _key(page: Page, key: str, *, is_article: bool, titled: bool = False) -> Inline:
    """Show a charge: an article, or the words of the source where it names none."""
    if is_article:
        return page.article(key, titled=titled)
    return page.say("offence-without-article", offence=key)


def _imposed(page: Page, one: Imposed) -> Inline:
    said = page.say(
        "imposed", sentence=sentence_words(page, one.item), event=event_link(page, one.event)
    )
    if one.superseded_by is not None:
        changed = event_link(page, one.superseded_by)
        said = page.say("imposed-superseded", imposed=said, event=changed)
    return join([said, page.sources(one.event.sources)], " ")


def _steps(page: Page, events: Iterable[TimelineEvent]) -> Table | None:
    return table(
        page,
        ("column-event", "column-what", "column-source"),
        (
            (event_link(page, event), page.text(event.text), page.cite(event.sources))
            for event in events
        ),
    )
