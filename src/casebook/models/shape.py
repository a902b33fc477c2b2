"""What the fields of a model hold, worked out once: for readers, link followers and schemas."""

from functools import cache
from types import MappingProxyType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from casebook.models.base import Model, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class FieldShape(NamedTuple):
    """One field: whether it is a list, and what its value or each item is."""

    many: bool
    model: type[Model] | None
    targets: tuple[str, ...]
    """What the text is the id of, if it is one."""
    choices: tuple[str, ...]
    """The texts allowed, where the model itself lists them."""


@cache
def fields_of(model: type[Model]) -> "Mapping[str, FieldShape]":
    """Map each field of a model, in order, to its shape.

    Raises TypeError for a field of several types or of lists in lists: records hold none, because
    an error in one could not be told in plain words.
    """
    return MappingProxyType(
        {
            name: _shape(field.annotation, field.metadata)
            for name, field in model.model_fields.items()
        }
    )


@cache
def holds_references(model: type[Model]) -> bool:
    """Whether a field of the model, however deep, is the id of something else."""
    return any(
        shape.targets or (shape.model and holds_references(shape.model))
        for shape in fields_of(model).values()
    )


@cache
def _marked_fields(model: type[Model]) -> tuple[tuple[str, FieldShape], ...]:
    """List the fields of a model that are references or lead to some."""
    return tuple(
        (name, shape)
        for name, shape in fields_of(model).items()
        if shape.targets or (shape.model and holds_references(shape.model))
    )


def mentions(
    model: Model, path: tuple[str | int, ...] = ()
) -> "Iterator[tuple[tuple[str | int, ...], tuple[str, ...], str]]":
    """Find the ids in a model and below that somebody wrote: path, what may be meant, the text.

    What a model fills in is not among them.
    """
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
                yield from mentions(item, here)


def model_at(model: type[Model], path: tuple[str | int, ...]) -> type[Model] | None:
    """Find the model of the value at a path of keys and list positions; None for a plain value."""
    found: type[Model] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        shape = fields_of(found).get(step) if found else None
        found = shape.model if shape else None
    return found


def _shape(annotation: Any, metadata: list[Any]) -> FieldShape:  # noqa: ANN401 - a type form
    """Take off `Annotated`, `| None` and `tuple[..., ...]`, keeping the marks."""
    many = False
    marks = list(metadata)
    while (origin := get_origin(annotation)) not in (None, Literal):
        first, *others = get_args(annotation)
        if origin is Annotated:
            marks += others
        elif origin is tuple and others == [...] and not many:
            many = True
        elif origin not in (Union, UnionType) or others != [type(None)]:
            raise TypeError(f"a record cannot hold {annotation}")
        annotation = first
    choices = get_args(annotation) if origin is Literal else ()
    is_model = isinstance(annotation, type) and issubclass(annotation, Model)
    targets = tuple(t for mark in marks if isinstance(mark, Ref) for t in mark.targets)
    return FieldShape(many, annotation if is_model else None, targets, choices)
