"""Lists of articles, events, organisations, sources, statistics, recommendations, conflicts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from casebook import addresses
from casebook.models import Article, Organisation, Recommendation, Source, Statistic
from casebook.pages.blocks import Block
from casebook.pages.conflicts import conflict_sections
from casebook.pages.gathered import Gathered
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.lists import ListView, Section, list_pages, only
from casebook.pages.page import Page
from casebook.pages.recommendation import proposers
from casebook.pages.statistic import attributed, newest_value
from casebook.pages.tables import table
from casebook.pages.world import World

Laid = Iterator[tuple[Page, ListView]]
T = TypeVar("T")

_NUMBER_WIDTH = 12


@dataclass(frozen=True)
class RecordLists:
    """One list for each kind of record that is no case."""

    world: World
    gathered: Gathered

    def pages(self) -> Laid:
        """Lay out every list."""
        yield from self._articles()
        yield from self._events()
        yield from self._organisations()
        yield from self._sources()
        yield from self._statistics()
        yield from self._recommendations()
        yield from self._conflicts()

    def _articles(self) -> Laid:
        page, found = self._index("article"), self.world.library.articles.values()
        columns = ("column-article", "column-law-standing", "column-charged")

        def row(one: Article) -> Sequence[Inline]:
            charged = self.gathered.how_many_charged.get(one.id, 0)
            standing = inline(self.world.label("article-statuses", one.status))
            return page.article(one.id, titled=True), standing, inline(str(charged))

        ordered = sorted(found, key=_article_key)
        sections = self._by_term(
            page, columns, ordered, vocabulary="codes", term_of=lambda one: one.code, row=row
        )
        yield from list_pages(page, self.world.words("title-articles"), sections)

    def _events(self) -> Laid:
        page = self._index("event")
        ordered = sorted(
            self.world.library.events.values(), key=lambda one: (one.date.sort_key, one.id)
        )
        made = table(
            page,
            ("column-date", "column-event", "column-kind", "column-taking-part"),
            (
                (
                    inline(self.world.date_in_words(one.date)),
                    page.link("event", one.id),
                    inline(self.world.label("event-kinds", one.kind)),
                    inline(str(len(self.gathered.taking_part.get(one.id, ())))),
                )
                for one in ordered
            ),
        )
        listed = only(page.say("heading-list"), made)
        yield from list_pages(page, self.world.words("title-events"), listed)

    def _organisations(self) -> Laid:
        page, found = self._index("organisation"), self.world.library.organisations.values()

        def row(one: Organisation) -> Sequence[Inline]:
            place = page.place(one.place, None, one.country)
            return page.link("organisation", one.id), place or inline("–")

        sections = self._by_term(
            page,
            ("column-name", "column-place"),
            sorted(found, key=lambda one: (one.name.casefold(), one.id)),
            vocabulary="organisation-kinds",
            term_of=lambda one: one.kind,
            row=row,
        )
        lead = [page.say("organisations-lead")]
        yield from list_pages(page, self.world.words("title-organisations"), sections, lead)

    def _sources(self) -> Laid:
        page = self._index("source")
        ordered = sorted(
            self.world.library.sources.values(), key=lambda one: (one.label.casefold(), one.id)
        )
        sections = [
            Section(page.say(heading), anchor, Block(table=made))
            for heading, anchor, wanted in (
                ("heading-read", "section_read", True),
                ("heading-not-read", "section_not_read", False),
            )
            if (
                made := table(
                    page,
                    ("column-cited-source", "column-kind", "column-issued", "column-cited-by"),
                    (self._source(page, one) for one in ordered if one.read is wanted),
                )
            )
        ]
        yield from list_pages(page, self.world.words("title-sources"), sections)

    def _source(self, page: Page, one: Source) -> tuple[Inline, ...]:
        citing = {ref.source for ref in self.world.linked.back.get(("source", one.id), ())}
        return (
            page.link("source", one.id),
            inline(self.world.label("source-types", one.type)),
            inline(self.world.date_in_words(one.issued)) if one.issued else NOTHING,
            page.say("records", count=len(citing)),
        )

    def _statistics(self) -> Laid:
        page, found = self._index("statistic"), self.world.library.statistics.values()

        def row(one: Statistic) -> Sequence[Inline]:
            return (
                page.link("statistic", one.id),
                page.text(one.measure),
                newest_value(page, one),
                attributed(page, one),
            )

        sections = self._by_term(
            page,
            ("column-figure", "column-what-counted", "column-newest-value", "column-whose"),
            sorted(found, key=lambda one: (one.label.casefold(), one.id)),
            vocabulary="topics",
            term_of=lambda one: one.topic,
            row=row,
        )
        yield from list_pages(page, self.world.words("title-statistics"), sections)

    def _recommendations(self) -> Laid:
        """Group by who asks; evaluations stand apart."""
        page = self._index("recommendation")
        groups: dict[str, list[Recommendation]] = {}
        found = self.world.library.recommendations.values()
        for one in sorted(found, key=lambda one: (one.label.casefold(), one.id)):
            evaluation = one.evaluation is not None
            heading = page.say("heading-evaluations") if evaluation else proposers(page, one)
            groups.setdefault(heading or page.say("proposer-not-stated"), []).append(one)
        sections = [
            Section(Inline(heading), f"section_{number}", Block(table=made))
            for number, (heading, group) in enumerate(sorted(groups.items()), 1)
            if (
                made := table(
                    page,
                    ("column-recommendation", "column-topic", "column-evaluation"),
                    (self._recommendation(page, one) for one in group),
                )
            )
        ]
        yield from list_pages(page, self.world.words("title-recommendations"), sections)

    def _recommendation(self, page: Page, one: Recommendation) -> tuple[Inline, ...]:
        topics = join(self.world.label("topics", topic) for topic in one.topics)
        evaluation = inline("–")
        if one.evaluation is not None:
            evaluation = inline(self.world.label("evaluations", one.evaluation))
        return page.link("recommendation", one.id), topics, evaluation

    def _conflicts(self) -> Laid:
        page = self._index("conflict")
        lead = [page.say("conflicts-lead")]
        sections = [*conflict_sections(page)]
        yield from list_pages(page, self.world.words("title-conflicts"), sections, lead)

    def _by_term(  # noqa: PLR0913 - what a list is made of
        self,
        page: Page,
        columns: Sequence[str],
        records: Iterable[T],
        *,
        vocabulary: str,
        term_of: Callable[[T], str],
        row: Callable[[T], Sequence[Inline]],
    ) -> list[Section]:
        """Make a section for each term that has records, in the order of the vocabulary."""
        groups: dict[str, list[T]] = {}
        for one in records:
            groups.setdefault(term_of(one), []).append(one)
        return [
            Section(inline(self.world.label(vocabulary, term)), f"section_{number}", Block(table=t))
            for number, term in enumerate(self.world.library.vocabularies[vocabulary], 1)
            if (t := table(page, columns, (row(one) for one in groups.get(term, ()))))
        ]

    def _index(self, kind: str) -> Page:
        return Page(self.world, addresses.index_of(kind))


def _article_key(article: Article) -> tuple[str, ...]:
    """Sort 39 before 174, and 174-1 after 174."""
    number = article.number or ""
    parts = number.replace("(", "-").replace(")", "").split("-")
    return (*(part.zfill(_NUMBER_WIDTH) for part in parts), article.id)
