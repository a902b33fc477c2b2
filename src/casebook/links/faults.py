"""What can be wrong with references, in words."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from casebook.library import FOLDER_OF_KIND, Key, KeyPath, Library
from casebook.links.other_terms import meant_term
from casebook.links.references import Reference
from casebook.models import (
    RECORD_FOLDERS,
    Article,
    Case,
    Event,
    Glossary,
    Model,
    Organisation,
)
from casebook.models.shape import fields_of
from casebook.problems import Level, Place, Problem, closest

_FEW: Final = 12  # so many choices are listed in a mend; more are looked up in the file
_SINGULARS: Final = {"definition-bases": "definition-basis", "ways-out": "way-out"}


def singular(vocabulary: str) -> str:
    """Name one term of a vocabulary: `event-types` has `event-type`s."""
    if vocabulary in _SINGULARS:
        return _SINGULARS[vocabulary]
    if vocabulary.endswith("ies"):
        return vocabulary.removesuffix("ies") + "y"
    return vocabulary.removesuffix("es" if vocabulary.endswith("ses") else "s")


def is_body(case: Case | None) -> bool:
    """Whether a case can stand where a body is meant: a party can be a subject of its own."""
    return case is not None and case.kind == "organisation"


def unknown_faults(library: Library, reference: Reference) -> Iterator[Problem]:
    """Report an id that leads nowhere, unless what it means was there and could not be read."""
    kind = reference.targets[0]
    if kind.startswith("vocabulary:"):
        vocabulary = kind.removeprefix("vocabulary:")
        if vocabulary not in library.broken_vocabularies:
            yield _unknown_term(library, reference, vocabulary)
        return
    name = reference.text.partition(".")[0] if kind == Article.kind_name else reference.text
    if name in library.broken:
        return
    message = f"there is no {kind} {name}"
    near = _nearest(name, tuple(library.of_kind(kind)))
    hint = f" (did you mean {near}?)" if near else ""
    here = f"{library.folder}/{FOLDER_OF_KIND[kind]}/{name}.yaml" if kind in FOLDER_OF_KIND else ""
    mend = f"correct the id{hint} or add {here or 'it to ' + library.folder + '/glossary.yaml'}"
    if kind == Organisation.kind_name and name in library.cases:
        message = f"{name} is a case, and no organisation"
        mend = "name a body here, or say in the case that its kind is organisation"
    yield library.problem(reference.source, reference.path, f"unknown-{kind}", message, mend)


def part_faults(library: Library, reference: Reference) -> Iterator[Problem]:
    """Report a part that its article does not list; an article that lists none has any."""
    name, _, number = reference.text.partition(".")
    if reference.targets[0] != Article.kind_name or not number:
        return
    parts = [part.number for part in library.articles[name].parts]
    if parts and number not in parts:
        message = f"article {name} has no part {number}"
        mend = f"write one of {', '.join(f'{name}.{part}' for part in parts)}, or {name} alone"
        yield library.problem(reference.source, reference.path, "unknown-part", message, mend)


def inner_faults(library: Library, record: Case | Event) -> Iterator[Problem]:
    """Report what is wrong with the short ids that are good within one record only."""
    key = record.kind_name, record.id
    events = [event.id for event in record.timeline]
    yield from _twice(library, key, "timeline", events)
    if isinstance(record, Event):
        return
    proceedings = [proceeding.id for proceeding in record.proceedings]
    yield from _twice(library, key, "proceedings", proceedings)
    for index, proceeding in enumerate(record.proceedings):
        path: KeyPath = ("proceedings", index, "severed_from")
        if proceeding.severed_from not in (None, *proceedings):
            yield _unknown_inner(library, key, path, proceeding.severed_from, proceedings)
    for index, event in enumerate(record.timeline):
        if event.proceeding not in (None, *proceedings):
            path = ("timeline", index, "proceeding")
            yield _unknown_inner(library, key, path, event.proceeding, proceedings)
        for field, named in (("after", event.after), ("lifts", event.lifts)):
            for position, name in enumerate(named):
                if name not in events:
                    path = ("timeline", index, field, position)
                    yield _unknown_inner(library, key, path, name, events)


def default_faults(library: Library) -> Iterator[Problem]:
    """Report a vocabulary without a term that records take when they leave a field out."""
    for vocabulary, term in sorted(_defaults((*RECORD_FOLDERS.values(), Glossary))):
        if vocabulary in library.broken_vocabularies or term in library.vocabularies[vocabulary]:
            continue
        place = Place(f"{library.folder}/vocabularies/{vocabulary}.yaml", 1, 1)
        message = f"the term '{term}' is missing, which a record means by leaving the field out"
        yield Problem(place, Level.ERROR, "missing-default", message, f"add the term '{term}'", ())


def _defaults(models: Iterable[type[Model]]) -> set[tuple[str, str]]:
    """Collect vocabulary and term of every default in the models and below."""
    found = set()
    for model in models:
        for name, shape in fields_of(model).items():
            default = model.model_fields[name].default
            if shape.model:
                found |= _defaults([shape.model])
            elif shape.targets and isinstance(default, str):
                found.add((shape.targets[0].removeprefix("vocabulary:"), default))
    return found


def _unknown_term(library: Library, reference: Reference, vocabulary: str) -> Problem:
    """Word an id that a vocabulary does not have."""
    text, terms = reference.text, library.vocabularies[vocabulary]
    what = singular(vocabulary)
    renewed = [r.id for r in library.regions.values() if text in r.former_codes]
    near = meant_term(text, vocabulary, terms) or _nearest(text, tuple(terms))
    hint = f" (did you mean {near}?)" if near else ""
    mend = f"write one of {', '.join(terms)}{hint}"
    if len(terms) > _FEW:
        mend = f"choose one from {library.folder}/vocabularies/{vocabulary}.yaml{hint}"
    if vocabulary == "regions" and renewed:
        mend = f"write {' or '.join(renewed)}: {text} is a code from before 2022"
    message = f"there is no {what.replace('-', ' ')} '{text}'"
    return library.problem(reference.source, reference.path, f"unknown-{what}", message, mend)


def _unknown_inner(
    library: Library, key: Key, path: KeyPath, name: str | None, there: list[str]
) -> Problem:
    """Word a short id that the record does not have."""
    field = next(step for step in reversed(path) if isinstance(step, str))
    of_event = field in ("after", "lifts")
    what = "event" if of_event else "proceeding"
    near = closest(name or "", there)
    hint = f" (did you mean {near}?)" if near else ""
    where = "timeline" if of_event else "proceedings"
    slug = "unknown-timeline-event" if of_event else "unknown-proceeding"
    message = f"this record has no {what} '{name}'"
    mend = f"correct the id{hint} or add it under '{where}'"
    return library.problem(key, path, slug, message, mend)


def _twice(library: Library, key: Key, field: str, names: list[str]) -> Iterator[Problem]:
    """Report short ids that stand for two things."""
    if len(set(names)) == len(names):
        return
    seen = set()
    slug = {"timeline": "duplicate-timeline-id", "proceedings": "duplicate-proceeding-id"}[field]
    for index, name in enumerate(names):
        if name in seen:
            message = f"the id '{name}' is taken by an item above"
            mend = "give one of the two another id"
            yield library.problem(key, (field, index, "id"), slug, message, mend)
        seen.add(name)


@lru_cache(maxsize=10_000)  # one slip is often made in many records, and a search takes long
def _nearest(text: str, choices: tuple[str, ...]) -> str | None:
    """Find the id that was probably meant."""
    return closest(text, choices)
