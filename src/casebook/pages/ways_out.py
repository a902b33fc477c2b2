"""Ways out: amnesty, pardon, parole and the like, as asked for, granted and refused."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from casebook import addresses
from casebook.fold import WayOut
from casebook.models import Case
from casebook.pages.blocks import Block, portions
from casebook.pages.facet_terms import period_of
from casebook.pages.facets import Facet, Terms
from casebook.pages.gathered import AMNESTY, Gathered, WaysOut
from casebook.pages.inline import NOTHING, Inline
from casebook.pages.listing_file import Row, Shape
from casebook.pages.mentions import holders, mentions
from casebook.pages.page import Page
from casebook.pages.restrictions import REFUSED, RESULTS, ground_words
from casebook.pages.row_list import MORE, Line, RowList, caveats, dated, sections_by
from casebook.pages.tables import Table, table
from casebook.pages.world import World

_NOT_STATED: Final = "not-stated"
_KIND: Final = Facet("way-out", "column-way-out")
_SHAPE: Final = Shape(
    facets=(
        _KIND,
        Facet("result", "column-result"),
        Facet("grounds", "facet-grounds"),
        Facet("event", "facet-part-of"),
        Facet("when", "facet-when"),
        Facet("role", "facet-role"),
        Facet("kind", "facet-kind"),
    ),
    saved_as="casebook-ways-out.csv",
    words={
        "browse-csv-how": "ways-out-csv-how",
        "browse-found": "ways-out-found",
        "browse-last-event": "ways-out-date",
        "browse-results": "rows-results",
        "browse-sort-last-event": "ways-out-sort-date",
        "csv-last-event": "csv-date",
        "csv-sources": "csv-row-sources",
        "csv-stands": "csv-way-out",
    },
    more=("csv-text", *MORE),
)
_COLUMNS: Final = (
    "column-subject",
    "column-way-out",
    "column-date",
    "column-ground-and-what",
    "column-as-of",
    "column-source",
)


def ways_out_list(world: World, gathered: Gathered) -> RowList:
    """Lay out the list, parted by kind."""
    page = Page(world, addresses.index_of("way-out"))
    events: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, found in gathered.ways_out.items():
        for case, one in found:
            events[case.id, one.event.id].append(name)
    lines = [
        Line(_row(page, case, one, events[case.id, one.event.id]), _cells(page, case, one))
        for case, one in gathered.all_ways_out
    ]
    return RowList(
        page=page,
        title=world.words("title-ways-out"),
        lead=(page.say("ways-out-lead"), page.say("not-all")),
        sections=tuple(sections_by(page, _KIND, _COLUMNS, lines)),
        shape=_SHAPE,
        rows=tuple(line.row for line in lines),
        file="data/ways-out.js",
    )


def ways_out_here(page: Page, found: WaysOut, lead: Inline = NOTHING) -> Block | None:
    """List ways out on the page of what they are part of; of many the first, and all elsewhere."""
    made = _table(page, found)
    if made is None:
        return None
    lines = (lead,) if lead else ()
    first = next(portions(made))
    if len(first.rows) == len(made.rows):
        return Block(lines=lines, table=made)
    more = page.link_to(addresses.index_of("way-out"), page.say("title-ways-out"))
    return Block(lines=lines, table=first, more=more)


def _table(page: Page, found: WaysOut) -> Table | None:
    return table(page, _COLUMNS, (_cells(page, case, one) for case, one in found))


def under_law(page: Page, article: str, gathered: Gathered) -> WaysOut:
    """Find what was asked for and decided under a law of amnesty: nobody is charged under it."""
    if article in gathered.charged:
        return ()
    events = page.world.library.events
    named = holders(mentions(page, "article", article, "event"))
    return tuple(
        dict.fromkeys(
            one
            for name in named
            if events[name].kind == AMNESTY
            for one in gathered.ways_out.get(name, ())
        )
    )


def _cells(page: Page, case: Case, one: WayOut) -> tuple[Inline, ...]:
    known = page.world.known([one.event], case)
    what = page.text(one.event.text)
    if one.result in REFUSED:
        ground = ground_words(page, one) or page.say("not-stated-cell")
        what = page.say("ground-and-what", ground=ground, what=what)
    return (
        page.link("case", case.id),
        page.say(
            "way-out-result",
            kind=page.world.label("ways-out", one.kind),
            result=page.say(RESULTS[one.result]),
        ),
        dated(page, case, one.event),
        what,
        page.day(known) if known else NOTHING,
        page.marks(one.event.sources),
    )


def _row(page: Page, case: Case, one: WayOut, events: Iterable[str]) -> Row:
    world, event = page.world, one.event
    said = page.say(
        "way-out-line",
        kind=world.label("ways-out", one.kind),
        result=page.say(RESULTS[one.result]),
        date=page.day(event.date),
    )
    if event.grounds is not None:
        said = page.say("way-out-ground", said=said, ground=ground_words(page, one))
    return Row(
        case=case,
        text=said,
        as_of=world.known([event], case),
        last=event.date,
        basis="basis-inferred-short" if _inferred(one) else "basis-stated-short",
        sources=event.sources,
        terms=_terms(case, one, events),
        anchor=event.id,
        more=(str(event.text), *caveats(world, event)),
    )


def _inferred(one: WayOut) -> bool:
    return any(inference.field == "type" for inference in one.event.inferred)


def _terms(case: Case, one: WayOut, events: Iterable[str]) -> Terms:
    period = period_of(one.event.date)
    refused = (one.event.grounds or _NOT_STATED,) if one.result in REFUSED else ()
    return {
        "way-out": (one.kind,),
        "result": (one.result,),
        "grounds": refused,
        "event": tuple(events),
        "when": (period,) if period else (),
        "role": tuple(case.roles),
        "kind": (case.kind,),
    }
