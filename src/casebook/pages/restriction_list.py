"""Every restriction beside liberty: one row each, with its span and on which day it is judged."""

from collections.abc import Iterator
from typing import Final

from casebook import addresses
from casebook.fold import Restriction
from casebook.models import Case
from casebook.pages.facet_terms import period_of
from casebook.pages.facets import Facet, Terms
from casebook.pages.gathered import by_name
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.listing_file import Row, Shape
from casebook.pages.page import Page
from casebook.pages.restrictions import BASES, STANDINGS, restrictions_as_of
from casebook.pages.row_list import MORE, Line, RowList, caveats, dated, marks, sections_by
from casebook.pages.sentences import sentence_words
from casebook.pages.world import World

_RESTRICTION: Final = Facet("restriction", "column-restriction")
_SHAPE: Final = Shape(
    facets=(
        _RESTRICTION,
        Facet("standing", "facet-standing"),
        Facet("since", "facet-since"),
        Facet("basis", "facet-basis"),
        Facet("role", "facet-role"),
        Facet("kind", "facet-kind"),
    ),
    saved_as="casebook-restrictions.csv",
    words={
        "browse-csv-how": "restrictions-csv-how",
        "browse-found": "restrictions-found",
        "browse-last-event": "restrictions-since",
        "browse-results": "rows-results",
        "browse-sort-last-event": "restrictions-sort-since",
        "csv-basis": "csv-dates-basis",
        "csv-last-event": "csv-since",
        "csv-sources": "csv-row-sources",
        "csv-stands": "csv-restriction",
    },
    more=("csv-until", "csv-standing", "csv-standing-as-of", "csv-ended-by", *MORE),
)
_COLUMNS: Final = (
    "column-subject",
    "column-restriction",
    "column-from",
    "column-until",
    "column-standing",
    "column-told-until",
    "column-basis",
    "column-source",
)


def restriction_list(world: World) -> RowList:
    """Lay out the list, parted by kind of restriction."""
    page = Page(world, addresses.index_of("restriction"))
    lines = [
        _line(page, case, one)
        for case in by_name(world.library.cases.values())
        for one in world.states[case.id].restrictions
    ]
    return RowList(
        page=page,
        title=world.words("title-restrictions"),
        lead=(page.say("restrictions-lead"), page.say("not-all")),
        sections=tuple(sections_by(page, _RESTRICTION, _COLUMNS, lines)),
        shape=_SHAPE,
        rows=tuple(line.row for line in lines),
        file="data/restrictions.js",
    )


def _line(page: Page, case: Case, one: Restriction) -> Line:
    world = page.world
    judged = world.states[case.id].known.until
    told = restrictions_as_of(world, case, [one])
    standing = page.say(STANDINGS[one.status])
    if judged is not None and one.status != "ended":
        standing = page.say("standing-as-of", standing=standing, date=page.day(judged))
    what = inline(world.label("restriction-kinds", one.kind))
    if one.item is not None:
        what = sentence_words(page, one.item, linked=False)
    row = Row(
        case=case,
        text=join([what, *_span(page, one), standing], "; "),
        as_of=told,
        last=one.since,
        basis=BASES[one.basis],
        sources=one.event.sources,
        terms=_terms(case, one),
        anchor=one.event.id,
        more=(
            one.until.text if one.until else "",
            world.words(STANDINGS[one.status]),
            judged.text if judged else "",
            one.ended_by.id if one.ended_by else "",
            *caveats(world, one.event),
        ),
    )
    until = [page.day(one.until)] if one.until else []
    if one.ended_by is not None:
        until = [dated(page, case, one.ended_by)]
    cells = (
        page.link("case", case.id),
        what,
        join([_since(page, case, one), *marks(page, one.event)], "; "),
        join(until),
        standing,
        page.day(told) if told else NOTHING,
        page.say(BASES[one.basis]) if one.since or one.until else NOTHING,
        page.cite_in_full(one.event.sources),
    )
    return Line(row, cells)


def _since(page: Page, case: Case, one: Restriction) -> Inline:
    """Link to the event that began it, under the day from which it counts."""
    if one.since is None:
        return page.link("case", case.id, page.say("not-stated-cell"), one.event.id)
    return page.link("case", case.id, page.day(one.since), one.event.id)


def _span(page: Page, one: Restriction) -> Iterator[Inline]:
    if one.since is not None:
        yield page.say("sentence-from", date=page.day(one.since))
    if one.until is not None:
        yield page.say("sentence-until", date=page.day(one.until))


def _terms(case: Case, one: Restriction) -> Terms:
    period = period_of(one.since)
    return {
        "restriction": (one.kind,),
        "standing": (one.status,),
        "since": (period,) if period else (),
        "basis": (one.basis,),
        "role": tuple(case.roles),
        "kind": (case.kind,),
    }
