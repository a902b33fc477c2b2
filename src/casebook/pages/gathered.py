"""Who is tied to what: gathered once, looked up in constant time while pages are made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.fold import Charge, ProceedingState, WayOut
from casebook.links import LinkedLibrary, Reference
from casebook.models import Case, Event, TimelineEvent
from casebook.pages.world import World


@dataclass(frozen=True, slots=True)
class Charged:
    """One subject charged under an article, in one proceeding."""

    case: Case
    proceeding: ProceedingState
    charge: Charge


AMNESTY: Final = "amnesty"
WaysOut = tuple[tuple[Case, WayOut], ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Ties between records, each list in a stable order."""

    charged: Mapping[str, tuple[Charged, ...]]
    """Article id -> everyone charged under it or under a part of it, by name."""
    how_many_charged: Mapping[str, int]
    """Article id -> how many subjects that is."""
    taking_part: Mapping[str, tuple[str, ...]]
    """Event id -> ids of the cases it happened to, by name."""
    referring: Mapping[str, tuple[str, ...]]
    """Event id -> ids of the cases that only tell of it, by name."""
    events_of: Mapping[str, tuple[str, ...]]
    """Case id -> ids of the events it is tied to, by date."""
    all_ways_out: WaysOut
    """Every step on a way out, by name of the subject, then in order."""
    ways_out: Mapping[str, WaysOut]
    """Event id -> those in proceedings that are part of it or of a smaller event of it."""


def gather(world: World) -> Gathered:
    """Go through all records once."""
    library = world.library
    charged = _charged(world)
    part, tied = _ties(world)
    events_of: defaultdict[str, list[str]] = defaultdict(list)
    for event in sorted(library.events.values(), key=_event_key):
        for case_id in part[event.id] | tied[event.id]:
            events_of[case_id].append(event.id)

    ways_out = tuple(
        (case, one)
        for case in by_name(library.cases.values())
        for one in world.states[case.id].ways_out
    )

    def named(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(case.id for case in by_name(library.cases[one] for one in ids))

    return Gathered(
        charged={name: tuple(found) for name, found in charged.items()},
        how_many_charged={
            name: len({one.case.id for one in found}) for name, found in charged.items()
        },
        taking_part={name: named(found) for name, found in part.items()},
        referring={name: named(found - part[name]) for name, found in tied.items()},
        events_of={name: tuple(found) for name, found in events_of.items()},
        all_ways_out=ways_out,
        ways_out=_ways_out(world, ways_out),
    )


def _charged(world: World) -> Mapping[str, list[Charged]]:
    """Everyone charged under each article."""
    charged: defaultdict[str, list[Charged]] = defaultdict(list)
    for case in by_name(world.library.cases.values()):
        for proceeding in world.states[case.id].proceedings:
            for charge in proceeding.charges:
                if charge.is_article:
                    name = charge.key.partition(".")[0]
                    charged[name].append(Charged(case, proceeding, charge))
    return charged


def _ties(world: World) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Whom each event happened to, and who tells of it without that."""
    library = world.library
    part: defaultdict[str, set[str]] = defaultdict(set)
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for event in library.events.values():
        part[event.id].update(one.case for one in event.participants)
    for case in library.cases.values():
        for name in case.events:
            part[name].add(case.id)
        for name, takes_part in _tied_events(case, world):
            (part if takes_part else tied)[name].add(case.id)
    return part, tied


def _tied_events(case: Case, world: World) -> Iterator[tuple[str, bool]]:
    """List the events that a timeline names, each with whether it happened to the subject."""
    for event in case.timeline:
        if event.part_of is not None and event.retracted_by is None:
            yield event.part_of, world.meaning.type_of(event).takes_part


def _ways_out(world: World, ways_out: WaysOut) -> Mapping[str, WaysOut]:
    """Tie each to the events that it, or anything else in its proceeding, is part of.

    A proceeding is no part of an amnesty: only what was asked for and decided under it is.
    """
    events = world.library.events
    found: defaultdict[str, list[tuple[Case, WayOut]]] = defaultdict(list)
    for case, one in ways_out:
        parts = [one.event.part_of]
        if one.event.proceeding is not None:
            seen = world.states[case.id].seen
            beside = [two.part_of for two in seen if two.proceeding == one.event.proceeding]
            parts += [name for name in beside if name and events[name].kind != AMNESTY]
        for name in dict.fromkeys(whole for part in parts for whole in _wholes(world, part)):
            found[name].append((case, one))
    return {name: tuple(tied) for name, tied in found.items()}


def _wholes(world: World, name: str | None) -> Iterator[str]:
    """Name an event, then what it is part of, and so on."""
    met: set[str] = set()
    while name is not None and name not in met:
        met.add(name)
        yield name
        name = world.library.events[name].part_of


def by_name(cases: Iterable[Case]) -> list[Case]:
    """Sort by name as a reader looks for it, then by id."""
    return sorted(cases, key=lambda case: (case.name.casefold(), case.id))


def referring_cases(linked: LinkedLibrary, name: str, fields: Iterable[str]) -> tuple[str, ...]:
    """List the cases that name a case in one of these fields, in the order of ids."""
    wanted = set(fields)
    return tuple(
        dict.fromkeys(
            reference.source[1]
            for reference in linked.back.get(("case", name), ())
            if reference.source[0] == "case"
            and wanted.intersection(map(str, reference.path))
            and not is_retracted(reference)
        )
    )


def is_retracted(reference: Reference) -> bool:
    """Whether a reference stands in an event that a source has taken back."""
    event = reference.event
    return isinstance(event, TimelineEvent) and event.retracted_by is not None


def _event_key(event: Event) -> tuple[object, ...]:
    return (event.date.sort_key, event.id)
