"""Quicker ways to do what Python-Markdown does most often, with what comes of it the same.

Most of the time that a page takes goes into texts in which nothing is found: each is searched by
each pattern, and blocks by each kind of block, though no sign that it begins with is there. Here
that is passed over. What is found is made by Python-Markdown itself, and so is all that is rare.

    inline   links, emphasis and the like within a text
    blocks   headings, tables, what is a block
    output   from a tree to HTML
"""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Final

from mkdocs_swift.markup import blocks, inline, output

KNOWN: Final = "3.11.3"
"""The version of Python-Markdown whose inside is known."""


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place; nothing if not known."""
    if version("markdown") == KNOWN:
        yield from inline.seams()
        yield from blocks.seams()
        yield from output.seams()
