"""A world that notes every look at a record while a page of it is made.

Looks are noted as rules note theirs (`casebook.library.Notes`). Vocabularies, the glossary, words
and redirects are not: they are part of what every page depends on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar, cast

from casebook.history import Entry, History
from casebook.library import FOLDER_OF_KIND, Key, Library, Notes
from casebook.links import BACK, NAMESAKES
from casebook.pages.gathered import Gathered
from casebook.pages.world import World

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)

RECORD: Final = "record"
IDS: Final = "ids"
STATE: Final = "state"
DATES: Final = "dates"
HISTORY: Final = "history"
CHARGED: Final = "charged"
WAYS_OUT: Final = "ways_out"
GATHERED: Final = ("how_many_charged", "taking_part", "referring", "events_of")
WHOLE: Final = "whole of "
"""Begins what is noted of a look at all of something at once, which nobody can take notice of."""


@dataclass(frozen=True, eq=False)
class Watched(Mapping[K, V_co]):
    """A mapping of which each look is noted under `what`; its keys are ids, or kinds and ids."""

    what: str
    kind: str
    items_: Mapping[K, V_co]
    notes: Notes

    def __getitem__(self, key: K) -> V_co:
        self._note(key)
        return self.items_[key]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self.items_

    def __iter__(self) -> Iterator[K]:
        self._note_all()
        return iter(self.items_)

    def __len__(self) -> int:
        self._note_all()
        return len(self.items_)

    def _note(self, key: object) -> None:
        if isinstance(key, tuple):
            kind, name = cast("Key", key)
            self.notes.note(self.what, kind, name)
        else:
            self.notes.note(self.what, self.kind, str(key))

    def _note_all(self) -> None:
        if self.what == RECORD and self.kind:
            self.notes.note(IDS, self.kind)
        else:
            self.notes.note(WHOLE + self.what, self.kind)


class _WatchedHistory(History):
    """What happened to one record; all entries at once are not to be had of it."""

    def __init__(self, history: History, notes: Notes) -> None:
        super().__init__((), history.missing, history.first)
        object.__setattr__(self, "_found", (history, notes))

    def of(self, kind: str, name: str) -> tuple[Entry, ...]:
        history, notes = cast("tuple[History, Notes]", self.__dict__["_found"])
        notes.note(HISTORY, kind, name)
        return history.of(kind, name)


def watched(world: World, notes: Notes) -> World:
    """Copy a world so that it notes looks."""
    library = watched_library(world.library, notes)
    linked = replace(
        world.linked,
        library=library,
        forward=Watched(RECORD, "", world.linked.forward, notes),
        back=Watched(BACK, "", world.linked.back, notes),
        namesakes=Watched(NAMESAKES, "case", world.linked.namesakes, notes),
    )
    sources = Watched(DATES, "source", world.meaning.sources, notes)
    return replace(
        world,
        linked=linked,
        states=Watched(STATE, "case", world.states, notes),
        meaning=replace(world.meaning, sources=sources),
        history=_WatchedHistory(world.history, notes),
    )


def watched_library(library: Library, notes: Notes) -> Library:
    """Copy a library so that it notes looks at records, and at the files that hold them."""
    kinds = {
        folder: Watched(RECORD, kind, library.of_kind(kind), notes)
        for kind, folder in FOLDER_OF_KIND.items()
    }
    held = Watched(RECORD, "", library.all_held, notes)
    return replace(library, **kinds, _held=held, notes=notes)  # type: ignore[arg-type]


def watched_ties(gathered: Gathered, notes: Notes) -> Gathered:
    """Copy what was gathered so that it notes looks."""
    return Gathered(
        charged=Watched(CHARGED, "article", gathered.charged, notes),
        how_many_charged=Watched("how_many_charged", "article", gathered.how_many_charged, notes),
        taking_part=Watched("taking_part", "event", gathered.taking_part, notes),
        referring=Watched("referring", "event", gathered.referring, notes),
        events_of=Watched("events_of", "case", gathered.events_of, notes),
        all_ways_out=(),  # of lists only
        ways_out=Watched(WAYS_OUT, "event", gathered.ways_out, notes),
    )
