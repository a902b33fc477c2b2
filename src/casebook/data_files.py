"""Where data files lie, below `docs/` and so below the root of the site: promises, like pages."""

from typing import Final

ROOT: Final = "data/v1"
"""The folder of this version of the shapes; a later one gets a folder beside it."""
DATABASE: Final = f"{ROOT}/casebook.sqlite"
"""Every table in one file."""
ENTITIES: Final = f"{ROOT}/entities.ftm.json"
"""People, organisations, events and proceedings for tools that follow the money."""
CITATION_FORMATS: Final = ("bib", "ris", "json")
BIBLIOGRAPHY_FORMATS: Final = ("bib", "ris", "json", "txt")


def record_file(folder: str, name: str) -> str:
    """Return the file of one record; `folder` as under `data/`: `cases`."""
    return f"{ROOT}/{folder}/{name}.json"


def kind_file(folder: str) -> str:
    """Return the file of all records of a kind."""
    return f"{ROOT}/{folder}.json"


def table_file(table: str) -> str:
    """Return the file of a table."""
    return f"{ROOT}/{table}.csv"


def parquet_file(table: str) -> str:
    """Return the file of a table with types."""
    return f"{ROOT}/parquet/{table}.parquet"


def schema_file(name: str) -> str:
    """Return the JSON Schema of a shape."""
    return f"{ROOT}/schema/{name}.schema.json"


def citation_file(folder: str, name: str, form: str) -> str:
    """Return the citation of a page in one of `CITATION_FORMATS`."""
    return f"{ROOT}/cite/{folder}/{name}.{form}"


def bibliography_file(folder: str, name: str, form: str) -> str:
    """Return the sources of a page in one of `BIBLIOGRAPHY_FORMATS`."""
    return f"{ROOT}/bibliography/{folder}/{name}.{form}"


SITE_FEED: Final = "feeds/changes.atom"
"""The feed of all changes."""
FEEDS: Final = {"case": "feeds/cases", "article": "feeds/articles"}
"""Kinds of records that have a feed each -> its folder."""
SITE_CALENDAR: Final = "calendars/dates.ics"
"""The calendar of all dates."""


def feed_file(kind: str, name: str) -> str:
    """Return the feed of one record; raises KeyError for a kind without feeds."""
    return f"{FEEDS[kind]}/{name}.atom"


def calendar_file(name: str) -> str:
    """Return the calendar of one case."""
    return f"calendars/cases/{name}.ics"
