"""Resolving references into maps that lead both ways."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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

    def target(self, reference: Reference) -> Key | None:
        """Return the kind and id of what a reference means; None if there is no such thing."""
        return _target(self.library, reference.targets, reference.text)

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
    for holder, kind in _holders(library):
        found = tuple(references(holder, kind))
        forward[kind, holder.id] = found
        faults = [*inner_faults(library, holder)] if isinstance(holder, Case | Event) else []
        for reference in found:
            target = _target(library, reference.targets, reference.text)
            if target is None:
                faults += unknown_faults(library, reference)
            else:
                faults += part_faults(library, reference)
                if target != reference.source:
                    back[target].append(reference)
        if faults:
            problems += faults
            faulty.add((kind, holder.id))
    return LinkedLibrary(
        library,
        forward,
        {key: tuple(found) for key, found in back.items()},
        tuple(sorted([*library.problems, *problems])),
        frozenset(faulty),
    )


def _holders(library: Library) -> Iterator[tuple[Record | VocabularyTerm, str]]:
    """Go through all that can hold references, with its kind."""
    for record in library.records():
        yield record, record.kind_name
    for name, terms in library.vocabularies.items():
        for term in terms.values():
            yield term, f"vocabulary:{name}"


def _target(library: Library, targets: tuple[str, ...], text: str) -> Key | None:
    """Find what an id means among the kinds of things it may mean."""
    for kind in targets:
        name = text.partition(".")[0] if kind == Article.kind_name else text
        if name in library.of_kind(kind):
            return kind, name
        if kind == Organisation.kind_name and is_body(library.cases.get(name)):
            return Case.kind_name, name
    return None
