"""Problems in the data: where they are, what is wrong, how to mend it, and how they are shown.

Functions here return strings; nothing is printed. Text taken from a record is made harmless
before it is shown: control characters and invisible characters appear as escapes.
"""

from __future__ import annotations

import difflib
import json
import re
import textwrap
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 160
"""Columns that no printed line exceeds (a very long path or slug apart)."""

_LEAST_MESSAGE = 40
_TAB = "    "
_ABSOLUTE = re.compile(r"/|[A-Za-z]:[\\/]")
_GITHUB_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_GITHUB_PROPERTY = {**_GITHUB_DATA, ord(":"): "%3A", ord(","): "%2C"}


class Level(StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Form(StrEnum):
    """The forms a report can take."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A stretch of one line of one file.

    `path` is relative to the root of the repository, with forward slashes. `line` and `column`
    count from 1, `column` and `length` in characters.

    Raises:
        ValueError: if the path is empty or absolute, or a number is below 1.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __post_init__(self) -> None:
        """Refuse what must never be shown."""
        if not self.path or _ABSOLUTE.match(self.path):
            msg = f"a place needs a relative path, got {self.path!r}"
            raise ValueError(msg)
        if min(self.line, self.column, self.length) < 1:
            msg = f"line, column and length count from 1, got {self}"
            raise ValueError(msg)


@total_ordering
@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the data, and how to mend it.

    `message` is a statement in the present tense, `mend` an imperative, `slug` the stable name of
    the fault. `excerpt` holds numbered lines of the file; the caret goes under the place's own.
    """

    place: Place
    level: Level
    slug: str
    message: str
    mend: str
    excerpt: tuple[tuple[int, str], ...] = ()

    def _order(self) -> tuple[object, ...]:
        # What follows the message only makes the order total, so that it agrees with `==`.
        place = self.place
        first = (place.path, place.line, place.column, self.slug, self.message)
        return (*first, self.level, self.mend, place.length, self.excerpt)

    def __lt__(self, other: Problem) -> bool:
        """Order by path, line, column, slug and message."""
        return self._order() < other._order()


def closest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that looks most like the word, or None; letter case does not matter."""
    folded = {choice.casefold(): choice for choice in sorted(choices)}
    # Nobody means an id this long, and the comparison is quadratic.
    near = difflib.get_close_matches(word[:100].casefold(), folded, n=1)
    return folded[near[0]] if near else None


def as_text(problem: Problem) -> str:
    """Return the problem for people: a line to click on, the excerpt with a caret, the mend."""
    place = problem.place
    head = f"{_visible(place.path)}:{place.line}:{place.column}: {problem.level}: "
    tail = f" [{problem.slug}]"
    room = max(WIDTH - _columns(head) - _columns(tail), _LEAST_MESSAGE)
    message = _clip(_visible(problem.message), room)
    mend = f"mend: {_visible(problem.mend)}"
    # textwrap counts characters; halving is enough for characters two columns wide.
    wrap = WIDTH - 10 if _columns(mend) <= len(mend) else WIDTH // 2 - 10
    mend_lines = textwrap.wrap(
        mend, wrap, initial_indent="  ", subsequent_indent=" " * 8, break_on_hyphens=False
    )
    return "\n".join([head + message + tail, *_excerpt_lines(problem), *mend_lines])


def as_github(problem: Problem) -> str:
    """Return the problem as a workflow command that GitHub shows beside the line."""
    place = problem.place
    title = problem.slug.translate(_GITHUB_PROPERTY)
    file = _visible(place.path).translate(_GITHUB_PROPERTY)
    text = f"{_visible(problem.message)}\nmend: {_visible(problem.mend)}".translate(_GITHUB_DATA)
    where = f"file={file},line={place.line},col={place.column},title={title}"
    return f"::{problem.level} {where}::{text}"


def as_json(problems: Iterable[Problem], *, records: int = 0, written: bool | None = None) -> str:
    """Return all problems and their counts as one JSON object with keys in a fixed order."""
    ordered = sorted(problems)
    found = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "length": problem.place.length,
            "level": problem.level,
            "slug": problem.slug,
            "message": problem.message,
            "mend": problem.mend,
            "excerpt": [{"line": line, "text": text} for line, text in problem.excerpt],
        }
        for problem in ordered
    ]
    errors, warnings = _counts(ordered)
    counts = {"errors": errors, "warnings": warnings, "records": records, "written": written}
    # ASCII only, so that no control character of a record reaches a terminal.
    return json.dumps({"problems": found, **counts}, ensure_ascii=True, indent=2)


def summary(problems: Sequence[Problem], *, records: int, written: bool | None = None) -> str:
    """Return one line with the counts.

    `records` is how many records were read; `written` says whether files were written, or is None
    if none were to be written, as in a mere check.
    """
    end = {None: "", True: "; the files were written", False: "; nothing was written"}[written]
    if not problems:
        return f"no problems in {_count(records, 'record')}{end}"
    errors, warnings = _counts(problems)
    kinds = [_count(errors, "error")] * bool(errors) + [_count(warnings, "warning")] * bool(
        warnings
    )
    touched = len({problem.place.path for problem in problems})
    # Files that are no records (vocabularies, say) can have problems too.
    scope = (
        f"{touched} of {_count(records, 'record')}"
        if touched <= records
        else _count(touched, "file")
    )
    return f"{', '.join(kinds)} in {scope}{end}"


def render(
    problems: Iterable[Problem],
    form: Form = Form.TEXT,
    *,
    records: int,
    written: bool | None = None,
) -> str:
    """Return the whole sorted report with its counts; `records` and `written` as in `summary`."""
    if form is Form.JSON:
        return as_json(problems, records=records, written=written)
    ordered = sorted(problems)
    last = summary(ordered, records=records, written=written)
    if form is Form.GITHUB:
        return "\n".join([*map(as_github, ordered), last])
    return "\n\n".join([*map(as_text, ordered), last])


def _counts(problems: Sequence[Problem]) -> tuple[int, int]:
    errors = sum(problem.level is Level.ERROR for problem in problems)
    return errors, len(problems) - errors


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _excerpt_lines(problem: Problem) -> Iterator[str]:
    gutter = max((len(str(number)) for number, _ in problem.excerpt), default=0)
    room = WIDTH - gutter - 7
    for number, text in problem.excerpt:
        here = number == problem.place.line
        start = problem.place.column - 1 if here else 0
        shown, before, under = _window(text, start, problem.place.length, room)
        yield f"  {number:>{gutter}} | {shown}".rstrip()
        if here:
            yield f"  {'':>{gutter}} | {' ' * before}{'^' * under}"


def _window(text: str, start: int, length: int, room: int) -> tuple[str, int, int]:
    """Return the part of a line around `start` that fits, the columns before it and under it."""
    start = min(start, len(text))
    left, before = start, 0
    reach = room if len(text) <= room and _columns(_visible(text)) <= room else room * 2 // 3
    while left and before + (width := _columns(_visible(text[left - 1]))) <= reach:
        left, before = left - 1, before + width
    cut = int(left > 0)
    cells = ["…"] * cut
    used, under, right = cut, 0, left
    while right < len(text) and used + (width := _columns(cell := _visible(text[right]))) <= room:
        cells.append(cell)
        used += width
        under += width if start <= right < start + length else 0
        right += 1
    cells += ["…"] * (right < len(text))
    return "".join(cells), cut + before, max(under, 1)


def _clip(text: str, room: int) -> str:
    shown, _, _ = _window(text, 0, 1, room - 1)
    return shown


def _visible(text: str) -> str:
    """Return the text with tabs as spaces and every invisible character as an escape."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else _TAB if char == "\t" else _escape(char) for char in text
    )


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def _columns(text: str) -> int:
    """Return how many columns a terminal gives to printable text."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me")
        else 1 + (unicodedata.east_asian_width(char) in ("W", "F"))
        for char in text
    )
