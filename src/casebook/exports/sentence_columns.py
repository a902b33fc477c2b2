"""`sentences.csv`: one row a thing that a court or body imposed, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.case_rows import NUMBER, SUBJECT, TO_CASE, TO_EVENT, TOLD, CaseRow
from casebook.exports.columns import Column, TableShape, day
from casebook.exports.exported import ExportedCase
from casebook.exports.sentences import TERM_STATES, sentence_cell
from casebook.exports.shapes import ProceedingOut
from casebook.fold.outcomes import Term, term_of
from casebook.models import SentenceItem


@dataclass(frozen=True, slots=True)
class SentenceRow(CaseRow):
    """One item of a sentence or order."""

    proceeding: ProceedingOut
    item: SentenceItem
    term: Term


def sentence_rows(case: ExportedCase) -> Iterator[SentenceRow]:
    """Go through what was imposed, proceeding by proceeding; on others than the subject too."""
    folded = (*case.state.proceedings, *case.state.accountability)
    shown = (*case.standing.proceedings, *case.standing.accountability)
    number = 0
    for one, proceeding in zip(folded, shown, strict=True):
        for imposed, out in zip(one.imposed, proceeding.imposed, strict=True):
            number += 1
            term = Term("not-stated")
            if proceeding.against == "subject":
                term = term_of(case.state, imposed, case.meaning)
            yield SentenceRow(case, number, out.told, proceeding, imposed.item, term)


_Column = Column[SentenceRow]

SENTENCES: Final = TableShape(
    name="sentences",
    title="One row a thing imposed: imprisonment, ban, fine",
    columns=(
        *SUBJECT,
        NUMBER,
        _Column("proceeding", "Id of the proceeding.", lambda r: r.proceeding.id, required=True),
        _Column(
            "against",
            "subject; others where it was imposed on somebody who harmed the subject.",
            lambda row: row.proceeding.against,
            required=True,
        ),
        _Column("sentence_kind", "What was imposed.", lambda row: row.item.kind, required=True),
        _Column(
            "sentence",
            "The same with its size, which may be not stated.",
            lambda row: sentence_cell(row.item),
            required=True,
        ),
        _Column("life", "For life.", lambda row: row.item.life, "boolean"),
        _Column("years", "Years.", lambda row: row.item.years, "integer"),
        _Column("months", "Months beside the years.", lambda row: row.item.months, "integer"),
        _Column("days", "Days.", lambda row: row.item.days, "integer"),
        _Column("hours", "Hours.", lambda row: row.item.hours, "integer"),
        _Column("at_least", "The size is a lower bound.", lambda row: row.item.at_least, "boolean"),
        _Column("at_most", "The size is an upper bound.", lambda row: row.item.at_most, "boolean"),
        _Column("conditional", "Called conditional.", lambda row: row.item.conditional, "boolean"),
        _Column(
            "additional",
            "Added to a term that was being served.",
            lambda row: row.item.additional,
            "boolean",
        ),
        _Column("amount", "A sum of money.", lambda row: row.item.amount, "number"),
        _Column("amount_to", "Its upper end, if a range.", lambda r: r.item.amount_to, "number"),
        _Column("currency", "ISO 4217.", lambda row: row.item.currency),
        _Column("mci", "Monthly calculation indices.", lambda row: row.item.mci, "number"),
        _Column(
            "text",
            "Its terms, in own words.",
            lambda row: str(row.item.text) if row.item.text else None,
        ),
        _Column(
            "term_state",
            f"What became of it, as of `as_of`: {TERM_STATES}.",
            lambda row: row.term.state,
            required=True,
        ),
        _Column(
            "term_end",
            "When it ended, or would run out by the calendar.",
            lambda row: day(row.term.end),
            "date",
        ),
        _Column(
            "term_event",
            "Id of the event that replaced, deferred or ended it.",
            lambda row: row.term.event,
        ),
        _Column(
            "as_of",
            "Up to when any source of the case knows.",
            lambda row: day(row.of.standing.as_of),
            "date",
        ),
        *TOLD,
    ),
    key=("case", "number"),
    foreign=(TO_CASE, TO_EVENT, (("case", "proceeding"), "proceedings", ("case", "proceeding"))),
)
