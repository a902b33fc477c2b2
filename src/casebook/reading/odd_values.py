"""What is no value, whatever its key: a blank, words of a form, marks of print around a text."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from casebook.models.shape import model_at
from casebook.reading.guesses import is_held_by_curved_marks
from casebook.reading.words import Fault, Path, Words
from casebook.source import Document

TO_FILL: Final = "FILL IN"
"""How a value begins that a form leaves to be written."""

Wording = Callable[[Fault], Words]


def odd_values(document: Document) -> Iterator[tuple[Path, Wording]]:
    """Find the values of a document that never say anything, each with what words it."""
    for path, wording in _found(document.tree):
        if wording is _blank_value and _follows_comma(document, path):
            yield path, _cut_value
        elif wording is not _curved_value or _is_plain(document, path):
            yield path, wording


def _found(
    tree: Any,  # noqa: ANN401 - a tree of YAML
    path: Path = (),
) -> Iterator[tuple[Path, Wording]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, value in steps:
        if value is None:
            yield (*path, step), _blank_value
        elif isinstance(value, str):
            if value.startswith(TO_FILL):
                yield (*path, step), _unfilled_value
            elif is_held_by_curved_marks(value):
                yield (*path, step), _curved_value
        else:
            yield from _found(value, (*path, step))


def _is_plain(document: Document, path: Path) -> bool:
    """Whether a text stands in the file as it is, with nothing around it that YAML knows."""
    place = document.place(path)
    line = document.text.split("\n")[place.line - 1]
    return is_held_by_curved_marks(line[place.column - 1 :].rstrip(" ,]}"))


def _follows_comma(document: Document, path: Path) -> bool:
    """Whether a key without a value is what a comma within brackets left: {at: p. 4, para. 2}."""
    key = path[-1]
    if not isinstance(key, str):
        return False
    place = document.place(path, key=True)
    rest = document.text.split("\n")[place.line - 1][place.column - 1 :]
    return rest.startswith(key) and rest.removeprefix(key).lstrip().startswith((",", "}", "]"))


def _blank_value(fault: Fault) -> Words:
    """Word a key or an item without a value."""
    mend = f"write it after '{fault.path[-1]}:', or remove the line"
    if isinstance(fault.path[-1], int):
        mend = "write it after the hyphen, or remove the line"
    return Words("empty-value", f"{fault.name} has no value", mend)


def _cut_value(fault: Fault) -> Words:
    """Word what a comma cut off from a value in brackets."""
    mend = "put quotation marks around the whole value; a number is written without commas"
    return Words("empty-value", f"a comma cuts {fault.name} off from the value before it", mend)


def _unfilled_value(fault: Fault) -> Words:
    """Word a value that still is as the form for a new record has it."""
    parent = model_at(fault.model, fault.path[:-1])
    field = parent.model_fields.get(str(fault.path[-1])) if parent else None
    what = f": {field.description.rstrip('.')}" if field and field.description else ""
    mend = f"write what a source says{what}; or remove the key"
    return Words("not-filled-in", f"{fault.name} is not filled in yet", mend)


def _curved_value(fault: Fault) -> Words:
    """Word a value between quotation marks of print, which would be shown as part of it."""
    message = f"{fault.name} has curved quotation marks around it"
    return Words("smart-quote", message, 'put straight marks (") in their place, or none')
