"""What pydantic finds wrong, said in plain words.

Only the *types* of its errors are used, never its English. A type without words here would be a
bug; a test walks all that the models can raise.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from casebook.models import RECORD_FOLDERS, Model, Record
from casebook.models.base import ARTICLE_PATTERN, ID_PATTERN, LocalText
from casebook.models.shape import FieldShape, fields_of, model_at
from casebook.problems import closest
from casebook.reading.guesses import LOOK_ALIKES, is_slip, meant_articles, meant_number, mended_id
from casebook.reading.other_words import key_meant, why_never

Path = tuple[str | int, ...]

FOLDERS: Final = {model.kind_name: folder for folder, model in RECORD_FOLDERS.items()}
_WORTH_QUOTING: Final = 60


class Words(NamedTuple):
    """What is wrong and how to mend it; whether to point at the key rather than the value."""

    slug: str
    message: str
    mend: str
    at_key: bool = False


class Fault(NamedTuple):
    """One error of pydantic, brought to the place in the file that it is about."""

    path: Path
    value: Any
    context: Mapping[str, Any]
    model: type[Model]
    """The root of the record."""

    @property
    def name(self) -> str:
        """What to call the value: its key, or the list that it is an item of."""
        keys = [step for step in self.path if isinstance(step, str)]
        if not keys:
            return "the file"
        last = self.path[-1]
        return f"item {last + 1} of '{keys[-1]}'" if isinstance(last, int) else f"'{keys[-1]}'"

    @property
    def said(self) -> str:
        """The value in quotes, cut when it is long."""
        text = str(self.value)
        return f"'{text if len(text) <= _WORTH_QUOTING else text[:_WORTH_QUOTING] + '…'}'"

    @property
    def parent(self) -> type[Model] | None:
        """The model that has, or should have, the last key of the path."""
        return model_at(self.model, self.path[:-1])

    @property
    def shape(self) -> FieldShape | None:
        """What the field holds."""
        path = self.path
        while path and isinstance(path[-1], int):
            path = path[:-1]
        parent = model_at(self.model, path[:-1])
        return fields_of(parent).get(str(path[-1])) if parent and path else None


def written_id(name: str) -> Words:
    """Word an id that is written although the name of the file says it."""
    message = f"the id is written in the file, though its name, {name}.yaml, says it"
    return Words("id-in-file", message, "remove this line", at_key=True)


def _keys(model: type[Model], path: Path) -> list[str]:
    """List the keys that can be written at a path; a record's own id cannot."""
    named_by_file = not path and issubclass(model, Record)
    return [key for key in fields_of(model) if key != "id" or not named_by_file]


def _unknown_key(fault: Fault) -> Words:
    key, known = str(fault.path[-1]), _keys(fault.parent or fault.model, fault.path[:-1])
    near = key_meant(key, known) or closest(key, known)
    mend = f"write '{near}'" if near else f"remove it, or use one of {', '.join(known)}"
    if near == "source":
        mend += ", and the id of a record in data/sources/"
    elif not key_meant(key, known):
        mend = why_never(key) or mend
    return Words("unknown-key", f"there is no key '{key}' here", mend, at_key=True)


def _missing_key(fault: Fault) -> Words:
    key = str(fault.path[-1])
    field = (fault.parent or fault.model).model_fields[key]
    what = f": {field.description}" if field.description else ""
    where = fault._replace(path=fault.path[:-1]).name
    return Words("missing-key", f"{where} has no key '{key}'", f"add '{key}'{what.rstrip('.')}")


def _found(value: Any) -> str:  # noqa: ANN401 - a tree of YAML
    if isinstance(value, dict):
        return "a set of keys"
    return "a list" if isinstance(value, list) else "a text"


def _want_text(fault: Fault) -> Words:
    message = f"{fault.name} is one text, and there is {_found(fault.value)}"
    return Words("wrong-type", message, "write the text on the line of its key, or after 'key: >-'")


def _want_list(fault: Fault) -> Words:
    message = f"{fault.name} is a list, and there is {_found(fault.value)}"
    mend = "put each item on its own line after a hyphen, or all in square brackets"
    if isinstance(fault.value, str) and fault.shape and not fault.shape.model:
        mend += f": [{fault.said[1:-1]}]"
    return Words("wrong-type", message, mend)


def _want_keys(fault: Fault) -> Words:
    if model_at(fault.model, fault.path) is LocalText:
        return _want_text(fault)
    if not fault.path:
        message = f"a file holds one record, made of keys, and there is {_found(fault.value)}"
        return Words("wrong-type", message, "write keys at the left edge, without hyphens")
    keys = _keys(model_at(fault.model, fault.path) or fault.model, fault.path)
    message = f"{fault.name} is made of keys, and there is {_found(fault.value)}"
    return Words("wrong-type", message, f"write its keys below it: {', '.join(keys)}")


def _want_whole_number(fault: Fault) -> Words:
    message = f"{fault.name} is a whole number, and {fault.said} is none"
    mend = "write digits only; a year and a half is years: 1 and months: 6"
    return Words("wrong-type", message, mend)


def _want_number(fault: Fault) -> Words:
    message = f"{fault.name} is a number, and {fault.said} is none"
    near = meant_number(str(fault.value))
    hint = f" (did you mean {near}?)" if near else ""
    return Words("wrong-type", message, f"write digits, with a point before decimals{hint}")


def _want_yes_or_no(fault: Fault) -> Words:
    message = f"{fault.name} is true or false, and {fault.said} is neither"
    return Words("wrong-type", message, "write true or false")


def _empty_text(fault: Fault) -> Words:
    return Words("empty-value", f"{fault.name} holds no text", "write the text, or remove the key")


def _long_text(fault: Fault) -> Words:
    most = fault.context["max_length"]
    message = f"{fault.name} has {len(fault.value)} characters, and {most} is the most"
    return Words("too-long", message, "shorten it")


def _short_list(fault: Fault) -> Words:
    least, there = fault.context["min_length"], len(fault.value)
    if not there:
        return Words("empty-list", f"{fault.name} is empty", f"add {least} at least")
    return Words(
        "too-few-items", f"{fault.name} has {there} of {least} items", "add what is missing"
    )


def _bad_pattern(fault: Fault) -> Words:
    if not fault.value.strip():
        return _empty_text(fault)
    slug, what, mend = PATTERNS[fault.context["pattern"]]
    if slug != "bad-id":
        return Words(slug, f"{fault.said} is not {what}", f"write {mend}")
    guess, why = mended_id(str(fault.value))
    message = f"{fault.said} is not {what}" + (f" (it has {why})" if why else "")
    return Words(slug, message, _better_id(fault, guess) or f"write {mend}")


def _better_id(fault: Fault, guess: str | None) -> str | None:
    """Say which id was meant, or where to find it; None if nothing better than a rule is known."""
    text, targets = str(fault.value), fault.shape.targets if fault.shape else ()
    # A word of Russian in Latin letters is the id of a town, and of nothing else in a vocabulary.
    letters = "".join(char for char in text.lower() if char.isalpha())
    spelt = letters.translate(LOOK_ALIKES).isascii()
    if guess and is_slip(text) and (spelt or "vocabulary:places" in targets or not targets):
        return f"did you mean {guess}?"
    if "article" in targets:
        meant = meant_articles(text)
        return f"did you mean {' or '.join(meant)}?" if meant else None
    if not targets:
        return f"did you mean {guess}?" if guess else None
    first, _, vocabulary = targets[0].partition(":")
    if vocabulary:
        return f"choose an id from data/vocabularies/{vocabulary}.yaml"
    if first not in FOLDERS:
        return "choose an id from data/glossary.yaml"
    return f"write the id of a record in data/{FOLDERS[first]}/: the name of its file"


def _out_of_range(fault: Fault) -> Words:
    least, most = fault.context.get("ge"), fault.context.get("le")
    bound = f"{least:,.15g} is the least" if least is not None else f"{most:,.15g} is the most"
    return Words("out-of-range", f"{fault.name} is {fault.said}, and {bound}", "correct the number")


def _huge_number(fault: Fault) -> Words:
    message = f"{fault.name} is {fault.said}, and no number is so large"
    return Words("out-of-range", message, "correct the number")


def _bad_choice(fault: Fault) -> Words:
    choices = fault.shape.choices if fault.shape else ()
    near = closest(str(fault.value), choices)
    hint = f" (did you mean {near}?)" if near else ""
    message = f"{fault.said} is not a choice for {fault.name}"
    return Words("bad-choice", message, f"write one of {', '.join(choices)}{hint}")


def _bad_date(fault: Fault) -> Words:
    return Words("bad-date", fault.context["message"], fault.context["mend"])


WORDS: Final[Mapping[str, Callable[[Fault], Words]]] = {
    "bool_parsing": _want_yes_or_no,
    "bool_type": _want_yes_or_no,
    "edtf_date": _bad_date,
    "empty_text": _empty_text,
    "extra_forbidden": _unknown_key,
    "finite_number": _want_number,
    "float_parsing": _want_number,
    "float_type": _want_number,
    "greater_than_equal": _out_of_range,
    "int_parsing": _want_whole_number,
    "int_parsing_size": _huge_number,
    "int_type": _want_whole_number,
    "less_than_equal": _out_of_range,
    "literal_error": _bad_choice,
    "missing": _missing_key,
    "model_type": _want_keys,
    "string_pattern_mismatch": _bad_pattern,
    "string_too_long": _long_text,
    "string_too_short": _empty_text,
    "string_type": _want_text,
    "too_short": _short_list,
    "tuple_type": _want_list,
}
"""Error type of pydantic -> what to say."""

PATTERNS: Final[Mapping[str, tuple[str, str, str]]] = {
    ID_PATTERN: ("bad-id", "an id", "small Latin letters, digits and single hyphens"),
    ARTICLE_PATTERN: ("bad-id", "the id of an article", "it like cc-272, or cc-272.1 for a part"),
    r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$": (
        "bad-id",
        "the id of a term",
        "Latin letters, digits and single hyphens",
    ),
    r"^KZ-[A-Z0-9]{2,3}$": ("bad-pattern", "a region", "a code of ISO 3166-2:KZ, such as KZ-75"),
    r"^[A-Z]{2}$": ("bad-pattern", "a country", "two capital letters of ISO 3166-1, such as KZ"),
    r"^[A-Z]{3}$": ("bad-pattern", "a currency", "three capital letters of ISO 4217, such as KZT"),
    r"^[a-z]{2}$": ("bad-pattern", "a language", "two small letters, such as ru"),
    r"^[a-z]{2}(-[A-Z][a-z]{3})?$": ("bad-pattern", "a language", "ru or kk, say, or kk-Latn"),
    r"^(en|ru|kk)$": ("bad-pattern", "a language of titles", "en, ru or kk"),
    r"^[0-9]+(-[0-9]+)?$": ("bad-pattern", "the number of a part", "a number such as 2 or 2-1"),
    r"^[0-9]+(-[0-9]+)?(\([0-9]+\))?$": (
        "bad-pattern",
        "the number of an article",
        "a number such as 405 or 274-1",
    ),
    r"^[0-9]+\.[0-9]+$": (
        "bad-pattern",
        "a number of the Universal Periodic Review",
        "two numbers with a point, such as 139.74",
    ),
    r"^https?://\S+$": ("bad-pattern", "an address", "it with https:// or http:// at its start"),
}
"""Pattern in a model -> slug of a text that does not fit, what it is not, what to write."""
