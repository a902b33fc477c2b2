"""Tables of what stands beside liberty: restrictions, ways out, recognition, harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.case_rows import NUMBER, SUBJECT, TO_CASE, TO_EVENT, TOLD, CaseRow
from casebook.exports.columns import Column, TableShape, day
from casebook.exports.csv_text import several
from casebook.exports.exported import ExportedCase
from casebook.exports.shapes import DesignationState, HarmReported, RestrictionState, WayOutStep


@dataclass(frozen=True, slots=True)
class RestrictionRow(CaseRow):
    """One limit beside liberty."""

    one: RestrictionState


def restriction_rows(case: ExportedCase) -> Iterator[RestrictionRow]:
    """Go through the restrictions of a case."""
    for number, one in enumerate(case.standing.restrictions, start=1):
        yield RestrictionRow(case, number, one.told, one)


_Restriction = Column[RestrictionRow]

RESTRICTIONS: Final = TableShape(
    name="restrictions",
    title="One row a restriction: ban on activity, supervision, frozen accounts and so on",
    columns=(
        *SUBJECT,
        NUMBER,
        _Restriction("restriction", "Kind.", lambda row: row.one.kind, required=True),
        _Restriction(
            "restriction_label", "The same in words.", lambda row: row.one.label, required=True
        ),
        _Restriction(
            "status",
            "in-force, not-begun, elapsed (by the calendar), ended (a source says so) or unknown, "
            "as of `status_as_of`, the last day that any source of the case knows of: never today.",
            lambda row: row.one.status,
            required=True,
        ),
        _Restriction(
            "status_as_of",
            "That day: the one on which `status` is judged.",
            lambda row: day(row.of.standing.as_of),
            "date",
        ),
        _Restriction(
            "since", "Since when; empty if not known.", lambda row: day(row.one.since), "date"
        ),
        _Restriction(
            "until",
            "Until when; empty where no source gives an end or a length.",
            lambda row: day(row.one.until),
            "date",
        ),
        _Restriction(
            "basis",
            "Whether its dates are stated, inferred in this record or computed.",
            lambda row: row.one.basis,
            required=True,
        ),
        _Restriction(
            "as_of",
            "Up to when the sources of this restriction know, which may be long before.",
            lambda row: day(row.one.as_of),
            "date",
        ),
        _Restriction("ended_by", "Id of the event that ended it.", lambda row: row.one.ended_by),
        *TOLD,
    ),
    key=("case", "number"),
    foreign=(TO_CASE, TO_EVENT),
)


@dataclass(frozen=True, slots=True)
class WayOutRow(CaseRow):
    """One step towards the end of a case or sentence."""

    one: WayOutStep


def way_out_rows(case: ExportedCase) -> Iterator[WayOutRow]:
    """Go through what was asked for, granted and refused."""
    for number, one in enumerate(case.standing.ways_out, start=1):
        yield WayOutRow(case, number, one.told, one)


def _grounds(row: WayOutRow) -> str | None:
    return row.of.label("refusal-grounds", row.one.grounds) if row.one.grounds else None


_WayOut = Column[WayOutRow]

WAYS_OUT: Final = TableShape(
    name="ways_out",
    title="One row a step towards the end of a sentence or case: parole, amnesty, pardon",
    columns=(
        *SUBJECT,
        NUMBER,
        _WayOut(
            "way_out", "parole, amnesty, pardon and so on.", lambda r: r.one.kind, required=True
        ),
        _WayOut(
            "result",
            "asked, granted, refused and so on.",
            lambda row: row.one.result,
            required=True,
        ),
        _WayOut(
            "grounds",
            "Why it was refused, by kind; empty where no source says.",
            lambda row: row.one.grounds,
        ),
        _WayOut("grounds_label", "The same in words.", _grounds),
        _WayOut(
            "text",
            "What happened, in own words.",
            lambda row: str(row.of.timeline[row.one.told.event].text),
            required=True,
        ),
        _WayOut(
            "proceeding",
            "Id of the proceeding.",
            lambda row: row.of.timeline[row.one.told.event].proceeding,
        ),
        _WayOut("as_of", "Up to when its sources know.", lambda row: day(row.one.as_of), "date"),
        *TOLD,
    ),
    key=("case", "number"),
    foreign=(TO_CASE, TO_EVENT),
)


@dataclass(frozen=True, slots=True)
class DesignationRow(CaseRow):
    """One recognition."""

    one: DesignationState


def designation_rows(case: ExportedCase) -> Iterator[DesignationRow]:
    """Go through who recognised the subject as what."""
    for number, one in enumerate(case.standing.designations, start=1):
        yield DesignationRow(case, number, one.told, one)


_Designation = Column[DesignationRow]

DESIGNATIONS: Final = TableShape(
    name="designations",
    title="One row a recognition: political prisoner, prisoner of conscience, UN opinion",
    columns=(
        *SUBJECT,
        NUMBER,
        _Designation("designation", "As what.", lambda row: row.one.kind, required=True),
        _Designation(
            "designation_label", "The same in words.", lambda row: row.one.label, required=True
        ),
        _Designation("by", "Ids of who recognises.", lambda row: several(row.one.by), "list"),
        _Designation(
            "by_names",
            "Who recognises, where no body has a record.",
            lambda row: several(map(str, row.of.timeline[row.one.told.event].actors)),
            "list",
        ),
        _Designation(
            "withdrawn_by", "Id of the event that took it back.", lambda row: row.one.withdrawn_by
        ),
        _Designation("as_of", "Up to when its sources know.", lambda r: day(r.one.as_of), "date"),
        *TOLD,
    ),
    key=("case", "number"),
    foreign=(TO_CASE, TO_EVENT),
)


@dataclass(frozen=True, slots=True)
class HarmRow(CaseRow):
    """Harm that an event tells of."""

    one: HarmReported


def harm_rows(case: ExportedCase) -> Iterator[HarmRow]:
    """Go through harm that sources report or pass on as alleged."""
    for number, one in enumerate(case.standing.harm, start=1):
        yield HarmRow(case, number, one.told, one)


_Harm = Column[HarmRow]

HARM: Final = TableShape(
    name="harm",
    title="One row an event in which the subject is said to have come to harm",
    columns=(
        *SUBJECT,
        NUMBER,
        _Harm("kinds", "Kinds of harm.", lambda row: several(row.one.kinds), "list", required=True),
        _Harm(
            "text",
            "What is said to have happened, in own words.",
            lambda row: str(row.of.timeline[row.one.told.event].text),
            required=True,
        ),
        _Harm(
            "claimed_by",
            "Who alleges it.",
            lambda row: several(map(str, row.of.timeline[row.one.told.event].claimed_by)),
            "list",
        ),
        _Harm(
            "by",
            "Ids of bodies that are said to have done it.",
            lambda row: several(row.of.timeline[row.one.told.event].by),
            "list",
        ),
        _Harm(
            "actors",
            "Who is said to have done it, where no body has a record.",
            lambda row: several(map(str, row.of.timeline[row.one.told.event].actors)),
            "list",
        ),
        _Harm("as_of", "Up to when its sources know.", lambda row: day(row.one.as_of), "date"),
        *TOLD,
    ),
    key=("case", "number"),
    foreign=(TO_CASE, TO_EVENT),
)
