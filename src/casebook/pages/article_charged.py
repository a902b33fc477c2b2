"""Who was charged under an article: everyone, and how many charges came to what in which year."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from casebook import addresses
from casebook.pages.blocks import Block
from casebook.pages.gathered import Charged
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import on
from casebook.pages.page import Page
from casebook.pages.tables import Table, table


def outcomes_block(page: Page, charged: Sequence[Charged], *, figures: int) -> Block | None:
    """Count what the charges came to, and say of whom; others may have counted more people."""
    made = _outcomes(page, charged)
    if made is None:
        return None
    if not figures:
        return Block(lines=(page.say("outcomes-lead"),), table=made)
    there = page.link_to(
        page.path, page.say("heading-figures"), addresses.section_anchor("statistics")
    )
    return Block(lines=(page.say("outcomes-lead-figures", figures=there),), table=made)


def _outcomes(page: Page, charged: Sequence[Charged]) -> Table | None:
    """Count what the charges came to, in the order in which proceedings go on."""
    groups: defaultdict[str, list[Charged]] = defaultdict(list)
    for one in charged:
        groups[one.charge.state].append(one)
    return table(
        page,
        ("column-outcome", "column-cases", "column-years"),
        (
            (
                inline(page.world.label("procedure-states", state)),
                inline(str(len({one.case.id for one in groups[state]}))),
                _years(page, groups[state]),
            )
            for state in page.world.library.procedure_states
            if state in groups
        ),
    )


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
