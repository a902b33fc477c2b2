"""The timeline: every event of a case with what it says, who says it and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.models import Case, Inference, TimelineEvent
from casebook.pages.disputes import Box, boxes, inference_words, mark_words
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import STATED
from casebook.pages.page import Page
from casebook.pages.restrictions import claim_words
from casebook.pages.sentences import sentence_words
from casebook.pages.status_line import event_link


@dataclass(frozen=True, slots=True)
class Fact:
    """A detail of an event under its name."""

    name: Inline
    value: Inline


@dataclass(frozen=True, slots=True)
class HappeningView:
    """One event as the page shows it."""

    id: str
    heading: Inline
    text: Inline
    marks: tuple[Inline, ...]
    """Short words of caution: alleged, date inferred, retracted."""
    facts: tuple[Fact, ...]
    inferred: tuple[Inline, ...]
    boxes: tuple[Box, ...]
    retracted: Inline
    """Who took it back; empty while it stands."""
    sources: Inline


def inferred_facts(page: Page, inferred: Iterable[Inference]) -> Iterator[Fact]:
    """Say under a heading of their own which facts are concluded, and from what."""
    for one in inferred:
        yield Fact(page.say("fact-caution"), inference_words(page, one))


def timeline(page: Page, case: Case) -> tuple[HappeningView, ...]:
    """Show all events, retracted ones too, in the order of the fold."""
    state = page.world.states[case.id]
    ordered = [*state.seen, *state.possible]
    for event in case.timeline:
        # A retracted event is not played: it stands where its date puts it.
        if event.retracted_by is not None:
            later = (n for n, one in enumerate(ordered) if _comes_after(one, event))
            ordered.insert(next(later, len(ordered)), event)
    return tuple(_happening(page, case, event) for event in ordered)


def _comes_after(one: TimelineEvent, other: TimelineEvent) -> bool:
    return one.date.sort_key > other.date.sort_key


def _happening(page: Page, case: Case, event: TimelineEvent) -> HappeningView:
    retracted = (
        page.say("retracted-by", source=page.link("source", event.retracted_by))
        if event.retracted_by
        else NOTHING
    )
    return HappeningView(
        id=event.id,
        heading=page.say(
            "event-heading",
            date=page.world.opening(event.date),
            event=page.world.label("event-types", event.type),
        ),
        text=page.explaining(event.text),
        marks=tuple(_marks(page, event)),
        facts=tuple(_facts(page, case, event)),
        inferred=tuple(inference_words(page, one) for one in event.inferred),
        boxes=boxes(page, event.disputed, event.misprints),
        retracted=retracted,
        sources=page.sources(event.sources),
    )


def _marks(page: Page, event: TimelineEvent) -> Iterator[Inline]:
    if event.retracted_by is not None:
        yield page.say("mark-retracted")
    if event.claim != STATED:
        yield inline(page.world.label("claim-kinds", event.claim))
    if any(one.field == "date" for one in event.inferred):
        yield page.say("mark-date-inferred")
    yield from mark_words(page, event.disputed)


def _facts(page: Page, case: Case, event: TimelineEvent) -> Iterator[Fact]:
    """The typed fields of an event, in words; only those that are there."""
    say = page.say
    if event.claim != STATED and event.claimed_by:
        yield Fact(say("fact-claim"), claim_words(page, event))
    if event.proceeding is not None and len(case.proceedings) > 1:
        label = next(one.label for one in case.proceedings if one.id == event.proceeding)
        yield Fact(say("fact-proceeding"), page.text(label))
    if event.from_articles or event.from_offences:
        left = (page.articles(event.from_articles, titled=True), *event.from_offences)
        yield Fact(say("fact-charged-before"), join(left))
    if event.articles or event.offences:
        named = (page.articles(event.articles, titled=True), *event.offences)
        yield Fact(say("fact-articles"), join(named))
    yield from _effects(page, event)
    yield from _circumstances(page, case, event)


def _effects(page: Page, event: TimelineEvent) -> Iterator[Fact]:
    """What the event did to the subject."""
    say = page.say
    if event.sentence:
        imposed = join((sentence_words(page, one) for one in event.sentence), "; ")
        yield Fact(say("fact-sentence"), imposed)
    if event.restriction is not None:
        label_of = page.world.label("restriction-kinds", event.restriction)
        yield Fact(say("fact-restriction"), inline(label_of))
    if event.until is not None:
        yield Fact(say("fact-until"), page.time(event.until))
    if event.announces is not None:
        yield Fact(say("fact-announces"), page.time(event.announces))
    if event.liberty is not None:
        yield Fact(say("fact-liberty"), inline(page.world.label("liberty-states", event.liberty)))
    if event.designation is not None:
        recognised = page.world.label("designations", event.designation)
        yield Fact(say("fact-recognised-as"), inline(recognised))
    if event.harm:
        kinds = join(page.world.label("harm-kinds", kind) for kind in event.harm)
        yield Fact(say("fact-harm"), kinds)
    if event.grounds is not None:
        yield Fact(say("fact-ground"), inline(page.world.label("refusal-grounds", event.grounds)))


def _circumstances(page: Page, case: Case, event: TimelineEvent) -> Iterator[Fact]:
    """By whom, where, with whom, as part of what."""
    say = page.say
    if event.court is not None:
        yield Fact(say("fact-court"), page.text(event.court))
    if event.by or event.actors:
        actors = page.bodies(event.by, (page.text(one) for one in event.actors))
        yield Fact(say("fact-by"), actors)
    if event.in_absentia:
        yield Fact(say("fact-presence"), say("in-absentia"))
    where = page.place(event.place, event.region, event.country)
    if where:
        yield Fact(say("fact-place"), where)
    if event.part_of is not None:
        yield Fact(say("fact-part-of"), page.link("event", event.part_of))
    if event.with_cases:
        yield Fact(say("fact-with"), page.cases(event.with_cases))
    if event.lifts:
        lifted = join(event_link(page, one) for one in case.timeline if one.id in event.lifts)
        yield Fact(say("fact-ends"), lifted)
