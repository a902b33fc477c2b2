"""What the rows about a record share: its id, page, version and the date up to which it knows."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from casebook.exports.columns import Column, day
from casebook.exports.csv_text import several
from casebook.exports.doubts import doubted
from casebook.exports.world import ExportedWorld
from casebook.models import LocalText, Record

KindT_co = TypeVar("KindT_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class RecordRow(Generic[KindT_co]):
    """A record, in the world that it stands in."""

    world: ExportedWorld
    record: KindT_co


_Column = Column[RecordRow[Record]]

RECORD: Final = (
    _Column(
        "doubts",
        "What sources disagree about, and likely slips in print.",
        lambda row: several(doubted(row.record.disputed, row.record.misprints)),
        "list",
    ),
    _Column(
        "page",
        "Address of its page, from the root of the site.",
        lambda row: row.world.page(row.record),
        required=True,
    ),
    _Column(
        "version",
        "Version of the record.",
        lambda row: row.world.version(row.record),
        required=True,
    ),
)
AS_OF: Final = _Column(
    "as_of",
    "Up to when its sources know.",
    lambda row: day(row.world.as_of(row.record)),
    "date",
)


def in_english(text: LocalText | None) -> str | None:
    """Write the English text, else the first language that has one."""
    return str(text) if text else None
