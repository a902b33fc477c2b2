"""Parser events to plain values: dicts, lists, texts and None."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import yaml

from casebook.source.faults import (
    ANCHOR,
    DIRECTIVE,
    MERGE_KEY,
    ODD_SPACES,
    SECOND_DOCUMENT,
    SMART_QUOTES,
    TAG,
    Fault,
    control_character,
    explain,
    odd_space,
    smart_quote,
)

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"

DEEPEST: Final = 40
"""How many lists and mappings may stand one in another."""

# Beside what YAML forbids: line breaks that editors do not count, and marks that turn text round.
CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_ODD_IN_KEY = re.compile(f"(?P<space>[{ODD_SPACES}])|[{SMART_QUOTES}]")


def build(text: str) -> tuple[list[Fault], Any]:
    """Build the tree of a text; without faults it is a dict or a list, and else means nothing."""
    builder = _Builder()
    try:
        builder.run(Loader(text).get_event)
    except (yaml.YAMLError, ValueError) as error:
        # ValueError: the pure parser, for an escape that stands for no character.
        fault = explain(error, text.split("\n"))
        # A line with an alias, say, is often broken only because of it.
        if all(fault.line != known.line for known in builder.faults):
            builder.faults.append(fault)
    tree = builder.root[0] if builder.root else None
    if not builder.faults and not isinstance(tree, dict | list):
        slug, message = "no-keys", "the file is one text, without keys"
        mend = "write each key with a colon and a space before its value"
        if tree is None:
            slug, message = "empty-file", "the file is empty"
            mend = "write the record, or remove the file"
        builder.faults.append(Fault(*builder.start, slug, message, mend))
    return builder.faults, tree


class _Builder:
    """Puts the values of events together; collects the faults that the parser lets pass."""

    def __init__(self) -> None:
        self.root: list[Any] = []
        self.start = (0, 0)
        self.faults: list[Fault] = []
        self.documents = 0

    def run(self, next_event: Callable[[], Any]) -> None:  # noqa: C901, PLR0912 - see below
        """Take events until the end, or until one after which nothing can be made out.

        One loop that makes no call for what is sound: the speed of all reading hangs on it.
        """
        top: Any = self.root
        key: str | None = None
        marks: dict[str, Any] = {}
        stack: list[Any] = []
        while (kind := (event := next_event()).__class__) is not yaml.StreamEndEvent:
            value: Any
            if kind is yaml.ScalarEvent:
                value = event.value
                if event.tag is not None or event.anchor is not None or event.style == '"':
                    self._look_at(event)
                if not value and event.implicit[0]:
                    value = None
            elif kind in _ENDS:
                if "<<" in marks:
                    self._refuse(marks["<<"], *MERGE_KEY)
                top, key, marks = stack.pop()
                continue
            elif kind in _STARTS:
                if event.tag is not None or event.anchor is not None:
                    self._look_at(event)
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind is yaml.AliasEvent:
                self._refuse(event.start_mark, *ANCHOR)
                value = f"*{event.anchor}"
            elif kind is yaml.DocumentStartEvent and not self._may_start(event):
                return
            else:
                continue

            if top.__class__ is list:
                top.append(value)
            elif key is not None:
                top[key] = value
                key = None
            elif value.__class__ is str and value not in marks and value.isascii():
                key = value
                marks[key] = event.start_mark
            else:
                key = self._odd_key(event, value, marks)
            if kind in _STARTS:
                if len(stack) == DEEPEST:
                    message = f"more than {DEEPEST} lists and mappings stand one in another"
                    self._refuse(event.start_mark, "too-deep", message, "remove some brackets")
                    return
                stack.append((top, key, marks))
                top, key, marks = value, None, {}

    def _refuse(self, mark: Any, slug: str, message: str, mend: str) -> None:  # noqa: ANN401
        self.faults.append(Fault(mark.line, mark.column, slug, message, mend))

    def _look_at(self, event: Any) -> None:  # noqa: ANN401 - the stubs do not type events
        """Refuse anchors and tags, and escapes for characters that may not be written as such."""
        mark = event.start_mark
        if event.anchor is not None:
            self._refuse(mark, *ANCHOR)
        if event.tag is not None:
            self._refuse(mark, *TAG)
        if found := CONTROL.search(getattr(event, "value", "")):
            self.faults.append(control_character(mark.line, mark.column, found[0]))

    def _may_start(self, event: Any) -> bool:  # noqa: ANN401 - as above
        """Whether a document may start: the first one, without directives."""
        mark = event.start_mark
        if self.documents:
            self._refuse(mark, *SECOND_DOCUMENT)
            return False
        self.documents = 1
        self.start = mark.line, mark.column
        if event.version or event.tags:
            self._refuse(mark, *DIRECTIVE)
        return True

    def _odd_key(self, event: Any, value: Any, marks: dict[str, Any]) -> str:  # noqa: ANN401
        """Take a key that is not plain: one that is no text, stands twice or has odd characters."""
        mark = event.start_mark
        if value.__class__ is not str:
            message = "a key is a text, and there is none"
            mend = "write a word before the colon; put a text in brackets in double quotes"
            self._refuse(mark, "no-text-key", message, mend)
            return ""
        length = len(value) if event.end_mark.line == mark.line else 1
        if value in marks:
            first = marks[value].line
            message = f"the key '{value}' is written twice, first in line {first + 1}"
            mend = "keep one of the two, or rename one"
            self.faults.append(
                Fault(mark.line, mark.column, "duplicate-key", message, mend, length, (first,))
            )
            return value
        marks[value] = mark
        if odd := _ODD_IN_KEY.search(value):
            column = mark.column + (0 if event.style else odd.start())
            found = odd_space if odd["space"] else smart_quote
            self.faults.append(found(mark.line, column, odd[0]))
        return value
