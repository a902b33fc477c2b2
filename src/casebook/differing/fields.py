"""Comparing two forms of one model, field by field, whatever the model."""

from collections import Counter
from collections.abc import Iterator, Sequence

from casebook.differing.change import Change, Field, change
from casebook.differing.values import identity, value_of
from casebook.models import Check, Citation, Conflict, Misprint, Model
from casebook.models.shape import FieldShape, fields_of

# Lists whose items have words of their own.
_OWN_WORDS = {Conflict: "conflict", Misprint: "misprint", Check: "check"}


def field_changes(
    before: Model, after: Model, skip: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """Tell what differs between two forms of a thing; nothing if only the writing differs.

    The order of lists says nothing in a record, so it is no change. Which sources are cited is told
    for the record as a whole: here only that the places given in them changed.
    """
    for name, shape in fields_of(type(after)).items():
        if name in skip:
            continue
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if shape.many:
            yield from _list_changes(name, shape, old, new)
        else:
            yield from _single(name, shape, old, new)


def _single(name: str, shape: FieldShape, old: object, new: object) -> Iterator[Change]:
    before, after = value_of(old, shape), value_of(new, shape)
    if new is None:
        yield change("field-dropped", field=Field(name), before=before)
    elif old is None:
        yield change("field-given", field=Field(name), after=after)
    elif before == after:
        # What names it is the same: its sources, or another language, or a detail.
        about = "citations" if only_citations(old, new) else "field"
        yield change(about, field=Field(name))
    else:
        yield change("field", field=Field(name), before=before, after=after)


def _list_changes(
    name: str, shape: FieldShape, old: Sequence[object], new: Sequence[object]
) -> Iterator[Change]:
    if shape.model is Citation:
        were, are = Counter(old), Counter(new)
        if were != are:
            about = "citations-added" if were < are else "citations"
            yield change("citations-removed" if are < were else about, field=Field(name))
        return
    before, after = _by_identity(old), _by_identity(new)
    own = _OWN_WORDS.get(shape.model) if shape.model else None
    stem = own or "item"
    for key in sorted(before.keys() | after.keys(), key=lambda key: _place(key, after, before)):
        field = None if own else Field(name)
        if key not in after:
            item = value_of(before[key], shape)
            yield change(f"{stem}-removed", field=field, item=item)
        elif key not in before:
            item = value_of(after[key], shape)
            yield change(f"{stem}-added", field=field, item=item)
        elif before[key] != after[key]:
            item = value_of(after[key], shape)
            cited = only_citations(before[key], after[key])
            about = "citations" if cited and not own else f"{stem}-changed"
            yield change(about, field=field, item=None if cited and not own else item)


def only_citations(old: object, new: object) -> bool:
    """Whether two forms of a thing differ in nothing but where their sources say it."""
    if not (isinstance(old, Model) and isinstance(new, Model)) or type(old) is not type(new):
        return False
    different = [name for name in fields_of(type(new)) if getattr(old, name) != getattr(new, name)]
    shapes = fields_of(type(new))
    return bool(different) and all(shapes[name].model is Citation for name in different)


_Keyed = dict[tuple[object, int], object]


def _by_identity(items: Sequence[object]) -> _Keyed:
    """Name the items of a list; a second one of the same name has a number after it."""
    found: _Keyed = {}
    seen: Counter[object] = Counter()
    for item in items:
        key = identity(item)
        found[key, seen[key]] = item
        seen[key] += 1
    return found


def _place(key: tuple[object, int], after: _Keyed, before: _Keyed) -> tuple[int, int]:
    """Order by place in the new list, and what is gone after it."""
    if key in after:
        return 0, list(after).index(key)
    return 1, list(before).index(key)
