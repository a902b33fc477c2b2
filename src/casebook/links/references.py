"""Finding the ids of other things that a record holds: every field with the mark `Ref`."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from casebook.library import Key, KeyPath
from casebook.models import Case, Event, Model, Record, TimelineEvent, VocabularyTerm
from casebook.models.event import Happening
from casebook.models.shape import FieldShape, fields_of, holds_references


class Reference(NamedTuple):
    """One id of something else, and where it is written."""

    source: Key
    """Kind and id of the record it is written in; of a term, `vocabulary:roles` and its id."""
    holder: Record | VocabularyTerm
    """That record itself."""
    path: KeyPath
    targets: tuple[str, ...]
    text: str

    @property
    def event(self) -> TimelineEvent | Happening | None:
        """The event in a timeline that it is written in, if it is."""
        if isinstance(self.holder, Case | Event) and self.path[0] == "timeline":
            return self.holder.timeline[int(self.path[1])]
        return None


def references(record: Record | VocabularyTerm, kind: str | None = None) -> Iterator[Reference]:
    """Find the ids in a record that somebody wrote; what a model fills in is not among them.

    `kind` names the vocabulary of a term: `vocabulary:roles`.
    """
    name = kind or (record.kind_name if isinstance(record, Record) else "")
    for path, targets, text in _marked(record, ()):
        yield Reference((name, record.id), record, path, targets, text)


@cache
def _marked_fields(model: type[Model]) -> tuple[tuple[str, FieldShape], ...]:
    """List the fields of a model that are references or lead to some."""
    return tuple(
        (name, shape)
        for name, shape in fields_of(model).items()
        if shape.targets or (shape.model and holds_references(shape.model))
    )


def _marked(model: Model, path: KeyPath) -> Iterator[tuple[KeyPath, tuple[str, ...], str]]:
    """Find the marked texts in a model and below; only what was set, which keeps it fast."""
    written = model.model_fields_set
    for name, (many, inner, targets, _) in _marked_fields(type(model)):
        if name not in written:
            continue
        value = getattr(model, name)
        if value is None:
            continue
        items = enumerate(value) if many else ((None, value),)
        for index, item in items:
            here = (*path, name) if index is None else (*path, name, index)
            if inner is None:
                yield here, targets, item
            else:
                yield from _marked(item, here)
