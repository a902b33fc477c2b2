"""By what cases can be chosen: worked out once, for the lists and for the page that filters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.dates import EdtfDate
from casebook.models import Case
from casebook.pages.gathered import Gathered
from casebook.pages.world import World


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing by which cases can be chosen."""

    id: str
    """Its name in addresses of the page that filters."""
    title: str
    """The key of its words."""
    index: str = ""
    """The kind of the list, as `addresses` calls it, that shows the same without JavaScript.

    Empty for facets of a list that stands on the page itself.
    """


FACETS: Final = (
    Facet("liberty", "facet-liberty", "liberty"),
    Facet("article", "facet-article", "article"),
    Facet("proceeding", "facet-proceeding", "proceeding"),
    Facet("outcome", "facet-outcome", "outcome"),
    Facet("imposed", "facet-imposed", "imposed"),
    Facet("restriction", "facet-restriction", "restriction"),
    Facet("region", "facet-region", "region"),
    Facet("year", "facet-year", "year"),
    Facet("event", "facet-event", "event"),
    Facet("role", "facet-role", "role"),
    Facet("organisation", "facet-organisation", "tie"),
    Facet("harm", "facet-harm", "harm"),
    Facet("designation", "facet-designation", "designation"),
    Facet("recogniser", "facet-recogniser", "recogniser"),
)
SUBJECT: Final = "subject"

Terms = Mapping[str, tuple[str, ...]]
"""Facet -> terms of one case, each once, in a stable order."""


def facets_of(world: World, gathered: Gathered, case: Case) -> Terms:
    """Say under which terms of each facet a case is found."""
    state = world.states[case.id]
    found: dict[str, Iterable[str | None]] = {
        "liberty": _liberty(world, case),
        "article": (
            charge.key.partition(".")[0]
            for one in state.proceedings
            for charge in one.charges
            if charge.is_article
        ),
        "proceeding": (one.proceeding.kind for one in state.proceedings),
        "outcome": (one.state for one in state.proceedings),
        "imposed": (
            imposed.item.kind
            for one in state.proceedings
            if one.proceeding.against == SUBJECT
            for imposed in one.imposed
            if imposed.superseded_by is None
        ),
        "restriction": (one.kind for one in state.restrictions),
        "region": _regions(world, case),
        "year": (str(year) for one in state.seen for year in one.date.years),
        "event": gathered.events_of.get(case.id, ()),
        "role": case.roles,
        "organisation": (one.organisation for one in case.affiliations),
        "harm": (kind for one in state.harm for kind in one.kinds),
        "designation": (one.kind for one in state.designations if one.withdrawn_by is None),
        "recogniser": (
            body for one in state.designations if one.withdrawn_by is None for body in one.event.by
        ),
    }
    return {
        name: tuple(dict.fromkeys(term for term in terms if term)) for name, terms in found.items()
    }


def _liberty(world: World, case: Case) -> Iterator[str]:
    """Name the state of liberty, as the list of cases by liberty does."""
    liberty = world.states[case.id].liberty
    if case.kind != "organisation" or liberty.event is not None:
        yield liberty.state


def _regions(world: World, case: Case) -> Iterator[str | None]:
    """Name the region of the subject, then those of its events."""
    towns = world.library.places
    seen = world.states[case.id].seen
    for place, region in ((case.place, case.region), *((one.place, one.region) for one in seen)):
        yield (towns[place].region if place else None) or region


def last_event(world: World, case: Case) -> EdtfDate | None:
    """The date of the last event in the order of the fold."""
    seen = world.states[case.id].seen
    return seen[-1].date if seen else None


def by_term(
    cases: Iterable[Case], terms: Mapping[str, Terms], facet: str
) -> Mapping[str, list[Case]]:
    """Turn it round: term -> cases, in the order given."""
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for term in terms[case.id][facet]:
            found[term].append(case)
    return found
