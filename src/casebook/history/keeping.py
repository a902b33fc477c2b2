"""Comparisons that were made before, kept so that an older form is read once and not each time.

What a comparison came to follows from the two contents, the program, the vocabularies, and of the
records that both forms name: whether each is shown now, and up to when it knows if it is a source.
The contents are in the key, the program chooses the file; the rest is written down beside what was
kept and looked at before it is trusted.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from pydantic import TypeAdapter

from casebook.differing.change import Change
from casebook.differing.forms import Shows
from casebook.fold import Meaning
from casebook.history.entry import Moved
from casebook.library import Key, Library
from casebook.models import VOCABULARIES

Mentions = tuple[tuple[tuple[str, ...], str], ...]
"""What a form names: kinds that may be meant, and the id."""


class Keeper(Protocol):
    """Keeps texts by key; `casebook.cache.Cache` is one."""

    def text(self, key: bytes) -> str | None:
        """Return what was kept, or None."""
        ...

    def keep(self, key: bytes, text: str) -> None:
        """Remember a text."""
        ...

    def save(self, asked_for: Iterable[bytes]) -> None:
        """Write what is new; what was not asked for may go."""
        ...


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison of two forms of one record came to."""

    before: str
    """Why there is no older form (`unread`, `unpublished`); empty if there is one."""
    after: str
    changes: tuple[Change, ...] = ()
    moved: tuple[Moved, ...] = ()
    mentions: Mentions = ()


_COMPARED = TypeAdapter(Compared)


@dataclass
class Kept:
    """What was kept of comparisons, as far as it still holds."""

    library: Library
    meaning: Meaning
    shows: Shows
    keeper: Keeper | None = None
    _asked: set[bytes] = field(default_factory=set, repr=False)
    _ground: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Digest the vocabularies, which decide on every comparison."""
        made = blake2b(digest_size=16)
        for name in VOCABULARIES:
            for term in self.library.vocabularies[name].values():
                made.update(term.model_dump_json(exclude_unset=True).encode())
        self._ground = made.hexdigest()

    def find(self, key: Key, old: str, new: str) -> Compared | None:
        """Return a comparison that was made before and would come out the same."""
        if self.keeper is None:
            return None
        name = _name(key, old, new)
        self._asked.add(name)
        text = self.keeper.text(name)
        if text is None:
            return None
        kept = json.loads(text)
        found = _COMPARED.validate_python(kept["compared"])
        return found if kept["holds"] == self._holds(found.mentions) else None

    def keep(self, key: Key, old: str, new: str, compared: Compared) -> None:
        """Keep a comparison."""
        if self.keeper is not None:
            made = _COMPARED.dump_python(compared, mode="json")
            text = json.dumps({"compared": made, "holds": self._holds(compared.mentions)})
            self.keeper.keep(_name(key, old, new), text)

    def save(self) -> None:
        """Write what is new."""
        if self.keeper is not None:
            self.keeper.save(self._asked)

    def _holds(self, mentions: Mentions) -> str:
        """Digest all that decides on a comparison beside its contents and the program."""
        made = blake2b(self._ground.encode(), digest_size=16)
        for kinds, name in mentions:
            dates = self.meaning.sources.get(name) if kinds == ("source",) else None
            said = f"{kinds} {name} {self.shows(kinds, name)} "
            made.update(said.encode())
            if dates is not None:
                made.update(f"{dates.issued} {dates.as_of}".encode())
        return made.hexdigest()


def _name(key: Key, old: str, new: str) -> bytes:
    return blake2b("\0".join((*key, old, new)).encode(), digest_size=20).digest()
