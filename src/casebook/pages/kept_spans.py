"""Stretches of confinement of all cases: played for those that changed, kept for the others.

What is kept of a case is right for as long as its state is (`casebook.pages.seeing`); it lies
beside what is kept of records, for one version of the program.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from typing import Any, Final

from casebook.cache import Cache, key_of
from casebook.dates import EdtfDate
from casebook.fold.days import Confined, History, Span
from casebook.fold.meaning import Meaning
from casebook.library import Key, Look
from casebook.models import Case
from casebook.pages.seeing import Seeing, digest_of
from casebook.pages.watched import STATE
from casebook.workers import in_order

_TABLE: Final = "spans"
Row = list[Any]
"""First day, last day, group, state, certainty, since, known until."""


def spans_of(seeing: Seeing, cases: Sequence[Case], cache: Cache) -> Mapping[str, tuple[Span, ...]]:
    """Tell the stretches of confinement of each case that has any, in the order of the cases."""
    world = seeing.world
    key = key_of(_TABLE, world.library.folder)
    text = cache.text(key)
    before: dict[str, list[Any]] = json.loads(text) if text else {}
    states = (digest_of([seeing.of_all, seeing.seen(Look(STATE, *_key(one)))]) for one in cases)
    digests = {case.id: digest for case, digest in zip(cases, states, strict=True)}
    known = {name for name, found in digests.items() if before.get(name, [None])[0] == found}
    unknown = [case for case in cases if case.id not in known]
    with closing(in_order(partial(_played, world.meaning), unknown)) as results:
        now: dict[str, list[Any]] = {
            case.id: before[case.id] if case.id in known else [digests[case.id], next(results)]
            for case in cases
        }
    if unknown or len(before) != len(now):
        cache.keep(key, json.dumps(now, separators=(",", ":")))
        # All that is kept stays: what to drop is for those who read the records to say.
        cache.save(cache.facts)
    return {name: tuple(_spans(rows)) for name, (_, rows) in now.items() if rows}


def _key(case: Case) -> Key:
    return case.kind_name, case.id


def _played(meaning: Meaning, case: Case) -> list[Row]:
    return [
        [
            one.first.isoformat(),
            one.last.isoformat() if one.last else None,
            one.confined.group,
            one.confined.state,
            one.confined.certainty,
            *(
                when.text if when else None
                for when in (one.confined.since, one.confined.known_until)
            ),
        ]
        for one in History(case, meaning).spans()
    ]


def _spans(rows: list[Row]) -> Iterator[Span]:
    for first, last, group, state, certainty, since, until in rows:
        yield Span(
            date.fromisoformat(first),
            date.fromisoformat(last) if last else None,
            Confined(
                group,
                state,
                certainty,
                EdtfDate.parse(since) if since else None,
                EdtfDate.parse(until) if until else None,
            ),
        )
