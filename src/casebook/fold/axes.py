"""The axes that gather rather than replace: ways out, restrictions, designations, harm."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from casebook.dates import EdtfDate
from casebook.fold.liberty import UNKNOWN, state_set_by
from casebook.fold.meaning import Meaning
from casebook.fold.play import Play
from casebook.fold.state import (
    Basis,
    Designation,
    Harm,
    Liberty,
    ProceedingState,
    Restriction,
    RestrictionStatus,
    WayOut,
)
from casebook.fold.terms import ends
from casebook.models import SentenceItem, TimelineEvent


def fold_ways_out(seen: Sequence[TimelineEvent], meaning: Meaning) -> tuple[WayOut, ...]:
    """Every step towards a way out, granted or not.

    An event that confirms a refusal is of the kind of what it confirms: the refusals that it says
    it followed, else the last one.
    """
    found: list[WayOut] = []
    for event in seen:
        effect = meaning.type_of(event).effects.way_out
        if effect is None:
            continue
        kinds = [effect.kind] if effect.kind else _refused_before(event, found)
        found.extend(WayOut(kind, effect.result, event) for kind in kinds)
    return tuple(found)


def _refused_before(event: TimelineEvent, found: Sequence[WayOut]) -> list[str]:
    """Kinds of the refusals that an event follows, each once."""
    refused = [
        one
        for one in found
        if one.result == "refused" and one.event.proceeding in (None, event.proceeding)
    ]
    followed = [one for one in refused if one.event.id in event.after] or refused[-1:]
    return list(dict.fromkeys(one.kind for one in followed))


def fold_designations(seen: Sequence[TimelineEvent], meaning: Meaning) -> tuple[Designation, ...]:
    """Who recognises the subject as what."""
    found: list[Designation] = []
    for event in seen:
        effect = meaning.type_of(event).effects.designation
        if effect is None or event.designation is None:
            continue
        if effect == "recognised":
            found.append(Designation(event.designation, event))
            continue
        found = [
            Designation(one.kind, one.event, event)
            if one.kind == event.designation
            and (not event.by or set(event.by) & set(one.event.by))
            and one.withdrawn_by is None
            else one
            for one in found
        ]
    return tuple(found)


def fold_harm(seen: Sequence[TimelineEvent], meaning: Meaning) -> tuple[Harm, ...]:
    """Harm reported, by event."""
    return tuple(
        Harm(kinds, event)
        for event in seen
        if (kinds := tuple(dict.fromkeys((*meaning.type_of(event).effects.harm, *event.harm))))
    )


def fold_restrictions(
    seen: Sequence[TimelineEvent],
    proceedings: Sequence[ProceedingState],
    meaning: Meaning,
    day: date | None,
) -> tuple[Restriction, ...]:
    """Restrictions from sentences and from events of their own, with what ended them.

    `day` is the day at which they are judged; the calendar alone says what has run out by then.
    """
    undone = {
        (id(one.item), one.event.id): one.superseded_by
        for proceeding in proceedings
        for one in proceeding.imposed
        if one.superseded_by
    }
    found: list[Restriction] = []
    for event in seen:
        found.extend(_from_sentence(event, seen, undone, meaning, day))
        effect = meaning.type_of(event).effects.restrictions
        if effect is None:
            continue
        added = effect.add or (event.restriction if effect.add_from_field else None)
        if added:
            found.append(
                Restriction(
                    added,
                    event,
                    _status(event.date, event.until, day),
                    since=event.date,
                    until=event.until,
                )
            )
        if effect.lift or effect.lift_from_fields:
            kind = effect.lift or event.restriction
            found = [_lifted(one, event, kind) for one in found]
    return tuple(found)


def until_death(
    restrictions: Sequence[Restriction], liberty: Liberty, play: Play
) -> tuple[Restriction, ...]:
    """End what was in force when the person died; what a court decided afterwards stands."""
    death = liberty.event
    if death is None or not play.meaning.liberty_states[liberty.state].final:
        return tuple(restrictions)
    return tuple(
        one
        if one.status in ("ended", "elapsed") or play.order.precedes(death, one.event)
        else replace(one, status="ended", until=death.date, basis="computed", ended_by=death)
        for one in restrictions
    )


def _lifted(one: Restriction, event: TimelineEvent, kind: str | None) -> Restriction:
    hit = one.event.id in event.lifts or (kind == one.kind and not event.lifts)
    if one.ended_by is not None or not hit:
        return one
    return replace(one, status="ended", until=event.date, ended_by=event)


def _from_sentence(
    event: TimelineEvent,
    seen: Sequence[TimelineEvent],
    undone: Mapping[tuple[int, str], TimelineEvent | None],
    meaning: Meaning,
    day: date | None,
) -> list[Restriction]:
    found = []
    for item in event.sentence:
        kind = meaning.sentence_kinds[item.kind].restriction
        if kind is None:
            continue
        ended_by = undone.get((id(item), event.id))
        since, basis = _start(item, event, seen, meaning)
        until = ends(item, since) if since else item.until
        status: RestrictionStatus = "ended" if ended_by else _status(since, until, day)
        found.append(
            Restriction(
                kind,
                event,
                status,
                item,
                since,
                ended_by.date if ended_by else until,
                "computed" if until is not None and item.until is None else basis,
                ended_by,
            )
        )
    return found


def _start(
    item: SentenceItem, event: TimelineEvent, seen: Sequence[TimelineEvent], meaning: Meaning
) -> tuple[EdtfDate | None, Basis]:
    """When a restriction begins: at the verdict, on a date, or at the release that followed."""
    if item.since is not None:
        return item.since, "stated"
    if item.runs_from == "verdict":
        return event.date, "inferred"
    if item.runs_from != "release":
        return None, "stated"
    later = seen[list(seen).index(event) + 1 :]
    for other in later:
        found = state_set_by(other, meaning)
        state = meaning.liberty_states[found[0]] if found else None
        # Neither a death nor a source that does not know is a release.
        if state and not (state.custody or state.final or state.id == UNKNOWN):
            return other.date, "inferred"
    return None, "stated"


def _status(since: EdtfDate | None, until: EdtfDate | None, day: date | None) -> RestrictionStatus:
    """Where a restriction stands on a day, by the calendar alone."""
    if since is None:
        return "unknown"
    if day is not None and since.earliest is not None and since.earliest > day:
        return "not-begun"
    if until is None or day is None or until.latest is None or until.latest > day:
        return "in-force"
    return "elapsed"
