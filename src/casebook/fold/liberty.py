"""The liberty axis: one state at a time, its periods, and terms that run out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from casebook.dates import DateError, EdtfDate, certainly_before
from casebook.fold.meaning import Meaning
from casebook.fold.play import Play
from casebook.fold.state import Alternative, Basis, Known, Liberty, LibertyPeriod
from casebook.models import SentenceItem, TimelineEvent

UNKNOWN = "unknown"
ELAPSED = "term-elapsed"


def state_set_by(event: TimelineEvent, meaning: Meaning) -> tuple[str, Basis] | None:
    """The liberty state that an event sets, if any, and on what basis.

    The event's own field wins, then the heaviest part of a sentence, then what its type says.
    """
    effect = meaning.type_of(event).effects.liberty
    if effect is None:
        return None
    marked = any(inference.field in {"liberty", "type"} for inference in event.inferred)
    if effect.by_field and event.liberty is not None:
        return event.liberty, "inferred" if marked else "stated"
    if effect.by_sentence and not event.in_absentia:
        item = heaviest(event, meaning)
        if item is not None:
            return str(meaning.sentence_kinds[item.kind].liberty), "inferred"
    if effect.set is not None:
        return effect.set, "inferred" if marked else "stated"
    return None


def heaviest(event: TimelineEvent, meaning: Meaning) -> SentenceItem | None:
    """The item of a sentence that decides liberty; None if no item touches it."""
    kinds = meaning.sentence_kinds
    deciding = [item for item in event.sentence if kinds[item.kind].liberty]
    return max(deciding, key=lambda item: kinds[item.kind].weight, default=None)


def ends(item: SentenceItem, start: EdtfDate) -> EdtfDate | None:
    """When a term counted from `start` runs out; None if it has no length of its own."""
    if item.until is not None:
        return item.until
    open_ended = item.life or item.additional or item.at_least
    if open_ended or not (item.years or item.months or item.days):
        return None
    begun = item.since or start
    if begun.earliest is None or begun.latest is None:
        return None
    try:
        return begun.plus(years=item.years or 0, months=item.months or 0, days=item.days or 0)
    except DateError:  # a slip such as 20000 years, which is no reason to fail
        return None


def fold_liberty(play: Play, day: date | None) -> Liberty:
    """Play the liberty axis, telling what else is possible.

    `day` is the day at which terms are judged: past its end a term is over by computation.
    """
    meaning = play.meaning
    playing = _until_death([event for event in play.seen if _counts(event, play)], play)
    maybe = [event for event in play.possible if _counts(event, play)]
    if not playing:
        others = tuple(_alternative(event, meaning) for event in maybe)
        return Liberty(certain=not others, alternatives=others)

    periods = _periods(playing, meaning)
    current = periods[-1]
    attesting = [
        event
        for event in play.seen
        if _attests(event, current.state, play) and play.order.precedes(playing[-1], event)
    ]
    known = Known(play.known([*playing, *attesting]))
    final = meaning.liberty_states[current.state].final
    others = tuple(
        alternative
        for event in play.rivals(playing, maybe)
        if not final and (alternative := _alternative(event, meaning)).state != current.state
    )
    liberty = Liberty(
        state=current.state,
        event=current.event,
        since=current.since,
        basis=current.basis,
        certain=not others,
        alternatives=others,
        last_known=_last_told(periods) if current.state == UNKNOWN else None,
        term_end=current.term_end,
        known=known,
        periods=tuple(periods),
    )
    followers = [
        event
        for event in play.order.in_order
        if _counts(event, play) or _attests(event, current.state, play)
    ]
    return _after_term(liberty, current, followers, day, meaning)


def _until_death(playing: list[TimelineEvent], play: Play) -> list[TimelineEvent]:
    """Put a death last: what is not certainly after it came before it, or not at all."""
    states = play.meaning.liberty_states
    final = [
        event
        for event in playing
        if (found := state_set_by(event, play.meaning)) and states[found[0]].final
    ]
    if not final:
        return playing
    death = final[0]
    before = [
        event for event in playing if event not in final and not play.order.precedes(death, event)
    ]
    return [*before, death]


def _counts(event: TimelineEvent, play: Play) -> bool:
    """Whether an event sets the liberty of the subject, and not of somebody else."""
    return state_set_by(event, play.meaning) is not None and not _is_about_others(event, play)


def _is_about_others(event: TimelineEvent, play: Play) -> bool:
    return any(
        one.id == event.proceeding and one.against == "others" for one in play.case.proceedings
    )


def _attests(event: TimelineEvent, state: str, play: Play) -> bool:
    """Whether an event shows that a state went on, setting none: parole refused, moved to a camp.

    Who is refused parole was still serving, as of the source that says so.
    """
    meaning = play.meaning
    if state_set_by(event, meaning) is not None or _is_about_others(event, play):
        return False
    kind = meaning.type_of(event)
    axes = {need.axis for need in kind.requires}
    served = any(one.liberty == state for one in meaning.sentence_kinds.values())
    held = meaning.liberty_states[state].custody
    return (held and "liberty" in axes) or (
        served and kind.axis == "way-out" and "procedure" in axes
    )


def _alternative(event: TimelineEvent, meaning: Meaning) -> Alternative:
    found = state_set_by(event, meaning)
    return Alternative(found[0] if found else UNKNOWN, event)


def _term_end(
    event: TimelineEvent, state: str, running: LibertyPeriod | None, meaning: Meaning
) -> EdtfDate | None:
    """When the state that an event set would run out by the calendar.

    `running` is the period of the same state that goes on. A term that is changed in the same
    proceeding counts from where that period began, a new one from its own verdict. How a term
    that is added to another adds up is for a court to say: its end is not known.
    """
    for item in event.sentence:
        if meaning.sentence_kinds[item.kind].liberty == state:
            counted_on = running is not None and _changes(event, running, meaning)
            begun = running.since if running and counted_on else None
            return ends(item, begun or event.date)
    if event.until is not None or running is None or running.term_end is None:
        return event.until
    # A state that a source still reports past its computed end has an end nobody knows.
    return None if certainly_before(running.term_end, event.date) else running.term_end


def _changes(event: TimelineEvent, running: LibertyPeriod, meaning: Meaning) -> bool:
    """Whether an event changes the term that runs, rather than imposing another."""
    effects = meaning.type_of(event).effects
    changed = effects.procedure is not None and effects.procedure.set == "changed"
    reduced = effects.way_out is not None and effects.way_out.kind == "sentence-reduced"
    set_by = running.event.proceeding if running.event else None
    return (changed or reduced) and event.proceeding in (None, set_by)


def _continues(event: TimelineEvent, state: str, meaning: Meaning) -> bool:
    """Whether an event shows that a state went on until it, past any earlier end of term."""
    kind = meaning.type_of(event)
    return (
        kind.axis == "way-out"
        or event.liberty == state
        or any(need.axis == "liberty" for need in kind.requires)
    )


def _periods(playing: Sequence[TimelineEvent], meaning: Meaning) -> list[LibertyPeriod]:
    """Periods that follow each other without overlap; a final state is never left."""
    periods: list[LibertyPeriod] = []
    for event in playing:
        state, basis = state_set_by(event, meaning) or (UNKNOWN, "stated")
        last = periods[-1] if periods else None
        gap = _gap(last, event, meaning) if last else None
        running = last if last and last.state == state and not gap else None
        end = _term_end(event, state, running, meaning)
        if running:
            periods[-1] = replace(running, term_end=end)
            continue
        if last:
            periods[-1] = replace(
                last,
                until=gap.since if gap else event.date,
                ended_by=None if gap else event,
            )
            if gap:
                periods.append(replace(gap, until=event.date, ended_by=event))
        periods.append(LibertyPeriod(state, event, event.date, basis, term_end=end))
    return periods


def _last_told(periods: Sequence[LibertyPeriod]) -> LibertyPeriod | None:
    """The last period of a state that a source named."""
    return next((one for one in reversed(periods) if one.event and one.state != UNKNOWN), None)


def _gap(last: LibertyPeriod, event: TimelineEvent, meaning: Meaning) -> LibertyPeriod | None:
    """The computed stretch between the end of a term and the next event, if there is one."""
    if last.term_end is None or _continues(event, last.state, meaning):
        return None
    if not certainly_before(last.term_end, event.date):
        return None
    return LibertyPeriod(ELAPSED, None, last.term_end, "computed")


def _after_term(
    liberty: Liberty,
    current: LibertyPeriod,
    followers: Sequence[TimelineEvent],
    horizon: date | None,
    meaning: Meaning,
) -> Liberty:
    """Let no term silently continue: past its end the state is computed, and says so."""
    end = current.term_end
    if end is None or horizon is None or end.earliest is None or end.earliest > horizon:
        return liberty
    following = _next_after(current, followers, meaning)
    if following is not None and _continues(following, current.state, meaning):
        return liberty
    if end.latest is not None and end.latest <= horizon:
        gap = LibertyPeriod(ELAPSED, None, end, "computed")
        ended = replace(current, until=end)
        return replace(
            liberty,
            state=ELAPSED,
            event=None,
            since=end,
            basis="computed",
            last_known=ended,
            periods=(*liberty.periods[:-1], ended, gap),
        )
    return replace(
        liberty,
        certain=False,
        alternatives=(*liberty.alternatives, Alternative(ELAPSED, None)),
    )


def _next_after(
    current: LibertyPeriod, followers: Sequence[TimelineEvent], meaning: Meaning
) -> TimelineEvent | None:
    """The first later event that leaves the state, or confirms it past its end; seen or not."""
    passed = False
    for event in followers:
        if event is current.event:
            passed = True
        elif passed:
            found = state_set_by(event, meaning)
            end = current.term_end
            past = end is not None and certainly_before(end, event.date)
            if (found is None and past) or (
                found is not None and (found[0] != current.state or (event.liberty and past))
            ):
                return event
    return None
