"""Charges and sentences, proceeding by proceeding."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.fold import Charge, Imposed, ProceedingState
from casebook.fold.sentences import REOPENING
from casebook.models import Case, Proceeding, TimelineEvent
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import alternative_words, as_of_words
from casebook.pages.page import HOME_COUNTRY, Page
from casebook.pages.sentences import sentence_words
from casebook.pages.status_line import event_link
from casebook.pages.steps import belonging
from casebook.pages.tables import Table, table

SUBJECT = "subject"
RECLASSIFIED = "reclassified"
WHOLE = frozenset({"closed", "not-opened", "reopened", *REOPENING})
"""States that a case as a whole is in: an event need not name the charges."""


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
    for event in state.events:
        notes += belonging(page, event, linked=True)
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
        sentences=tuple(_sentences(page, state.imposed)),
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
    outcome = page.say("outcome", state=label, event=event_link(page, state.event))
    if state.appeal is None:
        return outcome
    return page.say("outcome-appealed", outcome=outcome, event=event_link(page, state.appeal))


def charges_table(page: Page, charges: Iterable[Charge]) -> Table | None:
    """List each charge with how it moved and what became of it.

    The steps lead to events of this page, each of which names its sources.
    """
    return table(
        page,
        ("column-charge", "column-steps", "column-outcome"),
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
        whole = charge.state in WHOLE
        outcome = page.say("charge-with-case" if whole else "charge-not-named", state=outcome)
    shown = charge_words(page, charge)
    if any(_is_inferred(charge, event) for event in charge.history):
        shown = page.say("charge-inferred", charge=shown)
    return shown, join(steps, "; "), outcome


def _is_inferred(charge: Charge, event: TimelineEvent) -> bool:
    """Whether that an event is about this charge is concluded."""
    fields = {one.field for one in event.inferred}
    return any(
        name in fields and charge.key in getattr(event, name)
        for name in ("articles", "from_articles", "offences", "from_offences")
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
    if one.deferred_by is not None:
        put_off = event_link(page, one.deferred_by)
        said = page.say("imposed-deferred", imposed=said, event=put_off)
    if one.ended_by is not None:
        said = page.say("imposed-ended", imposed=said, event=event_link(page, one.ended_by))
    return said


def _sentences(page: Page, imposed: Sequence[Imposed]) -> Iterator[Inline]:
    """Say what was imposed; items of one decision name its sources once, after the last."""
    for place, one in enumerate(imposed):
        said = _imposed(page, one)
        following = imposed[place + 1 : place + 2]
        if any(other.event.id == one.event.id for other in following):
            yield said
        else:
            yield join([said, page.sources(one.event.sources)], " ")


def _steps(page: Page, events: Iterable[TimelineEvent]) -> Table | None:
    return table(
        page,
        ("column-event", "column-what", "column-source"),
        (
            (event_link(page, event), page.text(event.text), page.cite(event.sources))
            for event in events
        ),
    )
