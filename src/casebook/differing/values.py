"""What a field of a record holds, as a value to tell; and what makes two items the same."""

from casebook.dates import EdtfDate
from casebook.differing.change import Field, Named, Plain, Quote, Ref, Value, When
from casebook.models import Inference, LocalText, Model, SentenceItem
from casebook.models.shape import FieldShape, fields_of

VOCABULARY = "vocabulary:"
# What names an item of a list, in this order: the first that it has, with what else it needs.
_IDENTITIES = (
    ("id",),
    ("organisation",),
    ("case",),
    ("article",),
    ("source", "at"),
    ("source",),
    ("statistic",),
    ("about",),
    ("field",),
    ("period", "of_which"),
    ("number",),
    ("lang", "origin"),
    ("url",),
    ("date", "kind"),
    ("date", "by"),
    ("kind",),
    ("text",),
)


def value_of(item: object, shape: FieldShape) -> Value | None:
    """Turn what a field holds, or an item of its list, into a value; None for nothing."""
    if isinstance(item, Model):
        return _of_model(item)
    if isinstance(item, str):
        return _of_text(item, shape)
    if isinstance(item, EdtfDate):
        return When(item.text)
    return None if item is None else Plain(_plain(item))


def _of_text(item: str, shape: FieldShape) -> Value:
    if not shape.targets:
        return Plain(item) if shape.choices else Quote(item)
    if shape.targets[0].startswith(VOCABULARY):
        return Named(shape.targets[0].removeprefix(VOCABULARY), item)
    return Ref(shape.targets, item)


def identity(item: object) -> object:
    """Return what an item of a list is known by, so that the same one is found in another list."""
    if not isinstance(item, Model):
        return item
    fields = fields_of(type(item))
    for names in _IDENTITIES:
        if names[0] in fields and all(name in fields for name in names):
            found = tuple(getattr(item, name) for name in names)
            if any(part is not None for part in found):
                return found
    return item


def _of_model(item: Model) -> Value | None:
    """Choose what tells most of an item: whom it is about, else its words, else its date."""
    if isinstance(item, LocalText):
        return Quote(str(item))
    fields = fields_of(type(item))
    if isinstance(item, SentenceItem):
        return value_of(item.kind, fields["kind"])
    if isinstance(item, Inference):
        return Field(item.field) if item.field.isidentifier() else Quote(item.field)
    for name, shape in fields.items():
        if shape.targets and not shape.many and not shape.targets[0].startswith(VOCABULARY):
            return value_of(getattr(item, name), shape)
    for name in ("about", "text", "term", "label", "name", "period", "date", "number", "field"):
        if name in fields and (found := value_of(getattr(item, name), fields[name])) is not None:
            return found
    return None


def _plain(item: object) -> str:
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    return str(item)
