"""Records by id, each made when it is first asked for, and a note of what was asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

V_co = TypeVar("V_co", covariant=True)


class Look(NamedTuple):
    """One thing that was looked at: a record, or all ids of a kind.

    `what` is "record" (there or not, and what it says), "ids" (of a kind, `name` is empty), or a
    word of whoever else takes notes.
    """

    what: str
    kind: str
    name: str


@dataclass
class Notes:
    """Who looks at what: while somebody listens, every look is noted."""

    seen: set[Look] | None = None

    def note(self, what: str, kind: str, name: str = "") -> None:
        """Note a look, if somebody listens."""
        if self.seen is not None:
            self.seen.add(Look(what, kind, name))

    def listen(self) -> set[Look]:
        """Begin to note; returns the set that fills from now on."""
        self.seen = set()
        return self.seen

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Note nothing for a while."""
        before, self.seen = self.seen, None
        try:
            yield
        finally:
            self.seen = before


@dataclass(eq=False)
class Shelf(Mapping[str, V_co], Generic[V_co]):
    """Everything of one kind by id, in the order of ids; what nobody asks for is never made.

    What is made is kept, so that it is the same whenever it is asked for.
    """

    kind: str
    notes: Notes
    _makers: dict[str, Callable[[], V_co]] = field(default_factory=dict, repr=False)
    made: dict[str, V_co] = field(default_factory=dict, repr=False)
    """What has been asked for so far."""

    def put(self, name: str, maker: Callable[[], V_co]) -> None:
        """Say how something is made."""
        self._makers[name] = maker

    def keep(self, name: str, made: V_co) -> None:  # type: ignore[misc]
        """Take in something that is made already."""
        self.put(name, lambda: made)

    def take_over(self, other: "Shelf[V_co]", names: Iterable[str]) -> None:
        """Take what another shelf has made of the same files already."""
        self.made.update((name, other.made[name]) for name in names if name in other.made)

    def __getitem__(self, name: str) -> V_co:
        self.notes.note("record", self.kind, name)
        found = self.made.get(name)
        if found is None:
            found = self.made[name] = self._makers[name]()
        return found

    def __contains__(self, name: object) -> bool:
        self.notes.note("record", self.kind, str(name))
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        self.notes.note("ids", self.kind)
        return iter(self._makers)

    def __len__(self) -> int:
        self.notes.note("ids", self.kind)
        return len(self._makers)
