"""One SQLite file with every table, for Datasette and for SQL: keys, views, a search of texts."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic_core import to_json

from casebook.exports.columns import TableShape
from casebook.exports.csv_text import Cell
from casebook.exports.sqlite_extras import SEARCHES, VIEWS
from casebook.exports.typed import Field, FieldType, fields

_TYPES: Final[dict[FieldType, str]] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "day": "TEXT",
    "list": "TEXT",
}
_NOTES: Final[Mapping[FieldType, str]] = {
    "boolean": " 1 for true, 0 for false.",
    "day": " ISO 8601.",
    "list": " A list, as JSON.",
}
# The same page size everywhere, and nothing beside the file while it is made.
_SETTINGS: Final = (
    "PRAGMA page_size = 4096",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA temp_store = MEMORY",
)


class SqliteFile:
    """One database. The same rows give the same bytes, with the same version of SQLite."""

    def __init__(
        self, path: Path, shapes: Sequence[TableShape[Any]], about: Mapping[str, str]
    ) -> None:
        """Begin with empty tables, and what is said about the whole."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        for setting in _SETTINGS:
            self._connection.execute(setting)
        self._connection.execute("BEGIN")
        for shape in shapes:
            self._connection.execute(_created(shape))
        self._describe(shapes, about)

    def add(self, shape: TableShape[Any], rows: Iterable[Sequence[Cell]]) -> None:
        """Put rows of typed values into a table."""
        self._connection.executemany(
            _insertion(shape), ([_stored(value) for value in row] for row in rows)
        )

    def close(self) -> None:
        """Finish the file: views, searches, and no page left empty."""
        for statement in (*VIEWS, *SEARCHES):
            self._connection.execute(statement)
        self._connection.execute("COMMIT")
        self._connection.execute("VACUUM")
        self._connection.close()

    def _describe(self, shapes: Sequence[TableShape[Any]], about: Mapping[str, str]) -> None:
        execute, many = self._connection.execute, self._connection.executemany
        execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        many("INSERT INTO about VALUES (?, ?)", about.items())
        execute(
            'CREATE TABLE columns ("table" TEXT NOT NULL, position INTEGER NOT NULL, '
            "name TEXT NOT NULL, type TEXT NOT NULL, description TEXT NOT NULL, "
            'PRIMARY KEY ("table", name))'
        )
        many(
            "INSERT INTO columns VALUES (?, ?, ?, ?, ?)",
            (
                (
                    shape.name,
                    position,
                    one.name,
                    one.type,
                    one.description + _NOTES.get(one.type, ""),
                )
                for shape in shapes
                for position, one in enumerate(fields(shape), start=1)
            ),
        )


@lru_cache
def _insertion(shape: TableShape[Any]) -> str:
    marks = ", ".join("?" for _ in fields(shape))
    return f"INSERT INTO {_quoted(shape.name)} VALUES ({marks})"  # noqa: S608 - our own names


def _created(shape: TableShape[Any]) -> str:
    parts = [_column(one) for one in fields(shape)]
    parts.append(f"PRIMARY KEY ({_names(shape.key)})")
    parts += [
        f"FOREIGN KEY ({_names(here)}) REFERENCES {_quoted(table)} ({_names(there)})"
        for here, table, there in shape.foreign
    ]
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {_quoted(shape.name)} (\n  {body}\n)"


def _column(one: Field) -> str:
    needed = " NOT NULL" if one.required else ""
    return f"{_quoted(one.name)} {_TYPES[one.type]}{needed}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _stored(value: Cell) -> str | int | float | None:
    return to_json(value).decode() if isinstance(value, tuple) else value
