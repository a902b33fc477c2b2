"""Texts of a page: a pattern is tried only where a sign that it begins with is there."""

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import inlinepatterns as patterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

# By the expression of a pattern, a sign without which it matches nothing.
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    patterns.BACKTICK_RE: ("`",),
    patterns.ESCAPE_RE: ("\\",),
    patterns.LINK_RE: ("[",),
    patterns.IMAGE_LINK_RE: ("![",),
    patterns.AUTOLINK_RE: ("<",),
    patterns.AUTOMAIL_RE: ("<",),
    patterns.LINE_BREAK_RE: ("  \n",),
    patterns.HTML_RE: ("<",),
    patterns.ENTITY_RE: ("&",),
    r"\[\^([^\]]*)\]": ("[^",),  # footnotes
}
_REFERENCES: Final = (
    patterns.ReferenceInlineProcessor,
    patterns.ShortReferenceInlineProcessor,
    patterns.ImageReferenceInlineProcessor,
    patterns.ShortImageReferenceInlineProcessor,
)
# A link as most are: no space, bracket or quotation mark in it.
_PLAIN_LINK: Final = re.compile(r"\(([^\s()'\"<>\\]*)\)")

Plan = list[tuple[str, int, Any]]
"""Of each pattern that may match: its sign, or nothing if it has to be tried; its place; itself."""


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place."""
    yield InlineProcessor, "run", _run
    yield InlineProcessor, "_InlineProcessor__handleInline", _handle_inline
    yield patterns.LinkInlineProcessor, "getText", _get_text
    yield patterns.LinkInlineProcessor, "getLink", _get_link


_run_before: Final = InlineProcessor.run
_get_text_before: Final = patterns.LinkInlineProcessor.getText
_get_link_before: Final = patterns.LinkInlineProcessor.getLink


def _run(self: Any, tree: Element, ancestors: list[str] | None = None) -> Element:  # noqa: ANN401
    """Apply the patterns to a tree, after a look at which there are."""
    found = [
        (_signs(one), place, one)
        for place, one in enumerate(self.inlinePatterns)
        # Links by name are not there where nothing was given a name.
        if self.md.references or type(one) not in _REFERENCES
    ]
    self.swift_plan = [(signs[0] if len(signs) == 1 else "", *rest) for signs, *rest in found]
    self.swift_search = _search_for(tuple(signs for signs, *_ in found))
    return _run_before(self, tree, ancestors)


def _signs(pattern: Any) -> tuple[str, ...]:  # noqa: ANN401 - there is no type for both kinds
    """Return signs without one of which a pattern matches nothing; none if they are not known."""
    if type(pattern) is patterns.DelimiterProcessor:
        return tuple(pattern.tokens)
    if isinstance(pattern, patterns.InlineProcessor):
        return _SIGNS.get(pattern.getCompiledRegExp().pattern, ())
    return ()


@functools.lru_cache
def _search_for(signs: tuple[tuple[str, ...], ...]) -> Callable[[str], object]:
    """Return what finds a sign of any pattern in a text, and something in every one if need be."""
    every = dict.fromkeys(one for some in signs for one in some)
    return re.compile("|".join(map(re.escape, every)) if all(signs) else "").search


def _handle_inline(self: Any, data: str, pattern_index: int = 0) -> str:  # noqa: ANN401
    """Put placeholders for what patterns find in a text."""
    if isinstance(data, AtomicString) or not self.swift_search(data):
        return data
    apply = self._InlineProcessor__applyPattern
    for sign, place, pattern in self.swift_plan:
        if place < pattern_index or sign not in data:
            continue
        start, matched = 0, True
        while matched:
            data, matched, start = apply(pattern, data, place, start)
    return data


def _get_text(self: Any, data: str, index: int) -> tuple[str, int, bool]:  # noqa: ANN401
    """Take the text of a link: what stands before its last bracket."""
    end = data.find("]", index)
    if end < 0 or data.find("[", index, end) >= 0:
        return _get_text_before(self, data, index)
    return data[index:end], end + 1, True


def _get_link(self: Any, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: ANN401
    """Take the address and title of a link."""
    found = _PLAIN_LINK.match(data, index)
    if found is None:
        return _get_link_before(self, data, index)
    href = self.unescape(found[1]).strip() if STX in found[1] else found[1]
    return href, None, found.end(), True
