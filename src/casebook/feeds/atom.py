"""Atom (RFC 4287): a feed and its entries, written with the same bytes each time."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from casebook.edition import LICENCE, SITE_NAME
from casebook.markdown import plain

ATOM: Final = "http://www.w3.org/2005/Atom"
# What ids are made from: they are the same on each copy of the site, whatever its address.
_IDS: Final = UUID("6f6a5d4e-3d1c-5b7a-9c55-7a2f0c1d9e31")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: what happened to a record on a day."""

    id: str
    """What its id is made from: never the same for two, never another for one."""
    title: str
    updated: str
    """RFC 3339, UTC."""
    page: str
    """The page it is about, from the root of the site."""
    lines: tuple[str, ...]
    category: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; without entries it needs a date of its own."""

    path: str
    title: str
    subtitle: str
    page: str
    items: Sequence[Item]
    updated: str = ""


def written(feed: Feed, site_url: str) -> bytes:
    """Write a feed; its links are relative where the site has no known address."""
    root = ET.Element("feed", {"xmlns": ATOM})
    _text(root, "id", _urn(feed.path))
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", feed.updated or max(item.updated for item in feed.items))
    author = ET.SubElement(root, "author")
    _text(author, "name", SITE_NAME)
    _text(root, "rights", LICENCE)
    kind = {"type": "application/atom+xml"}
    own = f"{site_url}{feed.path}" if site_url else posixpath.basename(feed.path)
    ET.SubElement(root, "link", {"rel": "self", "href": own, **kind})
    _link(root, feed, feed.page, site_url)
    for item in feed.items:
        entry = ET.SubElement(root, "entry")
        _text(entry, "id", _urn(item.id))
        _text(entry, "title", item.title)
        _text(entry, "updated", item.updated)
        _link(entry, feed, item.page, site_url)
        ET.SubElement(entry, "category", {"term": item.category})
        _text(entry, "content", "\n".join(plain(line) for line in item.lines), lines=True)
    ET.indent(root, space=" ")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _text(parent: ET.Element, tag: str, text: str, *, lines: bool = False) -> None:
    """Add a plain text; characters that XML does not know are gone from it."""
    element = ET.SubElement(parent, tag)
    if tag in ("title", "subtitle", "content", "rights"):
        element.set("type", "text")
    element.text = text if lines else plain(text)


def _link(parent: ET.Element, feed: Feed, page: str, site_url: str) -> None:
    up = "../" * feed.path.count("/")
    href = f"{site_url}{page}" if site_url else f"{up}{page}"
    ET.SubElement(parent, "link", {"rel": "alternate", "type": "text/html", "href": href})


def _urn(name: str) -> str:
    return uuid5(_IDS, name).urn
