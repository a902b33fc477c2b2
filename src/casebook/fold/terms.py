"""Terms: when a sentence or an order runs out by the calendar, and what shows that it went on."""

from casebook.dates import DateError, EdtfDate, certainly_before
from casebook.fold.meaning import Meaning
from casebook.fold.state import LibertyPeriod
from casebook.models import SentenceItem, TimelineEvent

ELAPSED = "term-elapsed"


def length_given(item: SentenceItem) -> bool:
    """Whether a source says how long it lasts; a life term and a lower bound say it too."""
    return item.life or item.until is not None or bool(item.years or item.months or item.days)


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


def term_end(
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


def continues(event: TimelineEvent, state: str, meaning: Meaning) -> bool:
    """Whether an event shows that a state went on until it, past any earlier end of term."""
    kind = meaning.type_of(event)
    return (
        kind.axis == "way-out"
        or event.liberty == state
        or any(need.axis == "liberty" for need in kind.requires)
    )


def gap_after(last: LibertyPeriod, event: TimelineEvent, meaning: Meaning) -> LibertyPeriod | None:
    """The computed stretch between the end of a term and the next event, if there is one."""
    if last.term_end is None or continues(event, last.state, meaning):
        return None
    if not certainly_before(last.term_end, event.date):
        return None
    return LibertyPeriod(ELAPSED, None, last.term_end, "computed")
