"""The liberty axis: one state at a time, its periods, and terms that run out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import dropwhile, takewhile

from casebook.dates import certainly_after, certainly_before
from casebook.fold.meaning import Meaning
from casebook.fold.play import Play
from casebook.fold.state import Alternative, Basis, Known, Liberty, LibertyPeriod
from casebook.fold.terms import ELAPSED, continues, gap_after, length_given, term_end
from casebook.models import SentenceItem, TimelineEvent

UNKNOWN = "unknown"


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

    periods = [
        replace(one, known=Known(play.told(_telling(one, playing, play)))) if one.event else one
        for one in _periods(playing, meaning)
    ]
    current = periods[-1]
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
        length_stated=current.length_stated,
        known=Known(play.known(_telling(current, playing, play))),
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


def _telling(
    period: LibertyPeriod, playing: Sequence[TimelineEvent], play: Play
) -> list[TimelineEvent]:
    """Events whose sources tell of a period: they set its state, or show that it went on.

    A source that tells of earlier days only, however new it is, says nothing of this one.
    """
    later = list(dropwhile(lambda event: event is not period.event, playing))
    setting = list(takewhile(lambda event: _sets(event, period.state, play.meaning), later))
    following = later[len(setting) : len(setting) + 1]
    attesting = [
        event
        for event in play.seen
        if _attests(event, period.state, play)
        and play.order.precedes(setting[-1], event)
        and not any(play.order.precedes(other, event) for other in following)
    ]
    return [*setting, *attesting]


def _sets(event: TimelineEvent, state: str, meaning: Meaning) -> bool:
    found = state_set_by(event, meaning)
    return found is not None and found[0] == state


def _alternative(event: TimelineEvent, meaning: Meaning) -> Alternative:
    found = state_set_by(event, meaning)
    return Alternative(found[0] if found else UNKNOWN, event)


def _periods(playing: Sequence[TimelineEvent], meaning: Meaning) -> list[LibertyPeriod]:
    """Periods that follow each other without overlap; a final state is never left."""
    periods: list[LibertyPeriod] = []
    for event in playing:
        state, basis = state_set_by(event, meaning) or (UNKNOWN, "stated")
        last = periods[-1] if periods else None
        gap = gap_after(last, event, meaning) if last else None
        running = last if last and last.state == state and not gap else None
        end = term_end(event, state, running, meaning)
        if running:
            # A source that names the state later states what was only concluded before.
            named = event.liberty is not None and basis == "stated"
            basis = basis if named else running.basis
            periods[-1] = replace(running, term_end=end, basis=basis)
            continue
        if last:
            periods[-1] = replace(
                last,
                until=gap.since if gap else event.date,
                ended_by=None if gap else event,
            )
            if gap:
                periods.append(replace(gap, until=event.date, ended_by=event))
        told = end is not None or _length_told(event, state, meaning)
        # That a term of no known length goes on is a conclusion of ours, whoever reports its start.
        basis = basis if told else "inferred"
        periods.append(
            LibertyPeriod(state, event, event.date, basis, term_end=end, length_stated=told)
        )
    return periods


def _length_told(event: TimelineEvent, state: str, meaning: Meaning) -> bool:
    """Whether a sentence that sets a state says how long it lasts; True where none does."""
    items = [item for item in event.sentence if meaning.sentence_kinds[item.kind].liberty == state]
    return not items or any(length_given(item) or item.additional for item in items)


def _last_told(periods: Sequence[LibertyPeriod]) -> LibertyPeriod | None:
    """The last period of a state that a source named; told of to its own end at the latest.

    A source that knows past the end of a period does not say that it went on so long.
    """
    last = next((one for one in reversed(periods) if one.event and one.state != UNKNOWN), None)
    if last is None or last.until is None or last.known.until is None:
        return last
    over = certainly_after(last.known.until, last.until)
    return replace(last, known=Known(last.until)) if over else last


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
    if following is not None and continues(following, current.state, meaning):
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
