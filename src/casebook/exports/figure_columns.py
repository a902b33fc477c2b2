"""Tables of figures that sources give, and of what is asked of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.exports.columns import Column, TableShape, cited, day, inferred
from casebook.exports.csv_text import several
from casebook.exports.record_rows import AS_OF, RECORD, RecordRow, in_english
from casebook.exports.world import ExportedWorld
from casebook.models import Recommendation, Statistic
from casebook.models.statistic import Value


@dataclass(frozen=True, slots=True)
class FigureRow(RecordRow[Statistic]):
    """One value of a series."""

    number: int
    value: Value


def figure_rows(world: ExportedWorld) -> Iterator[FigureRow]:
    """Go through the values of all statistics."""
    for record in world.library.statistics.values():
        for number, value in enumerate(record.values, start=1):
            yield FigureRow(world, record, number, value)


def _attributed(row: FigureRow) -> tuple[str, ...] | None:
    bodies = (row.world.linked.organisation(name).name for name in row.record.attributed_to)
    others = (str(text) for text in (row.record.attributed_text,) if text)
    return several((*bodies, *others))


_Figure = Column[FigureRow]

STATISTICS: Final = TableShape(
    name="statistics",
    title="One row a figure that a source gives, for a period or a date",
    columns=(
        _Figure("statistic", "Id of the series.", lambda row: row.record.id, required=True),
        _Figure(
            "number",
            "Number of the value in its series, from 1.",
            lambda row: row.number,
            "integer",
            required=True,
        ),
        _Figure("title", "Title of the series.", lambda row: str(row.record.title), required=True),
        _Figure(
            "measure",
            "Exactly what is counted. Figures of different measures are never added up.",
            lambda row: str(row.record.measure),
            required=True,
        ),
        _Figure("unit", "people, offences and so on.", lambda row: row.record.unit, required=True),
        _Figure("topic", "Id of the topic.", lambda row: row.record.topic, required=True),
        _Figure("articles", "Articles it is about.", lambda r: several(r.record.articles), "list"),
        _Figure(
            "period",
            "The period or date that it is for.",
            lambda row: day(row.value.period),
            "date",
            required=True,
        ),
        _Figure(
            "partial",
            "true: the period is cut short; `note` says where.",
            lambda row: row.value.partial,
            "boolean",
            required=True,
        ),
        _Figure(
            "value_kind",
            "exact, at-least, about, range and so on; not-stated where the source has no figure.",
            lambda row: row.value.kind,
            required=True,
        ),
        _Figure(
            "value",
            "The figure, in the unit; empty where not stated, which is not nought.",
            lambda row: row.value.value,
            "number",
        ),
        _Figure("high", "Upper end of a range.", lambda row: row.value.high, "number"),
        _Figure("of_which", "What part it counts.", lambda row: in_english(row.value.of_which)),
        _Figure("note", "What to know of it.", lambda row: in_english(row.value.note)),
        _Figure("attributed_to", "Whose figure it is.", _attributed, "list"),
        _Figure(
            "not_comparable_with",
            "Series that look alike and measure something else: `id: why`.",
            lambda row: several(
                f"{one.statistic}: {one.why}" for one in row.record.not_comparable_with
            ),
            "list",
        ),
        _Figure(
            "inferred",
            "Fields that are concluded: `field: why`.",
            lambda row: inferred(row.value.inferred),
            "list",
        ),
        _Figure(
            "sources",
            "Where the value is given: `source (place)`.",
            lambda row: cited(row.value.sources),
            "list",
            required=True,
        ),
        AS_OF,
        *RECORD,
    ),
    key=("statistic", "number"),
)

_Asked = Column[RecordRow[Recommendation]]


def recommendation_rows(world: ExportedWorld) -> Iterator[RecordRow[Recommendation]]:
    """Go through what is asked, and how it was evaluated."""
    for record in world.library.recommendations.values():
        yield RecordRow(world, record)


RECOMMENDATIONS: Final = TableShape(
    name="recommendations",
    title="One row a recommendation, or an evaluation of one made at the UN",
    columns=(
        _Asked("recommendation", "Id of the record.", lambda row: row.record.id, required=True),
        _Asked("kind", "recommendation or evaluation.", lambda r: r.record.kind, required=True),
        _Asked("title", "In a few words.", lambda row: str(row.record.title), required=True),
        _Asked("text", "What is asked, in own words.", lambda r: str(r.record.text), required=True),
        _Asked(
            "proposers",
            "Who asks.",
            lambda row: several(
                (
                    *(row.world.linked.organisation(one).name for one in row.record.proposers),
                    *row.record.proposer_names,
                )
            ),
            "list",
        ),
        _Asked(
            "addressees",
            "Who is asked.",
            lambda row: several(
                (
                    *(row.world.linked.organisation(one).name for one in row.record.addressees),
                    *(str(one) for one in (row.record.addressee_text,) if one),
                )
            ),
            "list",
        ),
        _Asked("number_in_source", "Its number in the source.", lambda row: row.record.number),
        _Asked(
            "upr_numbers",
            "Numbers in the Universal Periodic Review.",
            lambda row: several(row.record.upr_numbers),
            "list",
        ),
        _Asked("evaluation", "How far it was done, if said.", lambda row: row.record.evaluation),
        _Asked("topics", "Ids of topics.", lambda row: several(row.record.topics), "list"),
        _Asked("articles", "Articles it names.", lambda row: several(row.record.articles), "list"),
        _Asked("cases", "Cases it names.", lambda row: several(row.record.cases), "list"),
        _Asked(
            "inferred",
            "Fields that are concluded: `field: why`.",
            lambda row: inferred(row.record.inferred),
            "list",
        ),
        _Asked(
            "sources",
            "Where it is said: `source (place)`.",
            lambda row: cited(row.record.sources),
            "list",
            required=True,
        ),
        AS_OF,
        *RECORD,
    ),
    key=("recommendation",),
)
