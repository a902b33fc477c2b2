"""All tables: their shapes, and how their rows are found. CSV, SQLite and Parquet hold the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from casebook.exports import (
    axis_columns,
    case_columns,
    charge_columns,
    event_columns,
    figure_columns,
    history_columns,
    record_columns,
    reference_columns,
    sentence_columns,
)
from casebook.exports.columns import TableShape
from casebook.exports.exported import ExportedCase
from casebook.exports.world import ExportedWorld


@dataclass(frozen=True)
class CaseTable:
    """A table that is filled case by case."""

    shape: TableShape[Any]
    rows: Callable[[ExportedCase], Iterator[Any]]


@dataclass(frozen=True)
class RecordTable:
    """A table that is filled from other records, or from all of them."""

    shape: TableShape[Any]
    rows: Callable[[ExportedWorld], Iterator[Any]]


def _itself(case: ExportedCase) -> Iterator[ExportedCase]:
    yield case


CASE_TABLES: Final = (
    CaseTable(case_columns.CASES, _itself),
    CaseTable(event_columns.EVENTS, event_columns.event_rows),
    CaseTable(history_columns.PROCEEDINGS, history_columns.proceeding_rows),
    CaseTable(charge_columns.CHARGES, charge_columns.charge_rows),
    CaseTable(sentence_columns.SENTENCES, sentence_columns.sentence_rows),
    CaseTable(history_columns.LIBERTY, history_columns.liberty_rows),
    CaseTable(axis_columns.RESTRICTIONS, axis_columns.restriction_rows),
    CaseTable(axis_columns.WAYS_OUT, axis_columns.way_out_rows),
    CaseTable(axis_columns.DESIGNATIONS, axis_columns.designation_rows),
    CaseTable(axis_columns.HARM, axis_columns.harm_rows),
)
"""Rows follow the ids of cases, and the order of things within a case."""
RECORD_TABLES: Final = (
    RecordTable(record_columns.ARTICLES, record_columns.article_rows),
    RecordTable(record_columns.GROUP_EVENTS, record_columns.group_event_rows),
    RecordTable(reference_columns.PARTICIPANTS, reference_columns.participant_rows),
    RecordTable(record_columns.ORGANISATIONS, record_columns.organisation_rows),
    RecordTable(figure_columns.STATISTICS, figure_columns.figure_rows),
    RecordTable(figure_columns.RECOMMENDATIONS, figure_columns.recommendation_rows),
    RecordTable(record_columns.SOURCES, record_columns.source_rows),
    RecordTable(reference_columns.CITATIONS, reference_columns.citation_rows),
    RecordTable(reference_columns.TERMS, reference_columns.term_rows),
)
SHAPES: Final[tuple[TableShape[Any], ...]] = tuple(
    one.shape for one in (*CASE_TABLES, *RECORD_TABLES)
)
