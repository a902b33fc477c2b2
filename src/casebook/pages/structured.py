"""What a page tells programs about itself: JSON-LD in the words of schema.org.

It says what the page is about and what it cites, and nothing about anybody's status: a program
would pass a state on without the date that belongs to it. Nor does it say when the page changed,
which nobody knows here.
"""

import json
from typing import Any

from casebook import dates, edition
from casebook.citation import Citable
from casebook.markdown import address, plain
from casebook.models import Article, Case, Event, Record, Source, Statistic
from casebook.pages.inline import Inline
from casebook.pages.page import Page
from casebook.pages.sourcing import sources_of

_ABOUT_CASES = {"person": "Person", "organisation": "Organization"}
# Neither the end of a script nor the start of a comment may stand in a text, nor a template's tag.
_ESCAPES = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&{}"})
Json = dict[str, Any]


def linked_data(page: Page, record: Record, one: Citable) -> Inline:
    """Describe the page of a record; quoted as a value of front matter."""
    described: Json = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": plain(one.title),
        "url": one.url,
        "inLanguage": page.world.words.language,
        "isPartOf": {"@type": "WebSite", "name": edition.SITE_NAME},
        "license": edition.LICENCE_URL,
        "version": one.version,
        "about": _without_nothing(_about(page, record, one)),
        "citation": [
            _without_nothing(_cited(page.world.library.sources[name]))
            for name in sources_of(page, record)
        ],
    }
    text = _written(_without_nothing(described))
    return Inline(json.dumps(text, ensure_ascii=False))


def _about(page: Page, record: Record, one: Citable) -> Json:
    if isinstance(record, Case):
        spellings = [plain(name.text) for name in record.names]
        kind = _ABOUT_CASES.get(record.kind, "Thing")
        return {"@type": kind, "name": plain(record.name), "alternateName": spellings}
    if isinstance(record, Article):
        return {
            "@type": "Legislation",
            "name": plain(record.title),
            "legislationIdentifier": plain(page.world.article_label(record.id)),
        }
    if isinstance(record, Event):
        return {
            "@type": "Event",
            "name": plain(one.title),
            "startDate": dates.machine(record.date),
        }
    if isinstance(record, Statistic):
        return {"@type": "Thing", "name": plain(one.title), "description": plain(record.measure)}
    raise TypeError(record.kind_name)


def _cited(source: Source) -> Json:
    links = (address(link.url) for link in source.links if link.url is not None)
    return {
        "@type": "CreativeWork",
        "name": plain(source.title or source.short_title),
        "url": next((link for link in links if link), None),
        "datePublished": dates.machine(source.issued) if source.issued else None,
    }


def _written(value: Json | list[Json] | str) -> str:
    """Write JSON with the marks in its texts escaped, and those of its own shape apart."""
    if isinstance(value, dict):
        pairs = (f"{_written(name)}: {_written(one)}" for name, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


def _without_nothing(described: Json) -> Json:
    return {name: value for name, value in described.items() if value not in (None, "", [])}
