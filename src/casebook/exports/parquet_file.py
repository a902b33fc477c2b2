"""Parquet, for DuckDB, pandas, R and the like: typed columns, lists as lists."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
from pydantic_core import to_json

from casebook.exports.columns import TableShape
from casebook.exports.csv_text import Cell
from casebook.exports.typed import FieldType, fields

_TYPES: Final[dict[FieldType, str]] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "day": "DATE",
    "list": "VARCHAR[]",
}
# One thread and the order of rows make the same bytes each time; nothing is fetched.
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "memory_limit": "256MB",
    "preserve_insertion_order": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class ParquetFile:
    """One table: rows wait as lines of JSON until it is whole."""

    def __init__(self, path: Path, shape: TableShape[Any]) -> None:
        """Begin."""
        self._path, self._lines_path = path, path.with_suffix(".jsonl")
        self._fields = fields(shape)
        self._names = [one.name for one in self._fields]
        self._lines = self._lines_path.open("wb")

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Keep rows of typed values."""
        for row in rows:
            self._lines.write(to_json(dict(zip(self._names, row, strict=True))) + b"\n")

    def close(self) -> None:
        """Write the file."""
        self._lines.close()
        columns = {one.name: _TYPES[one.type] for one in self._fields}
        with duckdb.connect(config=_SETTINGS) as connection:
            rows = connection.read_json(
                str(self._lines_path),
                columns=columns,
                format="newline_delimited",
                maximum_object_size=64 * 1024 * 1024,
            )
            rows.write_parquet(str(self._path), compression="zstd", row_group_size=100_000)
        self._lines_path.unlink()
