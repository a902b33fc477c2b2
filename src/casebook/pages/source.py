"""The page of a source: what it is, where it can be found, everything that rests on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.links import Reference
from casebook.markdown import code, url
from casebook.models import Source, TimelineEvent
from casebook.models.source import Author, Link
from casebook.pages.blocks import Block, Continued, block, cut
from casebook.pages.disputes import inference_words
from casebook.pages.front import Front, front
from casebook.pages.happenings import Fact
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.languages import language_name
from casebook.pages.mentions import citation_of
from casebook.pages.page import Page
from casebook.pages.record_parts import conflicts_block, notes_block
from casebook.pages.tables import Table, table

_KIND_NAMES = {
    "article": "kind-article",
    "case": "kind-case",
    "event": "kind-event",
    "organisation": "kind-organisation",
    "recommendation": "kind-recommendation",
    "source": "kind-source",
    "statistic": "kind-statistic",
    "term": "kind-term",
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that the template of a source prints."""

    front: Front
    title: str
    description: Inline
    facts: tuple[Fact, ...]
    links: Block | None
    defects: Block | None
    cited_in: Block | None
    retracts: Block | None
    cited_by: Block | None
    conflicts: Block | None
    notes: Block | None
    continued: Continued | None


def source_view(page: Page, source: Source) -> SourceView:
    """Lay out the page of a source."""
    shown, continued = cut(page, _cited_by(page, source), "cited")
    about = str(source.description or source.title or source.short_title)
    return SourceView(
        front=front(page, source.short_title, about, ("source", source.id)),
        title=source.short_title,
        description=page.text(source.description) if source.description else NOTHING,
        facts=tuple(_facts(page, source)),
        links=block(items=(_link(page, one) for one in source.links)),
        defects=block(items=(inline(one) for one in source.defects)),
        cited_in=block([page.sources(source.cited_in)]),
        retracts=block(
            items=(
                page.say(
                    "retracts",
                    source=page.link("source", one.source),
                    place=one.at,
                    text=page.text(one.text),
                )
                for one in source.retracts
            )
        ),
        cited_by=shown or block([page.say("cited-by-nothing")]),
        conflicts=conflicts_block(page, source),
        notes=notes_block(page, source),
        continued=continued,
    )


def _facts(page: Page, source: Source) -> Iterator[Fact]:
    say = page.say
    if source.title is not None:
        yield Fact(say("fact-title"), page.text(source.title))
    kind = inline(page.world.label("source-types", source.type))
    yield Fact(say("fact-kind"), kind)
    if source.authors:
        yield Fact(say("fact-authors"), join((_author(one) for one in source.authors), "; "))
    if source.publishers or source.publisher_names:
        by = page.bodies(source.publishers, source.publisher_names)
        yield Fact(say("fact-publishers"), by)
    issued = page.time(source.issued) if source.issued else say("not-stated-cell")
    yield Fact(say("fact-issued"), issued)
    if source.as_of is not None:
        yield Fact(say("fact-knows-until"), page.time(source.as_of))
    if source.covers is not None:
        yield Fact(say("fact-covers"), page.time(source.covers))
    if source.lang is not None:
        yield Fact(say("fact-language"), language_name(page, source.lang))
    yield Fact(say("fact-read"), say("source-read" if source.read else "source-not-read"))
    for one in source.inferred:
        yield Fact(say("fact-caution"), inference_words(page, one))


def _author(author: Author) -> Inline:
    if author.literal is not None:
        return inline(author.literal)
    return join([part for part in (author.given, author.family) if part], " ")


def _link(page: Page, link: Link) -> Inline:
    """Show an address as it works and as it was printed, and what is known of it."""
    parts: list[Inline] = []
    if link.url is not None:
        parts.append(Inline(url(link.url)))
    if link.as_printed is not None:
        parts.append(page.say("link-printed", address=Inline(code(link.as_printed))))
    if link.archived is not None:
        parts.append(page.say("link-archived", address=Inline(url(link.archived))))
    state = page.world.label("link-states", link.state)
    parts.append(page.say("link-state", state=state))
    if link.lang is not None:
        parts.append(page.say("link-language", language=language_name(page, link.lang)))
    if link.why is not None:
        parts.append(inline(link.why))
    return join(parts, ". ")


def _cited_by(page: Page, source: Source) -> Table | None:
    """List the records that rest on it, with the events and the places cited."""
    references = page.world.linked.back.get(("source", source.id), ())
    holders: dict[tuple[str, str], list[Reference]] = {}
    for one in references:
        if one.source[0] in _KIND_NAMES:
            holders.setdefault(one.source, []).append(one)
    return table(
        page,
        ("column-kind", "column-record", "column-places"),
        (
            (
                page.say(_KIND_NAMES[kind]),
                page.link(kind, name),
                join(dict.fromkeys(_places(page, kind, name, found)), "; "),
            )
            for (kind, name), found in holders.items()
        ),
    )


def _places(page: Page, kind: str, name: str, references: Sequence[Reference]) -> Iterator[Inline]:
    for one in references:
        citation = citation_of(one)
        place = inline(citation.at) if citation else page.say("kind-source")
        event = one.event
        if event is None:
            yield place
            continue
        when = page.world.date_in_words(event.date)
        shown = inline(when)
        if isinstance(event, TimelineEvent):
            label = page.world.label("event-types", event.type)
            shown = page.say("event-dated", event=label, date=when)
        yield page.say("event-cited", event=page.link(kind, name, shown, event.id), place=place)
