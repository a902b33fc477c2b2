"""`datapackage.json`: the tables described for programs, as Frictionless Data has it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

from casebook import edition
from casebook.data_files import ROOT, table_file
from casebook.exports.columns import Column, TableShape
from casebook.exports.tables import SHAPES

FILE: Final = f"{ROOT}/datapackage.json"
Node = dict[str, Any]


def package(version: str, tables: Mapping[str, bytes]) -> bytes:
    """Describe tables, each by its name, whose files lie beside the description."""
    described: Node = {
        "profile": "tabular-data-package",
        "name": "casebook",
        "title": edition.SITE_NAME,
        "description": (
            "People and organisations in Kazakhstan restricted for civic activity. Each state is "
            "as of the date that stands beside it, not of today."
        ),
        "version": version,
        "licenses": [{"name": edition.LICENCE, "path": edition.LICENCE_URL}],
        "resources": [_resource(shape, tables[shape.name]) for shape in SHAPES],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(shape: TableShape[Any], content: bytes) -> Node:
    schema: Node = {
        "fields": [_field(column) for column in shape.columns],
        "missingValues": [""],
        "primaryKey": list(shape.key),
    }
    if shape.foreign:
        schema["foreignKeys"] = [
            {"fields": list(here), "reference": {"resource": table, "fields": list(there)}}
            for here, table, there in shape.foreign
        ]
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "title": shape.title,
        "path": PurePosixPath(table_file(shape.name)).name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column[Any]) -> Node:
    plain = "string" if column.type in ("date", "list") else column.type
    notes = {"date": " A date in EDTF.", "list": ' Several values stand apart by " | ".'}
    node: Node = {
        "name": column.name,
        "type": plain,
        "description": column.description + notes.get(column.type, ""),
    }
    if column.required:
        node["constraints"] = {"required": True}
    return node
