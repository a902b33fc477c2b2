"""The tables described for programs: as Frictionless Data has it, and for Datasette."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import Any, Final

from casebook import edition
from casebook.data_files import DATABASE, ENTITIES, ROOT, parquet_file, table_file
from casebook.exports import typed
from casebook.exports.columns import Column, TableShape
from casebook.exports.tables import SHAPES

FILE: Final = f"{ROOT}/datapackage.json"
DATASETTE_FILE: Final = f"{ROOT}/datasette.json"
DESCRIPTION: Final = (
    "People and organisations in Kazakhstan restricted for civic activity. Each state is as of the "
    "date that stands beside it, not of today."
)
_MEDIA: Final[Mapping[str, str]] = {
    ".json": "application/json+ftm",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}
Node = dict[str, Any]


@dataclass
class Resources:
    """The size and hash of each file that the package names, noted while they are there."""

    _found: dict[str, Node] = field(default_factory=dict)

    def add(self, path: str, file: Path) -> None:
        """Note a file; `path` is that under `docs/`."""
        with file.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
        self._found[path] = {"bytes": file.stat().st_size, "hash": f"sha256:{digest}"}

    def of(self, path: str) -> Node:
        """Say what was noted."""
        return self._found[path]


def about(version: str) -> dict[str, str]:
    """Say what the database holds, in its own table."""
    return {
        "title": edition.SITE_NAME,
        "description": DESCRIPTION,
        "version": version,
        "licence": edition.LICENCE,
        "licence_url": edition.LICENCE_URL,
        "lists": "Lists are JSON; sources are written as source-id (place in it).",
        "dates": "Dates are EDTF; beside each stand the first and the last day that it may be.",
    }


def package(version: str, found: Resources) -> bytes:
    """Describe the files; they lie beside the description or below it."""
    described: Node = {
        "profile": "data-package",
        "name": "casebook",
        "title": edition.SITE_NAME,
        "description": DESCRIPTION,
        "version": version,
        "licenses": [{"name": edition.LICENCE, "path": edition.LICENCE_URL}],
        "resources": [
            *(_table(shape, found) for shape in SHAPES),
            _file("database", "Every table in one SQLite file", DATABASE, found),
            _file("entities", "Entities of FollowTheMoney, one a line", ENTITIES, found),
            *(
                _file(f"{shape.name}-parquet", f"{shape.title}, typed", path, found)
                for shape in SHAPES
                for path in (parquet_file(shape.name),)
            ),
        ],
    }
    return _written(described)


def datasette() -> bytes:
    """Describe tables and columns as Datasette reads them: `datasette casebook.sqlite -m …`."""
    tables: Node = {
        shape.name: {
            "title": shape.title,
            "columns": {one.name: one.description for one in typed.fields(shape)},
        }
        for shape in SHAPES
    }
    described: Node = {
        "title": edition.SITE_NAME,
        "description": DESCRIPTION,
        "license": edition.LICENCE,
        "license_url": edition.LICENCE_URL,
        "databases": {PurePosixPath(DATABASE).stem: {"tables": tables}},
    }
    return _written(described)


def _written(node: Node) -> bytes:
    return (json.dumps(node, ensure_ascii=False, indent=2) + "\n").encode()


def _relative(path: str) -> str:
    return PurePosixPath(path).relative_to(ROOT).as_posix()


def _file(name: str, title: str, path: str, found: Resources) -> Node:
    suffix = PurePosixPath(path).suffix
    return {
        "name": name,
        "type": "file",
        "title": title,
        "path": _relative(path),
        "format": suffix.removeprefix("."),
        "mediatype": _MEDIA[suffix],
        **found.of(path),
    }


def _table(shape: TableShape[Any], found: Resources) -> Node:
    schema: Node = {
        "fields": [_field(column) for column in shape.columns],
        "missingValues": [""],
        "primaryKey": list(shape.key),
    }
    if shape.foreign:
        schema["foreignKeys"] = [
            {
                "fields": list(here),
                # An empty name means the table itself.
                "reference": {
                    "resource": "" if table == shape.name else table,
                    "fields": list(there),
                },
            }
            for here, table, there in shape.foreign
        ]
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "title": shape.title,
        "path": _relative(table_file(shape.name)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **found.of(table_file(shape.name)),
        "schema": schema,
    }


def _field(column: Column[Any]) -> Node:
    types = {"date": "string", "list": "string", "day": "date"}
    notes = {"date": " A date in EDTF.", "list": ' Several values stand apart by " | ".'}
    node: Node = {
        "name": column.name,
        "type": types.get(column.type, column.type),
        "description": column.description + notes.get(column.type, ""),
    }
    if column.required:
        node["constraints"] = {"required": True}
    return node
