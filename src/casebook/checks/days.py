"""Rules on dates: against each other, against sources, against larger events, against laws."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule
from casebook.dates import EdtfDate, certainly_after, certainly_before, possibly_overlaps
from casebook.fold import latest
from casebook.models import Citation, Event, SentenceItem, TimelineEvent
from casebook.models.article import Change
from casebook.models.event import Happening
from casebook.problems import Level


@rule("overlapping-states", Level.WARNING)
def overlapping_states(look: CaseLook) -> Iterator[Finding]:
    """Two events of one day that set different states of liberty say which came first."""
    by_day: dict[str, list[tuple[int, TimelineEvent, str]]] = {}
    for index, event in look.standing:
        found = look.liberty_set_by(event)
        if found and event.date.precision == "day":
            by_day.setdefault(event.date.text[:10], []).append((index, event, found))
    for day in by_day.values():
        for (_, first, one), (index, second, other) in combinations(day, 2):
            ordered = look.order.precedes(first, second) or look.order.precedes(second, first)
            if one != other and not ordered:
                message = (
                    f"'{first.id}' and '{second.id}' set two states on one day: {one}, {other}"
                )
                mend = f"add 'after: [{first.id}]' here, or 'after: [{second.id}]' there"
                yield Finding(("timeline", index, "date"), message, mend)


@rule("liberty-after-death")
def liberty_after_death(look: CaseLook) -> Iterator[Finding]:
    """Nothing happens to the liberty of a person who has died."""
    states = look.meaning.liberty_states
    setting = [
        (index, event, found)
        for index, event in look.standing
        if (found := look.liberty_set_by(event))
    ]
    for _, death, state in setting:
        if not states[state].final:
            continue
        for index, event, later in setting:
            if event is not death and not states[later].final and look.order.precedes(death, event):
                message = f"'{event.id}' comes after '{death.id}' and sets {later}"
                mend = "correct a date; what a court decided later about the dead has its own types"
                yield Finding(("timeline", index, "date"), message, mend)


@rule("order-contradiction")
def order_contradiction(look: CaseLook) -> Iterator[Finding]:
    """What an event is said to be `after` can have come before it."""
    for index, event in look.standing:
        wrong = look.order.contradicts(event)
        for position, name in enumerate(event.after):
            if name in wrong:
                message = f"'{event.id}' is said to be after '{name}', which came after it"
                mend = "correct a date, or remove the id from 'after'"
                yield Finding(("timeline", index, "after", position), message, mend)


@rule("until-before-date")
def until_before_date(look: CaseLook) -> Iterator[Finding]:
    """A measure or a term ends after it begins."""
    for path, node in look.nodes:
        if isinstance(node, TimelineEvent):
            start: EdtfDate | None = node.date
        elif isinstance(node, SentenceItem):
            start = node.since or look.case.timeline[int(path[1])].date
        else:
            continue
        if start and node.until and certainly_before(node.until, start):
            message = f"'until' is {node.until}, before it begins, {start}"
            yield Finding((*path, "until"), message, "correct one of the two dates")
        later = node.announces if isinstance(node, TimelineEvent) else None
        if start and later and certainly_before(later, start):
            message = f"what is announced, {later}, is before the event that announces it, {start}"
            yield Finding((*path, "announces"), message, "correct one of the two dates")


@rule("date-after-source")
def date_after_source(look: RecordLook) -> Iterator[Finding]:
    """What a source reports happened before it came out."""
    for path, node in look.nodes:
        if isinstance(node, TimelineEvent | Happening | Change):
            known = [_last_day(look, citation) for citation in node.sources]
            reach = latest(known)
            if reach and None not in known and certainly_after(node.date, reach):
                message = f"the date is {node.date}, and its sources reach to {reach} at most"
                mend = "correct the date, or name the later source that reports it"
                if isinstance(node, TimelineEvent):
                    mend += "; a day that was still to come is 'announces' of the event before it"
                yield Finding((*path, "date"), message, mend)


@rule("outside-event", Level.WARNING)
def outside_event(look: RecordLook) -> Iterator[Finding]:
    """What is part of a larger event did not happen before it, and an event not after it either.

    What follows from an event in one person's case, such as a charge, may be later.
    """
    events = look.linked.library.events
    for path, node in look.nodes:
        if not isinstance(node, TimelineEvent | Event):
            continue
        whole = events.get(node.part_of or "")
        if whole is None or possibly_overlaps(node.date, whole.date):
            continue
        if isinstance(node, Event) or certainly_before(node.date, whole.date):
            message = f"the date is {node.date}, outside that of {whole.id}, {whole.date}"
            mend = "correct one of the dates, or name the event that it was part of"
            yield Finding((*path, "part_of"), message, mend)


@rule("date-before-law")
def date_before_law(look: CaseLook) -> Iterator[Finding]:
    """Nobody is charged under an article of a code that is not yet in force."""
    for index, event in look.events:
        if look.meaning.type_of(event).axis == "context":
            continue
        for field in ("articles", "from_articles"):
            for position, text in enumerate(getattr(event, field)):
                path = ("timeline", index, field, position)
                yield from _too_early(look, event, path, text)


def _too_early(
    look: CaseLook, event: TimelineEvent, path: tuple[str | int, ...], text: str
) -> Iterator[Finding]:
    library = look.linked.library
    article = library.articles.get(text.partition(".")[0])
    code = library.codes.get(article.code) if article else None
    if article is None or code is None or code.in_force is None:
        return
    if not certainly_before(event.date, EdtfDate.parse(code.in_force)):
        return
    family = code.id.rstrip("0123456789")
    then = [
        f"{other.id}-…"
        for other in library.codes.values()
        if other.id != code.id
        and other.id.rstrip("0123456789") == family
        and other.in_force is not None
        and possibly_overlaps(event.date, EdtfDate.parse(other.in_force))
    ]
    message = f"{text} is of the {code.label}, not yet in force on {event.date}"
    same = "; the same number there is another offence"
    mend = f"name the article of the code then in force ({', '.join(then)}){same}"
    yield Finding(path, message, mend if then else "correct the date or the article")


def _last_day(look: RecordLook, citation: Citation) -> EdtfDate | None:
    """Up to when a source can know: it came out, or was looked at again, on that day."""
    source = look.linked.library.sources.get(citation.source)
    return latest([source.issued, source.as_of]) if source else None


CASE_RULES: Final = (
    overlapping_states,
    liberty_after_death,
    order_contradiction,
    until_before_date,
    date_before_law,
)
RECORD_RULES: Final = (date_after_source, outside_event)
