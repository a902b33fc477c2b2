"""Resolving references into maps that lead both ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.library import Key, Library, without_collecting
from casebook.links.faults import (
    default_faults,
    inner_faults,
    is_body,
    part_faults,
    unknown_faults,
)
from casebook.links.references import Reference, references
from casebook.models import Article, Case, Event, Organisation, Record, VocabularyTerm
from casebook.models.article import Part
from casebook.problems import Problem

_ARTICLE: Final = Article.kind_name
_ORGANISATION: Final = Organisation.kind_name


@dataclass(frozen=True, slots=True)
class LinkedLibrary:
    """A library with its references resolved.

    `forward` holds the references of each record and term in the order of its fields. `back` holds
    those to it from elsewhere: the key of a part of an article is that of the article, the key of
    a body that is a case is that of the case. `problems` are those of the library and these.
    """

    library: Library
    forward: Mapping[Key, tuple[Reference, ...]]
    back: Mapping[Key, tuple[Reference, ...]]
    problems: tuple[Problem, ...]
    faulty: frozenset[Key]
    """Records with a reference that leads nowhere: what is computed from them may be wrong."""
    namesakes: Mapping[str, tuple[str, ...]]
    """Name of a case as `folded` gives it -> the cases of that name, in the order of ids."""

    def target(self, reference: Reference) -> Key | None:
        """Return the kind and id of what a reference means; None if there is no such thing."""
        return target_of(self.library, reference)

    def article(self, text: str) -> tuple[Article, Part | None]:
        """Resolve `cc-405`, or `cc-272.1`: the part is None where the article lists none.

        Raises KeyError for what is not there, which `link` has reported.
        """
        name, _, number = text.partition(".")
        article = self.library.articles[name]
        parts = {part.number: part for part in article.parts}
        return article, parts[number] if number and parts else None

    def organisation(self, name: str) -> Organisation | Case:
        """Resolve a body: a record of its own, or a case of kind `organisation`.

        Raises KeyError for what is not there, which `link` has reported.
        """
        return self.library.organisations.get(name) or self.library.cases[name]


def link(library: Library) -> LinkedLibrary:
    """Resolve every reference of a library."""
    with without_collecting():
        return _link(library)


def _link(library: Library) -> LinkedLibrary:
    forward: dict[Key, tuple[Reference, ...]] = {}
    back: defaultdict[Key, list[Reference]] = defaultdict(list)
    problems = list(default_faults(library))
    faulty = set()
    for holder, kind in holders_of(library):
        found = tuple(references(holder, kind))
        forward[kind, holder.id] = found
        for reference in found:
            target = target_of(library, reference)
            if target is not None and target != reference.source:
                back[target].append(reference)
        faults = [*faults_of(library, holder, found)]
        if faults:
            problems += faults
            faulty.add((kind, holder.id))
    names: defaultdict[str, list[str]] = defaultdict(list)
    for case in library.cases.values():
        names[folded(case.name)].append(case.id)
    return LinkedLibrary(
        library,
        forward,
        {key: tuple(found) for key, found in back.items()},
        tuple(sorted([*library.problems, *problems])),
        frozenset(faulty),
        {name: tuple(cases) for name, cases in names.items()},
    )


def faults_of(
    library: Library, holder: Record | VocabularyTerm, found: Iterable[Reference]
) -> Iterator[Problem]:
    """Find what is wrong with the references of one record or term."""
    if isinstance(holder, Case | Event):
        yield from inner_faults(library, holder)
    for reference in found:
        if target_of(library, reference) is None:
            yield from unknown_faults(library, reference)
        elif "." in reference.text:
            yield from part_faults(library, reference)


def folded(name: str) -> str:
    """Write a name so that two that differ in capitals and spaces only are the same."""
    return " ".join(name.casefold().split())


def holders_of(library: Library) -> Iterator[tuple[Record | VocabularyTerm, str]]:
    """Go through all that can hold references, with its kind."""
    for record in library.records():
        yield record, record.kind_name
    for name, terms in library.vocabularies.items():
        for term in terms.values():
            yield term, f"vocabulary:{name}"


def target_of(library: Library, reference: Reference) -> Key | None:
    """Find what an id means among the kinds of things it may mean."""
    text = reference.text
    for kind in reference.targets:
        name = text.partition(".")[0] if kind == _ARTICLE else text
        if name in library.of_kind(kind):
            return kind, name
        if kind == _ORGANISATION and is_body(library.cases.get(name)):
            return Case.kind_name, name
    return None
