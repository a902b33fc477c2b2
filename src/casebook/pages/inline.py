"""Finished Markdown, told apart from free text by its type.

Templates escape whatever is not `Inline`, so a free text that nobody thought of cannot become
markup: forgetting is safe.
"""

from collections.abc import Iterable

from casebook.markdown import md


class Inline(str):
    """Markdown for one line that is finished: its free texts are escaped already."""

    __slots__ = ()


NOTHING = Inline()


def inline(value: object) -> Inline:
    """Give back finished Markdown as it is, anything else escaped."""
    return value if isinstance(value, Inline) else Inline(md(value))


def join(parts: Iterable[object], separator: str = ", ") -> Inline:
    """Put parts in one line, leaving out empty ones."""
    return Inline(separator.join(text for part in parts if (text := inline(part))))
