"""What may be shown: the library without withheld and removed records, and without a trace of them.

A reference to a record that is not shown goes; where it was all that a statement rested on, the
statement goes with it, and so on upwards. Pages and exports are made from what is left, so none of
them has to remember the rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from casebook.library import FOLDER_OF_KIND, Key, Library
from casebook.links import LinkedLibrary, link
from casebook.models import Case, Model, Publication, Record, Term
from casebook.models.shape import fields_of

PUBLISHED: Final = "published"
TOMBSTONE: Final = "tombstone"
# Without the source that takes it back, an event would stand as if nobody had.
_LOAD_BEARING: Final = frozenset({"retracted_by"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown, and the records of which only a page is left that says so."""

    linked: LinkedLibrary
    removed: Mapping[Key, Publication]


def shown(linked: LinkedLibrary) -> Shown:
    """Take out what is not published; gives back the same library if all of it is."""
    states = {
        (record.kind_name, record.id): record.publication for record in linked.library.records()
    }
    hidden = {key for key, publication in states.items() if publication.state != PUBLISHED}
    if not hidden:
        return Shown(linked, {})
    removed = {key: states[key] for key in sorted(hidden) if states[key].state == TOMBSTONE}
    library = linked.library
    changed: dict[Key, Record] = {}
    while True:
        changed, lost = _pruned(linked, hidden)
        if not lost:
            break
        hidden |= lost
    return Shown(link(_without(library, hidden, changed)), removed)


def _pruned(linked: LinkedLibrary, hidden: set[Key]) -> tuple[dict[Key, Record], set[Key]]:
    """Rewrite the records that refer to hidden ones; tell which cannot stand without them."""
    changed: dict[Key, Record] = {}
    lost: set[Key] = set()
    touched = {
        reference.source: reference.holder
        for key in hidden
        for reference in linked.back.get(key, ())
        if reference.source not in hidden and isinstance(reference.holder, Record)
    }
    for key, record in touched.items():
        left = without(record, lambda kinds, text: _target(linked.library, kinds, text) in hidden)
        if isinstance(left, Record):
            changed[key] = left
        else:
            lost.add(key)
    return changed, lost


def without(model: Model, gone: Callable[[tuple[str, ...], str], bool]) -> Model | None:
    """Copy a model without references to what is gone; None if it cannot stand without them.

    `gone` is asked with the kinds a reference may be of, and its text. Events that others are said
    to follow may go with their only source: such mentions go too.
    """
    left = _without_references(model, gone)
    return _without_dangling(left) if isinstance(left, Record) else left


def _without_references(model: Model, gone: Callable[[tuple[str, ...], str], bool]) -> Model | None:
    update: dict[str, Any] = {}
    for name, shape in fields_of(type(model)).items():
        value = getattr(model, name)
        if value is None or not (shape.targets or shape.model):
            continue
        items = value if shape.many else (value,)
        left = tuple(
            kept for item in items if (kept := _kept(item, shape.targets, gone)) is not None
        )
        if all(new is old for new, old in zip(left, items, strict=False)) and len(left) == len(
            items
        ):
            continue
        field = type(model).model_fields[name]
        marks = field.metadata if shape.many else ()
        least = max((getattr(mark, "min_length", None) or 0 for mark in marks), default=0)
        if name in _LOAD_BEARING or len(left) < max(least, field.is_required()):
            return None
        update[name] = left if shape.many else (left[0] if left else field.default)
    return model.model_copy(update=update) if update else model


def _kept(
    item: Any,  # noqa: ANN401 - a text or a model
    targets: tuple[str, ...],
    gone: Callable[[tuple[str, ...], str], bool],
) -> Any:  # noqa: ANN401 - as given, or None
    if isinstance(item, Model):
        return _without_references(item, gone)
    return None if gone(targets, str(item)) else item


def _target(library: Library, targets: tuple[str, ...], text: str) -> Key | None:
    """Find the record that an id means; ids are unique among all kinds."""
    name = text.partition(".")[0]
    for kind in targets:
        if kind.startswith("vocabulary:"):
            return None
        if name in library.of_kind(kind):
            return kind, name
        if kind == "organisation" and name in library.cases:
            return Case.kind_name, name
    return None


def _without_dangling(record: Record) -> Record:
    """Drop mentions of events that went with a hidden source."""
    if not isinstance(record, Case):
        return record
    there = {event.id for event in record.timeline}
    timeline = tuple(
        event.model_copy(
            update={
                "after": tuple(one for one in event.after if one in there),
                "lifts": tuple(one for one in event.lifts if one in there),
            }
        )
        if not there.issuperset((*event.after, *event.lifts))
        else event
        for event in record.timeline
    )
    return record.model_copy(update={"timeline": timeline})


def _without(library: Library, hidden: set[Key], changed: Mapping[Key, Record]) -> Library:
    """Copy a library with some records taken out and some rewritten."""
    folders = {**FOLDER_OF_KIND, Term.kind_name: "terms"}
    kinds: dict[str, Any] = {
        folder: {
            name: changed.get((kind, name), record)
            for name, record in library.of_kind(kind).items()
            if (kind, name) not in hidden
        }
        for kind, folder in folders.items()
    }
    gone = {name for kind, name in hidden if kind == Term.kind_name}
    vocabularies = {
        vocabulary: {
            name: term.model_copy(update={"glossary": None}) if term.glossary in gone else term
            for name, term in terms.items()
        }
        for vocabulary, terms in library.vocabularies.items()
    }
    return replace(library, **kinds, vocabularies=vocabularies, problems=())
