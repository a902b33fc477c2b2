"""`events.csv`: one row an event of the timeline of a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.columns import Column, TableShape, cited, day, first_day, inferred, last_day
from casebook.exports.csv_text import several
from casebook.exports.doubts import disputed, misprinted
from casebook.exports.exported import ExportedCase
from casebook.exports.sentences import sentence_cell
from casebook.models import TimelineEvent


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, and the case it is told in."""

    of: ExportedCase
    event: TimelineEvent
    place_in_order: int | None


def event_rows(case: ExportedCase) -> Iterator[EventRow]:
    """Go through a timeline in the order in which it is played; what is retracted comes last."""
    played = (*case.state.seen, *case.state.possible)
    retracted = [event for event in case.case.timeline if event.retracted_by is not None]
    for number, event in enumerate(played, start=1):
        yield EventRow(case, event, number)
    for event in retracted:
        yield EventRow(case, event, None)


_Column = Column[EventRow]

EVENTS: Final = TableShape(
    name="events",
    title="One row an event in the timeline of a case",
    columns=(
        _Column("case", "Id of the case.", lambda row: row.of.case.id, required=True),
        _Column("name", "Name of the subject.", lambda row: row.of.case.name, required=True),
        _Column(
            "event", "Id of the event, unique in its case.", lambda row: row.event.id, required=True
        ),
        _Column(
            "order",
            "Its place in the order of the timeline, from 1; none for an event taken back.",
            lambda row: row.place_in_order,
            "integer",
        ),
        _Column(
            "date",
            "When it happened, EDTF.",
            lambda row: day(row.event.date),
            "date",
            required=True,
        ),
        _Column(
            "date_earliest",
            "First day on which it may have happened; none where the start is open.",
            lambda row: first_day(row.event.date),
            "day",
        ),
        _Column(
            "date_latest",
            "Last day on which it may have happened; none where the end is open.",
            lambda row: last_day(row.event.date),
            "day",
        ),
        _Column("type", "Type of the event.", lambda row: row.event.type, required=True),
        _Column(
            "type_label",
            "The same in words.",
            lambda row: row.of.label("event-types", row.event.type),
            required=True,
        ),
        _Column(
            "axis",
            "The history that it belongs to: liberty, procedure and so on.",
            lambda row: row.of.meaning.type_of(row.event).axis,
            required=True,
        ),
        _Column("proceeding", "Id of the proceeding.", lambda row: row.event.proceeding),
        _Column("articles", "Articles named.", lambda row: several(row.event.articles), "list"),
        _Column(
            "offences",
            "Offences that the source names without an article.",
            lambda row: several(row.event.offences),
            "list",
        ),
        _Column(
            "sentence",
            "What was imposed.",
            lambda row: several(sentence_cell(item) for item in row.event.sentence),
            "list",
        ),
        _Column("liberty", "State of liberty that it names.", lambda row: row.event.liberty),
        _Column("by", "Ids of the bodies that did it.", lambda row: several(row.event.by), "list"),
        _Column(
            "actors",
            "Who did it, where no body has a record; courts as the source names them.",
            lambda row: several(
                str(one) for one in (row.event.court, *row.event.actors) if one is not None
            ),
            "list",
        ),
        _Column(
            "until",
            "Until when a measure was ordered, if a source says.",
            lambda row: day(row.event.until),
            "date",
        ),
        _Column(
            "grounds",
            "Why a request was refused, by kind; empty where no source says.",
            lambda row: row.event.grounds,
        ),
        _Column(
            "region",
            "ISO 3166-2:KZ code of where it happened.",
            lambda row: row.of.region(row.event.place, row.event.region),
        ),
        _Column("place", "Id of the town or village.", lambda row: row.event.place),
        _Column("part_of", "Id of the event of several.", lambda row: row.event.part_of),
        _Column("text", "What happened, in own words.", lambda row: str(row.event.text)),
        _Column(
            "claim",
            "stated, or that the source reports an allegation.",
            lambda row: row.event.claim,
            required=True,
        ),
        _Column(
            "claimed_by",
            "Who alleges it.",
            lambda row: several(str(one) for one in row.event.claimed_by),
            "list",
        ),
        _Column(
            "inferred",
            "Fields that are concluded, not printed: `field: why`.",
            lambda row: inferred(row.event.inferred),
            "list",
        ),
        _Column(
            "disputed",
            "What sources disagree about: `about: value / value`.",
            lambda row: several(disputed(row.event.disputed)),
            "list",
        ),
        _Column(
            "misprints",
            "Likely slips: `about: as printed / read as`.",
            lambda row: several(misprinted(row.event.misprints)),
            "list",
        ),
        _Column(
            "retracted_by",
            "Source that takes it back: the event no longer counts.",
            lambda row: row.event.retracted_by,
        ),
        _Column(
            "as_of",
            "Up to when the sources of the event know.",
            lambda row: day(row.of.meaning.known_until(row.event.sources)),
            "date",
        ),
        _Column(
            "sources",
            "Where it is said: `source (place)`.",
            lambda row: cited(row.event.sources),
            "list",
            required=True,
        ),
        _Column(
            "page",
            "Address of the event, from the root of the site.",
            lambda row: f"{row.of.page}#{row.event.id}",
            required=True,
        ),
        _Column("version", "Version of the record.", lambda row: row.of.version, required=True),
    ),
    key=("case", "event"),
    foreign=((("case",), "cases", ("case",)),),
)
