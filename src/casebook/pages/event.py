"""The page of an event: what happened to several, and each one's own part in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.models import Event
from casebook.models.event import Happening
from casebook.pages.blocks import Block, Continued, block, cut
from casebook.pages.counts import size_words
from casebook.pages.disputes import boxes, inference_words, mark_words
from casebook.pages.front import Front, front
from casebook.pages.gathered import Gathered
from casebook.pages.happenings import Fact, HappeningView, inferred_facts
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.mentions import holders, in_field, links, mentions
from casebook.pages.page import HOME_COUNTRY, Page
from casebook.pages.participants import known_words, participants_table, referring_lines
from casebook.pages.record_parts import conflicts_block, notes_block, sources_block, spellings
from casebook.pages.ways_out import ways_out_here


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
    ways_out: Block | None
    """What was asked for, granted and refused in the proceedings that are part of it."""
    referring: Block | None
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
    shown, continued = cut(page, participants_table(page, event, names), "participants")
    others = gathered.referring.get(event.id, ())
    smaller = holders(in_field(mentions(page, "event", event.id, "event"), "part_of"))
    counted = holders(mentions(page, "event", event.id, "statistic"))
    asked = holders(mentions(page, "event", event.id, "recommendation"))
    return EventView(
        front=front(page, event.label, str(event.summary.text), ("event", event.id)),
        title=page.text(event.title),
        summary=page.explaining(event.summary.text),
        summary_sources=page.sources(event.summary.sources),
        facts=tuple(_facts(page, event, names)),
        timeline=tuple(
            _happening(page, one)
            for one in sorted(event.timeline, key=lambda one: one.date.sort_key)
        ),
        participants=shown,
        ways_out=ways_out_here(
            page, gathered.ways_out.get(event.id, ()), page.say("ways-out-here")
        ),
        referring=block(items=referring_lines(page, event, others)),
        smaller=block(items=links(page, "event", smaller)),
        statistics=block(items=links(page, "statistic", counted)),
        recommendations=block(items=links(page, "recommendation", asked)),
        conflicts=conflicts_block(page, event),
        notes=notes_block(page, event),
        sources=sources_block(page, event),
        continued=continued,
    )


def _facts(page: Page, event: Event, names: tuple[str, ...]) -> Iterator[Fact]:
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
        size = size_words(page, event.size.count, event.size.value_kind, event.size.unit)
        stated = join([size, page.sources(event.size.sources)], ". ")
        yield Fact(say("fact-size-stated"), stated)
    yield Fact(say("fact-size-known"), known_words(page, names))
    if event.articles:
        yield Fact(say("fact-articles"), page.articles(event.articles, titled=True))
    if event.organisations:
        yield Fact(say("fact-organisations"), page.bodies(event.organisations))
    if event.topics:
        topics = join(page.world.label("topics", one) for one in event.topics)
        yield Fact(say("fact-topics"), topics)
    if event.text_note is not None:
        yield Fact(say("fact-who-is-meant"), inline(event.text_note))
    yield from inferred_facts(page, event.inferred)


def _happening(page: Page, one: Happening) -> HappeningView:
    facts = []
    if one.articles:
        facts.append(Fact(page.say("fact-articles"), page.articles(one.articles, titled=True)))
    if one.count is not None:
        size = size_words(page, one.count, one.count_kind, one.unit)
        facts.append(Fact(page.say("fact-size-stated"), size))
    if one.place is not None:
        facts.append(Fact(page.say("fact-place"), page.place(one.place, None)))
    marks = [*mark_words(page, one.disputed)]
    if any(inference.field == "date" for inference in one.inferred):
        marks.insert(0, page.say("mark-date-inferred"))
    return HappeningView(
        id=one.id,
        heading=page.world.opening(one.date),
        text=page.explaining(one.text),
        marks=tuple(marks),
        facts=tuple(facts),
        inferred=tuple(inference_words(page, inference) for inference in one.inferred),
        boxes=boxes(page, one.disputed, one.misprints),
        retracted=NOTHING,
        sources=page.sources(one.sources),
    )
