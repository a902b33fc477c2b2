"""Which cases nobody has looked at for long: what an editor reads again first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from casebook.dates import EdtfDate
from casebook.fold import state
from casebook.fold.vocabulary import meaning_of
from casebook.library import Library
from casebook.publication import PUBLISHED

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Stale:
    """A case, its file, and up to when anything is known of it; None: no source has a date."""

    id: str
    path: str
    name: str
    known: EdtfDate | None


def stale(library: Library, as_of: date, after: timedelta = YEAR) -> tuple[Stale, ...]:
    """List published cases of which nothing is known for the time `after` before `as_of`.

    The longest unseen come first; those of which no date is known come before them.
    """
    return tuple(sorted(_stale(library, as_of - after), key=_age))


def _stale(library: Library, limit: date) -> Iterator[Stale]:
    meaning = meaning_of(library)
    for case in library.cases.values():
        known = state(case, meaning).known.until
        last = known.latest if known else None
        if case.publication.state == PUBLISHED and (last is None or last < limit):
            yield Stale(case.id, library.path(case.kind_name, case.id), case.name, known)


def _age(one: Stale) -> tuple[date, str]:
    last = one.known.latest if one.known else None
    return last or date.min, one.id
