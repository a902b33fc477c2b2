"""What a library holds: records by kind and id, vocabularies, places, problems."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, cast

from casebook import source
from casebook.library.shelves import Notes, Shelf
from casebook.models import (
    RECORD_FOLDERS,
    Article,
    Case,
    Event,
    Organisation,
    Recommendation,
    Record,
    Redirect,
    Source,
    Statistic,
    Term,
    VocabularyTerm,
)
from casebook.models.vocabulary import (
    Code,
    EventType,
    LibertyState,
    PlaceTerm,
    ProcedureState,
    Region,
    SentenceKind,
)
from casebook.problems import Level, Place, Problem

Key = tuple[str, str]
KeyPath = tuple[str | int, ...]

FOLDER_OF_KIND: Final[Mapping[str, str]] = {
    model.kind_name: folder for folder, model in RECORD_FOLDERS.items()
}
"""Kind of record as `Ref` calls it -> folder under `data/`."""
_FIELD_OF_KIND: Final = {**FOLDER_OF_KIND, Term.kind_name: "terms"}


@dataclass(frozen=True, slots=True)
class Held:
    """The file that holds a record or a term."""

    shown: str
    """What problems call it."""
    content: bytes = field(repr=False)
    path: KeyPath
    """Where in the file it stands."""
    facts: str = field(repr=False)
    """In lines: the label of a record, and all that it names. Empty for a term of a vocabulary."""
    digest: bytes = field(repr=False)
    """Of the content, and of what it is read as."""

    @property
    def text(self) -> str:
        """What the file says, with the line breaks of Unix."""
        return source.text_of(self.content)


@dataclass(frozen=True, slots=True)
class Library:
    """Every record that could be read, by kind and id, in the order of ids; and what was wrong.

    A record of which `broken` holds the id was there and could not be read: a reference to it is
    not reported again. A vocabulary in `broken_vocabularies` is empty here for the same reason.
    """

    cases: Mapping[str, Case]
    articles: Mapping[str, Article]
    events: Mapping[str, Event]
    organisations: Mapping[str, Organisation]
    sources: Mapping[str, Source]
    statistics: Mapping[str, Statistic]
    recommendations: Mapping[str, Recommendation]
    terms: Mapping[str, Term]
    redirects: Mapping[str, Redirect]
    """Addresses that have moved, by the old address."""
    register: Mapping[str, str]
    """The register of published addresses: path of each of its files -> its text."""
    vocabularies: Mapping[str, Mapping[str, VocabularyTerm]]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    broken_vocabularies: frozenset[str]
    files: int
    """How many files of records were found, readable or not; vocabularies do not count."""
    folder: str
    """What problems call the folder, such as `data`."""
    notes: Notes = field(repr=False)
    """Notes who looks at what, while the records stand on shelves."""
    _held: Mapping[Key, Held] = field(repr=False)

    def of_kind(self, kind: str) -> Mapping[str, Record | VocabularyTerm]:
        """Return all of one kind, named as `Ref` names it: `case`, `term`, `vocabulary:roles`."""
        name = _FIELD_OF_KIND.get(kind)
        if name is None:
            return self.vocabularies[kind.removeprefix("vocabulary:")]
        return cast("Mapping[str, Record]", getattr(self, name))

    def records(self) -> Iterator[Record]:
        """Go through all records and terms, kind by kind, in the order of ids."""
        for kind in (*FOLDER_OF_KIND, Term.kind_name):
            yield from cast("Mapping[str, Record]", self.of_kind(kind)).values()

    @property
    def event_types(self) -> Mapping[str, EventType]:
        """Types of timeline events."""
        return cast("Mapping[str, EventType]", self.vocabularies["event-types"])

    @property
    def liberty_states(self) -> Mapping[str, LibertyState]:
        """States of liberty."""
        return cast("Mapping[str, LibertyState]", self.vocabularies["liberty-states"])

    @property
    def procedure_states(self) -> Mapping[str, ProcedureState]:
        """States of proceedings and charges."""
        return cast("Mapping[str, ProcedureState]", self.vocabularies["procedure-states"])

    @property
    def sentence_kinds(self) -> Mapping[str, SentenceKind]:
        """What can be imposed."""
        return cast("Mapping[str, SentenceKind]", self.vocabularies["sentence-kinds"])

    @property
    def regions(self) -> Mapping[str, Region]:
        """Regions, by code."""
        return cast("Mapping[str, Region]", self.vocabularies["regions"])

    @property
    def places(self) -> Mapping[str, PlaceTerm]:
        """Towns and villages."""
        return cast("Mapping[str, PlaceTerm]", self.vocabularies["places"])

    @property
    def codes(self) -> Mapping[str, Code]:
        """Codes and laws, by edition."""
        return cast("Mapping[str, Code]", self.vocabularies["codes"])

    def whole(self) -> "Library":
        """Make every record, for whoever needs them all: plain mappings are quicker."""
        kinds: dict[str, Any] = {
            name: dict(self.of_kind(kind))
            for kind, name in (*FOLDER_OF_KIND.items(), (Term.kind_name, "terms"))
        }
        return replace(self, **kinds)

    def take_over(self, before: "Library") -> None:
        """Take the records made in an earlier library of shelves that are the same in this one."""
        for kind in (*FOLDER_OF_KIND, Term.kind_name):
            shelf, old = self.of_kind(kind), before.of_kind(kind)
            if isinstance(shelf, Shelf) and isinstance(old, Shelf):
                earlier = {name for (one, name) in before.all_held if one == kind}
                same = (
                    name
                    for name in earlier & {name for (one, name) in self._held if one == kind}
                    if before.held(kind, name).digest == self._held[kind, name].digest
                )
                shelf.take_over(old, same)

    @property
    def all_held(self) -> Mapping[Key, Held]:
        """The file that holds each record, term and redirect, by kind and id."""
        return self._held

    def held(self, kind: str, name: str) -> Held:
        """Return the file that holds a record or a term."""
        return self._held[kind, name]

    def path(self, kind: str, name: str) -> str:
        """Return the path of the file that holds a record, such as `data/cases/x.yaml`."""
        return self._held[kind, name].shown

    def text(self, kind: str, name: str) -> str:
        """Return the text of the file that holds a record, as it was read."""
        return self._held[kind, name].text

    def place(self, kind: str, name: str, path: KeyPath = (), *, key: bool = False) -> Place:
        """Find the line of a value in a record, or of its key; the nearest parent's if absent.

        A vocabulary's kind is `vocabulary:roles`, and its name is the term's id.
        """
        held = self._held[kind, name]
        return _document(held.shown, held.content).place((*held.path, *path), key=key)

    def problem(  # noqa: PLR0913 - a problem has so many parts
        self,
        about: Key,
        path: KeyPath,
        slug: str,
        message: str,
        mend: str,
        *,
        level: Level = Level.ERROR,
        key: bool = False,
    ) -> Problem:
        """Make a problem about a value (or its key) of the record `about`: a kind and an id."""
        place = self.place(*about, path, key=key)
        held = self._held[about]
        excerpt = _document(held.shown, held.content).excerpt(place)
        return Problem(place, level, slug, message, mend, excerpt)


@lru_cache(maxsize=64)
def _document(path: str, content: bytes) -> source.Document:
    """Read a file again: to keep the values of all, for a few places, doubles the memory."""
    return cast("source.Document", source.read(path, content))
