"""What the rows about a case share: whose they are, the event that says so, and its sources."""

from dataclasses import dataclass
from typing import Final

from casebook.exports.columns import Column, cited, day, inferred
from casebook.exports.exported import ExportedCase
from casebook.exports.shapes import Told


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One thing that is told of a case, and where."""

    of: ExportedCase
    number: int
    """Its place among those of the case, from 1."""
    told: Told | None
    """The event that says so; none for what the calendar says."""


_Column = Column[CaseRow]

SUBJECT: Final = (
    _Column("case", "Id of the case.", lambda row: row.of.case.id, required=True),
    _Column("name", "Name of the subject.", lambda row: row.of.case.name, required=True),
    _Column("kind", "person, organisation or group.", lambda row: row.of.case.kind, required=True),
)
NUMBER: Final = _Column(
    "number",
    "Its number among those of the case, from 1.",
    lambda row: row.number,
    "integer",
    required=True,
)
TOLD: Final = (
    _Column(
        "event",
        "Id of the event that says so; empty for what the calendar alone says.",
        lambda row: row.told.event if row.told else None,
    ),
    _Column(
        "event_date",
        "When that event happened.",
        lambda row: day(row.told.date) if row.told else None,
        "date",
    ),
    _Column(
        "claim",
        "stated, or that the source reports an allegation.",
        lambda row: row.told.claim if row.told else None,
    ),
    _Column(
        "inferred",
        "Fields of the event that are concluded: `field: why`.",
        lambda row: inferred(row.told.inferred) if row.told else None,
        "list",
    ),
    _Column(
        "doubts",
        "What sources disagree about, and likely slips in print, in that event.",
        lambda row: row.of.doubts(row.told.event) if row.told else None,
        "list",
    ),
    _Column(
        "sources",
        "Where it is said: `source (place)`.",
        lambda row: cited(row.told.sources) if row.told else None,
        "list",
    ),
    _Column(
        "page",
        "Address of the event, from the root of the site.",
        lambda row: f"{row.of.page}#{row.told.event}" if row.told else row.of.page,
        required=True,
    ),
    _Column("version", "Version of the record.", lambda row: row.of.version, required=True),
)
TO_CASE: Final = (("case",), "cases", ("case",))
TO_EVENT: Final = (("case", "event"), "events", ("case", "event"))
