"""Linking records that stand on shelves: references are followed when somebody asks for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook.library import FOLDER_OF_KIND, Key, Library
from casebook.links.faults import default_faults
from casebook.links.linking import LinkedLibrary, faults_of, folded, target_of
from casebook.links.references import Reference, references
from casebook.models import Case, Term

BACK = "back"
"""What `Notes` call a look at all that refers to something."""
NAMESAKES = "namesakes"
"""What they call a look at who has a name."""


def link_shelves(library: Library, naming: "Naming") -> LinkedLibrary:
    """Link a library of shelves by who names whom in it; its problems are those of no one record.

    `faults_of` tells those of one record, and `faulty` holds terms of vocabularies only.
    """
    forward = _Forward(library, naming)
    problems = [*library.problems, *default_faults(library)]
    faulty = set()
    for name, terms in library.vocabularies.items():
        for term in terms.values():
            key = f"vocabulary:{name}", term.id
            faults = [*faults_of(library, term, forward[key])]
            if faults:
                problems += faults
                faulty.add(key)
    return LinkedLibrary(
        library,
        forward,
        _Back(library, forward, naming),
        tuple(sorted(problems)),
        frozenset(faulty),
        _Namesakes(library, naming),
    )


@dataclass(frozen=True, eq=False)
class Naming:
    """Who writes which id, and who has which name, by what is known of records not yet made."""

    library: Library

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Kind and id of all records, and then of terms of vocabularies, in their order."""
        library = self.library
        kinds = (
            *FOLDER_OF_KIND,
            Term.kind_name,
            *(f"vocabulary:{v}" for v in library.vocabularies),
        )
        return tuple((kind, name) for kind in kinds for name in library.of_kind(kind))

    @cached_property
    def writers(self) -> Mapping[str, tuple[Key, ...]]:
        """Id -> those that write it, in their order."""
        found: defaultdict[str, list[Key]] = defaultdict(list)
        for key in self.keys:
            if key[0].startswith("vocabulary:"):
                term = self.library.of_kind(key[0])[key[1]]
                names = {one.text.partition(".")[0] for one in references(term, key[0])}
            else:
                names = set(self.library.held(*key).facts.split("\n")[1:])
            for name in names:
                found[name].append(key)
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Name of a case -> the cases of that name."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.library.cases:
            label, _, _ = self.library.held(Case.kind_name, name).facts.partition("\n")
            found[folded(label)].append(name)
        return {name: tuple(cases) for name, cases in found.items()}


@dataclass(frozen=True, eq=False)
class _Forward(Mapping[Key, tuple[Reference, ...]]):
    """The references of each record; a look at them is a look at the record."""

    library: Library
    naming: Naming
    _made: dict[Key, tuple[Reference, ...]] = field(default_factory=dict)

    def __getitem__(self, key: Key) -> tuple[Reference, ...]:
        kind, name = key
        try:
            holder = self.library.of_kind(kind)[name]
        except KeyError:
            raise KeyError(key) from None
        if key not in self._made:
            self._made[key] = tuple(references(holder, kind))
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.naming.keys)

    def __len__(self) -> int:
        return len(self.naming.keys)


@dataclass(frozen=True, eq=False)
class _Back(Mapping[Key, tuple[Reference, ...]]):
    """The references to each record from elsewhere."""

    library: Library
    forward: _Forward
    naming: Naming
    _made: dict[Key, tuple[Reference, ...]] = field(default_factory=dict)

    def __getitem__(self, key: Key) -> tuple[Reference, ...]:
        kind, name = key
        self.library.notes.note(BACK, kind, name)
        if key not in self._made:
            # Who writes the id, and what it says, is noted in one.
            with self.library.notes.silence():
                self._made[key] = tuple(
                    reference
                    for writer in self.naming.writers.get(name, ())
                    if writer != key
                    for reference in self.forward[writer]
                    if reference.text.partition(".")[0] == name
                    and target_of(self.library, reference) == key
                )
        if not self._made[key]:
            raise KeyError(key)
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        return (key for key in self.naming.keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, eq=False)
class _Namesakes(Mapping[str, tuple[str, ...]]):
    """Who has a name."""

    library: Library
    naming: Naming

    def __getitem__(self, name: str) -> tuple[str, ...]:
        self.library.notes.note(NAMESAKES, Case.kind_name, name)
        with self.library.notes.silence():
            return self.naming.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.naming.names)

    def __len__(self) -> int:
        return len(self.naming.names)
