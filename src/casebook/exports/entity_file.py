"""`entities.ftm.json`: entities of FollowTheMoney, one a line."""

from collections.abc import Iterable
from pathlib import Path

from casebook.exports import ftm
from casebook.exports.exported import ExportedCase
from casebook.exports.world import ExportedWorld


class EntityFile:
    """The file, filled as records come."""

    def __init__(self, path: Path, world: ExportedWorld) -> None:
        """Begin with what cases refer to."""
        self.path, self._world = path, world
        self._file = path.open("wb")
        library = world.library
        self._add(ftm.of_source(world, one) for one in library.sources.values())
        self._add(ftm.of_organisation(world, one) for one in library.organisations.values())

    def add(self, case: ExportedCase) -> None:
        """Add what there is of a case."""
        self._add(ftm.of_case(self._world, case))

    def close(self) -> Path:
        """End with events of several."""
        events = self._world.library.events.values()
        self._add(ftm.of_group_event(self._world, one) for one in events)
        self._file.close()
        return self.path

    def _add(self, entities: Iterable[ftm.Entity]) -> None:
        for one in entities:
            self._file.write(one.line() + b"\n")
