"""JSON Schemas of the records, for editors: they complete keys and choices and underline slips.

`casebook check` stays the judge. A schema says less (nothing of other records), and is kinder in
one thing: an editor reads `2019` as a number, which we read as text.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from casebook.library import Library
from casebook.models import (
    RECORD_FOLDERS,
    VOCABULARIES,
    Glossary,
    Model,
    Record,
    Redirects,
    Vocabulary,
    VocabularyTerm,
)

FOLDER: Final = "schema"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_VOCABULARY: Final = "vocabulary:"
Node = dict[str, Any]


def schemas(library: Library) -> dict[str, str]:
    """Make every schema: path from the root of the repository -> text. Choices are the library's.

    A vocabulary that could not be read gives no choices, so do not keep what is made then.
    """
    return {
        path: json.dumps(_schema(model, library), ensure_ascii=False, indent=2) + "\n"
        for path, (model, _) in sorted(_files().items())
    }


def matches(data: str = "data") -> dict[str, list[str]]:
    """Say which files each schema is for: path of the schema -> paths or globs of records."""
    return {path: [f"{data}/{name}" for name in names] for path, (_, names) in _files().items()}


def _files() -> dict[str, tuple[type[Model], list[str]]]:
    """Name a schema for each model of a file; plain vocabularies share one."""
    files: dict[str, tuple[type[Model], list[str]]] = {
        f"{FOLDER}/{model.kind_name}.schema.json": (model, [f"{folder}/*.yaml"])
        for folder, model in RECORD_FOLDERS.items()
    }
    files[f"{FOLDER}/glossary.schema.json"] = (Glossary, ["glossary.yaml"])
    files[f"{FOLDER}/redirects.schema.json"] = (Redirects, ["redirects.yaml"])
    for name, vocabulary in VOCABULARIES.items():
        stem = "vocabulary" if vocabulary is Vocabulary else name
        _, names = files.setdefault(f"{FOLDER}/{stem}.schema.json", (vocabulary, []))
        names.append(f"vocabularies/{name}.yaml")
    return files


def _schema(model: type[Model], library: Library) -> Node:
    """Make one schema out of what pydantic says of the model."""
    raw = model.model_json_schema()
    definitions = raw.pop("$defs")
    if issubclass(model, Record):
        del raw["properties"]["id"]  # the name of the file says it
        raw["required"].remove("id")
    choices: dict[str, Node] = {}
    top = _tidied(raw, library, choices)
    return {
        "$schema": DIALECT,
        "$comment": "Made by `make schema` from src/casebook/models; do not edit.",
        "title": model.__name__,
        **top,
        "$defs": {
            **{name: _tidied(node, library, choices) for name, node in sorted(definitions.items())},
            **dict(sorted(choices.items())),
        },
    }


def _tidied(node: Node, library: Library, choices: dict[str, Node]) -> Node:
    """Rewrite a schema and all below it; vocabularies it refers to are added to `choices`."""
    inner = [
        _tidied(part, library, choices) for part in node.get("anyOf", ()) if not _is_null(part)
    ]
    result: Node = {k: v for k, v in node.items() if k not in ("title", "anyOf", "x-reference")}
    if result.get("default") in (None, [], {}) or isinstance(result.get("default"), dict):
        result.pop("default", None)
    if len(inner) == 1:
        result = inner[0] | result
    elif inner:
        result["anyOf"] = inner
    if "properties" in result:
        result["properties"] = {
            name: _tidied(part, library, choices) for name, part in result["properties"].items()
        }
    if "items" in result:
        result["items"] = _tidied(result["items"], library, choices)
    if "x-reference" in node:
        return _referring(result, node["x-reference"], library, choices)
    return _lenient(result)


def _referring(node: Node, targets: list[str], library: Library, choices: dict[str, Node]) -> Node:
    """Turn the id of a term into a choice; say of any other id what it is of."""
    kind = targets[0]
    if not kind.startswith(_VOCABULARY):
        return {"description": f"Id of {' or '.join(targets)}.", **node}
    name = kind.removeprefix(_VOCABULARY)
    terms = library.vocabularies[name]
    kept: Node = {k: v for k, v in node.items() if k in ("default", "description", "examples")}
    if not terms:
        return kept | {"type": "string"}
    choices.setdefault(name, _choice(terms))
    return {"$ref": f"#/$defs/{name}", **kept}


def _choice(terms: Mapping[str, VocabularyTerm]) -> Node:
    """List the terms of a vocabulary, each with its label and definition as editors show them."""
    return {
        "enum": list(terms),
        "markdownEnumDescriptions": [
            f"**{term.label}**" + (f": {term.definition}" if term.definition else "")
            for term in terms.values()
        ],
    }


def _lenient(node: Node) -> Node:
    """Let a number stand where a text may look like one."""
    is_text = node.get("type") == "string" and "enum" not in node
    if is_text and any(re.search(node.get("pattern", ""), number) for number in ("2019", "139.74")):
        return node | {"type": ["string", "number"]}
    return node


def _is_null(node: Node) -> bool:
    """Whether a schema only lets a key have no value, which records never may."""
    return node == {"type": "null"}
