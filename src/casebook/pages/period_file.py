"""The small file from which the census of any date is counted in the reader's browser.

A script that sets one variable, so that it also loads from a folder on a disk. Stretches stand in
packed columns; days are counted from `base`, which is counted from 1970-01-01, and a stretch
without an end has no days. `docs/assets/javascripts/census.js` reads it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from casebook.dates import EdtfDate
from casebook.fold.days import groups_of
from casebook.markdown import plain
from casebook.pages.census import GROUPS, HOW, PERSON, Census
from casebook.pages.listing_file import ALPHABET_IN_FILES, as_script, id_to_write, raw
from casebook.pages.packing import numbers, texts

PERIOD_FILE: Final = "data/periods.js"
_EPOCH: Final = date(1970, 1, 1).toordinal()
_WORDS: Final = (
    "census-as-of",
    "census-choose",
    "census-found",
    "census-groups",
    "census-of-which",
    "census-since",
    "census-wrong-date",
    "column-known",
    "column-known-believed",
    "column-state",
)


def period_file(census: Census) -> bytes:
    """Write all stretches of confinement of all cases."""
    world = census.world
    rows = [(case, span) for case in census.cases for span in census.spans.get(case.id, ())]
    cases = [case for case in census.cases if case.id in census.spans]
    place = {case.id: number for number, case in enumerate(cases)}
    known = {when for _, span in rows for when in (span.confined.since, span.confined.known_until)}
    dates = sorted((when for when in known if when is not None), key=lambda when: when.sort_key)
    number = {when: position for position, when in enumerate(dates)}
    groups = groups_of(world.meaning)
    states = list(groups)
    certainties = list(HOW)
    form = world.date_words.forms["plain"]
    base = min((span.first.toordinal() - _EPOCH for _, span in rows), default=0)
    used = [*_WORDS, *HOW.values(), *(key for keys in GROUPS.values() for key in keys)]
    return as_script(
        "casebookPeriods",
        {
            "words": {key: raw(world.words, key) for key in used},
            "language": world.words.language,
            "groups": [[group, *keys] for group, keys in GROUPS.items()],
            "states": [
                [name, plain(world.label("liberty-states", name)), groups[name]] for name in states
            ],
            "certainties": [[name, HOW[name]] for name in certainties],
            "dayForm": {"text": form.day, "months": form.day_months},
            "dates": [world.date_in_words(when) for when in dates],
            **ALPHABET_IN_FILES,
            "name": texts(plain(case.name) for case in cases),
            "id": texts(id_to_write(case) for case in cases),
            "person": numbers(int(case.kind == PERSON) for case in cases),
            "case": numbers(place[case.id] for case, _ in rows),
            "base": base,
            "first": numbers(span.first.toordinal() - _EPOCH - base for _, span in rows),
            "days": numbers(
                (span.last - span.first).days + 1 if span.last else 0 for _, span in rows
            ),
            "state": numbers(states.index(span.confined.state) for _, span in rows),
            "certainty": numbers(certainties.index(span.confined.certainty) for _, span in rows),
            "since": numbers(_place(number, span.confined.since) for _, span in rows),
            "asOf": numbers(_place(number, span.confined.known_until) for _, span in rows),
        },
    )


def _place(number: Mapping[EdtfDate, int], when: EdtfDate | None) -> int:
    """Number dates from one; nought is none."""
    return 0 if when is None else number[when] + 1
