"""Blocks of a page: what is none is passed over at a look."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown.blockprocessors import HashHeaderProcessor
from markdown.core import Markdown
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place."""
    yield HashHeaderProcessor, "test", _is_heading
    yield AdmonitionProcessor, "RE", _Marked(AdmonitionProcessor.RE, "!!!")
    yield AttrListTreeprocessor, "HEADER_RE", _Marked(AttrListTreeprocessor.HEADER_RE, "{")
    yield AttrListTreeprocessor, "BLOCK_RE", _Marked(AttrListTreeprocessor.BLOCK_RE, "{")
    yield TableProcessor, "_split_row", _split_row
    yield TocTreeprocessor, "replace_marker", _replace_marker
    yield Markdown, "is_block_level", _is_block_level
    yield HTMLExtractorExtra, "block_level_tags", property(_block_level_tags)


_is_heading_before: Final = HashHeaderProcessor.test
_split_row_before: Final[Callable[..., list[str]]] = vars(TableProcessor)["_split_row"]
_replace_marker_before: Final = TocTreeprocessor.replace_marker


class _Marked:
    """An expression that is searched for only where a text that it cannot do without is there."""

    def __init__(self, expression: re.Pattern[str], mark: str) -> None:
        self._search, self._mark = expression.search, mark

    def search(self, text: str) -> re.Match[str] | None:
        """Find the expression."""
        return self._search(text) if self._mark in text else None


def _is_heading(self: HashHeaderProcessor, parent: Element, block: str) -> bool:
    """Whether a line of a block is a heading."""
    if block.startswith("#") or "\n#" in block:
        return _is_heading_before(self, parent, block)
    return False


def _split_row(self: Any, row: str) -> list[str]:  # noqa: ANN401 - it is not typed there either
    """Take a row of a table apart."""
    # Escaped bars, code, and line breaks after the last bar are rare.
    if "`" in row or "\\\\" in row or "\\|" in row or "\n" in row:
        return _split_row_before(self, row)
    if self.border:
        row = row.removeprefix("|").removesuffix("|")
    return row.split("|")


def _replace_marker(self: TocTreeprocessor, root: Element, elem: Element) -> None:
    """Put the table of contents where a page asks for it."""
    if any(one.text and self.marker in one.text for one in root.iter()):
        _replace_marker_before(self, root, elem)


def _is_block_level(self: Markdown, tag: object) -> bool:
    """Whether a tag is that of a block."""
    return isinstance(tag, str) and tag.lower().rstrip("/") in _tags(self)


def _block_level_tags(self: HTMLExtractorExtra) -> set[str]:
    return _tags(self.md)


def _tags(markdown: Markdown) -> set[str]:
    """Return the tags of blocks: extensions lengthen the list of them."""
    tags = markdown.block_level_elements
    known: tuple[int, set[str]] | None = markdown.__dict__.get("swift_tags")
    if known is None or known[0] != len(tags):
        known = markdown.__dict__["swift_tags"] = len(tags), set(tags)
    return known[1]
