"""The reference part of `data/README.md`: every field of every record, told by the models.

What is written by hand stands before and after two marks; what is between them is made here, so
that the manual cannot fall behind the program.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from casebook.models import RECORD_FOLDERS, Glossary, Model, Record, Redirects
from casebook.models.shape import FieldShape, fields_of

NAME: Final = "README.md"
"""The file in the folder of the records that holds the reference."""
BEGIN: Final = "<!-- fields: made by `make schema`, do not edit -->"
END: Final = "<!-- end of fields -->"

_HEAD: Final = ("| field | needed | holds | what belongs in it |", "|---|---|---|---|")


def renewed(text: str) -> str:
    """Put the present reference between the marks; raises ValueError if a mark is missing."""
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{NAME} has lost a mark: {BEGIN} or {END}")
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{after}"


def reference() -> str:
    """Tables of fields: one for each kind of record, then one for each part they share."""
    records: dict[str, type[Model]] = {
        **RECORD_FOLDERS,
        "glossary.yaml": Glossary,
        "redirects.yaml": Redirects,
    }
    lines: list[str] = []
    for folder, model in records.items():
        where = f"data/{folder}/<id>.yaml" if issubclass(model, Record) else f"data/{folder}"
        lines += [f"### {model.__name__}: `{where}`", "", _said(model), "", *_table(model), ""]
    lines += ["### Parts of records", ""]
    for part in _parts(records.values()):
        lines += [f"#### {part.__name__}", "", _said(part), "", *_table(part), ""]
    return "\n".join(lines)


def _parts(models: Iterable[type[Model]]) -> list[type[Model]]:
    """Every model inside the records, by name, each once."""
    found: dict[str, type[Model]] = {}
    waiting = list(models)
    seen = set(waiting)
    while waiting:
        for shape in fields_of(waiting.pop()).values():
            if shape.model is not None and shape.model not in seen:
                seen.add(shape.model)
                found[shape.model.__name__] = shape.model
                waiting.append(shape.model)
    return [found[name] for name in sorted(found)]


def _said(model: type[Model]) -> str:
    """The docstring of a model as one paragraph."""
    return " ".join((model.__doc__ or "").split())


def _table(model: type[Model]) -> Iterator[str]:
    """One row a field, in the order in which a file has them; the file name gives the id."""
    yield from _HEAD
    for name, shape in fields_of(model).items():
        if name == "id" and issubclass(model, Record) and model in RECORD_FOLDERS.values():
            continue
        field = model.model_fields[name]
        needed = "yes" if field.is_required() else ""
        yield f"| `{name}` | {needed} | {_holds(shape)} | {field.description or ''} |"


def _holds(shape: FieldShape) -> str:
    """What a value is, in plain words."""
    if shape.model is not None:
        kind = shape.model.__name__
        one = "text" if kind == "LocalText" else f"[{kind}](#{kind.lower()})"
    elif shape.choices:
        one = " or ".join(f"`{choice}`" for choice in shape.choices)
    elif shape.targets:
        one = " or ".join(_target(target) for target in shape.targets)
    else:
        one = "value"
    return f"list of {one}" if shape.many else one


def _target(target: str) -> str:
    """Name what an id is the id of."""
    kind, colon, vocabulary = target.partition(":")
    return f"id in [{vocabulary}](vocabularies/{vocabulary}.yaml)" if colon else f"id of a {kind}"
