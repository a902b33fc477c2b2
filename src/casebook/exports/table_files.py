"""Every table in every format, filled row by row on the disk, so that none is held in memory."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from casebook.data_files import DATABASE, parquet_file, table_file
from casebook.exports import typed
from casebook.exports.columns import TableShape
from casebook.exports.csv_file import CsvFile
from casebook.exports.parquet_file import ParquetFile
from casebook.exports.sqlite_file import SqliteFile
from casebook.exports.tables import SHAPES


class TableFiles:
    """The files of all tables, in a folder that goes when they have been taken."""

    def __init__(self, folder: Path, about: Mapping[str, str]) -> None:
        """Begin every file; `about` is what the database says of itself."""
        self._folder = folder
        self._csv = {one.name: CsvFile(folder / f"{one.name}.csv", one) for one in SHAPES}
        self._parquet = {
            one.name: ParquetFile(folder / f"{one.name}.parquet", one) for one in SHAPES
        }
        self._database = SqliteFile(folder / "database", SHAPES, about)

    def add(self, shape: TableShape[Any], rows: Iterable[Any]) -> None:
        """Put rows into every format."""
        cells = [shape.cells(row) for row in rows]
        if not cells:
            return
        self._csv[shape.name].add(cells)
        known = [typed.values(shape, row) for row in cells]
        self._parquet[shape.name].add(known)
        self._database.add(shape, known)

    def finish(self) -> Iterator[tuple[str, Path]]:
        """Close every file: path under `docs/`, and where it lies."""
        for name, table in self._csv.items():
            table.close()
            yield table_file(name), self._folder / f"{name}.csv"
        for name, lines in self._parquet.items():
            lines.close()
            yield parquet_file(name), self._folder / f"{name}.parquet"
        self._database.close()
        yield DATABASE, self._folder / "database"
