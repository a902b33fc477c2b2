"""The page of an article: what it punishes, why it is criticised, everyone charged under it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from casebook import addresses
from casebook.models import Article
from casebook.models.article import Part, Penalty
from casebook.pages.article_charged import charged_table, outcomes_block
from casebook.pages.blocks import Block, Continued, block, cut
from casebook.pages.counts import quantity
from casebook.pages.disputes import inference_words
from casebook.pages.front import Front, front
from casebook.pages.gathered import Charged, Gathered
from casebook.pages.happenings import Fact
from casebook.pages.inline import NOTHING, Inline, inline, join, sentences
from casebook.pages.languages import language_name
from casebook.pages.mentions import holders, links, mentions
from casebook.pages.page import Page
from casebook.pages.record_parts import conflicts_block, notes_block, sources_block
from casebook.pages.statistic import Figure, figure
from casebook.pages.tables import Table, table
from casebook.pages.ways_out import under_law, ways_out_here
from casebook.pages.world import spoken

LANGUAGES = ("en", "ru", "kk")
MOST_BESIDE = 20


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that the template of an article prints."""

    front: Front
    title: str
    summary: Inline
    facts: tuple[Fact, ...]
    outcomes: Block | None
    """How many charges came to what, and when."""
    charged: Block | None
    ways_out: Block | None
    """Of a law of amnesty: what was asked for, granted and refused under it."""
    parts: Block | None
    titles: Block | None
    history: Block | None
    criticism: Block | None
    recommendations: Block | None
    statistics: Block | None
    figures: tuple[Figure, ...]
    charged_beside: Block | None
    events: Block | None
    conflicts: Block | None
    notes: Block | None
    sources: Block | None
    continued: Continued | None


def article_view(page: Page, article: Article, gathered: Gathered) -> ArticleView:
    """Lay out the page of an article."""
    say = page.say
    label = page.world.article_label(article.id)
    name = page.world.article_title(article.id)
    title = page.world.words("article-titled", article=label, title=name) if name else label
    charged = gathered.charged.get(article.id, ())
    shown, continued = cut(page, charged_table(page, charged), "charged")
    figures = [
        page.world.library.statistics[one]
        for one in holders(mentions(page, "article", article.id, "statistic"))
    ]
    asked = holders(mentions(page, "article", article.id, "recommendation"))
    criticism = (_criticism(page, article),)
    summary = NOTHING
    if article.summary is not None:
        parts = [page.explaining(article.summary.text), page.sources(article.summary.sources)]
        summary = join(parts, " ")
    return ArticleView(
        front=front(page, title, str(article.title), ("article", article.id)),
        title=title,
        summary=summary,
        facts=tuple(_facts(page, article, gathered)),
        outcomes=outcomes_block(page, article.id, charged, figures=len(figures)),
        charged=shown or Block(lines=(say("nobody-charged"),)),
        ways_out=ways_out_here(page, under_law(page, article.id, gathered)),
        parts=block(table=_parts(page, article)),
        titles=block(table=_titles(page, article)),
        history=block(table=_history(page, article)),
        criticism=block(items=[line for lines in criticism for line in lines]),
        recommendations=block(items=links(page, "recommendation", asked)),
        statistics=block([say("figures-naming", count=len(figures))] if figures else ()),
        figures=tuple(figure(page, one) for one in figures),
        charged_beside=block(items=_beside(page, article, charged)),
        events=block(
            items=links(page, "event", holders(mentions(page, "article", article.id, "event")))
        ),
        conflicts=conflicts_block(page, article),
        notes=notes_block(page, article),
        sources=sources_block(page, article),
        continued=continued,
    )


def _facts(page: Page, article: Article, gathered: Gathered) -> Iterator[Fact]:
    say, label = page.say, page.world.label
    yield Fact(say("fact-code"), inline(label("codes", article.code)))
    if article.number is not None:
        yield Fact(say("fact-number"), inline(article.number))
    others = [*_short_titles(article), *article.aliases]
    if others:
        yield Fact(say("fact-aliases"), join(others))
    if article.chapter is not None:
        yield Fact(say("fact-chapter"), page.text(article.chapter))
    yield Fact(say("fact-law-standing"), _standing(page, article))
    count = gathered.how_many_charged.get(article.id, 0)
    yield Fact(say("fact-charged"), say("subjects", count=count))
    if article.lists:
        listed = join(label("article-lists", one) for one in article.lists)
        yield Fact(say("fact-lists"), listed)
    if article.topics:
        yield Fact(say("fact-topics"), join(label("topics", one) for one in article.topics))
    for key, moves in (
        ("fact-moved-to", article.moved_to),
        ("fact-moved-from", article.moved_from),
    ):
        for move in moves:
            parts = [page.article(move.article, titled=True)]
            parts += [page.text(move.text)] if move.text else []
            yield Fact(say(key), sentences([*parts, page.sources(move.sources)]))


def _short_titles(article: Article) -> Iterator[Inline]:
    """Give the short titles that the heading does not show, each in its language."""
    short = article.short_title
    if short is not None and short.en:
        for lang in ("ru", "kk"):
            if title := getattr(short, lang):
                yield spoken(title, lang)


def _standing(page: Page, article: Article) -> Inline:
    status = page.world.label("article-statuses", article.status)
    if article.text_as_of is None:
        return page.say("law-standing-undated", status=status)
    start = article.text_as_of.ends[0]
    if article.text_as_of.open_end and start is not None:
        return page.say("law-standing-or-later", status=status, date=page.time(start))
    return page.say("law-standing", status=status, date=page.time(article.text_as_of))


def _titles(page: Page, article: Article) -> Table | None:
    origins = {one.lang: one for one in article.title_origins}
    rows = []
    for lang in LANGUAGES:
        title = getattr(article.title, lang)
        if title is None:
            continue
        origin = origins.get(lang)
        rows.append(
            (
                language_name(page, lang),
                inline(title) if lang == "en" else spoken(title, lang),
                inline(page.world.label("title-origins", origin.origin)) if origin else NOTHING,
                page.cite(origin.sources) if origin else NOTHING,
            )
        )
    return table(page, ("column-language", "column-title", "column-origin", "column-source"), rows)


def _parts(page: Page, article: Article) -> Table | None:
    return table(
        page,
        ("column-part", "column-elements", "column-penalties", "column-gravity"),
        (_part(page, part) for part in article.parts),
    )


def _part(page: Page, part: Part) -> tuple[Inline, ...]:
    penalties = join((_penalty(page, one) for one in part.penalties), "; ")
    gravity = inline(page.world.label("gravities", part.gravity)) if part.gravity else NOTHING
    caveats = [inference_words(page, one) for one in part.inferred]
    return (
        _part_number(part),
        page.text(part.elements),
        sentences([penalties, *caveats]),
        gravity,
    )


def _part_number(part: Part) -> Inline:
    """Show the number with its anchor; an article of one part has none."""
    if part.number is None:
        return inline("–")
    return Inline(f"**{inline(part.number)}**{{ #{addresses.part_anchor(part.number)} }}")


def _penalty(page: Page, one: Penalty) -> Inline:
    world = page.world
    said = inline(world.label("penalty-kinds", one.kind))
    if one.at_most is not None:
        size = page.say("up-to", amount=quantity(page, one.at_most, one.unit))
        if one.at_least == one.at_most:
            size = quantity(page, one.at_most, one.unit)
        elif one.at_least is not None:
            low, high = world.words.number(one.at_least), quantity(page, one.at_most, one.unit)
            size = page.say("range", low=low, high=high)
        said = page.say("penalty-sized", kind=said, size=size)
    if one.text is not None:
        said = page.say("penalty-noted", penalty=said, text=page.text(one.text))
    return page.say("penalty-optional", penalty=said) if one.optional else said


def _history(page: Page, article: Article) -> Table | None:
    return table(
        page,
        ("column-date", "column-change", "column-what", "column-source"),
        (
            (
                page.time(change.date),
                inline(page.world.label("law-change-kinds", change.kind)),
                join(
                    [
                        page.text(change.text),
                        *(inference_words(page, one) for one in change.inferred),
                    ],
                    " ",
                ),
                page.cite(change.sources),
            )
            for change in sorted(article.history, key=lambda one: one.date.sort_key)
        ),
    )


def _criticism(page: Page, article: Article) -> Iterator[Inline]:
    for one in article.criticism:
        said = page.text(one.text)
        if one.by or one.by_names:
            said = page.say("said-by", who=page.bodies(one.by, one.by_names), text=said)
        yield join([said, page.sources(one.sources)], " ")


def _beside(page: Page, article: Article, charged: tuple[Charged, ...]) -> Iterator[Inline]:
    """List the articles most often charged in the same proceedings."""
    counts = Counter(
        name
        for one in {(one.case.id, one.proceeding.proceeding.id): one for one in charged}.values()
        for name in {
            charge.key.partition(".")[0] for charge in one.proceeding.charges if charge.is_article
        }
        if name != article.id
    )
    ranked = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    for name, count in ranked[:MOST_BESIDE]:
        yield page.say("beside", article=page.article(name, titled=True), count=count)
