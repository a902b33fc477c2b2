"""Lists of cases that say what came of it: of a kind of proceeding, and of harm."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from casebook.fold import ProceedingState
from casebook.models import Case
from casebook.pages.inline import Inline, join
from casebook.pages.page import Page
from casebook.pages.restrictions import claim_words
from casebook.pages.tables import Table, table

CasesTable = Callable[[Page, str, Iterable[Case]], Table | None]
"""Lists the cases of one term of a vocabulary on its page."""


def proceedings_table(page: Page, kind: str, cases: Iterable[Case]) -> Table | None:
    """List cases with each of their proceedings of a kind, how far it has come and as of when."""
    return table(
        page,
        ("column-subject", "column-proceeding", "column-outcome"),
        (_row(page, case, _of_kind(page, kind, case)) for case in cases),
    )


def harm_table(page: Page, kind: str, cases: Iterable[Case]) -> Table | None:
    """List cases with the harm of a kind, how it is put, and what came of inquiries into harm."""
    return table(
        page,
        ("column-subject", "column-date", "column-claim", "column-proceeding", "column-came-of-it"),
        (_harmed(page, kind, case) for case in cases),
    )


OUTCOME_TABLES: Final[Mapping[str, CasesTable]] = {
    "harm": harm_table,
    "proceeding": proceedings_table,
}
"""Kind of pages -> the table that they have in place of the usual one."""


def _of_kind(page: Page, kind: str, case: Case) -> list[ProceedingState]:
    state = page.world.states[case.id]
    return [one for one in state.proceedings if one.proceeding.kind == kind]


def _row(page: Page, case: Case, found: Iterable[ProceedingState]) -> tuple[Inline, ...]:
    labels, outcomes = _told(page, case, found)
    return page.link("case", case.id), labels, outcomes


def _told(page: Page, case: Case, found: Iterable[ProceedingState]) -> tuple[Inline, Inline]:
    """Name proceedings and their outcomes in two cells, numbered where there are several."""
    shown = [(page.text(one.proceeding.label), _outcome(page, case, one)) for one in found]
    if len(shown) > 1:
        numbered = [
            (
                page.say("numbered", number=number, what=label),
                page.say("numbered", number=number, what=outcome),
            )
            for number, (label, outcome) in enumerate(shown, 1)
        ]
        shown = numbered
    return join((label for label, _ in shown), "; "), join((said for _, said in shown), "; ")


def _outcome(page: Page, case: Case, one: ProceedingState) -> Inline:
    """Say how far it has come, by which event, as of when."""
    world = page.world
    if one.state is None or one.event is None:
        said = page.say("not-stated-cell")
    else:
        label = world.label("procedure-states", one.state)
        said = page.link("case", case.id, label, one.event.id)
        said = page.say("state-on", state=said, date=page.day(one.event.date))
    until = one.known.until
    return page.say("standing-as-of", standing=said, date=page.day(until)) if until else said


def _harmed(page: Page, kind: str, case: Case) -> tuple[Inline, ...]:
    state = page.world.states[case.id]
    events = [one.event for one in state.harm if kind in one.kinds]
    labels, outcomes = _told(page, case, state.accountability)
    none = page.say("no-inquiry-known")
    return (
        page.link("case", case.id),
        join(
            (
                page.link("case", case.id, page.world.date_in_words(event.date), event.id)
                for event in events
            ),
            "; ",
        ),
        join(dict.fromkeys(claim_words(page, event) for event in events), "; "),
        labels or none,
        outcomes or none,
    )
