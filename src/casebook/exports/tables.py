"""The three tables: one row a case, one row an event of its timeline, one row a charge in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from casebook.exports.case_columns import CASES
from casebook.exports.charge_columns import CHARGES, charge_rows
from casebook.exports.columns import Row, TableShape
from casebook.exports.csv_text import as_csv
from casebook.exports.event_columns import EVENTS, event_rows
from casebook.exports.exported import ExportedCase

SHAPES: tuple[TableShape[Any], ...] = (CASES, EVENTS, CHARGES)


def tables(cases: Sequence[ExportedCase]) -> dict[str, bytes]:
    """Make each table: name -> CSV. Rows follow ids, and the order of the timeline."""
    return {
        CASES.name: _csv(CASES, cases),
        EVENTS.name: _csv(EVENTS, [row for case in cases for row in event_rows(case)]),
        CHARGES.name: _csv(CHARGES, [row for case in cases for row in charge_rows(case)]),
    }


def _csv(shape: TableShape[Row], rows: Iterable[Row]) -> bytes:
    return as_csv([column.name for column in shape.columns], map(shape.cells, rows))
