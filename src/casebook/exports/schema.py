"""JSON Schemas of the exported files, made from the models that write them."""

import json
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from casebook import edition
from casebook.data_files import schema_file
from casebook.exports import shapes
from casebook.exports.records import Head
from casebook.models import RECORD_FOLDERS, VOCABULARIES, Model, Record, Term

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Node = dict[str, Any]
_SHAPES: Final = frozenset(
    name
    for name, one in vars(shapes).items()
    if isinstance(one, type) and issubclass(one, shapes.Shape)
)


@cache
def schemas() -> dict[str, Node]:
    """Make a schema for each kind of exported record and for the lists: name -> schema.

    Made once, as the models are the same as long as a program runs; not to be changed by who asks.
    """
    made = {model.kind_name: _of_record(model) for model in RECORD_FOLDERS.values()}
    made |= {f"{kind}-list": _list_of(kind) for kind in made}
    return made | {"glossary": _of_terms(), "vocabularies": _of_vocabularies()}


def files() -> dict[str, bytes]:
    """Write every schema: path -> JSON."""
    return {
        schema_file(name): (json.dumps(node, ensure_ascii=False, indent=2) + "\n").encode()
        for name, node in schemas().items()
    }


def _of_record(model: type[Record]) -> Node:
    kind = model.kind_name
    parts: Node = {"record": model}
    if kind == "case":
        parts["state"] = shapes.CaseState
    definitions: dict[str, Node] = {}
    properties = dict(_node(Head, definitions)["properties"])
    properties["kind"] = {"const": kind, "description": properties["kind"]["description"]}
    for name, part in parts.items():
        properties[name] = _node(part, definitions)
    return {
        "$schema": DIALECT,
        "title": f"Exported {kind}",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _list_of(kind: str) -> Node:
    return _list(f"Exported list of the kind {kind}", {"$ref": f"{kind}.schema.json"})


def _of_terms() -> Node:
    definitions: dict[str, Node] = {}
    node = _node(Term, definitions)
    return _list("Exported glossary", node) | {"$defs": dict(sorted(definitions.items()))}


def _list(title: str, items: Node) -> Node:
    properties: dict[str, Node] = {
        "version": {"type": "string", "description": "Version of all the data."},
        "licence": {"const": edition.LICENCE},
        "count": {"type": "integer", "minimum": 0},
        "records": {"type": "array", "items": items},
    }
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_vocabularies() -> Node:
    term: Node = {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "label": {"type": "object", "additionalProperties": {"type": "string"}},
            "definition": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "required": ["id", "label"],
    }
    return {
        "$schema": DIALECT,
        "title": "Exported vocabularies",
        "type": "object",
        "properties": {
            "version": {"type": "string"},
            "licence": {"const": edition.LICENCE},
            "vocabularies": {
                "type": "object",
                "properties": {
                    name: {"type": "array", "items": {"$ref": "#/$defs/term"}}
                    for name in sorted(VOCABULARIES)
                },
                "required": sorted(VOCABULARIES),
                "additionalProperties": False,
            },
        },
        "required": ["version", "licence", "vocabularies"],
        "additionalProperties": False,
        "$defs": {"term": term},
    }


def _node(model: type[Model], definitions: dict[str, Node]) -> Node:
    """Describe a model as it is written, adding what it refers to to `definitions`."""
    raw = TypeAdapter(model).json_schema(mode="validation")
    for name, node in raw.pop("$defs", {}).items():
        definitions[name] = _tidied(node, curated=name not in _SHAPES)
    return _tidied(raw, curated=not issubclass(model, shapes.Shape))


def _tidied(node: Node, *, curated: bool) -> Node:
    """Rewrite a schema from what may be read to what is written.

    A curated key without a value is left out, so it is never null; a computed one is always there.
    A text in languages is always a map.
    """
    result: Node = {
        name: value
        for name, value in node.items()
        if name not in ("title", "default", "x-reference", "anyOf")
    }
    if options := _written(node.get("anyOf", ()), curated=curated):
        if len(options) == 1:
            result = options[0] | result
        else:
            result["anyOf"] = options
    if "items" in result:
        result["items"] = _tidied(result["items"], curated=curated)
    if "properties" in node:
        properties: dict[str, Node] = node["properties"]
        result["properties"] = {
            name: _tidied(part, curated=curated) for name, part in properties.items()
        }
        required = [
            name
            for name, part in properties.items()
            if not curated or part.get("default", ...) not in (None, [])
        ]
        if required:
            result["required"] = required
        else:
            result.pop("required", None)
    return result


def _written(options: Any, *, curated: bool) -> list[Node]:  # noqa: ANN401 - any part of JSON
    """Take out what is only read: null in a record, and a text that stands for English."""
    kept = [one for one in options if not (curated and one == {"type": "null"})]
    is_text = any(one.get("type") == "string" for one in kept)
    if is_text and any("properties" in one for one in kept):
        kept = [one for one in kept if one.get("type") != "string"]
    return [_tidied(one, curated=curated) for one in kept]
