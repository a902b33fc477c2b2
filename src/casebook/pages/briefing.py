"""Sentences to paste into a statement, from the fields of a record: dated and sourced, each."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from casebook.citation import known_until
from casebook.dates import EdtfDate
from casebook.fold import latest
from casebook.models import Article, Case, Citation, Conflict, Event, LocalText, Statistic
from casebook.pages.counts import value_words
from casebook.pages.gathered import Charged, Gathered
from casebook.pages.inline import NOTHING, Inline, join
from casebook.pages.liberty import UNKNOWN, known_words
from casebook.pages.page import Page
from casebook.pages.sorts import SORTS, sort_of
from casebook.pages.status import standing

_BASES = {
    "stated": "briefing-stated",
    "inferred": "briefing-inferred",
    "computed": "briefing-computed",
}


MOST: Final = 4
"""So many sentences are ready to paste."""
_BETWEEN: Final = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:No|Nr|Mr|Ms|St|Dr)\.)(?<!\b(?:Art|Mrs)\.)"
    r'(?<=[.!?…]) (?=["“«(]?[A-ZА-ЯӘҒҚҢӨҰҮІ0-9])'
)


def of_case(page: Page, case: Case) -> Inline:
    """Say where a subject stands, and what was told last of a proceeding."""
    world = page.world
    found = standing(world, case)
    event, basis = found.event, found.basis
    text = found.text
    liberty, step = world.states[case.id].liberty, world.states[case.id].latest_step
    if liberty.last_known is not None and event is liberty.event:
        # What is said to be known last rests on what told it, not on what fell silent later.
        event, basis = liberty.last_known.event, liberty.last_known.basis
    elif event is None or (event is liberty.event and liberty.state == UNKNOWN):
        text, basis = page.say("standing-not-stated"), "stated"
    elif step is not None and event is step.event and event is not liberty.event:
        about = page.text(step.proceeding.proceeding.label)
        text = page.say("procedure-outcome", state=text, proceeding=about)
    sources = event.sources if event else case.summary.sources
    said = [
        page.say(
            _BASES[basis],
            name=case.name,
            state=text,
            known=_known(page, found.until),
            sources=_sources(page, sources),
        )
    ]
    harm = world.states[case.id].harm
    if step is not None:
        event = step.event
    elif harm and liberty.event and not world.library.liberty_states[liberty.state].final:
        # Where a victim was is the least of it.
        event = harm[-1].event
    disputed = _gravest(event.disputed) if event is not None else ()
    if event is not None:
        told = page.say(
            "briefing-event",
            date=_opening(page, event.date),
            text=_shortened(page, event.text, MOST - len(said) - len(disputed)),
        )
        said.append(_cited(page, told, event.sources))
    said += [page.say(SORTS[sort_of(one.kind)].caution, about=one.about) for one in disputed]
    return join(said, " ")


def of_article(page: Page, article: Article, gathered: Gathered) -> Inline:
    """Say what an article is, and how many cases here name it."""
    said = [
        page.say(
            "briefing-article",
            title=page.world.article_label(article.id),
            name=str(article.title),
            known=_known(page, _own(page, article)),
        )
    ]
    charged = gathered.charged.get(article.id, ())
    if article.summary is not None:
        room = MOST - len(said) - bool(charged)
        text = _shortened(page, article.summary.text, room)
        said.append(_cited(page, text, article.summary.sources))
    if charged:
        said.append(_charged(page, charged))
    return join(said, " ")


def of_event(page: Page, event: Event) -> Inline:
    """Say what happened, as the summary tells it."""
    date = page.world.date_in_words(event.date)
    key = "briefing-happened-named" if date in event.label else "briefing-happened"
    lead = {"title": event.label, "known": _known(page, _own(page, event))}
    text = _shortened(page, event.summary.text, MOST)
    return join(
        [
            page.say(key, **(lead if date in event.label else lead | {"date": date})),
            _cited(page, text, event.summary.sources),
        ],
        " ",
    )


def of_statistic(page: Page, statistic: Statistic) -> Inline:
    """Give the value of the latest period, what it counts, and what it is not to be mixed with."""
    last = max(statistic.values, key=lambda one: one.period.sort_key)
    number = value_words(page, last.value, last.high, last.kind)
    if last.value is not None:
        number = page.say("value-unit", value=number, unit=statistic.unit)
    said = [
        page.say(
            "briefing-figure",
            title=statistic.label,
            period=page.world.date_in_words(last.period),
            value=number,
            known=_known(page, _own(page, statistic)),
            sources=_sources(page, last.sources),
        ),
        page.say("briefing-counts", measure=_closed(page.text(statistic.measure))),
    ]
    if statistic.not_comparable_with:
        said.append(page.say("briefing-not-comparable", count=len(statistic.not_comparable_with)))
    return join(said, " ")


def _gravest(disputed: Sequence[Conflict]) -> Sequence[Conflict]:
    """Keep one, a true disagreement before what only looks like it."""
    sorts = list(SORTS)
    return sorted(disputed, key=lambda one: sorts.index(sort_of(one.kind)))[:1]


def _charged(page: Page, charged: Iterable[Charged]) -> Inline:
    """Count the cases here, which is not how many people were charged."""
    found = tuple(charged)
    states = page.world.library.procedure_states
    guilty = {one.case.id for one in found if states[one.charge.state].guilt == "found"}
    return page.say(
        "briefing-charged",
        count=len({one.case.id for one in found}),
        guilty=page.world.words.number(len(guilty)) if guilty else page.say("briefing-none"),
        known=_known(page, latest(one.proceeding.known.until for one in found)),
    )


def _cited(page: Page, text: Inline, sources: Iterable[Citation]) -> Inline:
    """Name the sources of sentences before their full stop."""
    return page.say("briefing-told", text=text.removesuffix("."), sources=_sources(page, sources))


def _shortened(page: Page, text: LocalText, most: int) -> Inline:
    """Keep the first sentences of a text; that something is left out can be seen."""
    found = sentences_of(text)
    if len(found) <= most:
        return page.text(text)
    return page.say("briefing-shortened", text=" ".join(found[: max(most, 1)]))


def sentences_of(text: LocalText) -> list[str]:
    """Part a text into its sentences; an abbreviation or initial ends none."""
    return _BETWEEN.split(" ".join(str(text).split()))


def _own(page: Page, record: Article | Event | Statistic) -> EdtfDate | None:
    world = page.world
    return known_until(world.linked, world.states, world.meaning, record)


def _known(page: Page, when: EdtfDate | None) -> Inline:
    return known_words(page.world, when)


def _opening(page: Page, when: EdtfDate) -> str:
    said = page.world.date_in_words(when)
    return said[:1].upper() + said[1:]


def _closed(text: Inline) -> Inline:
    """End a sentence with a full stop, if it has no end of its own."""
    return text if text.endswith((".", "!", "?", "…")) else Inline(f"{text}.")


def _sources(page: Page, sources: Iterable[Citation]) -> Inline:
    """Name sources with places, as plain text."""
    places: dict[str, list[str]] = {}
    for one in sources:
        places.setdefault(one.source, []).append(one.at)
    names = page.world.library.sources
    found = (join([names[source].short_title, *at]) for source, at in places.items())
    return join(found, "; ") or NOTHING
