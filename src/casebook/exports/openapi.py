"""`openapi.json`: the files described as an interface that programs can read."""

import json
from typing import Any, Final

from casebook import edition
from casebook.data_files import BIBLIOGRAPHY_FORMATS, CITATION_FORMATS, ROOT
from casebook.exports.schema import schemas
from casebook.exports.tables import SHAPES
from casebook.models import RECORD_FOLDERS

FILE: Final = f"{ROOT}/openapi.json"
CITED_FOLDERS: Final = ("articles", "cases", "events", "statistics")
_MEDIA: Final = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain",
}
Node = dict[str, Any]


def description(version: str, site_url: str) -> bytes:
    """Describe every address; without an address of the site, servers are relative to this file."""
    components = _components()
    paths: dict[str, Node] = {}
    for folder, model in RECORD_FOLDERS.items():
        kind = model.kind_name
        paths[f"/{folder}.json"] = _get(
            f"All records of the kind {kind}", f"list_{folder}", _json(f"{kind}-list")
        )
        paths[f"/{folder}/{{id}}.json"] = _get(
            f"One record of the kind {kind}", f"get_{kind}", _json(kind), by_id=True
        )
    for name in ("glossary", "vocabularies"):
        paths[f"/{name}.json"] = _get(f"The {name}", f"get_{name}", _json(name))
    for shape in SHAPES:
        paths[f"/{shape.name}.csv"] = _get(
            shape.title, f"table_{shape.name}", {"text/csv": {"schema": {"type": "string"}}}
        )
        paths[f"/parquet/{shape.name}.parquet"] = _get(
            f"{shape.title}, typed", f"parquet_{shape.name}", _binary("vnd.apache.parquet")
        )
    paths["/casebook.sqlite"] = _get("Every table in one file", "database", _binary("vnd.sqlite3"))
    paths["/entities.ftm.json"] = _get(
        "Entities of FollowTheMoney, one a line", "entities", _binary("json+ftm")
    )
    for folder in CITED_FOLDERS:
        for form in CITATION_FORMATS:
            content: Node = {_MEDIA[form]: {"schema": {}}}
            paths[f"/cite/{folder}/{{id}}.{form}"] = _get(
                f"How to cite a page of {folder}", f"cite_{folder}_{form}", content, by_id=True
            )
        for form in BIBLIOGRAPHY_FORMATS:
            sources: Node = {_MEDIA[form]: {"schema": {}}}
            paths[f"/bibliography/{folder}/{{id}}.{form}"] = _get(
                f"The sources of a page of {folder}",
                f"sources_{folder}_{form}",
                sources,
                by_id=True,
            )
    described: Node = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{edition.SITE_NAME}: data",
            "description": "Static files: each address answers to GET and to nothing else.",
            "version": version,
            "license": {"name": "CC BY 4.0", "url": edition.LICENCE_URL},
        },
        "servers": [{"url": f"{site_url}{ROOT}" if site_url else "."}],
        "paths": paths,
        "components": {"schemas": components},
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _get(summary: str, operation: str, content: Node, *, by_id: bool = False) -> Node:
    answers: Node = {"200": {"description": summary, "content": content}}
    call: Node = {"summary": summary, "operationId": operation, "responses": answers}
    if by_id:
        answers["404"] = {"description": "There is no such record."}
        call["parameters"] = [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        ]
    return {"get": call}


def _binary(kind: str) -> Node:
    return {f"application/{kind}": {"schema": {"type": "string"}}}


def _json(schema: str) -> Node:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _components() -> dict[str, Node]:
    """Gather all schemas in one place; equal names mean equal shapes."""
    found: dict[str, Node] = {}
    for name, schema in schemas().items():
        whole = dict(schema)
        whole.pop("$schema")
        for part, node in whole.pop("$defs", {}).items():
            found[part] = _moved(node)
        found[name] = _moved(whole)
    return dict(sorted(found.items()))


def _moved(node: Any) -> Any:  # noqa: ANN401 - any part of JSON
    """Turn references within a schema, or to the file of another, into ones within this file."""
    if isinstance(node, dict):
        return {
            key: _target(value) if key == "$ref" else _moved(value) for key, value in node.items()
        }
    return [_moved(one) for one in node] if isinstance(node, list) else node


def _target(reference: str) -> str:
    name = reference.removeprefix("#/$defs/").removesuffix(".schema.json")
    return f"#/components/schemas/{name}"
