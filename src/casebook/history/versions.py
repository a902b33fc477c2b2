"""Which forms each file has had: the last of each day, as the main line of history has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casebook.revisions import Touch


@dataclass(frozen=True, slots=True)
class Version:
    """The last form that a file had on a day; `blob` is None if it was gone."""

    when: datetime
    blob: str | None


def by_path(touches: Iterable[Touch]) -> Mapping[str, tuple[Version, ...]]:
    """Keep of all changes of a file the last of each day, oldest first.

    What is done and undone within a day has not happened.
    """
    days: dict[str, dict[date, Version]] = {}
    for touch in touches:
        here = days.setdefault(touch.path, {})
        here[touch.when.date()] = Version(touch.when, touch.blob)
    told = {path: _told_apart(versions.values()) for path, versions in days.items()}
    return {path: versions for path, versions in told.items() if versions}


def _told_apart(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Leave out forms that equal the one before them."""
    kept: list[Version] = []
    for one in versions:
        if one.blob != (kept[-1].blob if kept else None):
            kept.append(one)
    return tuple(kept)
