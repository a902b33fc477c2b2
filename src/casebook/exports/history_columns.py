"""Tables of what a case went through: periods of liberty, and proceedings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.case_rows import NUMBER, SUBJECT, TO_CASE, TOLD, CaseRow
from casebook.exports.columns import Column, TableShape, day
from casebook.exports.csv_text import several
from casebook.exports.exported import ExportedCase
from casebook.exports.shapes import Period, ProceedingOut


@dataclass(frozen=True, slots=True)
class LibertyRow(CaseRow):
    """One period of liberty, or of its lack."""

    period: Period


def liberty_rows(case: ExportedCase) -> Iterator[LibertyRow]:
    """Go through the periods of a case in their order."""
    for number, period in enumerate(case.standing.liberty.periods, start=1):
        yield LibertyRow(case, number, period.told, period)


_Period = Column[LibertyRow]

LIBERTY: Final = TableShape(
    name="liberty",
    title="One row a period of liberty, detention or imprisonment",
    columns=(
        *SUBJECT,
        NUMBER,
        _Period("state", "State of liberty.", lambda row: row.period.state, required=True),
        _Period("state_label", "The same in words.", lambda row: row.period.label, required=True),
        _Period("since", "Since when.", lambda row: day(row.period.since), "date"),
        _Period(
            "until",
            "Until when; empty where no source tells of an end.",
            lambda row: day(row.period.until),
            "date",
        ),
        _Period(
            "as_of",
            "Up to when sources tell of it; empty for what the calendar alone says. A period "
            "without `until` is known to go on until then, not until today.",
            lambda row: day(row.period.as_of),
            "date",
        ),
        _Period(
            "basis",
            "stated by a source, inferred in this record, or computed by the calendar.",
            lambda row: row.period.basis,
            required=True,
        ),
        _Period(
            "term_end",
            "When the term or order would run out by the calendar.",
            lambda row: day(row.period.term_end),
            "date",
        ),
        _Period(
            "length_stated",
            "false: no source says how long the term is.",
            lambda row: row.period.length_stated,
            "boolean",
            required=True,
        ),
        _Period("ended_by", "Id of the event that ended it.", lambda row: row.period.ended_by),
        *TOLD,
    ),
    key=("case", "number"),
    foreign=(TO_CASE,),  # the event may be none
)


@dataclass(frozen=True, slots=True)
class ProceedingRow(CaseRow):
    """One proceeding."""

    proceeding: ProceedingOut


def proceeding_rows(case: ExportedCase) -> Iterator[ProceedingRow]:
    """Go through the proceedings of a case; those about harm done to the subject come last."""
    both = (*case.standing.proceedings, *case.standing.accountability)
    for number, proceeding in enumerate(both, start=1):
        yield ProceedingRow(case, number, proceeding.told, proceeding)


def accused(case: ExportedCase, proceeding: ProceedingOut) -> str | None:
    """Say who is accused: in a proceeding about harm done to the subject, never the subject."""
    if proceeding.against == "subject":
        return case.case.name
    (one,) = (one for one in case.case.proceedings if one.id == proceeding.id)
    return str(one.accused) if one.accused else None


_Proceeding = Column[ProceedingRow]

PROCEEDINGS: Final = TableShape(
    name="proceedings",
    title="One row a proceeding: against the subject, or about harm done to the subject",
    columns=(
        *SUBJECT,
        _Proceeding(
            "proceeding",
            "Id of the proceeding, unique in its case.",
            lambda row: row.proceeding.id,
            required=True,
        ),
        _Proceeding(
            "against",
            "subject, or others where the subject is the one harmed; by-subject, international.",
            lambda row: row.proceeding.against,
            required=True,
        ),
        _Proceeding(
            "accused",
            "Who is accused; empty where no source says.",
            lambda row: accused(row.of, row.proceeding),
        ),
        _Proceeding(
            "proceeding_kind",
            "criminal, administrative, civil and so on.",
            lambda row: row.proceeding.kind,
            required=True,
        ),
        _Proceeding(
            "title", "What it is about.", lambda row: str(row.proceeding.title), required=True
        ),
        _Proceeding(
            "country", "ISO 3166-1 code of whose law applies.", lambda r: r.proceeding.country
        ),
        _Proceeding(
            "state",
            "How far it has come, as of `as_of`; empty where no source says what became of it.",
            lambda row: row.proceeding.state,
        ),
        _Proceeding("state_label", "The same in words.", lambda row: row.proceeding.label),
        _Proceeding(
            "as_of",
            "Up to when the sources of the proceeding know.",
            lambda row: day(row.proceeding.as_of),
            "date",
        ),
        _Proceeding(
            "basis",
            "stated by a source, or inferred in this record.",
            lambda row: row.proceeding.basis,
        ),
        _Proceeding(
            "certain",
            "false where partial dates leave other states possible.",
            lambda row: row.proceeding.certain,
            "boolean",
            required=True,
        ),
        _Proceeding(
            "charges",
            "Articles, or offences named without one.",
            lambda row: several(one.article or one.offence or "" for one in row.proceeding.charges),
            "list",
        ),
        _Proceeding(
            "events",
            "Ids of its events, in order.",
            lambda row: several(row.proceeding.events),
            "list",
        ),
        _Proceeding(
            "appeal",
            "Id of the event by which the state is contested, if no decision on that is known.",
            lambda row: row.proceeding.appeal,
        ),
        *TOLD,
    ),
    key=("case", "proceeding"),
    foreign=(TO_CASE,),  # the event may be none
)
