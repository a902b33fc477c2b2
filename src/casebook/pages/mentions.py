"""Who refers to a record: references that lead to it, sorted by what holds them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from casebook.links import Reference
from casebook.models import Citation, Model, TimelineEvent
from casebook.pages.inline import Inline, inline, join
from casebook.pages.page import Page


def mentions(page: Page, kind: str, name: str, holder: str) -> tuple[Reference, ...]:
    """List the references to a record from records of one kind, in the order of their ids."""
    found = page.world.linked.back.get((kind, name), ())
    return tuple(one for one in found if one.source[0] == holder)


def holders(references: Iterable[Reference]) -> tuple[str, ...]:
    """List the ids of the records that hold references, each once."""
    return tuple(dict.fromkeys(one.source[1] for one in references))


def in_field(references: Iterable[Reference], *fields: str) -> tuple[Reference, ...]:
    """Keep references that stand in one of these fields of the record."""
    return tuple(one for one in references if one.path[0] in fields)


def grouped(references: Iterable[Reference]) -> dict[str, list[Reference]]:
    """Group references by the id of the record that holds them."""
    found: defaultdict[str, list[Reference]] = defaultdict(list)
    for one in references:
        found[one.source[1]].append(one)
    return found


def events_in(page: Page, case: str, references: Iterable[Reference]) -> Inline:
    """Link to the events of a case in which references stand, each once."""
    events = dict.fromkeys(
        (one.event.id, _when(page, one.event), page.world.label("event-types", one.event.type))
        for one in references
        if isinstance(one.event, TimelineEvent)
    )
    return join(
        (
            page.link("case", case, page.say("event-dated", event=label, date=when), anchor)
            for anchor, when, label in events
        ),
        "; ",
    )


def _when(page: Page, event: TimelineEvent) -> Inline:
    return inline(page.world.date_in_words(event.date))


def citation_of(reference: Reference) -> Citation | None:
    """Return the citation that a reference to a source is part of, if it is in one."""
    found: object = reference.holder
    for step in reference.path[:-1]:
        found = _step(found, step)
    return found if isinstance(found, Citation) else None


def _step(found: object, step: str | int) -> object:
    if isinstance(found, tuple) and isinstance(step, int):
        return found[step]
    if isinstance(found, Model) and isinstance(step, str):
        return getattr(found, step)
    raise TypeError(step)


def links(page: Page, kind: str, names: Iterable[str]) -> Iterator[Inline]:
    """Link to several records of one kind."""
    return (page.link(kind, name) for name in names)
