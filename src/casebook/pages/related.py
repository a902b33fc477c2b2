"""Other people and events tied to a case: few, and each with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from casebook.models import Case
from casebook.pages.gathered import Gathered, referring_cases
from casebook.pages.inline import Inline
from casebook.pages.page import Page

MOST = 12
"""So many other subjects of one event are listed; its own page lists them all."""


@dataclass(frozen=True, slots=True)
class Related:
    """Ties of one case, a line each."""

    people: tuple[Inline, ...]
    events: tuple[Inline, ...]
    articles: tuple[Inline, ...]


def related(page: Page, case: Case, gathered: Gathered) -> Related:
    """Gather what ties a case to others."""
    return Related(
        people=tuple(_people(page, case)),
        events=tuple(_events(page, case, gathered)),
        articles=tuple(_articles(page, case, gathered)),
    )


def _people(page: Page, case: Case) -> Iterator[Inline]:
    for tie in case.related:
        yield page.say(
            "related-case",
            case=page.link("case", tie.case),
            why=page.text(tie.why),
            sources=page.sources(tie.sources),
        )
    if case.members:
        yield page.say("related-members", cases=page.cases(case.members))
    linked = page.world.linked
    groups = referring_cases(linked, case.id, ("members",))
    if groups:
        yield page.say("related-groups", cases=page.cases(groups))
    told = {*(tie.case for tie in case.related), *case.members, *groups}
    standing = [event for event in case.timeline if event.retracted_by is None]
    named_here = [one for event in standing for one in event.with_cases]
    together = [*named_here, *referring_cases(linked, case.id, ("with_cases",))]
    shared = [one for one in dict.fromkeys(together) if one not in told and one != case.id]
    if shared:
        yield page.say("related-together", cases=page.cases(shared[:MOST]))
    backwards = [one for one in referring_cases(linked, case.id, ("related",)) if one not in told]
    if backwards:
        yield page.say("related-named-by", cases=page.cases(backwards[:MOST]))


def _events(page: Page, case: Case, gathered: Gathered) -> Iterator[Inline]:
    """List shared events, each with some of the others and a link to all of them."""
    for name in gathered.events_of.get(case.id, ()):
        everybody = gathered.taking_part.get(name, ())
        # A few are taken from the front: never a walk through all who took part.
        some = list(islice((one for one in everybody if one != case.id), MOST))
        event = page.link("event", name)
        if not some:
            yield event
            continue
        more = len(everybody) - (case.id in everybody) - len(some)
        people = page.cases(some)
        if more > 0:
            people = page.say("and-more", people=people, count=more)
        yield page.say("related-event", event=event, people=people)


def _articles(page: Page, case: Case, gathered: Gathered) -> Iterator[Inline]:
    """Lead to the pages of articles, which list everyone charged under them."""
    keys = dict.fromkeys(
        charge.key.partition(".")[0]
        for proceeding in page.world.states[case.id].proceedings
        for charge in proceeding.charges
        if charge.is_article
    )
    for name in keys:
        others = gathered.how_many_charged[name] - 1
        link = page.article(name, titled=True)
        yield page.say("related-article", article=link, count=others) if others else link
