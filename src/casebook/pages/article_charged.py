"""Who was charged under an article: everyone, and how many charges came to what in which year."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from casebook import addresses
from casebook.charts import Bar, Chart
from casebook.markdown import plain
from casebook.pages.blocks import Block
from casebook.pages.gathered import Charged
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import on
from casebook.pages.page import Page
from casebook.pages.series import Drawing
from casebook.pages.tables import Table, table

FEWEST: Final = 3
"""So many outcomes are worth a drawing: of two the table says it as fast."""


def outcomes_block(
    page: Page, article: str, charged: Sequence[Charged], *, figures: int
) -> Block | None:
    """Count what the charges came to, and say of whom; others may have counted more people."""
    groups = _by_outcome(page, charged)
    made = _outcomes(page, groups)
    if made is None:
        return None
    lead = page.say("outcomes-lead")
    if figures:
        anchor = addresses.section_anchor("statistics")
        there = page.link_to(page.path, page.say("heading-figures"), anchor)
        lead = page.say("outcomes-lead-figures", figures=there)
    return Block(lines=(lead,), table=made, drawing=_drawing(page, article, groups))


def _by_outcome(page: Page, charged: Sequence[Charged]) -> dict[str, list[Charged]]:
    """Group charges by what they came to, in the order in which proceedings go on."""
    groups: defaultdict[str, list[Charged]] = defaultdict(list)
    for one in charged:
        groups[one.charge.state].append(one)
    return {
        state: groups[state] for state in page.world.library.procedure_states if state in groups
    }


def _cases(group: Sequence[Charged]) -> int:
    return len({one.case.id for one in group})


def _outcomes(page: Page, groups: Mapping[str, Sequence[Charged]]) -> Table | None:
    """Count the cases of each outcome."""
    return table(
        page,
        ("column-outcome", "column-cases", "column-years"),
        (
            (
                inline(page.world.label("procedure-states", state)),
                inline(str(_cases(group))),
                _years(page, group),
            )
            for state, group in groups.items()
        ),
    )


def _drawing(page: Page, article: str, groups: Mapping[str, Sequence[Charged]]) -> Drawing | None:
    """Draw the same, where there is enough of it."""
    if len(groups) < FEWEST:
        return None
    words = page.world.words
    bars = tuple(
        Bar(0, 1, plain(page.world.label("procedure-states", state)), str(count), count)
        for state, group in groups.items()
        for count in (_cases(group),)
    )
    chart = Chart(
        name=f"chart_outcomes_{article}",
        title=words("chart-outcomes-title", article=plain(page.world.article_label(article))),
        description=words(
            "chart-outcomes-what", values="; ".join(f"{bar.label}: {bar.text}" for bar in bars)
        ),
        bars=bars,
        lying=True,
    )
    return Drawing(Inline(page.world.charts.svg(chart)), (page.say("chart-outcomes-caption"),))


def _years(page: Page, group: Sequence[Charged]) -> Inline:
    """Count subjects by the year of the event that set the outcome, as far as it is known."""
    counts = Counter(period for period, _ in {(_period(one), one.case.id) for one in group})
    return join(_counted(page, period, count) for period, count in sorted(counts.items()))


def _period(one: Charged) -> tuple[int, int, bool]:
    """Give the first and last year that are possible, and whether there may be earlier ones."""
    when = one.charge.event.date
    return when.years[0], when.years[-1], when.open_start


def _counted(page: Page, period: tuple[int, int, bool], count: int) -> Inline:
    first, last, is_open = period
    if first != last:
        return page.say("year-between", first=str(first), last=str(last), count=count)
    return page.say("year-by" if is_open else "year-in", year=str(first), count=count)


def charged_table(page: Page, charged: Sequence[Charged]) -> Table | None:
    """List everyone charged, by what became of the charge, as of when; then by name."""
    order = {state: place for place, state in enumerate(page.world.library.procedure_states)}
    return table(
        page,
        ("column-subject", "column-outcome", "column-as-of", "column-charge", "column-proceeding"),
        (_charged(page, one) for one in sorted(charged, key=lambda one: order[one.charge.state])),
    )


def _charged(page: Page, one: Charged) -> tuple[Inline, ...]:
    world = page.world
    event = one.charge.event
    outcome = on(
        world,
        world.label("procedure-states", one.charge.state),
        event.date,
        lambda when: inline(world.date_in_words(when)),
    )
    until = one.proceeding.known.until
    return (
        page.link("case", one.case.id),
        page.link("case", one.case.id, outcome, event.id),
        inline(world.date_in_words(until)) if until else NOTHING,
        inline(world.article_label(one.charge.key)),
        page.text(one.proceeding.proceeding.label),
    )
