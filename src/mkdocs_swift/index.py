"""What a build knows of those before it: pages as they were read, sites as they were written.

It is kept as one file of JSON with a hash of itself in its first line.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from mkdocs_swift.disk import Signature, digest
from mkdocs_swift.logs import Said

FORMAT: Final = "mkdocs-swift 5"
"""Changed whenever an index or a file of the store is written otherwise than before."""


class Entry(NamedTuple):
    """What is known of a page without opening its file."""

    source: str
    """Hash of the text the page was made from."""
    extra: str
    """Hash of what else a plugin used for it; empty if nothing."""
    state: str
    """Hash of what came of it: the name of what is in the page's file."""
    title: str | None
    """Its title, if that is a text."""
    meta: str
    """Hash of its metadata."""
    attributes: str
    """Names of the other attributes it got when it was read, a space between."""
    anchors: str
    """Hash of the anchors it has."""
    lookups: str | None
    """Numbers of paths it asked for, between spaces; None if it looked at all files."""
    said: list[Said]
    """What was logged meanwhile."""
    verdict: list[Said] | None
    """What was logged about links to anchors; None if that is not known."""


class Output(NamedTuple):
    """A page as it was written to a site."""

    key: str
    """Hash of everything it was made of."""
    signature: Signature | None
    """The file; None if the page came out empty, and none was written."""
    said: list[Said]
    """What was logged meanwhile."""


@dataclass
class Site:
    """What stands in a folder of a finished site, and what it came from."""

    outputs: dict[str, Output] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    """Of copied files, by the copy's path: a hash of the source's signature and the copy's."""
    asked: list[str] = field(default_factory=list)
    """Keys of metadata in the navigation for which pages asked."""


@dataclass
class Index:
    """What a build knows of those before it."""

    reading: str = ""
    """Hash of all that the HTML of every page depends on."""
    modules: dict[str, Signature | None] = field(default_factory=dict)
    """Files of the program that were loaded."""
    files: dict[str, str] = field(default_factory=dict)
    """Where links could lead: the source path of each file, and a hash of its address."""
    names: list[str] = field(default_factory=list)
    """Paths that pages asked for, found or not: entries say them by their places in this list."""
    entries: dict[str, Entry] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    """Small things that take long to find out, by what they were found out from."""


def dumped(index: Index) -> bytes:
    """Return the file that an index is kept in."""
    sites = {folder: vars(site) for folder, site in index.sites.items()}
    text = json.dumps({**vars(index), "sites": sites}, ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8", "surrogatepass")
    return b"\n".join([digest(FORMAT, data).encode(), data])


def loaded(file: bytes) -> Index:
    """Return the index that is kept in a file.

    Raises:
        ValueError, TypeError, KeyError: the file is not as it was written, or of another format.
    """
    found, _, data = file.partition(b"\n")
    if found != digest(FORMAT, data).encode():
        raise ValueError("the index is broken")
    kept = json.loads(data.decode("utf-8", "surrogatepass"))
    return Index(
        reading=kept["reading"],
        modules={path: _signature(found) for path, found in kept["modules"].items()},
        files=kept["files"],
        names=kept["names"],
        entries={name: _entry(row) for name, row in kept["entries"].items()},
        sites={folder: _site(site) for folder, site in kept["sites"].items()},
        facts=kept["facts"],
    )


def _entry(row: list[Any]) -> Entry:
    entry = Entry(*row)
    if not entry.said and not entry.verdict:
        return entry
    verdict = None if entry.verdict is None else _said(entry.verdict)
    return entry._replace(said=_said(entry.said), verdict=verdict)


def _site(kept: dict[str, Any]) -> Site:
    outputs = {
        name: Output(key, _signature(file), _said(said))
        for name, (key, file, said) in kept["outputs"].items()
    }
    return Site(outputs, kept["copies"], kept["asked"])


def _said(rows: list[Any]) -> list[Said]:
    return [Said(*row) for row in rows]


def _signature(row: list[int] | None) -> Signature | None:
    if row is None:
        return None
    size, written, changed = row
    return size, written, changed
