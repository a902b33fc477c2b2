"""What the real cases are like: how long, how many, and what follows what."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from casebook.fold import latest
from casebook.library import Library
from casebook.models import Case, Citation, Event, TimelineEvent

# Small Latin letters only: no name of a person or a place gets through.
_WORD: Final = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Measured:
    """Samples to draw from; each stands here as often as it occurs."""

    cases: tuple[Case, ...]
    group_events: tuple[Event, ...]
    events: tuple[TimelineEvent, ...]
    of_type: Mapping[str, tuple[TimelineEvent, ...]]
    following: Mapping[str, Mapping[str, int]]
    """Type of event, or "" before the first -> how often each type comes next."""
    proceeding_kinds: Mapping[str, str]
    """Type of event -> the kind of proceeding in which it mostly occurs."""
    words: tuple[str, ...]
    citations: tuple[tuple[date, str], ...]
    """Day up to which a source knows, and its id, by day."""


def measure(library: Library) -> Measured:
    """Look at all cases of a library."""
    cases = tuple(case for case in library.cases.values() if case.timeline)
    following: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    of_type: defaultdict[str, list[TimelineEvent]] = defaultdict(list)
    for case in cases:
        before = ""
        proceedings = {one.id: one.kind for one in case.proceedings}
        for event in case.timeline:
            following[before][event.type] += 1
            before = event.type
            of_type[event.type].append(event)
            if event.proceeding in proceedings:
                kinds[event.type][proceedings[event.proceeding]] += 1
    return Measured(
        cases=cases,
        group_events=tuple(library.events.values()),
        events=tuple(event for case in cases for event in case.timeline),
        of_type={name: tuple(found) for name, found in of_type.items()},
        following=following,
        proceeding_kinds={name: found.most_common(1)[0][0] for name, found in kinds.items()},
        words=tuple(_words(cases)),
        citations=tuple(sorted(_citations(library, cases))),
    )


def _words(cases: tuple[Case, ...]) -> Iterator[str]:
    for case in cases:
        for text in (case.summary.text, *(event.text for event in case.timeline)):
            yield from _WORD.findall(text.en or "")


def _citations(library: Library, cases: tuple[Case, ...]) -> Iterator[tuple[date, str]]:
    """Give each dated source as often as cases cite it, and once if none does."""
    cited: list[Citation] = [
        citation for case in cases for event in case.timeline for citation in event.sources
    ]
    for name in [*library.sources, *(citation.source for citation in cited)]:
        source = library.sources.get(name)
        reach = latest([source.issued, source.as_of]) if source else None
        if reach is not None and reach.latest is not None:
            yield reach.latest, name
