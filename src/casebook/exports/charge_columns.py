"""`charges.csv`: one row a charge, against the subject or those said to have harmed the subject."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.columns import Column, TableShape, cited, day, first_day, inferred, last_day
from casebook.exports.csv_text import several
from casebook.exports.exported import ExportedCase
from casebook.exports.history_columns import accused
from casebook.exports.sentences import TERM_STATES, sentence_cell
from casebook.exports.shapes import ChargeState, ProceedingOut
from casebook.fold import Imposed
from casebook.fold.outcomes import conviction, term_of
from casebook.models import TimelineEvent


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One charge, in its proceeding, in its case."""

    of: ExportedCase
    proceeding: ProceedingOut
    charge: ChargeState
    number: int
    convicted: TimelineEvent | None
    """The first event that names the charge and finds guilt in it."""
    terms: tuple[str, ...]
    """What was imposed and not replaced, each with what became of it."""


def charge_rows(case: ExportedCase) -> Iterator[ChargeRow]:
    """Go through the charges of a case, proceeding by proceeding; those on others come last."""
    folded = (*case.state.proceedings, *case.state.accountability)
    shown = (*case.standing.proceedings, *case.standing.accountability)
    for one, proceeding in zip(folded, shown, strict=True):
        terms = tuple(
            f"{sentence_cell(imposed.item)}: {_term(case, imposed, proceeding)}"
            for imposed in one.imposed
            if imposed.superseded_by is None
        )
        pairs = zip(one.charges, proceeding.charges, strict=True)
        for number, (charge, out) in enumerate(pairs, start=1):
            yield ChargeRow(case, proceeding, out, number, conviction(charge, case.meaning), terms)


def _term(case: ExportedCase, imposed: Imposed, proceeding: ProceedingOut) -> str:
    if proceeding.against != "subject":
        return "not-stated"
    return term_of(case.state, imposed, case.meaning).state


def _article(row: ChargeRow) -> str | None:
    return row.charge.article.partition(".")[0] if row.charge.article else None


def _part(row: ChargeRow) -> str | None:
    return row.charge.article.partition(".")[2] or None if row.charge.article else None


_Column = Column[ChargeRow]
_CHARGE: Final = (
    _Column("case", "Id of the case.", lambda row: row.of.case.id, required=True),
    _Column("name", "Name of the subject.", lambda row: row.of.case.name, required=True),
    _Column("kind", "person, organisation or group.", lambda row: row.of.case.kind, required=True),
    _Column("proceeding", "Id of the proceeding.", lambda row: row.proceeding.id, required=True),
    _Column(
        "number",
        "Number of the charge in the proceeding, from 1.",
        lambda row: row.number,
        "integer",
        required=True,
    ),
    _Column(
        "proceeding_kind",
        "criminal, administrative, civil and so on.",
        lambda row: row.proceeding.kind,
        required=True,
    ),
    _Column(
        "against",
        "subject; others where the subject is the one harmed and somebody else is accused. Count "
        "convictions of subjects by rows that say subject.",
        lambda row: row.proceeding.against,
        required=True,
    ),
    _Column(
        "accused",
        "Who is accused: the subject by name, or who is said to have harmed the subject; empty "
        "where no source says who.",
        lambda row: accused(row.of, row.proceeding),
    ),
    _Column("country", "ISO 3166-1 code of whose law applies.", lambda row: row.proceeding.country),
    _Column("article", "Id of the article; empty where the source names none.", _article),
    _Column("part", "Number of the part of the article; empty where not stated.", _part),
    _Column(
        "offence",
        "The words of the source, where it names no article.",
        lambda row: row.charge.offence,
    ),
)
_OUTCOME: Final = (
    _Column(
        "state",
        "What became of the charge, as of `as_of`.",
        lambda row: row.charge.state,
        required=True,
    ),
    _Column("state_label", "The same in words.", lambda row: row.charge.label, required=True),
    _Column(
        "state_date",
        "When the event happened that set the state.",
        lambda row: day(row.charge.told.date),
        "date",
        required=True,
    ),
    _Column(
        "state_basis",
        "stated by a source, or inferred in this record.",
        lambda row: row.charge.basis,
        required=True,
    ),
    _Column(
        "claim",
        "stated, or that the source reports an allegation.",
        lambda row: row.charge.told.claim,
        required=True,
    ),
    _Column(
        "named",
        "false where the event that set the state speaks of all charges, not of this one.",
        lambda row: row.charge.named,
        "boolean",
        required=True,
    ),
    _Column(
        "guilt",
        "What a court has said on guilt in this state: found, not-found or open.",
        lambda row: row.of.library.procedure_states[row.charge.state].guilt,
        required=True,
    ),
    _Column(
        "convicted_date",
        "When guilt was first found on this charge; empty where no source tells of it.",
        lambda row: day(row.convicted.date) if row.convicted else None,
        "date",
    ),
    _Column(
        "convicted_date_earliest",
        "First day on which that may have been.",
        lambda row: first_day(row.convicted.date) if row.convicted else None,
        "day",
    ),
    _Column(
        "convicted_date_latest",
        "Last day on which that may have been. In a year for certain: both days lie in it; "
        "possibly: one of them, or the year between them.",
        lambda row: last_day(row.convicted.date) if row.convicted else None,
        "day",
    ),
    _Column(
        "convicted_event",
        "Id of that event.",
        lambda row: row.convicted.id if row.convicted else None,
    ),
    _Column(
        "sentence_kinds",
        "Kinds of what was imposed in the proceeding as a whole, as it stood last.",
        lambda row: several(
            dict.fromkeys(
                one.item.kind for one in row.proceeding.imposed if one.superseded_by is None
            )
        ),
        "list",
    ),
    _Column(
        "sentence",
        "The same with sizes. It is that of the proceeding: sources seldom part it by charge.",
        lambda row: several(
            sentence_cell(one.item) for one in row.proceeding.imposed if one.superseded_by is None
        ),
        "list",
    ),
    _Column(
        "term_states",
        f"What became of each, as of `terms_as_of`: {TERM_STATES}. See sentences.csv.",
        lambda row: several(row.terms),
        "list",
    ),
    _Column(
        "terms_as_of",
        "Up to when any source of the case knows.",
        lambda row: day(row.of.standing.as_of),
        "date",
    ),
)
_TOLD: Final = (
    _Column(
        "event", "Id of the event that set it.", lambda row: row.charge.told.event, required=True
    ),
    _Column("steps", "Ids of all its events.", lambda row: several(row.charge.steps), "list"),
    _Column("was", "Charges it was made out of.", lambda row: several(row.charge.was), "list"),
    _Column("became", "Charges it turned into.", lambda row: several(row.charge.became), "list"),
    _Column(
        "inferred",
        "Fields of the event that are concluded: `field: why`.",
        lambda row: inferred(row.charge.told.inferred),
        "list",
    ),
    _Column(
        "doubts",
        "What sources disagree about, and likely slips in print, in any of its events.",
        lambda row: several(
            f"{step}: {doubt}" for step in row.charge.steps for doubt in row.of.doubts(step) or ()
        ),
        "list",
    ),
    _Column(
        "as_of",
        "Up to when the sources of the proceeding know.",
        lambda row: day(row.proceeding.as_of),
        "date",
    ),
    _Column(
        "sources",
        "Where the state is told: `source (place)`.",
        lambda row: cited(row.charge.told.sources),
        "list",
        required=True,
    ),
    _Column(
        "page",
        "Address of the event that set it, from the root of the site.",
        lambda row: f"{row.of.page}#{row.charge.told.event}",
        required=True,
    ),
    _Column("version", "Version of the record.", lambda row: row.of.version, required=True),
)

CHARGES: Final = TableShape(
    name="charges",
    title="One row a charge",
    columns=(*_CHARGE, *_OUTCOME, *_TOLD),
    key=("case", "proceeding", "number"),
    foreign=(
        (("case",), "cases", ("case",)),
        (("case", "event"), "events", ("case", "event")),
        (("case", "proceeding"), "proceedings", ("case", "proceeding")),
        (("article",), "articles", ("article",)),
    ),
)
