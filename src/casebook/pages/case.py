"""The profile of a case."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.fold import ProceedingState, State
from casebook.fold.procedure import stage_set_by
from casebook.fold.sentences import REOPENING
from casebook.models import Case
from casebook.pages.band import Band, band, period_words
from casebook.pages.blocks import Block, block
from casebook.pages.bodies import as_body
from casebook.pages.charges import ProceedingView, charge_words, proceedings
from casebook.pages.counts import size_words
from casebook.pages.disputes import Box, boxes
from casebook.pages.front import Front, front
from casebook.pages.gathered import Gathered
from casebook.pages.happenings import Fact, HappeningView, inferred_facts, timeline
from casebook.pages.inline import Inline, inline, join
from casebook.pages.liberty import ELAPSED, UNKNOWN
from casebook.pages.mentions import holders, links, mentions
from casebook.pages.page import Page
from casebook.pages.record_parts import notes, sources_block, spellings
from casebook.pages.related import Related, related
from casebook.pages.restrictions import (
    designations_table,
    harm_table,
    restrictions_table,
    ways_out_table,
)
from casebook.pages.status import status_lines
from casebook.pages.status_line import StatusLine, as_of_line, event_link
from casebook.pages.tables import Table

NOT_SPECIFIED = "unspecified"
CONVICTED = "convicted"
WITHOUT_SENTENCE = "found-guilty-without-sentence"


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that the template of a profile prints."""

    front: Front
    name: str
    status: tuple[StatusLine, ...]
    known: Inline
    """Up to when any source of the case knows."""
    spellings: Inline
    summary: Inline
    summary_sources: Inline
    facts: tuple[Fact, ...]
    notes: tuple[Inline, ...]
    proceedings: tuple[ProceedingView, ...]
    band: Band | None
    """The timeline at a glance."""
    periods: tuple[Inline, ...]
    """The periods of liberty in words."""
    timeline: tuple[HappeningView, ...]
    restrictions: Table | None
    ways_out: Table | None
    designations: Table | None
    harm: Table | None
    accountability: tuple[ProceedingView, ...]
    related: Related
    as_body: tuple[Inline, ...]
    conflicts: tuple[Box, ...]
    conflicts_below: tuple[Inline, ...]
    """Links to events whose sources disagree or slip."""
    not_said: tuple[Inline, ...]
    statistics: Block | None
    recommendations: Block | None
    sources: Block | None


def case_view(page: Page, case: Case, gathered: Gathered) -> CaseView:
    """Lay out a profile from its record and its state.

    What is laid out first is numbered first in the notes: parts stand here as on the page.
    """
    state = page.world.states[case.id]
    counted = holders(mentions(page, "case", case.id, "statistic"))
    asked = holders(mentions(page, "case", case.id, "recommendation"))
    return CaseView(
        front=front(page, case.name, f"{case.summary.text}", ("case", case.id)),
        name=case.name,
        status=status_lines(page, case, state),
        known=as_of_line(page, state.known.until),
        spellings=spellings(page, case.names),
        summary=page.explaining(case.summary.text),
        summary_sources=page.sources(case.summary.sources),
        facts=tuple(_facts(page, case)),
        notes=notes(page, case),
        proceedings=proceedings(page, case, state.proceedings),
        band=band(page, state),
        periods=period_words(page, state),
        timeline=timeline(page, case),
        restrictions=restrictions_table(page, case, state),
        ways_out=ways_out_table(page, state.ways_out),
        designations=designations_table(page, state.designations),
        harm=harm_table(page, state.harm),
        accountability=proceedings(page, case, state.accountability),
        related=related(page, case, gathered),
        as_body=tuple(as_body(page, case)),
        conflicts=boxes(page, case.disputed, case.misprints),
        conflicts_below=tuple(_conflicts_in_timeline(page, case)),
        not_said=tuple(_not_said(page, case, state)),
        statistics=block(items=links(page, "statistic", counted)),
        recommendations=block(items=links(page, "recommendation", asked)),
        sources=sources_block(page, case),
    )


def _facts(page: Page, case: Case) -> Iterator[Fact]:
    """What is known about the subject beside the timeline."""
    say = page.say
    yield Fact(say("fact-kind"), _kind(page, case))
    if case.anonymised:
        yield Fact(say("fact-name"), say("name-anonymised"))
    if case.minor is not None:
        yield Fact(say("fact-age"), say("under-eighteen"))
    if case.roles:
        links = (page.vocabulary_link("role", "roles", one) for one in case.roles)
        yield Fact(say("fact-roles"), join(links))
    where = page.place(case.place, case.region)
    if where:
        yield Fact(say("fact-place"), where)
    if case.affiliations:
        yield Fact(say("fact-affiliations"), join(_affiliations(page, case), "; "))
    if case.size is not None:
        size = size_words(page, case.size.count, case.size.value_kind, case.size.unit)
        yield Fact(say("fact-size"), join([size, page.sources(case.size.sources)], ". "))
    if case.members:
        yield Fact(say("fact-members"), page.cases(case.members))
    if case.not_to_be_confused_with:
        others = (
            say("confused-with", case=page.link("case", one.case), why=one.why)
            for one in case.not_to_be_confused_with
        )
        yield Fact(say("fact-not-to-be-confused"), join(others, " "))
    yield from inferred_facts(page, case.inferred)
    for check in case.checked:
        yield Fact(say("fact-checked"), say("checked", date=page.time(check.date), by=check.by))


def _kind(page: Page, case: Case) -> Inline:
    kind = page.world.label("subject-kinds", case.kind)
    if case.organisation_kind is None:
        return inline(kind)
    return join([kind, page.world.label("organisation-kinds", case.organisation_kind)])


def _affiliations(page: Page, case: Case) -> Iterator[Inline]:
    for one in case.affiliations:
        body = page.body(one.organisation)
        if one.role is not None:
            body = page.say("affiliation-as", body=body, role=page.text(one.role))
        yield join([body, page.cite(one.sources)], ", ")


def _conflicts_in_timeline(page: Page, case: Case) -> Iterator[Inline]:
    """Point at events whose sources disagree or slip; the values stand at the event."""
    for event in case.timeline:
        label = page.world.label
        found = [
            page.say("conflict-of", kind=label("conflict-kinds", one.kind), about=one.about)
            for one in event.disputed
        ]
        found += [page.say("misprint-of", about=one.about) for one in event.misprints]
        for what in found:
            yield page.say("conflict-at-event", event=event_link(page, event), what=what)


def _not_said(page: Page, case: Case, state: State) -> Iterator[Inline]:
    """What no source says, as far as the fold can tell."""
    liberty = state.liberty
    # Of somebody whom nobody held or accused, a missing word on liberty is no gap.
    accused = bool(state.proceedings) or liberty.event is not None
    if case.kind == "person" and liberty.state == UNKNOWN and accused:
        yield page.say("not-said-liberty")
    if liberty.state == ELAPSED:
        yield page.say("not-said-after-term")
    for one in (*state.proceedings, *state.accountability):
        what = page.text(one.proceeding.label)
        if one.state is None:
            yield page.say("not-said-outcome", proceeding=what)
        elif _is_pending(page, one):
            stage = page.world.label("procedure-states", one.state)
            if one.known.until is not None:
                until = page.time(one.known.until)
                yield page.say("not-said-later", proceeding=what, state=stage, date=until)
        if _sentence_untold(one):
            yield page.say("not-said-sentence", proceeding=what)
        yield from _charges_untold(page, one)


def _is_pending(page: Page, one: ProceedingState) -> bool:
    """Whether a decision was still to come when the sources last knew."""
    states = page.world.library.procedure_states
    if one.state is None or states[one.state].closed:
        return False
    if one.state in REOPENING:
        return True
    stages = {stage_set_by(event, page.world.meaning) for event in one.events}
    return all(states[stage].guilt == "open" for stage in stages if stage)


def _sentence_untold(one: ProceedingState) -> bool:
    """Whether somebody was convicted and no source says to what."""
    told = [imposed.item.kind for imposed in one.imposed]
    if told:
        return NOT_SPECIFIED in told
    return one.state == CONVICTED and all(event.type != WITHOUT_SENTENCE for event in one.events)


def _charges_untold(page: Page, one: ProceedingState) -> Iterator[Inline]:
    """Charges of which nothing is said, though a court has spoken on others."""
    states = page.world.library.procedure_states
    if one.state is None or states[one.state].guilt == "open":
        return
    for charge in one.charges:
        stage = states[charge.state]
        if stage.guilt == "open" and not stage.closed:
            shown = charge_words(page, charge)
            yield page.say(
                "not-said-charge", proceeding=page.text(one.proceeding.label), charge=shown
            )
