"""Where each page of the site lies, and how one page links to another.

Addresses are promises: an id and a kind give the same address for ever. Templates never type a
path; they ask here. Pages are named relative to `docs/`, with forward slashes.
"""

import posixpath
import re
from dataclasses import dataclass
from typing import Final

FOLDERS: Final = {
    "article": "articles",
    "case": "cases",
    "census": "census",
    "change": "changes",
    "designation": "recognition",
    "event": "events",
    "harm": "harm",
    "imposed": "imposed",
    "liberty": "liberty",
    "organisation": "organisations",
    "outcome": "outcomes",
    "proceeding": "proceedings",
    "recommendation": "recommendations",
    "region": "regions",
    "role": "roles",
    "source": "sources",
    "statistic": "statistics",
    "timeline": "timeline",
    "year": "years",
}
"""Kind of page -> its folder; the folder's index lists them all."""

INDEXES: Final = {kind: f"{folder}/index.md" for kind, folder in FOLDERS.items()} | {
    "browse": "browse/index.md",
    "conflict": "conflicts/index.md",
    "conviction": "convictions/index.md",
    "name": "names/index.md",
    "recogniser": "recognised-by/index.md",
    "restriction": "restrictions/index.md",
    "term": "glossary/index.md",
    "tie": "ties/index.md",
    "way-out": "ways-out/index.md",
}
"""Kind -> the page that lists it: also what has no page of its own, such as names and conflicts."""

HOME: Final = "index.md"
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_PART: Final = re.compile(r"(?P<article>[^.]+)\.(?P<part>[0-9]+(?:-[0-9]+)?)", re.ASCII)
_FILE: Final = re.compile(r"(?:[\w.-]+/)*[\w-][\w.-]*\.[a-z0-9]+", re.ASCII)
_ANCHOR: Final = re.compile(r"[A-Za-z0-9][\w:.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """A page, and the place on it if the thing meant is only a part of the page."""

    page: str
    anchor: str | None = None


def address_of(kind: str, identifier: str) -> Address:
    """Return where a record, vocabulary term or part of an article is shown.

    Region codes are upper case in data and lower case in addresses. `cc-272.1` is the anchor
    `part-1` of the article `cc-272`. Raises ValueError for a kind that has no pages and for an id
    that cannot be an address.
    """
    if kind == "article" and (part := _PART.fullmatch(identifier)):
        return Address(address_of(kind, part["article"]).page, part_anchor(part["part"]))
    name = identifier.lower() if kind == "region" else identifier
    if not _ID.fullmatch(name) or name == "index":
        raise ValueError(f"{identifier!r} cannot be an address")
    if kind == "term":
        return Address(INDEXES[kind], name)
    if kind not in FOLDERS:
        raise ValueError(f"there are no pages of the kind {kind!r}")
    return Address(f"{FOLDERS[kind]}/{name}.md")


def page_of(kind: str, identifier: str) -> str:
    """Return the page on which it is shown: `cases/zhanbolat-mamai.md`."""
    return address_of(kind, identifier).page


def index_of(kind: str) -> str:
    """Return the page that lists a kind; raises ValueError for a kind that has none."""
    if kind not in INDEXES:
        raise ValueError(f"there is no list of the kind {kind!r}")
    return INDEXES[kind]


def part_anchor(number: str) -> str:
    """Return the anchor of a numbered part on an article's page."""
    return f"part-{number}"


def section_anchor(name: str) -> str:
    """Return the anchor of a heading that a template writes.

    The underscore keeps it apart from the anchors of events, which are ids and hold none: an event
    may be called `timeline`, and its link must not lead to the heading.
    """
    return f"section_{name.replace('-', '_')}"


def link(from_page: str, to_page: str, anchor: str | None = None) -> str:
    """Return the relative link between two files below `docs/`, as MkDocs follows and checks it.

    Both are paths of files, such as `cases/index.md` or `data/cases.json`. Raises ValueError for
    what is no such path and for an anchor that would need escaping: both are faults of the caller.
    """
    for page in (from_page, to_page):
        if not _FILE.fullmatch(page) or ".." in page.split("/"):
            raise ValueError(f"{page!r} is not the path of a file below docs/")
    if anchor is not None and not _ANCHOR.fullmatch(anchor):
        raise ValueError(f"{anchor!r} cannot be an anchor")
    if anchor and from_page == to_page:
        return f"#{anchor}"
    path = _relative(from_page.split("/")[:-1], to_page.split("/"))
    return f"{path}#{anchor}" if anchor else path


def _relative(folders: list[str], target: list[str]) -> str:
    """Lead from folders to a file; `posixpath.relpath` asks the system for its folder each time."""
    shared = 0
    for here, there in zip(folders, target[:-1], strict=False):
        if here != there:
            break
        shared += 1
    return "/".join([".."] * (len(folders) - shared) + target[shared:])


def record_link(from_page: str, kind: str, identifier: str, anchor: str | None = None) -> str:
    """Return the relative link from a page to a record, or to an event on its page."""
    found = address_of(kind, identifier)
    return link(from_page, found.page, anchor or found.anchor)


def web_path(page: str) -> str:
    """Return the address of a page on the finished site, relative to its root: `cases/x/`."""
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md")
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"
