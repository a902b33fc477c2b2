"""What the history of the record consists of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, Literal

from casebook.differing.change import Change
from casebook.figures import Counted
from casebook.library import Key

What = Literal["added", "changed", "unclear", "removed"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A key figure of the home page in which a case was counted otherwise before."""

    figure: str
    before: Counted | None
    after: Counted | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to one record on one day, all commits of that day taken together.

    `unclear` is a change of which nothing can be told, as the older form cannot be read by the
    program of today; `removed` says that only a page is left that says so.
    """

    kind: str
    id: str
    when: datetime
    """The time of the day's last commit, UTC."""
    what: What
    changes: tuple[Change, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def key(self) -> Key:
        """Kind and id of the record."""
        return self.kind, self.id

    @property
    def day(self) -> date:
        """The day, UTC."""
        return self.when.date()


@dataclass(frozen=True)
class History:
    """All entries, newest first, then by kind and id; or none, with the reason."""

    entries: tuple[Entry, ...] = ()
    missing: Literal["", "no-git", "shallow"] = ""
    """Why there is none: no repository around the records, or one that was cut off."""
    first: date | None = None
    """The day of the first commit of a record."""

    @cached_property
    def _by_record(self) -> Mapping[Key, tuple[Entry, ...]]:
        found: defaultdict[Key, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def of(self, kind: str, name: str) -> tuple[Entry, ...]:
        """Return what happened to one record, newest first."""
        return self._by_record.get((kind, name), ())


NO_HISTORY: Final = History(missing="no-git")
