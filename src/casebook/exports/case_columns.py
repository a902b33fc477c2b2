"""`cases.csv`: one row a case, with where it stands on each axis."""

from typing import Final

from casebook.exports.columns import Column, TableShape, cited, day, inferred
from casebook.exports.csv_text import several
from casebook.exports.doubts import doubted
from casebook.exports.exported import ExportedCase

Case = ExportedCase
_Column = Column[ExportedCase]

_SUBJECT: Final = (
    _Column("case", "Id of the case.", lambda one: one.case.id, required=True),
    _Column("name", "The name as most sources spell it.", lambda one: one.case.name, required=True),
    _Column("kind", "person, organisation or group.", lambda one: one.case.kind, required=True),
    _Column("roles", "Ids of roles.", lambda one: several(one.case.roles), "list"),
    _Column(
        "region",
        "ISO 3166-2:KZ code; that of the place as it is today where a place is known.",
        lambda one: one.region(one.case.place, one.case.region),
    ),
    _Column("place", "Id of the town or village.", lambda one: one.case.place),
    _Column(
        "names",
        "Other spellings and names: `text (language)`.",
        lambda one: several(f"{two.text} ({two.lang})" for two in one.case.names),
        "list",
    ),
    _Column(
        "group_size",
        "For a group known by number: how many, as stated.",
        lambda one: one.case.size.count if one.case.size else None,
        "integer",
    ),
    _Column(
        "group_size_kind",
        "Whether that number is exact, at-least, about and so on.",
        lambda one: one.case.size.value_kind if one.case.size else None,
    ),
)


def _told_at(one: Case) -> str | None:
    """The event that a liberty state rests on; for one that ran out, the last that was told."""
    liberty = one.standing.liberty
    told = liberty.told or (liberty.last_known.told if liberty.last_known else None)
    return told.event if told else None


def _told_by(one: Case) -> tuple[str, ...] | None:
    liberty = one.standing.liberty
    told = liberty.told or (liberty.last_known.told if liberty.last_known else None)
    return cited(told.sources) if told else None


def _claim(one: Case) -> str | None:
    liberty = one.standing.liberty
    told = liberty.told or (liberty.last_known.told if liberty.last_known else None)
    return told.claim if told else None


_LIBERTY: Final = (
    _Column(
        "liberty",
        "State of liberty as of `liberty_as_of`; unknown where no source says.",
        lambda one: one.standing.liberty.state,
        required=True,
    ),
    _Column(
        "liberty_label",
        "The same in words.",
        lambda one: one.standing.liberty.label,
        required=True,
    ),
    _Column("liberty_since", "Since when.", lambda one: day(one.standing.liberty.since), "date"),
    _Column(
        "liberty_as_of",
        "Up to when the sources of this state know. Never read the state without it.",
        lambda one: day(one.standing.liberty.as_of),
        "date",
    ),
    _Column(
        "liberty_basis",
        "stated by a source, inferred in this record, or computed by the calendar.",
        lambda one: one.standing.liberty.basis,
        required=True,
    ),
    _Column(
        "liberty_claim",
        "stated, or alleged where the source only reports what somebody says.",
        _claim,
    ),
    _Column(
        "liberty_certain",
        "false where partial dates leave the states of `liberty_possible` open too.",
        lambda one: one.standing.liberty.certain,
        "boolean",
        required=True,
    ),
    _Column(
        "liberty_possible",
        "Other states that are possible.",
        lambda one: several(two.state for two in one.standing.liberty.possible),
        "list",
    ),
    _Column(
        "liberty_last_known",
        "The state that was told last, where nothing is known of the present one.",
        lambda one: (
            one.standing.liberty.last_known.state if one.standing.liberty.last_known else None
        ),
    ),
    _Column(
        "liberty_last_known_since",
        "Since when it was that.",
        lambda one: day(last.since) if (last := one.standing.liberty.last_known) else None,
        "date",
    ),
    _Column(
        "liberty_last_known_as_of",
        "Up to when the sources of that state know; it may be long before `liberty_as_of`.",
        lambda one: day(last.as_of) if (last := one.standing.liberty.last_known) else None,
        "date",
    ),
    _Column(
        "liberty_term_end",
        "When the term would run out by the calendar.",
        lambda one: day(one.standing.liberty.term_end),
        "date",
    ),
    _Column("liberty_event", "Id of the event that it rests on.", _told_at),
    _Column("liberty_sources", "Sources of that event, with places.", _told_by, "list"),
)


def _in_force(one: Case) -> tuple[str, ...] | None:
    return several(two.kind for two in one.standing.restrictions if two.status == "in-force")


def _charged(one: Case) -> tuple[str, ...] | None:
    return several(
        dict.fromkeys(
            charge.article or charge.offence or ""
            for proceeding in one.standing.proceedings
            for charge in proceeding.charges
        )
    )


_OTHER_AXES: Final = (
    _Column(
        "proceedings",
        "How far each proceeding against the subject has come: `id (state, as of date)`.",
        lambda one: several(
            f"{two.id} ({two.state or 'not stated'}, as of {day(two.as_of) or 'not known'})"
            for two in one.standing.proceedings
        ),
        "list",
    ),
    _Column(
        "charges", "Articles, or offences named without one; see charges.csv.", _charged, "list"
    ),
    _Column(
        "restrictions_in_force",
        "Kinds of restrictions in force, by the calendar, as of `as_of`.",
        _in_force,
        "list",
    ),
    _Column(
        "ways_out",
        "Steps towards the end of a case or sentence: `kind: result (date)`.",
        lambda one: several(
            f"{two.kind}: {two.result} ({two.told.date})" for two in one.standing.ways_out
        ),
        "list",
    ),
    _Column(
        "recognised_as",
        "As what others recognise the subject: `designation (who, date)`.",
        lambda one: several(
            f"{two.kind} ({', '.join((*two.by, str(two.told.date)))})"
            for two in one.standing.designations
            if two.withdrawn_by is None
        ),
        "list",
    ),
    _Column(
        "harm",
        "Kinds of harm that sources report or pass on as alleged: `kind (claim, date)`.",
        lambda one: several(
            f"{kind} ({two.told.claim}, {two.told.date})"
            for two in one.standing.harm
            for kind in two.kinds
        ),
        "list",
    ),
)
_RECORD: Final = (
    _Column(
        "inferred",
        "Fields of the record that are concluded, such as the place: `field: why`.",
        lambda one: inferred(one.case.inferred),
        "list",
    ),
    _Column(
        "doubts",
        "What sources disagree about, and likely slips in print, in the record as a whole; those "
        "of single events are in events.csv.",
        lambda one: several(doubted(one.case.disputed, one.case.misprints)),
        "list",
    ),
    _Column(
        "events_with_doubts",
        "Ids of events about which sources disagree or seem to slip.",
        lambda one: several(
            event.id for event in one.case.timeline if event.disputed or event.misprints
        ),
        "list",
    ),
    _Column(
        "summary",
        "What happened, in own words.",
        lambda one: str(one.case.summary.text),
        required=True,
    ),
    _Column(
        "events", "How many events the timeline has.", lambda one: len(one.case.timeline), "integer"
    ),
    _Column(
        "as_of",
        "Up to when any source of this case knows.",
        lambda one: day(one.standing.as_of),
        "date",
    ),
    _Column(
        "summary_sources",
        "Sources of the summary, with places.",
        lambda one: cited(one.case.summary.sources),
        "list",
        required=True,
    ),
    _Column(
        "page",
        "Address of the page, from the root of the site.",
        lambda one: one.page,
        required=True,
    ),
    _Column("version", "Version of the record.", lambda one: one.version, required=True),
)

CASES: Final = TableShape(
    name="cases",
    title="One row a case",
    columns=(*_SUBJECT, *_LIBERTY, *_OTHER_AXES, *_RECORD),
    key=("case",),
)
