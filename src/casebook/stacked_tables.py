"""An extension of Markdown for wide tables, which a style sheet stacks on a narrow screen.

On a phone each row of such a table becomes a block, and each cell a line under the name of its
column. So the table carries the names as variables of the style sheet (`--label-2`), which costs
less than a name in each cell, and roles: a cell that is drawn as a block is no cell to some
browsers, unless it says so. Tables that fit stay as they are. Without this extension pages come out
the same, but that their wide tables scroll.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

MARK: Final = "data-stacked"
"""The attribute of tables that are to be stacked; the theme styles tables without a class."""
_LONG: Final = 12  # characters that a narrow column still shows without making its rows high
_LONG_ALONE, _LONG_AMONG, _MANY_AMONG, _MANY = 3, 2, 4, 5
_AFTER_ATTRIBUTES: Final = 4  # what `attr_list` takes out of cells is not shown
_ESCAPED: Final = re.compile("\x02(\\d+)\x03")  # what stood behind a backslash, by its number
_PLACEHOLDERS: Final = re.compile("\x02[^\x03]*\x03")
_UNSAFE: Final = re.compile(r"[^\w .,:;()%–-]")
_ROLES: Final = {
    "table": "table",
    "tbody": "rowgroup",
    "td": "cell",
    "th": "columnheader",
    "thead": "rowgroup",
    "tr": "row",
}


def swift_page_key(_config: object) -> None:
    """Promise that each page stands alone: see `mkdocs_swift.fitness`."""


class StackedTables(Treeprocessor):
    """Marks the wide tables of a page."""

    def run(self, root: Element) -> None:
        """Go through all tables, once their cells hold what will be shown."""
        for table in root.iter("table"):
            names = [_shown(one) for one in table.iter("th")]
            if not table.keys() and _is_wide(table, len(names)):
                _mark(table, names)


class StackedTablesExtension(Extension):
    """What `markdown_extensions` of mkdocs.yml names by its module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        """Work after everything that changes cells."""
        md.treeprocessors.register(StackedTables(md), "stacked-tables", _AFTER_ATTRIBUTES)


def makeExtension(**settings: object) -> StackedTablesExtension:  # noqa: N802 - as above
    """Make the extension; Python-Markdown looks for this name."""
    return StackedTablesExtension(**settings)


def _is_wide(table: Element, columns: int) -> bool:
    """Whether a phone would show the table in columns too narrow to read, or not at once."""
    longest = [0] * columns
    for row in table.iter("tr"):
        for place, cell in enumerate(row.findall("td")):
            longest[place] = max(longest[place], len(_shown(cell)))
    long = sum(one > _LONG for one in longest)
    return (
        columns >= _MANY or long >= _LONG_ALONE or (columns >= _MANY_AMONG and long >= _LONG_AMONG)
    )


def _mark(table: Element, names: list[str]) -> None:
    for element in table.iter():
        if element.tag in _ROLES:
            element.set("role", _ROLES[element.tag])
    table.set(MARK, "")
    table.set("style", "".join(_labels(names)))


def _labels(names: list[str]) -> Iterator[str]:
    """Name each column but the first, whose cells say themselves what the row is about."""
    for place, name in enumerate(names[1:], 2):
        text = _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", name)
        yield f"--label-{place}:'{text}';"


def _shown(cell: Element) -> str:
    text = _ESCAPED.sub(lambda found: chr(int(found[1])), "".join(cell.itertext()))
    return _PLACEHOLDERS.sub("", text).strip()
