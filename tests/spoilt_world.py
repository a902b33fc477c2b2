"""Records in which every free text is hostile, as if somebody had tried everything at once."""

import dataclasses
from typing import Any

from casebook.library import Library
from casebook.models import Model
from casebook.models.shape import fields_of

HOSTILE = (
    "| * _x_ **y** <script>alert(1)</script> <b id=x> [x](javascript:alert(1)) ![i](http://e.vil/i)"
    " {{ 7*7 }} {% raw %} {# x #} --- `code` ``` ## \u202eabc\u202c\u200b Привет \"q\" 'q'"
    " { #evil .evil } https://e.vil www.e.vil a@e.vil &lt; :smile: [^1] *[HTML]: z \\\\ !!! note"
    "\n\n# Heading\n\n- item\n\n    code\n\n<div markdown>\n| a | b |\n|---|---|\n!"
)
# Texts that are ids, codes, dates, addresses or names of fields: their patterns or checks keep
# them harmless, and a hostile one would never be read.
_NOT_FREE = {
    *("id", "after", "lifts", "proceeding", "severed_from", "lang", "country", "currency"),
    *("url", "archived", "upr_numbers", "adopted", "in_force", "created", "former_codes"),
    *("problem", "needs", "needs_any", "allows", "field"),
}
_PATTERNED_NUMBERS = {"Article", "Part"}


def spoilt(model: Model, replaced: list[str]) -> Model:
    """Copy a model with every free text in it made hostile, in every language it has."""
    update: dict[str, Any] = {}
    for name, shape in fields_of(type(model)).items():
        value = getattr(model, name)
        kept = name in _NOT_FREE or (
            name == "number" and type(model).__name__ in _PATTERNED_NUMBERS
        )
        if value is None or shape.targets or shape.choices or kept:
            continue
        items = value if shape.many else (value,)
        new = tuple(_spoilt_value(item, replaced) for item in items)
        update[name] = new if shape.many else new[0]
    return model.model_copy(update=update)


def _spoilt_value(value: object, replaced: list[str]) -> object:
    if isinstance(value, Model):
        return spoilt(value, replaced)
    if isinstance(value, str):
        replaced.append(value)
        return f"{value} {HOSTILE}"
    return value


def spoilt_library(library: Library, replaced: list[str]) -> Library:
    """Copy a library with every free text in it made hostile; note those that were replaced."""
    kinds: dict[str, Any] = {
        kind: {name: spoilt(record, replaced) for name, record in getattr(library, kind).items()}
        for kind in (
            *("cases", "articles", "events", "organisations", "sources", "statistics"),
            *("recommendations", "terms"),
        )
    }
    vocabularies: Any = {
        vocabulary: {name: spoilt(term, replaced) for name, term in terms.items()}
        for vocabulary, terms in library.vocabularies.items()
    }
    return dataclasses.replace(library, **kinds, vocabularies=vocabularies)
