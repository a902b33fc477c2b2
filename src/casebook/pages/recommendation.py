"""The page of a recommendation, or of an evaluation of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.models import Recommendation
from casebook.pages.blocks import Block, block
from casebook.pages.front import Front, front
from casebook.pages.happenings import Fact
from casebook.pages.inline import Inline, inline, join
from casebook.pages.mentions import holders, links, mentions
from casebook.pages.page import Page
from casebook.pages.record_parts import conflicts_block, notes_block, sources_block


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """All that the template of a recommendation prints."""

    front: Front
    title: Inline
    text: Inline
    text_sources: Inline
    facts: tuple[Fact, ...]
    answers: Block | None
    answered_by: Block | None
    conflicts: Block | None
    notes: Block | None
    sources: Block | None


def recommendation_view(page: Page, found: Recommendation) -> RecommendationView:
    """Lay out the page of a recommendation."""
    later = holders(mentions(page, "recommendation", found.id, "recommendation"))
    return RecommendationView(
        front=front(page, found.label, str(found.text), ("recommendation", found.id)),
        title=page.text(found.title),
        text=page.text(found.text),
        text_sources=page.sources(found.sources),
        facts=tuple(_facts(page, found)),
        answers=block(items=links(page, "recommendation", found.answers)),
        answered_by=block(items=links(page, "recommendation", later)),
        conflicts=conflicts_block(page, found),
        notes=notes_block(page, found),
        sources=sources_block(page, found),
    )


def proposers(page: Page, found: Recommendation) -> Inline:
    """Say who asks."""
    return page.bodies(found.proposers, found.proposer_names)


def _facts(page: Page, found: Recommendation) -> Iterator[Fact]:
    say = page.say
    kind = page.world.label("recommendation-kinds", found.kind)
    yield Fact(say("fact-kind"), inline(kind))
    who = proposers(page, found)
    if who:
        yield Fact(say("fact-proposers"), who)
    asked = [page.text(found.addressee_text)] if found.addressee_text else []
    if found.addressees or asked:
        yield Fact(say("fact-addressees"), page.bodies(found.addressees, asked))
    if found.number is not None:
        yield Fact(say("fact-number"), inline(found.number))
    if found.upr_numbers:
        yield Fact(say("fact-upr-numbers"), join(found.upr_numbers))
    if found.evaluation is not None:
        evaluation = page.world.label("evaluations", found.evaluation)
        yield Fact(say("fact-evaluation"), inline(evaluation))
    if found.topics:
        topics = join(page.world.label("topics", one) for one in found.topics)
        yield Fact(say("fact-topics"), topics)
    if found.articles:
        yield Fact(say("fact-law"), page.articles(found.articles, titled=True))
    if found.cases:
        yield Fact(say("fact-cases"), page.cases(found.cases))
    if found.events:
        yield Fact(say("fact-events"), join(links(page, "event", found.events)))
