"""The page of a statistic, and its values where other pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.models import Statistic
from casebook.models.statistic import Value
from casebook.pages.blocks import Block, block
from casebook.pages.counts import value_words
from casebook.pages.disputes import inference_words
from casebook.pages.front import Front, front
from casebook.pages.happenings import Fact
from casebook.pages.inline import NOTHING, Inline, inline, join, sentences
from casebook.pages.mentions import links
from casebook.pages.page import Page
from casebook.pages.record_parts import conflicts_block, notes_block, sources_block
from casebook.pages.series import Drawing, drawing
from casebook.pages.tables import Table, table


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic in short, for pages that it tells about."""

    id: str
    heading: Inline
    lines: tuple[Inline, ...]
    drawing: Drawing | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class StatisticView:
    """All that the template of a statistic prints."""

    front: Front
    title: Inline
    measure: Inline
    facts: tuple[Fact, ...]
    drawing: Drawing | None
    values: Block | None
    not_comparable: Block | None
    conflicts: Block | None
    notes: Block | None
    sources: Block | None


def statistic_view(page: Page, statistic: Statistic) -> StatisticView:
    """Lay out the page of a statistic."""
    others = (
        page.say(
            "not-comparable", figure=page.link("statistic", one.statistic), why=page.text(one.why)
        )
        for one in statistic.not_comparable_with
    )
    return StatisticView(
        front=front(page, statistic.label, str(statistic.measure), ("statistic", statistic.id)),
        title=page.text(statistic.title),
        measure=page.explaining(statistic.measure),
        facts=tuple(_facts(page, statistic)),
        drawing=drawing(page, statistic),
        values=block(table=values_table(page, statistic)),
        not_comparable=block(items=others),
        conflicts=conflicts_block(page, statistic),
        notes=notes_block(page, statistic),
        sources=sources_block(page, statistic),
    )


def figure(page: Page, statistic: Statistic) -> Figure:
    """Show a statistic on another page: what is counted, by whom, and its values."""
    lines = [page.say("counts-what", measure=page.text(statistic.measure))]
    who = attributed(page, statistic)
    if who:
        lines.append(page.say("figure-of", who=who))
    return Figure(
        statistic.id,
        page.link("statistic", statistic.id),
        tuple(lines),
        drawing(page, statistic),
        values_table(page, statistic),
    )


def attributed(page: Page, statistic: Statistic) -> Inline:
    """Say whose figure it is; empty where no source says."""
    text = statistic.attributed_text
    return page.bodies(statistic.attributed_to, [page.text(text)] if text else ())


def newest_value(page: Page, statistic: Statistic) -> Inline:
    """Say the value of the newest period that has one, with its unit; all, if there are several."""
    stated = [one for one in statistic.values if one.value is not None]
    whole = [one for one in stated if one.of_which is None]
    if not whole:
        return page.say("value-in-parts") if stated else NOTHING
    newest = max((one.period for one in whole), key=lambda period: period.sort_key)
    said = (
        value_words(page, one.value, one.high, one.kind) for one in whole if one.period == newest
    )
    return page.say(
        "value-newest",
        value=join(dict.fromkeys(said), "; "),
        unit=statistic.unit,
        period=page.day(newest),
    )


def values_table(page: Page, statistic: Statistic) -> Table | None:
    """List every value with its period, how exactly it is meant, and its source."""
    ordered = sorted(statistic.values, key=lambda one: one.period.sort_key)
    made = table(
        page,
        ("column-period", "column-value", "column-note", "column-source"),
        (_value(page, one) for one in ordered),
    )
    if made is None:
        return None
    period, _, *others = made.columns
    number = page.say("column-value-in", unit=statistic.unit)
    return replace(made, columns=(period, number, *others))


def _value(page: Page, one: Value) -> tuple[Inline, ...]:
    period = page.time(one.period)
    number = value_words(page, one.value, one.high, one.kind)
    remarks: list[Inline] = []
    if one.partial:
        remarks.append(page.say("period-partial"))
    if one.of_which is not None:
        remarks.append(page.say("of-which", what=page.text(one.of_which)))
    if one.note is not None:
        remarks.append(page.text(one.note))
    remarks += [inference_words(page, inference) for inference in one.inferred]
    return period, number, sentences(remarks) or inline("–"), page.marks(one.sources)


def _facts(page: Page, statistic: Statistic) -> Iterator[Fact]:
    say = page.say
    yield Fact(say("fact-unit"), inline(statistic.unit))
    yield Fact(say("fact-topics"), inline(page.world.label("topics", statistic.topic)))
    who = attributed(page, statistic)
    if who:
        yield Fact(say("fact-attributed"), who)
    if statistic.articles:
        yield Fact(say("fact-law"), page.articles(statistic.articles, titled=True))
    if statistic.cases:
        yield Fact(say("fact-cases"), page.cases(statistic.cases))
    if statistic.events:
        yield Fact(say("fact-events"), join(links(page, "event", statistic.events)))
