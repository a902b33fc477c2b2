"""Finished Markdown, told apart from free text by its type.

Templates escape whatever is not `Inline`, so a free text that nobody thought of cannot become
markup: forgetting is safe.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from casebook.markdown import md

_OFTEN_REPEATED: Final = 80  # characters; longer texts are told once


class Inline(str):
    """Markdown for one line that is finished: its free texts are escaped already."""

    __slots__ = ()


NOTHING = Inline()


def inline(value: object) -> Inline:
    """Give back finished Markdown as it is, anything else escaped."""
    if isinstance(value, Inline):
        return value
    if isinstance(value, str) and len(value) <= _OFTEN_REPEATED:
        return _escaped(value)
    return Inline(md(value))


@lru_cache(maxsize=50_000)
def _escaped(text: str) -> Inline:
    """Escape a short text; labels, names and dates come again on many pages."""
    return Inline(md(text))


def join(parts: Iterable[object], separator: str = ", ") -> Inline:
    """Put parts in one line, leaving out empty ones."""
    return Inline(separator.join(text for part in parts if (text := inline(part))))


def sentences(parts: Iterable[object]) -> Inline:
    """Put parts in one line as sentences; one that ends with a full stop gets no second."""
    texts = [text for part in parts if (text := inline(part))]
    return Inline(". ".join([*(text.removesuffix(".") for text in texts[:-1]), *texts[-1:]]))
