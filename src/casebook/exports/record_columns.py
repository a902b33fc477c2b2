"""Tables of records that are no cases: articles, events of several, organisations, sources."""

from collections.abc import Iterator
from typing import Final

from casebook.exports.columns import Column, TableShape, cited, day, inferred
from casebook.exports.csv_text import several
from casebook.exports.record_rows import AS_OF, RECORD, RecordRow, in_english
from casebook.exports.world import ExportedWorld
from casebook.models import Article, Event, Organisation, Source

_Article = Column[RecordRow[Article]]


def article_rows(world: ExportedWorld) -> Iterator[RecordRow[Article]]:
    """Go through articles."""
    for record in world.library.articles.values():
        yield RecordRow(world, record)


ARTICLES: Final = TableShape(
    name="articles",
    title="One row an article of law",
    columns=(
        _Article("article", "Id of the article.", lambda row: row.record.id, required=True),
        _Article(
            "code", "Id of the code, and its edition.", lambda r: r.record.code, required=True
        ),
        _Article("number", "Its number; none for a law as a whole.", lambda row: row.record.number),
        _Article("title_en", "Title in English.", lambda row: row.record.title.en),
        _Article("title_ru", "Title in Russian.", lambda row: row.record.title.ru),
        _Article("title_kk", "Title in Kazakh.", lambda row: row.record.title.kk),
        _Article("short_title", "What it is called.", lambda r: in_english(r.record.short_title)),
        _Article(
            "status",
            "Its standing in the text that was read, at `text_as_of`; unknown if none was.",
            lambda row: row.record.status,
            required=True,
        ),
        _Article(
            "text_as_of",
            "The date of the text that was read; never today's law.",
            lambda row: day(row.record.text_as_of),
            "date",
        ),
        _Article("topics", "Ids of topics.", lambda row: several(row.record.topics), "list"),
        _Article(
            "sources",
            "Where titles and penalties were read.",
            lambda row: cited(row.record.sources),
            "list",
        ),
        AS_OF,
        *RECORD,
    ),
    key=("article",),
)

_Event = Column[RecordRow[Event]]


def group_event_rows(world: ExportedWorld) -> Iterator[RecordRow[Event]]:
    """Go through events of several."""
    for record in world.library.events.values():
        yield RecordRow(world, record)


GROUP_EVENTS: Final = TableShape(
    name="group_events",
    title="One row an event that happened to several: trial, protest, crackdown, law",
    columns=(
        _Event("group_event", "Id of the record.", lambda row: row.record.id, required=True),
        _Event("title", "Its title.", lambda row: str(row.record.title), required=True),
        _Event("kind", "trial, protest and so on.", lambda row: row.record.kind, required=True),
        _Event("date", "When it was.", lambda row: day(row.record.date), "date", required=True),
        _Event("country", "ISO 3166-1 code.", lambda row: row.record.country, required=True),
        _Event(
            "region",
            "ISO 3166-2:KZ code; that of the place as it is today where a place is known.",
            lambda row: row.world.region(row.record.place, row.record.region),
        ),
        _Event("place", "Id of the town or village.", lambda row: row.record.place),
        _Event(
            "places",
            "Ids of towns, where it was in several.",
            lambda row: several(row.record.places),
            "list",
        ),
        _Event(
            "size",
            "How many it happened to, as stated.",
            lambda row: row.record.size.count if row.record.size else None,
            "integer",
        ),
        _Event(
            "size_kind",
            "Whether that number is exact, at-least, about and so on.",
            lambda row: row.record.size.value_kind if row.record.size else None,
        ),
        _Event(
            "size_unit",
            "What is counted, if not people.",
            lambda row: in_english(row.record.size.unit) if row.record.size else None,
        ),
        _Event("articles", "Articles named.", lambda row: several(row.record.articles), "list"),
        _Event("topics", "Ids of topics.", lambda row: several(row.record.topics), "list"),
        _Event("part_of", "Id of a larger one.", lambda row: row.record.part_of),
        _Event("summary", "In own words.", lambda r: str(r.record.summary.text), required=True),
        _Event(
            "inferred",
            "Fields that are concluded: `field: why`.",
            lambda row: inferred(row.record.inferred),
            "list",
        ),
        _Event(
            "sources",
            "Sources of the summary: `source (place)`.",
            lambda row: cited(row.record.summary.sources),
            "list",
            required=True,
        ),
        AS_OF,
        *RECORD,
    ),
    key=("group_event",),
    foreign=((("part_of",), "group_events", ("group_event",)),),
)

_Organisation = Column[RecordRow[Organisation]]


def organisation_rows(world: ExportedWorld) -> Iterator[RecordRow[Organisation]]:
    """Go through bodies that are nobody's case."""
    for record in world.library.organisations.values():
        yield RecordRow(world, record)


ORGANISATIONS: Final = TableShape(
    name="organisations",
    title="One row a body that records refer to; those that are subjects are in cases",
    columns=(
        _Organisation("organisation", "Id of the body.", lambda r: r.record.id, required=True),
        _Organisation("name", "Its name.", lambda row: row.record.name, required=True),
        _Organisation("kind", "court, ngo and so on.", lambda row: row.record.kind, required=True),
        _Organisation(
            "names",
            "Other spellings and names: `text (language)`.",
            lambda row: several(f"{one.text} ({one.lang})" for one in row.record.names),
            "list",
        ),
        _Organisation(
            "country",
            "ISO 3166-1 code; empty for international bodies, or where not stated.",
            lambda row: row.record.country,
        ),
        _Organisation("place", "Id of the town.", lambda row: row.record.place),
        _Organisation(
            "part_of",
            "Ids of larger bodies.",
            lambda row: several(one.organisation for one in row.record.part_of),
            "list",
        ),
        _Organisation(
            "inferred",
            "Fields that are concluded: `field: why`.",
            lambda row: inferred(row.record.inferred),
            "list",
        ),
        *RECORD,
    ),
    key=("organisation",),
)

_Source = Column[RecordRow[Source]]


def source_rows(world: ExportedWorld) -> Iterator[RecordRow[Source]]:
    """Go through sources."""
    for record in world.library.sources.values():
        yield RecordRow(world, record)


def _publishers(row: RecordRow[Source]) -> tuple[str, ...]:
    bodies = (row.world.linked.organisation(name).name for name in row.record.publishers)
    return (*bodies, *row.record.publisher_names)


SOURCES: Final = TableShape(
    name="sources",
    title="One row a source: report, news, law, verdict",
    columns=(
        _Source("source", "Id of the source.", lambda row: row.record.id, required=True),
        _Source("short_title", "How it is cited.", lambda r: r.record.short_title, required=True),
        _Source("title", "Its title as printed.", lambda row: in_english(row.record.title)),
        _Source("type", "A type of CSL-JSON.", lambda row: row.record.type, required=True),
        _Source("publishers", "Who published it.", lambda row: several(_publishers(row)), "list"),
        _Source("issued", "When it came out.", lambda row: day(row.record.issued), "date"),
        _Source(
            "as_of",
            "Up to when it knows; the day of issue where nothing else is known.",
            lambda row: day(row.record.as_of or row.record.issued),
            "date",
        ),
        _Source("covers", "What period it is about.", lambda row: day(row.record.covers), "date"),
        _Source("lang", "Its language, BCP 47.", lambda row: row.record.lang),
        _Source(
            "read",
            "false: known only by a citation, or only in part; see the record.",
            lambda row: row.record.read,
            "boolean",
            required=True,
        ),
        _Source(
            "urls",
            "Addresses on the web.",
            lambda row: several(one.url for one in row.record.links if one.url),
            "list",
        ),
        _Source(
            "archived",
            "Addresses of archived copies.",
            lambda row: several(one.archived for one in row.record.links if one.archived),
            "list",
        ),
        _Source(
            "inferred",
            "Fields that are concluded: `field: why`.",
            lambda row: inferred(row.record.inferred),
            "list",
        ),
        *RECORD,
    ),
    key=("source",),
)
