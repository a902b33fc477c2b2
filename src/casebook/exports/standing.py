"""From a folded state to its exported shape."""

from dataclasses import dataclass

from casebook.dates import EdtfDate
from casebook.exports.shapes import (
    CaseState,
    ChargeState,
    DesignationState,
    HarmReported,
    ImposedItem,
    LibertyState,
    Period,
    Possible,
    ProceedingOut,
    RestrictionState,
    Told,
    WayOutStep,
)
from casebook.fold import (
    Alternative,
    Basis,
    Charge,
    LibertyPeriod,
    Meaning,
    ProceedingState,
    Restriction,
    State,
    latest,
)
from casebook.library import Library
from casebook.models import Case, TimelineEvent


@dataclass(frozen=True, slots=True)
class Standings:
    """Writes the state of one case with the labels of its library."""

    library: Library
    meaning: Meaning
    case: Case

    def of(self, state: State) -> CaseState:
        """Write the state of a case on every axis."""
        return CaseState(
            as_of=state.known.until,
            liberty=self._liberty(state),
            proceedings=tuple(self._proceeding(one) for one in state.proceedings),
            accountability=tuple(self._proceeding(one) for one in state.accountability),
            ways_out=tuple(
                WayOutStep(
                    kind=one.kind,
                    result=one.result,
                    grounds=one.event.grounds,
                    as_of=self._known(one.event),
                    told=told(one.event),
                )
                for one in state.ways_out
            ),
            restrictions=tuple(self._restriction(one) for one in state.restrictions),
            designations=tuple(
                DesignationState(
                    kind=one.kind,
                    label=self._label("designations", one.kind),
                    by=one.event.by,
                    withdrawn_by=_id(one.withdrawn_by),
                    as_of=self._known(one.event),
                    told=told(one.event),
                )
                for one in state.designations
            ),
            harm=tuple(
                HarmReported(kinds=one.kinds, as_of=self._known(one.event), told=told(one.event))
                for one in state.harm
            ),
        )

    def _liberty(self, state: State) -> LibertyState:
        liberty = state.liberty
        return LibertyState(
            state=liberty.state,
            label=self._label("liberty-states", liberty.state),
            since=liberty.since,
            as_of=liberty.known.until or state.known.until,
            basis=liberty.basis,
            certain=liberty.certain,
            possible=tuple(self._possible("liberty-states", one) for one in liberty.alternatives),
            term_end=liberty.term_end,
            length_stated=liberty.length_stated,
            last_known=self._period(liberty.last_known) if liberty.last_known else None,
            told=told(liberty.event) if liberty.event else None,
            periods=tuple(self._period(one) for one in liberty.periods),
        )

    def _period(self, period: LibertyPeriod) -> Period:
        return Period(
            state=period.state,
            label=self._label("liberty-states", period.state),
            since=period.since,
            until=period.until,
            basis=period.basis,
            as_of=period.known.until,
            term_end=period.term_end,
            length_stated=period.length_stated,
            ended_by=_id(period.ended_by),
            told=told(period.event) if period.event else None,
        )

    def _proceeding(self, one: ProceedingState) -> ProceedingOut:
        return ProceedingOut(
            id=one.proceeding.id,
            kind=one.proceeding.kind,
            title=one.proceeding.label,
            against=one.proceeding.against,
            country=one.proceeding.country,
            state=one.state,
            label=self._label("procedure-states", one.state) if one.state else None,
            as_of=one.known.until,
            basis=_basis(one.event) if one.event else None,
            certain=one.certain,
            possible=tuple(self._possible("procedure-states", two) for two in one.alternatives),
            told=told(one.event) if one.event else None,
            charges=tuple(self._charge(charge) for charge in one.charges),
            imposed=tuple(
                ImposedItem(
                    item=imposed.item,
                    told=told(imposed.event),
                    superseded_by=_id(imposed.superseded_by),
                    ended_by=_id(imposed.ended_by),
                    deferred_by=_id(imposed.deferred_by),
                )
                for imposed in one.imposed
            ),
            events=tuple(event.id for event in one.events),
            appeal=_id(one.appeal),
        )

    def _charge(self, charge: Charge) -> ChargeState:
        return ChargeState(
            article=charge.key if charge.is_article else None,
            offence=None if charge.is_article else charge.key,
            state=charge.state,
            label=self._label("procedure-states", charge.state),
            basis=_basis(charge.event),
            named=charge.named,
            told=told(charge.event),
            steps=tuple(event.id for event in charge.history),
            was=charge.was,
            became=charge.became,
        )

    def _restriction(self, one: Restriction) -> RestrictionState:
        events = [event for event in (one.event, one.ended_by) if event is not None]
        return RestrictionState(
            kind=one.kind,
            label=self._label("restriction-kinds", one.kind),
            status=one.status,
            since=one.since,
            until=one.until,
            basis=one.basis,
            as_of=self._known(*events),
            ended_by=_id(one.ended_by),
            told=told(one.event),
        )

    def _possible(self, vocabulary: str, one: Alternative) -> Possible:
        label = self._label(vocabulary, one.state)
        return Possible(state=one.state, label=label, event=_id(one.event))

    def _label(self, vocabulary: str, term: str) -> str:
        return str(self.library.vocabularies[vocabulary][term].label)

    def _known(self, *events: TimelineEvent) -> EdtfDate | None:
        """Up to when the sources of these events know, or an editor has looked since."""
        cited = tuple(at for event in events for at in event.sources)
        checks = (check.date for check in self.case.checked)
        return latest([self.meaning.known_until(cited), *checks])


def told(event: TimelineEvent) -> Told:
    """Point at an event and its sources."""
    return Told(
        event=event.id,
        date=event.date,
        claim=event.claim,
        inferred=event.inferred,
        sources=event.sources,
    )


def _id(event: TimelineEvent | None) -> str | None:
    return event.id if event else None


def _basis(event: TimelineEvent) -> Basis:
    """Say whether the stage that an event sets is printed or concluded."""
    return "inferred" if any(one.field == "type" for one in event.inferred) else "stated"
