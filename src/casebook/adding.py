"""Adding an event to a case: the text of the file with the event in it, nothing else touched."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casebook import scalars, source
from casebook.dates import DateError, EdtfDate
from casebook.imposed import ImposedError, imposed

_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")
_TIMELINE: Final = "timeline"


class AddError(ValueError):
    """Why an event cannot be added, in words for the person who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What a person says of an event, as texts; the record's own rules are checked later."""

    type: str
    date: str
    text: str
    source: str
    at: str
    proceeding: str | None = None
    articles: Sequence[str] = ()
    offences: Sequence[str] = ()
    sentence: Sequence[str] = ()
    """Each thing imposed as people write it: see `casebook.imposed`."""
    until: str | None = None
    announces: str | None = None
    court: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The new text of the file, and the id that the event was given."""

    text: str
    id: str


def add_event(document: source.Document, event: NewEvent) -> Added:
    """Write an event behind the last one of a timeline that is not later than it.

    Raises AddError where the file has no timeline that lines can be added to.
    """
    tree = document.tree
    timeline = tree.get(_TIMELINE) if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(timeline, (list, type(None))):
        raise AddError("its timeline is no list; mend that first")
    events = timeline or []
    ids = {str(one.get("id")) for one in events if isinstance(one, dict)}
    name = _free_id(event, ids)
    lines = document.text.rstrip().split("\n")
    where, column = len(lines), 2
    if events:
        starts = [document.place((_TIMELINE, index)).line - 1 for index in range(len(events))]
        column = _column(lines[starts[0]])
        index = _place_in(events, event.date)
        where = document.place((_TIMELINE,), key=True).line
        if index:
            where = _end(lines, starts[index - 1], column)
    elif _TIMELINE in tree:
        raise AddError("its timeline has no value; remove the line 'timeline:' and try again")
    else:
        lines.append(f"{_TIMELINE}:")
        where += 1
    try:
        lines[where:where] = _written(event, name, column)
    except ImposedError as error:
        raise AddError(str(error)) from None
    text = "\n".join(lines) + "\n"
    _prove(document, text, name)
    return Added(text, name)


def _column(row: str) -> int:
    """Find how far in the hyphens of the timeline stand."""
    if not row.lstrip().startswith("- "):
        raise AddError("its timeline is in brackets; put each event on lines of its own")
    return _indent(row)


def _end(lines: Sequence[str], start: int, column: int) -> int:
    """Find the line behind an item: comments as far in as its hyphen tell of the next one."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > column):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _place_in(events: Sequence[object], date: str) -> int:
    """Return how many events stand before the new one: up to the last that is not later."""
    when = _first_day(date)
    for index in range(len(events), 0, -1):
        event = events[index - 1]
        other = _first_day(event.get("date")) if isinstance(event, Mapping) else None
        if when is None or other is None or other <= when:
            return index
    return 0


def _first_day(date: object) -> str | None:
    """The first day that a date may mean, for comparing; None for what is none."""
    try:
        found = EdtfDate.parse(str(date)).earliest
    except DateError:
        return None
    return found.isoformat() if found else None


def _free_id(event: NewEvent, taken: set[str]) -> str:
    """Make an id of type and date that the record does not have yet."""
    base = _NOT_IN_ID.sub("-", f"{event.type} {event.date}".lower()).strip("-")[:90].strip("-")
    base = base or "event"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _written(event: NewEvent, name: str, column: int) -> list[str]:
    """Write the lines of an event, in the order of keys that `casebook format` gives."""
    head, indent = " " * column + "- ", " " * (column + 2)
    lines = [f"{head}id: {name}", f"{indent}date: {scalars.short(event.date)}"]
    lines.append(f"{indent}type: {scalars.short(event.type)}")
    lists = {"articles": event.articles, "offences": event.offences}
    for key, value in (
        ("proceeding", _value(event.proceeding)),
        *(
            (key, f"[{', '.join(map(scalars.short, items))}]")
            for key, items in lists.items()
            if items
        ),
        ("sentence", f"[{', '.join(map(_item, event.sentence))}]" if event.sentence else ""),
        ("until", _value(event.until)),
        ("announces", _value(event.announces)),
        ("court", _value(event.court)),
        ("place", _value(event.place)),
    ):
        if value:
            lines.append(f"{indent}{key}: {value}")
    lines += scalars.long("text", event.text, indent)
    lines.append(f"{indent}sources:")
    lines.append(f"{indent}  - source: {scalars.short(event.source)}")
    lines.append(f"{indent}    at: {scalars.short(event.at)}")
    return lines


def _value(text: str | None) -> str:
    return scalars.short(text) if text else ""


def _item(text: str) -> str:
    """Write something that was imposed."""
    keys = imposed(text)
    return "{" + ", ".join(f"{key}: {scalars.short(value)}" for key, value in keys.items()) + "}"


def _prove(document: source.Document, text: str, name: str) -> None:
    """Make sure that the new text is the old record and one event."""
    again = source.read(document.path, text.encode())
    if not isinstance(again, source.Document):
        raise AddError(f"{again[0].message}; {again[0].mend}")
    tree = dict(again.tree) if isinstance(again.tree, dict) else {}
    events = tree.get(_TIMELINE)
    rest = [e for e in events if isinstance(e, dict) and e.get("id") != name] if events else []
    before = document.tree if isinstance(document.tree, dict) else {}
    if {**tree, _TIMELINE: rest} != {**before, _TIMELINE: before.get(_TIMELINE) or []}:
        raise AddError("the event cannot be added to this file by a program; write it by hand")
