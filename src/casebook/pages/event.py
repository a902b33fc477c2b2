"""The page of an event: what happened to several, and each one's own part in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.models import Case, Event
from casebook.models.event import Happening
from casebook.pages.blocks import Block, Continued, block, cut
from casebook.pages.counts import size_words
from casebook.pages.disputes import boxes, inference_words
from casebook.pages.front import Front, front
from casebook.pages.gathered import Gathered
from casebook.pages.happenings import Fact, HappeningView
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.mentions import holders, in_field, links, mentions
from casebook.pages.page import HOME_COUNTRY, Page
from casebook.pages.record_parts import conflicts_block, notes_block, sources_block, spellings
from casebook.pages.tables import Table, table


@dataclass(frozen=True, slots=True)
class EventView:
    """All that the template of an event prints."""

    front: Front
    title: Inline
    summary: Inline
    summary_sources: Inline
    facts: tuple[Fact, ...]
    timeline: tuple[HappeningView, ...]
    participants: Block | None
    smaller: Block | None
    statistics: Block | None
    recommendations: Block | None
    conflicts: Block | None
    notes: Block | None
    sources: Block | None
    continued: Continued | None


def event_view(page: Page, event: Event, gathered: Gathered) -> EventView:
    """Lay out the page of an event."""
    names = gathered.taking_part.get(event.id, ())
    shown, continued = cut(page, _participants(page, event, names), "participants")
    smaller = holders(in_field(mentions(page, "event", event.id, "event"), "part_of"))
    counted = holders(mentions(page, "event", event.id, "statistic"))
    asked = holders(mentions(page, "event", event.id, "recommendation"))
    return EventView(
        front=front(page, event.label, str(event.summary.text), ("event", event.id)),
        title=page.text(event.title),
        summary=page.text(event.summary.text),
        summary_sources=page.sources(event.summary.sources),
        facts=tuple(_facts(page, event, len(names))),
        timeline=tuple(
            _happening(page, one)
            for one in sorted(event.timeline, key=lambda one: (one.date.sort_key, one.id))
        ),
        participants=shown,
        smaller=block(items=links(page, "event", smaller)),
        statistics=block(items=links(page, "statistic", counted)),
        recommendations=block(items=links(page, "recommendation", asked)),
        conflicts=conflicts_block(page, event),
        notes=notes_block(page, event),
        sources=sources_block(page, event),
        continued=continued,
    )


def _facts(page: Page, event: Event, known: int) -> Iterator[Fact]:
    say = page.say
    yield Fact(say("fact-event-kind"), inline(page.world.label("event-kinds", event.kind)))
    yield Fact(say("fact-date"), page.time(event.date))
    country = event.country if event.country != HOME_COUNTRY else None
    where = [page.place(event.place, event.region, country)]
    where += [page.place(place, None) for place in event.places if place != event.place]
    if any(where):
        yield Fact(say("fact-place"), join(where, "; "))
    if event.names:
        yield Fact(say("fact-other-names"), spellings(page, event.names))
    if event.part_of is not None:
        yield Fact(say("fact-part-of"), page.link("event", event.part_of))
    if event.size is not None:
        size = size_words(page, event.size.count, event.size.value_kind)
        stated = join([size, page.sources(event.size.sources)], ". ")
        yield Fact(say("fact-size-stated"), stated)
    yield Fact(say("fact-size-known"), say("subjects", count=known))
    if event.articles:
        yield Fact(say("fact-articles"), page.articles(event.articles, titled=True))
    if event.organisations:
        yield Fact(say("fact-organisations"), page.bodies(event.organisations))
    if event.topics:
        topics = join(page.world.label("topics", one) for one in event.topics)
        yield Fact(say("fact-topics"), topics)
    if event.text_note is not None:
        yield Fact(say("fact-who-is-meant"), inline(event.text_note))
    for one in event.inferred:
        yield Fact(say("fact-caution"), inference_words(page, one))


def _happening(page: Page, one: Happening) -> HappeningView:
    facts = []
    if one.articles:
        facts.append(Fact(page.say("fact-articles"), page.articles(one.articles, titled=True)))
    if one.count is not None:
        size = size_words(page, one.count, one.count_kind)
        facts.append(Fact(page.say("fact-size-stated"), size))
    if one.place is not None:
        facts.append(Fact(page.say("fact-place"), page.place(one.place, None)))
    marks = []
    if any(inference.field == "date" for inference in one.inferred):
        marks.append(page.say("mark-date-inferred"))
    if one.disputed:
        marks.append(page.say("mark-disputed"))
    return HappeningView(
        id=one.id,
        heading=page.world.opening(one.date),
        text=page.text(one.text),
        marks=tuple(marks),
        facts=tuple(facts),
        inferred=tuple(inference_words(page, inference) for inference in one.inferred),
        boxes=boxes(page, one.disputed, one.misprints),
        retracted=NOTHING,
        sources=page.sources(one.sources),
    )


def _participants(page: Page, event: Event, names: tuple[str, ...]) -> Table | None:
    said = {one.case: one for one in event.participants}
    rows = []
    for name in names:
        case = page.world.library.cases[name]
        given = said.get(name)
        rows.append(
            (
                page.link("case", name),
                page.text(given.role) if given and given.role else NOTHING,
                join(_own_part(page, event, case), "; ") or page.say("own-part-not-told"),
                page.cite(given.sources) if given else page.say("source-in-profile"),
            )
        )
    return table(
        page, ("column-subject", "column-as-what", "column-own-part", "column-source"), rows
    )


def _own_part(page: Page, event: Event, case: Case) -> Iterator[Inline]:
    world = page.world
    for one in world.states[case.id].seen:
        if one.part_of == event.id:
            label = page.say(
                "event-dated",
                event=world.label("event-types", one.type),
                date=world.date_in_words(one.date),
            )
            yield page.link("case", case.id, label, one.id)
