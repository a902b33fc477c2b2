"""Everyone found guilty: one row a charge, with its date and what was imposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.fold import Charge, Imposed, ProceedingState
from casebook.fold.outcomes import conviction, is_guilty, term_of
from casebook.models import Case, TimelineEvent
from casebook.pages.charges import charge_words
from casebook.pages.facet_terms import NO_ARTICLE, period_of
from casebook.pages.facets import SUBJECT, Facet, Terms
from casebook.pages.gathered import by_name
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.liberty import on
from casebook.pages.listing_file import Row, Shape, unescaped
from casebook.pages.page import Page
from casebook.pages.row_list import MORE, Line, RowList, caveats, dated, sections_by
from casebook.pages.sentences import TERM_WORDS, sentence_words
from casebook.pages.world import World

_ARTICLE: Final = Facet("article", "facet-article")
_SHAPE: Final = Shape(
    facets=(
        _ARTICLE,
        Facet("convicted", "facet-convicted"),
        Facet("imposed", "facet-imposed"),
        Facet("ban", "facet-ban"),
        Facet("term", "facet-term"),
        Facet("proceeding", "facet-proceeding"),
        Facet("role", "facet-role"),
        Facet("kind", "facet-kind"),
    ),
    saved_as="casebook-convictions.csv",
    words={
        "browse-csv-how": "convictions-csv-how",
        "browse-found": "convictions-found",
        "browse-last-event": "convictions-date",
        "browse-results": "rows-results",
        "browse-sort-last-event": "convictions-sort-date",
        "csv-last-event": "csv-convicted",
        "csv-sources": "csv-row-sources",
        "csv-stands": "csv-conviction",
    },
    more=(
        "csv-charge",
        "csv-first-day",
        "csv-last-day",
        "csv-terms",
        "csv-terms-as-of",
        *MORE,
    ),
)
_COLUMNS: Final = (
    "column-subject",
    "column-charge",
    "column-convicted",
    "column-imposed",
    "column-told-until",
    "column-source",
)


@dataclass(frozen=True, slots=True)
class Conviction:
    """One charge on which guilt stands as found, and the event that found it."""

    case: Case
    proceeding: ProceedingState
    charge: Charge
    event: TimelineEvent

    @property
    def imposed(self) -> tuple[Imposed, ...]:
        """What was imposed in the proceeding and not replaced."""
        return tuple(one for one in self.proceeding.imposed if one.superseded_by is None)


def convictions(world: World) -> Iterator[Conviction]:
    """Go through the convictions of subjects: never of those said to have harmed one."""
    for case in by_name(world.library.cases.values()):
        for proceeding in world.states[case.id].proceedings:
            if proceeding.proceeding.against != SUBJECT:
                continue
            for charge in proceeding.charges:
                event = conviction(charge, world.meaning)
                if event is not None and is_guilty(charge, world.meaning):
                    yield Conviction(case, proceeding, charge, event)


def conviction_list(world: World) -> RowList:
    """Lay out the list, parted by article."""
    page = Page(world, addresses.index_of("conviction"))
    lines = [_line(page, one) for one in convictions(world)]
    by_date = sorted(lines, key=lambda line: line.row.last.sort_key if line.row.last else ())
    return RowList(
        page=page,
        title=world.words("title-convictions"),
        lead=(page.say("convictions-lead"), page.say("convictions-years"), page.say("not-all")),
        sections=tuple(sections_by(page, _ARTICLE, _COLUMNS, by_date)),
        shape=_SHAPE,
        rows=tuple(line.row for line in lines),
        file="data/convictions.js",
    )


def _line(page: Page, one: Conviction) -> Line:
    world, case, event = page.world, one.case, one.event
    known = one.proceeding.known.until
    terms_known = world.states[case.id].known.until
    charge = inline(
        world.article_label(one.charge.key) if one.charge.is_article else one.charge.key
    )
    found = on(world, world.label("procedure-states", one.charge.state), event.date, page.day)
    plain = [sentence_words(page, item.item, linked=False) for item in one.imposed]
    states = [_term(world, one, item) for item in one.imposed]
    first, last = event.date.earliest, event.date.latest
    row = Row(
        case=case,
        text=page.say(
            "conviction-line",
            charge=charge,
            outcome=found,
            sentence=join(plain, "; ") or page.say("sentence-not-stated"),
        ),
        as_of=known,
        last=event.date,
        basis=_basis(event),
        sources=event.sources,
        terms=_terms(world, one, states),
        anchor=event.id,
        more=(
            charge_text(world, one.charge),
            first.isoformat() if first else "",
            last.isoformat() if last else "",
            "; ".join(
                f"{unescaped(text)}: {world.words(TERM_WORDS[state])}"
                for text, state in zip(plain, states, strict=True)
            ),
            terms_known.text if terms_known else "",
            *caveats(world, event),
        ),
    )
    cells = (
        page.link("case", case.id),
        charge_words(page, one.charge)
        if not one.charge.is_article
        else page.article(one.charge.key),
        dated(page, case, event),
        _imposed(page, one, states),
        page.day(known) if known else NOTHING,
        page.cite_in_full(event.sources),
    )
    return Line(row, cells)


def _imposed(page: Page, one: Conviction, states: list[str]) -> Inline:
    """Say what was imposed, what became of each part, and as of when."""
    said = join(
        (
            page.say(
                "sentence-and-term",
                sentence=sentence_words(page, item.item, linked=False),
                term=page.say(TERM_WORDS[state]),
            )
            for item, state in zip(one.imposed, states, strict=True)
        ),
        "; ",
    )
    until = page.world.states[one.case.id].known.until
    if not said or until is None:
        return said
    return page.say("standing-as-of", standing=said, date=page.day(until))


def _term(world: World, one: Conviction, imposed: Imposed) -> str:
    return term_of(world.states[one.case.id], imposed, world.meaning).state


def _basis(event: TimelineEvent) -> str:
    """Say whether that the court found guilt is printed or concluded."""
    inferred = any(one.field in ("type", "articles", "offences") for one in event.inferred)
    return "basis-inferred-short" if inferred else "basis-stated-short"


def _terms(world: World, one: Conviction, states: list[str]) -> Terms:
    kinds = world.meaning.sentence_kinds
    imposed = [item.item.kind for item in one.imposed]
    article = one.charge.key.partition(".")[0] if one.charge.is_article else NO_ARTICLE
    period = period_of(one.event.date)
    return {
        "article": (article,),
        "convicted": (period,) if period else (),
        "imposed": tuple(dict.fromkeys(imposed)),
        "ban": tuple(dict.fromkeys(kind for kind in imposed if kinds[kind].restriction)),
        "term": tuple(dict.fromkeys(states)),
        "proceeding": (one.proceeding.proceeding.kind,),
        "role": tuple(one.case.roles),
        "kind": (one.case.kind,),
    }


def charge_text(world: World, charge: Charge) -> str:
    """Name a charge as plain text: the article and its part, or the words of the source."""
    return world.article_label(charge.key) if charge.is_article else charge.key
