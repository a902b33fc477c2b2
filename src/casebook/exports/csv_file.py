"""CSV as RFC 4180 has it, in UTF-8, written row by row."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TextIO

from casebook.exports.columns import TableShape
from casebook.exports.csv_text import Cell, cell

# The mark of UTF-8: without it a spreadsheet takes Kazakh letters for those of another alphabet.
ENCODING: Final = "utf-8-sig"


class CsvFile:
    """One table."""

    def __init__(self, path: Path, shape: TableShape[Any]) -> None:
        """Begin the file with the names of the columns."""
        self._file: TextIO = path.open("w", encoding=ENCODING, newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow([column.name for column in shape.columns])

    def add(self, rows: Iterable[Iterable[Cell]]) -> None:
        """Write rows; None is an empty cell, truth is `true` or `false`."""
        self._writer.writerows([cell(one) for one in row] for row in rows)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()
