"""A file of `data/` as values with places, or as problems."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import yaml

from casebook.problems import Level, Place, Problem
from casebook.source.building import CONTROL, Loader, Tree, build
from casebook.source.faults import Fault, control_character

LARGEST: Final = 1024 * 1024
"""Bytes a file may have."""

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_NUMBER_SIGN = re.compile(r"[ \t]+#(?=\d)")
_WHOLE_FILE = ("file-too-large", "byte-order-mark", "empty-file")


@dataclass(frozen=True, eq=False)
class Document:
    """The values of one file. Places are worked out only when the first one is asked for."""

    path: str
    text: str
    """With line breaks as `\\n`."""
    tree: dict[str, Tree] | list[Tree]

    def place(self, path: Sequence[str | int] = (), *, key: bool = False) -> Place:
        """Find the place of the value at a path of keys and indexes, or of its key.

        Steps that are not in the tree are skipped, so that the nearest parent stands for what is
        missing. Something empty has the place of its key, or of its hyphen.
        """
        node, name = self._root, None
        for step in path:
            if isinstance(node, yaml.MappingNode):
                name, node = next(
                    (pair for pair in node.value if pair[0].value == step), (name, node)
                )
            elif isinstance(node, yaml.SequenceNode) and step in range(len(node.value)):
                name, node = None, node.value[step]
        start, end = node.start_mark, node.end_mark
        empty = start.index == end.index
        if name is not None and (key or empty):
            start, end = name.start_mark, name.end_mark
        column = start.column - (empty and name is None)
        first = self._lines[start.line]
        stop = end.column if end.line == start.line else len(first.rstrip())
        return Place(self.path, start.line + 1, column + 1, max(stop - column, 1))

    def excerpt(self, place: Place) -> tuple[tuple[int, str], ...]:
        """Return the line of a place, with its number."""
        return ((place.line, self._lines[place.line - 1]),)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _root(self) -> Any:  # noqa: ANN401 - the stubs of PyYAML do not type nodes
        # Composing recurses, which is safe: what is a document has no aliases and is shallow.
        return yaml.compose(self.text, Loader)


def read(path: str, data: bytes) -> Document | tuple[Problem, ...]:
    """Return the document of one file, or all that is wrong with it: one problem at least.

    `path` is what problems shall call the file. Line breaks of any system will do.
    """
    if len(data) > LARGEST:
        message = f"the file has {len(data):,} bytes, and {LARGEST:,} is the most"
        fault = Fault(0, 0, "file-too-large", message, "split it into several records")
        return (_problem(path, [], fault),)
    data = _with_plain_ends(data)
    text = text_of(data)
    tree: Any = None
    faults = _bad_bytes(data) or list(_bad_characters(text))
    if not faults:
        faults, tree = build(text)
    if not faults:
        faults = list(_swallowed(text))
    if data.startswith(codecs.BOM_UTF8):
        faults.append(_byte_order_mark("UTF-8"))
    if not faults:
        return Document(path, text, tree)
    lines = text.split("\n")
    return tuple(sorted({_problem(path, lines, fault) for fault in faults}))


def text_of(data: bytes) -> str:
    """Return the text of a file, with the line breaks of Unix."""
    return _with_plain_ends(data).decode("utf-8", errors="replace").removeprefix("\ufeff")


def _with_plain_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _problem(path: str, lines: list[str], fault: Fault) -> Problem:
    # What is missing at the end of a line is shown at its last character.
    last = max(len(lines[fault.line]) - 1, 0) if lines else 0
    place = Place(path, fault.line + 1, min(fault.column, last) + 1, fault.length)
    shown = () if fault.slug in _WHOLE_FILE else sorted({fault.line, *fault.also})
    excerpt = tuple((line + 1, lines[line]) for line in shown)
    return Problem(place, Level.ERROR, fault.slug, fault.message, fault.mend, excerpt)


def _byte_order_mark(encoding: str) -> Fault:
    mend = "save the file as UTF-8 without a byte order mark"
    return Fault(
        0, 0, "byte-order-mark", f"the file begins with a byte order mark of {encoding}", mend
    )


def _bad_bytes(data: bytes) -> list[Fault]:
    """Find why the bytes are no text in UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return [_byte_order_mark("UTF-16 or UTF-32")]
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        message = f"the byte 0x{error.object[error.start]:02X} is not part of a text in UTF-8"
        mend = "save the file as UTF-8, then look whether every letter is right"
        return [Fault(line, column, "invalid-utf8", message, mend)]
    return []


def _bad_characters(text: str) -> Iterator[Fault]:
    """Find what no YAML may hold, and what version control left behind; one fault a line."""
    if CONTROL.search(text):
        for number, line in enumerate(text.split("\n")):
            if found := CONTROL.search(line):
                yield control_character(number, found.start(), found[0])
    if any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>")):
        lines = text.split("\n")
        marks = [number for number, line in enumerate(lines) if _CONFLICT.match(line)]
        message = "two versions of the text stand here, and nobody has chosen yet"
        mend = "keep what is right; remove the lines with <<<<<<<, ======= and >>>>>>>"
        for number in [mark for mark in marks if lines[mark][0] == "<"] or marks[:1]:
            yield Fault(number, 0, "merge-conflict", message, mend, len(lines[number]))


def _swallowed(text: str) -> Iterator[Fault]:
    """Find texts that end before "#12", which begins a comment to YAML and is lost."""
    if not _NUMBER_SIGN.search(text):
        return
    lines = text.split("\n")
    for token in yaml.scan(text, Loader):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            end = token.end_mark
            if found := _NUMBER_SIGN.match(lines[end.line], end.column):
                message = "from # on, this is a comment to YAML and no part of the text"
                mend = "put the whole text in double quotes"
                yield Fault(end.line, found.end() - 1, "yaml-syntax", message, mend)
