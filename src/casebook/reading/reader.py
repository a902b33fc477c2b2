"""Making records of documents, and telling where in the file each fault of one is."""

from collections.abc import Mapping
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from casebook.models import RECORD_FOLDERS, Model, Record
from casebook.models.shape import fields_of
from casebook.problems import Level, Problem
from casebook.reading.odd_values import odd_values
from casebook.reading.words import WORDS, Fault, Path, Words, written_id
from casebook.source import Document

M = TypeVar("M", bound=Model)
# One key that a kind of record does not have is a slip; two are keys of another kind.
_STRANGE: Final = 2


class Reading(NamedTuple, Generic[M]):
    """A record, or None and the reasons why there is none."""

    record: M | None
    problems: tuple[Problem, ...]


def read_record(document: Document, model: type[M], name: str | None = None) -> Reading[M]:
    """Make a record of a document; `name` becomes its id, unless the document carries ids itself.

    A `name` that cannot be an id is not reported: the file has no line to point at for it.
    """
    tree: Any = document.tree
    odd = dict(odd_values(document))
    problems = [
        _problem(document, path, words(Fault(path, None, {}, model))) for path, words in odd.items()
    ]
    if name is not None and isinstance(tree, dict):
        if "id" in tree:
            problems.append(_problem(document, ("id",), written_id(name)))
        tree = tree | {"id": name}
    try:
        record = model.model_validate(tree)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            kind, path = found["type"], found["loc"]
            if _is_echo(kind, found["input"], found.get("ctx", {})):
                continue
            if kind != "missing":
                path = _in_tree(document.tree, path)
            if path in odd or (name is not None and found["loc"] == ("id",)):
                continue
            fault = Fault(path, found["input"], found.get("ctx", {}), model)
            problems.append(_problem(document, path, WORDS[kind](fault)))
        return Reading(None, tuple(problems))
    return Reading(None if problems else record, tuple(problems))


def model_meant(tree: object, model: type[Record]) -> type[Record] | None:
    """Find the kind of record that has all the keys of a tree, when `model` lacks two or more."""
    if not isinstance(tree, dict) or len(tree.keys() - fields_of(model).keys()) < _STRANGE:
        return None
    fitting = [other for other in RECORD_FOLDERS.values() if not tree.keys() - fields_of(other)]
    return fitting[0] if len(fitting) == 1 else None


def _problem(document: Document, path: Path, words: Words) -> Problem:
    """Put words to their place."""
    place = document.place(path, key=words.at_key)
    return Problem(
        place, Level.ERROR, words.slug, words.message, words.mend, document.excerpt(place)
    )


def _in_tree(tree: Any, loc: Path) -> Path:  # noqa: ANN401 - a tree of YAML
    """Keep the segments that the file has: pydantic adds some of its own."""
    path: list[str | int] = []
    for step in loc:
        known = isinstance(tree, dict) if isinstance(step, str) else isinstance(tree, list)
        if known and (step in tree if isinstance(step, str) else step < len(tree)):
            path.append(step)
            tree = tree[step]
    return tuple(path)


def _is_echo(kind: str, value: Any, context: Mapping[str, Any]) -> bool:  # noqa: ANN401
    """Whether a list only seems too short, because items with errors of their own went missing."""
    return kind == "too_short" and len(value) >= context["min_length"]
