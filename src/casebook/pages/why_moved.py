"""Why the key figures of the home page moved: whose cases entered or left a count, and when."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from casebook.dates import EdtfDate
from casebook.figures import Counted, counted_in, figures
from casebook.pages.inline import Inline, join
from casebook.pages.page import Page

NAMED: Final = 5
"""Cases that are named for one figure; of more, only how many."""


@dataclass
class _Day:
    """Whose cases entered or left a figure on a day."""

    entered: list[str] = field(default_factory=list)
    possible: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def why_moved(page: Page) -> tuple[Inline, ...]:
    """Say of each key figure when it last moved and why; empty where no history is known.

    The first version of the record is where counting begins, and moves nothing.
    """
    history = page.world.history
    if history.first is None:
        return ()
    moves = _moves(page)
    lines = []
    for figure in figures(page.world.library):
        days = moves.get(figure.id)
        if days:
            day = max(days)
            lines.append(_line(page, figure.words, day, days[day]))
    first = page.time(EdtfDate.parse(history.first.isoformat()))
    lines.append(page.say("moved-others" if lines else "moved-none", date=first))
    return tuple(lines)


def _line(page: Page, key: str, day: date, moved: _Day) -> Inline:
    parts = [
        page.say(words, cases=_names(page, names))
        for words, names in (
            ("moved-entered", moved.entered),
            ("moved-possible", moved.possible),
            ("moved-left", moved.left),
        )
        if names
    ]
    when = page.time(EdtfDate.parse(day.isoformat()))
    return page.say("moved-figure", figure=page.say(key), date=when, why=join(parts, "; "))


def _names(page: Page, names: list[str]) -> Inline:
    shown = page.cases(sorted(names)[:NAMED])
    more = len(names) - NAMED
    return page.say("and-more", people=shown, count=more) if more > 0 else shown


def _moves(page: Page) -> dict[str, dict[date, _Day]]:
    """Figure -> day -> who entered and left."""
    found: defaultdict[str, defaultdict[date, _Day]] = defaultdict(lambda: defaultdict(_Day))
    for name, figure, day, after in _steps(page):
        here = found[figure][day]
        lists = {"known": here.entered, "possible": here.possible, None: here.left}
        lists[after].append(name)
    return {figure: dict(days) for figure, days in found.items()}


def _steps(page: Page) -> Iterator[tuple[str, str, date, Counted | None]]:
    """Go through each case and figure: in which way it is counted from which day on."""
    world = page.world
    chosen = figures(world.library)
    for case in world.library.cases.values():
        entries = world.history.of("case", case.id)
        now = counted_in(chosen, case, world.states[case.id].liberty)
        for figure in chosen:
            counted = now.get(figure.id)
            for entry in entries:
                moved = next((one for one in entry.moved if one.figure == figure.id), None)
                if moved is not None:
                    yield case.id, figure.id, entry.day, moved.after
                    counted = moved.before
                if entry.what == "added" and entry.day != world.history.first and counted:
                    yield case.id, figure.id, entry.day, counted
