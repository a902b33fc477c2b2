"""Whom an event happened to: how many are known here, each one's own part, who only tells of it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from casebook.models import Case, Event
from casebook.pages.inline import NOTHING, Inline, join
from casebook.pages.page import Page
from casebook.pages.tables import Table, table

_COUNTED = {
    "person": "known-people",
    "group": "known-groups",
    "organisation": "known-organisations",
}


def known_words(page: Page, names: Iterable[str]) -> Inline:
    """Count those known here, people apart from groups and organisations."""
    kinds = Counter(page.world.library.cases[name].kind for name in names)
    said = [page.say(key, count=kinds[kind]) for kind, key in _COUNTED.items() if kinds[kind]]
    return join(said) or page.say("known-people", count=0)


def participants_table(page: Page, event: Event, names: tuple[str, ...]) -> Table | None:
    """List those whom it happened to, as what, and their own part in it."""
    said = {one.case: one for one in event.participants}
    rows = []
    for name in names:
        case = page.world.library.cases[name]
        given = said.get(name)
        rows.append(
            (
                page.link("case", name),
                page.text(given.role) if given and given.role else NOTHING,
                join(_own_part(page, event, case), "; ") or page.say("own-part-not-told"),
                page.cite_in_full(given.sources) if given else page.say("source-in-profile"),
            )
        )
    return table(
        page, ("column-subject", "column-as-what", "column-own-part", "column-source"), rows
    )


def referring_lines(page: Page, event: Event, names: Iterable[str]) -> Iterator[Inline]:
    """Link to cases that only tell of the event, and to where they do."""
    for name in names:
        told = join(_own_part(page, event, page.world.library.cases[name]), "; ")
        link = page.link("case", name)
        yield page.say("refers-in", case=link, events=told) if told else link


def _own_part(page: Page, event: Event, case: Case) -> Iterator[Inline]:
    world = page.world
    for one in world.states[case.id].seen:
        if one.part_of == event.id:
            label = page.say(
                "event-dated",
                event=world.label("event-types", one.type),
                date=world.date_in_words(one.date),
            )
            yield page.link("case", case.id, label, one.id)
