"""What a rule is, and what it gets to look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

from casebook.fold import Meaning, Order, State
from casebook.fold.liberty import state_set_by
from casebook.library import Key, KeyPath
from casebook.links import LinkedLibrary
from casebook.models import Case, Model, Record, TimelineEvent
from casebook.models.base import LocalText
from casebook.models.shape import fields_of
from casebook.permalinks import Line
from casebook.problems import Level, Place, Problem

Looked = TypeVar("Looked")

# Fields that hold a sign, a code or an address, and no words.
_NOT_WORDS: Final = frozenset(
    {"archived", "country", "currency", "field", "id", "lang", "number", "upr_numbers", "url"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: where, what, and how to mend it; the rule adds slug and level.

    `about` is None for the record that is looked at. With `key` the place is that of the key.
    `line` is one of the register, which no record holds.
    """

    path: KeyPath
    message: str
    mend: str
    key: bool = False
    about: Key | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[Looked]):
    """A rule: its stable slug, how much it weighs, and the generator that finds breaches."""

    slug: str
    level: Level
    find: Callable[[Looked], Iterator[Finding]]

    @property
    def says(self) -> str:
        """The rule in one line: the docstring of its generator."""
        return (self.find.__doc__ or "").strip().splitlines()[0].removesuffix(".")


def rule(
    slug: str, level: Level = Level.ERROR
) -> Callable[[Callable[[Looked], Iterator[Finding]]], Rule[Looked]]:
    """Make a rule of a generator whose docstring is the rule in one line."""
    return lambda find: Rule(slug, level, find)


@dataclass(frozen=True)
class RecordLook:
    """One record, and all that is around it."""

    linked: LinkedLibrary
    record: Record

    @property
    def key(self) -> Key:
        """Kind and id of the record."""
        return self.record.kind_name, self.record.id

    @cached_property
    def nodes(self) -> tuple[tuple[KeyPath, Model], ...]:
        """Every part of the record that somebody wrote, with its path."""
        return tuple(_nodes(self.record, ()))

    @cached_property
    def texts(self) -> tuple[tuple[KeyPath, str], ...]:
        """Every text in words that somebody wrote, with its path."""
        return tuple(found for path, node in self.nodes for found in _texts(node, path))

    def problem(self, rule: "Rule[RecordLook] | Rule[CaseLook]", found: Finding) -> Problem:
        """Make a problem of what a rule found in this record."""
        return as_problem(self.linked, found.about or self.key, rule.slug, rule.level, found)


@dataclass(frozen=True)
class CaseLook(RecordLook):
    """One case whose timeline can be played, with its state after everything."""

    case: Case
    state: State
    meaning: Meaning

    @cached_property
    def events(self) -> tuple[tuple[int, TimelineEvent], ...]:
        """The timeline as the file has it: position and event."""
        return tuple(enumerate(self.case.timeline))

    @cached_property
    def standing(self) -> tuple[tuple[int, TimelineEvent], ...]:
        """The timeline without what a source took back."""
        return tuple(one for one in self.events if one[1].retracted_by is None)

    def liberty_set_by(self, event: TimelineEvent) -> str | None:
        """The state of liberty that an event sets for the subject, and not for the accused."""
        if event.proceeding in self.about_others:
            return None
        found = state_set_by(event, self.meaning)
        return found[0] if found else None

    @cached_property
    def about_others(self) -> frozenset[str | None]:
        """Proceedings of this record in which the accused is somebody else."""
        return frozenset(one.id for one in self.case.proceedings if one.against == "others")

    @cached_property
    def order(self) -> Order:
        """Which of the standing events certainly came before which."""
        return Order(tuple(event for _, event in self.standing), self.meaning)


def as_problem(
    linked: LinkedLibrary, about: Key, slug: str, level: Level, found: Finding
) -> Problem:
    """Put a finding to its place."""
    return linked.library.problem(
        about, found.path, slug, found.message, found.mend, level=level, key=found.key
    )


def line_problem(line: Line, slug: str, level: Level, found: Finding) -> Problem:
    """Put a finding to its line of the register."""
    place = Place(line.path, line.number, 1, len(line.text))
    return Problem(place, level, slug, found.message, found.mend, ((line.number, line.text),))


def _nodes(model: Model, path: KeyPath) -> Iterator[tuple[KeyPath, Model]]:
    yield path, model
    written = model.model_fields_set
    for name, shape in fields_of(type(model)).items():
        if shape.model is None or name not in written:
            continue
        value = getattr(model, name)
        if shape.many:
            for index, item in enumerate(value):
                yield from _nodes(item, (*path, name, index))
        elif value is not None:
            yield from _nodes(value, (*path, name))


def _texts(model: Model, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Find the texts of one part, not of those below it."""
    written = model.model_fields_set
    for name, shape in fields_of(type(model)).items():
        if shape.model or shape.targets or name in _NOT_WORDS or name not in written:
            continue
        value = getattr(model, name)
        if isinstance(value, str):
            yield (*path, name), value
        elif shape.many:
            for index, item in enumerate(value):
                if isinstance(item, str):
                    yield (*path, name, index), item


def words_in(text: LocalText) -> Iterator[tuple[str, str]]:
    """Go through the languages of a text."""
    for lang in ("en", "ru", "kk"):
        if said := getattr(text, lang):
            yield lang, said
