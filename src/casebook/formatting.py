"""Putting a record into shape: keys in one order, long texts wrapped, and no meaning changed.

Whole lines are moved and nothing is written anew but long texts, so that comments, quotation
marks and brackets stay as a person wrote them. A result that would read differently is not given.
"""

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, TypeAlias

import yaml

from casebook import source
from casebook.models import Glossary, Model, Record
from casebook.models.event import Happening
from casebook.models.shape import fields_of
from casebook.models.timeline import TimelineEvent

Node: TypeAlias = Any  # the stubs of PyYAML do not type nodes
Shape: TypeAlias = "type[Model] | None"

WIDTH: Final = 100
"""Columns that a line of a wrapped text has at most."""

_AT_END: Final[dict[type[Model], tuple[str, ...]]] = {
    Record: ("notes", "inferred", "disputed", "misprints"),
    TimelineEvent: ("text", "sources", "inferred", "disputed", "misprints"),
    Happening: ("text", "sources", "inferred", "disputed", "misprints"),
}
"""Keys that read best behind all others, though the model names them earlier."""
_COMMENT: Final = re.compile(r"\s*#")
_BLANK: Final = re.compile(r"\s*$")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FormatError(ValueError):
    """Why a text is left as it is."""


def formatted(document: source.Document, model: type[Record] | type[Glossary]) -> str:
    """Return the text of a record in shape; the same text if it already is.

    Raises FormatError if the shaped text would not mean the same.
    """
    text = document.text
    # A second round: a text may become long only where its key has been moved to.
    for _ in range(2):
        text = _Shaping(text).whole(model)
    again = source.read(document.path, text.encode())
    if not isinstance(again, source.Document) or again.tree != document.tree:
        raise FormatError("it cannot be put in order without a change of meaning")
    if _comments(text) != _comments(document.text):
        raise FormatError("it cannot be put in order without the loss of a comment")
    return text


@cache
def order_of(model: type[Model]) -> tuple[str, ...]:
    """List the keys of a model in the order in which they are written."""
    names = tuple(fields_of(model))
    last: tuple[str, ...] = ()
    for kind, keys in _AT_END.items():
        last = keys if issubclass(model, kind) else last
    return (*(name for name in names if name not in last), *filter(names.__contains__, last))


class _Shaping:
    """The lines of one text, and the nodes that say what they are."""

    def __init__(self, text: str) -> None:
        self.lines = [line.rstrip() for line in text.rstrip().split("\n")]
        self.root: Node = yaml.compose("\n".join(self.lines) + "\n", _Loader)

    def whole(self, model: type[Model]) -> str:
        """Put the whole text in shape."""
        root = self.root
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            return "\n".join(self.lines) + "\n"
        top = root.start_mark.line
        # What stands above an empty line tells of the file, not of the first key.
        above = self.lines[:top]
        blank = [number for number, line in enumerate(above) if _BLANK.match(line)]
        head = blank[-1] + 1 if blank else 0
        shaped = self.lines[:head] + self.mapping(root, model, head, len(self.lines))
        return "\n".join(shaped).rstrip() + "\n"

    def mapping(self, node: Node, model: Shape, low: int, high: int) -> list[str]:
        """Shape the lines from `low` to `high`, which hold one mapping in block style."""
        pairs, column = node.value, node.start_mark.column
        end_of_all = high
        high = self.tail(high, column)
        starts = [low, *(self.head(key.start_mark.line, column) for key, _ in pairs[1:])]
        entries: list[tuple[int, list[str], list[str]]] = []
        order = order_of(model) if model else ()
        first = pairs[0][0].start_mark.line
        # A hyphen before the first key stays where it is when another key becomes the first.
        hyphens = self.lines[first][:column]
        self.lines[first] = " " * column + self.lines[first][column:]
        for (key, value), start, end in zip(pairs, starts, [*starts[1:], high], strict=True):
            shape = fields_of(model).get(key.value) if model else None
            body = self.value(key, value, shape.model if shape else None, end)
            place = order.index(key.value) if key.value in order else len(order)
            entries.append((place, self.lines[start : key.start_mark.line], body))
        entries.sort(key=lambda entry: entry[0])
        if hyphens.strip():
            # Comments above the first key of an item cannot stand behind its hyphen.
            _, head, body = entries[0]
            entries[0] = (0, head, [hyphens + body[0][column:], *body[1:]])
        shaped = [line for _, head, body in entries for line in (*head, *body)]
        return shaped + self.lines[high:end_of_all]

    def head(self, line: int, column: int) -> int:
        """Find where the comments begin that stand above a line and belong to it."""
        while line and _COMMENT.match(above := self.lines[line - 1]):
            if len(above) - len(above.lstrip()) != column:
                break
            line -= 1
        return line

    def tail(self, line: int, column: int) -> int:
        """Find where the comments begin that close a mapping and belong to no key of it."""
        end = line
        while end and (_BLANK.match(above := self.lines[end - 1]) or _COMMENT.match(above)):
            if above.strip() and len(above) - len(above.lstrip()) > column:
                break
            end -= 1
        return end if any(map(str.strip, self.lines[end:line])) else line

    def value(self, key: Node, value: Node, model: Shape, end: int) -> list[str]:
        """Shape the lines of one key and its value."""
        start = key.start_mark.line
        if isinstance(value, yaml.ScalarNode):
            return self.scalar(key, value, end)
        if value.flow_style or not value.value:
            return self.lines[start:end]
        inner = value.start_mark.line
        if isinstance(value, yaml.MappingNode):
            inner = self.head(inner, value.start_mark.column)
            return self.lines[start:inner] + self.mapping(value, model, inner, end)
        return self.lines[start : start + 1] + self.sequence(value, model, start + 1, end)

    def sequence(self, node: Node, model: Shape, low: int, high: int) -> list[str]:
        """Shape the items of a list in block style."""
        column = node.start_mark.column
        starts = [item.start_mark.line for item in node.value]
        heads = [low, *(self.head(start, column) for start in starts[1:]), high]
        shaped: list[str] = []
        for index, item in enumerate(node.value):
            start, end = starts[index], heads[index + 1]
            shaped += self.lines[heads[index] : start]
            if isinstance(item, yaml.MappingNode) and not item.flow_style:
                shaped += self.mapping(item, model, start, end)
            else:
                shaped += self.lines[start:end]
        return shaped

    def scalar(self, key: Node, value: Node, end: int) -> list[str]:
        """Wrap a text that is too long for its line, or whose lines are too long."""
        start = key.start_mark.line
        lines = self.lines[start:end]
        if value.style == "|":
            return lines
        folded = value.style == ">"
        last = end if folded else value.end_mark.line + 1
        own, rest = self.lines[start:last], self.lines[last:end]
        if all(len(line) <= WIDTH for line in own):
            return lines
        # A comment or an empty line in or behind the text has no place in a wrapped one.
        if folded and not (own[0].endswith(">-") and all(map(_is_plain, own[1:]))):
            return lines
        if not folded and self.lines[last - 1][value.end_mark.column :].strip():
            return lines
        indent = " " * (key.start_mark.column + 2)
        wrapped = _wrapped(value.value, WIDTH - len(indent))
        if " ".join(wrapped) != value.value or not wrapped:
            return lines
        before = self.lines[start][: key.end_mark.column]
        return [f"{before}: >-", *(indent + line for line in wrapped), *rest]


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text between words, and nowhere else."""
    return textwrap.wrap(
        text,
        width,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )


def _is_plain(line: str) -> bool:
    """Whether a line of a text is neither empty nor what may be a comment."""
    return bool(line.strip()) and not _COMMENT.match(line)


def _comments(text: str) -> list[str]:
    """List the comments of a text, in any order: what no token of YAML holds."""
    lines = text.split("\n")
    found: list[str] = []
    line, column = 0, 0
    for token in yaml.scan(text, _Loader):
        start, end = token.start_mark, token.end_mark
        found += _between(lines, (line, column), (start.line, start.column))
        line, column = max((line, column), (end.line, end.column))
    return sorted(found)


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> Iterator[str]:
    """Find comments between two tokens."""
    for number in range(start[0], min(end[0] + 1, len(lines))):
        low = start[1] if number == start[0] else 0
        high = end[1] if number == end[0] else len(lines[number])
        if found := re.search(r"(?:^|\s)#.*", lines[number][low:high]):
            yield found[0].strip()
