"""Checking records again: only those that changed, and those that looked at what changed.

While a rule looks at a record, every look at another one is noted (`casebook.library.Notes`): at
the record, at who refers to it, at who has a name. A record that was found clean stays clean until
something that was looked at is another. So no rule has to say what it depends on, and none can
forget to. What was found wrong is not kept: that is looked at every time.

Rules on all records at once are not kept either. Vocabularies, redirects and the register of
addresses are looked at by so many that a change of one is a change of all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from casebook.cache import Cache, key_of
from casebook.checks import of_addresses, of_all, of_record, sound_meaning
from casebook.library import Key, Library, Look, without_collecting
from casebook.links import BACK, NAMESAKES, LinkedLibrary, Naming, faults_of, link_shelves
from casebook.models import Record
from casebook.problems import Problem
from casebook.workers import in_order

_TABLE: Final = "clean"
_FEW: Final = 100
"""So many records are sooner looked at again than written down."""
_SOON: Final = 1_500
"""So many are looked at in two seconds or so, if that is kept for the next time."""

Clean = dict[Key, frozenset[Look]]
"""Records found clean -> all that was looked at."""


def recheck(library: Library, cache: Cache) -> tuple[Problem, ...]:
    """Find every problem of a library of shelves, as `link` and `checks.run` would."""
    with without_collecting():
        work = _Work(library, cache)
        found = [*work.linked.problems, *of_all(work.linked)]
        unknown = [key for key in work.keys if not work.is_clean(key)]
        work.make_ready()
        with closing(in_order(work.looked_at, unknown)) as results:
            for key, (problems, looks) in zip(unknown, results, strict=True):
                found += problems
                if looks is not None:
                    work.found[key] = looks
        work.save()
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What is wrong in a few files, and by them in others."""

    problems: tuple[Problem, ...]
    records: int
    """How many records the files hold."""
    others_known: bool
    """Whether all others were looked at, now or before: without a cache they are not."""


def recheck_files(library: Library, cache: Cache, paths: Iterable[str]) -> Rechecked:
    """Find the problems in some files, and those that their records cause in others.

    A problem elsewhere is told if its rule looked at a record of these files, or if it is about an
    address of theirs. Of a file that is no record, such as a vocabulary, only what is wrong in it.
    """
    wanted = set(paths)
    with without_collecting():
        work = _Work(library, cache)
        found = [one for one in work.linked.problems if one.place.path in wanted]
        theirs = {key for key in work.keys if library.held(*key).shown in wanted}
        if wanted - {library.held(*key).shown for key in theirs}:
            found += (one for one in of_all(work.linked) if one.place.path in wanted)
        stale = [key for key in work.keys if key not in theirs and not work.is_clean(key)]
        for key in theirs:
            found += (problem for problem, _ in work.look_at(key))
        # Without a cache everything is stale, and to look at all is another question.
        known = len(stale) <= (_SOON if cache.keeps else _FEW)
        for key in stale if known else ():
            found += (
                problem
                for problem, looks in work.look_at(key)
                if any((look.kind, look.name) in theirs for look in looks)
            )
        found += of_addresses(work.linked, theirs)
        if known:
            work.save()
    # A file that is no record was asked for all of them already.
    return Rechecked(tuple(sorted({*found})), len(theirs), known)


@dataclass
class _Work:
    """One library, what is known of it, and what is found out."""

    library: Library
    cache: Cache
    found: Clean = field(default_factory=dict)

    @cached_property
    def linked(self) -> LinkedLibrary:
        return link_shelves(self.library, self.naming)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Kind and id of all records."""
        return tuple(key for key in self.naming.keys if not key[0].startswith("vocabulary:"))

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.library)

    @cached_property
    def meaning(self) -> Any:  # noqa: ANN401 - passed on as it is
        return sound_meaning(self.linked)

    def look_at(self, key: Key) -> Iterator[tuple[Problem, frozenset[Look]]]:
        """Find the problems of a record, each with what its rule looked at."""
        notes = self.library.notes
        all_looks: set[Look] = set()
        clean = True
        steps = self._steps(key)
        while True:
            looks = notes.listen()
            problems = next(steps, None)
            all_looks |= looks
            if problems is None:
                break
            clean = clean and not problems
            yield from ((problem, frozenset(looks)) for problem in problems)
        notes.seen = None
        if clean:
            self.found[key] = frozenset(all_looks)

    def make_ready(self) -> None:
        """Make what all records are looked at with, before there are copies of this process."""
        _ = self.meaning, self.naming.writers, self.naming.names

    def looked_at(self, key: Key) -> tuple[list[Problem], frozenset[Look] | None]:
        """Give the problems of a record; and if there are none, what was looked at."""
        looks = self.library.notes.listen()
        problems = [problem for found in self._steps(key) for problem in found]
        self.library.notes.seen = None
        return problems, None if problems else frozenset(looks)

    def _steps(self, key: Key) -> Iterator[tuple[Problem, ...]]:
        kind, name = key
        record = self.library.of_kind(kind)[name]
        if isinstance(record, Record):
            yield tuple(faults_of(self.library, record, self.linked.forward[key]))
            yield from of_record(self.linked, record, self.meaning)

    # --- what is known ------------------------------------------------------------------------

    def is_clean(self, key: Key) -> bool:
        """Whether a record is known to be clean, and all that was looked at is as it was."""
        looks = self._known.get(key)
        return looks is not None and (not self._changed or self._changed.isdisjoint(looks))

    def save(self) -> None:
        """Write down what was found clean, if it is much."""
        if len(self.found) < _FEW:
            return
        clean = {key: self._looks(key) for key in self.keys}
        numbers: dict[Look, int] = {}
        rows = [
            [*key, *(numbers.setdefault(look, len(numbers)) for look in sorted(looks))]
            for key, looks in clean.items()
            if looks is not None
        ]
        table = {
            "of": self._of_all,
            "looks": [[*look, self._seen(look)] for look in numbers],
            "clean": rows,
        }
        self.cache.keep(self._key, json.dumps(table, ensure_ascii=False, separators=(",", ":")))
        self.cache.save(self.cache.facts)

    def _looks(self, key: Key) -> frozenset[Look] | None:
        """What was looked at to find a record clean; None if it is not."""
        if key in self.found:
            return self.found[key]
        if not self.is_clean(key):
            return None
        return frozenset(self._table["looks"][number] for number in self._known[key])

    @cached_property
    def _key(self) -> bytes:
        return key_of(_TABLE, self.library.folder)

    @cached_property
    def _table(self) -> dict[str, Any]:
        text = self.cache.text(self._key)
        table: dict[str, Any] = json.loads(text) if text else {}
        if table.get("of") != self._of_all:
            return {"looks": [], "seen": [], "clean": []}
        looks = table["looks"]
        return {
            "looks": [Look(*row[:3]) for row in looks],
            "seen": [row[3] for row in looks],
            "clean": table["clean"],
        }

    @cached_property
    def _known(self) -> Mapping[Key, list[int]]:
        return {(row[0], row[1]): row[2:] for row in self._table["clean"]}

    @cached_property
    def _changed(self) -> frozenset[int]:
        """The numbers of looks that would see something else now."""
        seen = self._table["seen"]
        with self.library.notes.silence():
            return frozenset(
                number
                for number, look in enumerate(self._table["looks"])
                if self._sight(look) != seen[number]
            )

    # --- what there is to see -----------------------------------------------------------------

    @cached_property
    def _of_all(self) -> str:
        """What everything depends on: vocabularies, redirects, addresses, and how it is called."""
        library = self.library
        held = {
            key: library.held(*key).digest
            for kind, terms in (
                *((f"vocabulary:{name}", terms) for name, terms in library.vocabularies.items()),
                ("redirect", library.redirects),
            )
            for key in ((kind, name) for name in terms)
        }
        made = blake2b(library.folder.encode(), digest_size=20)
        for (kind, name), digest in held.items():
            made.update(f"\0{kind} {name} ".encode() + digest)
        for path, text in library.register.items():
            made.update(f"\0{path}\0{text}".encode())
        made.update(" ".join(sorted(library.broken_vocabularies)).encode())
        return made.hexdigest()

    def _seen(self, look: Look) -> str:
        """Write down what a look sees now."""
        with self.library.notes.silence():
            return self._sight(look)

    def _sight(self, look: Look) -> str:
        """Do the same while nobody listens."""
        if look.what == BACK:
            writers = self.naming.writers.get(look.name, ())
            return _digest(
                part for kind, name in writers for part in (kind, name, self._content(kind, name))
            )
        if look.what == NAMESAKES:
            return _digest(self.naming.names.get(look.name, ()))
        if look.what == "ids":
            return _digest(self.library.of_kind(look.kind))
        return self._content(look.kind, look.name)

    def _content(self, kind: str, name: str) -> str:
        """Tell one content of a record from another, and why there is none."""
        if name in self.library.of_kind(kind):
            return self.library.held(kind, name).digest.hex()
        return "broken" if name in self.library.broken else ""


def _digest(parts: Iterable[str]) -> str:
    told = "".join(f"{part}\0" for part in parts)
    return blake2b(told.encode(), digest_size=12).hexdigest()
