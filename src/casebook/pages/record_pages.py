"""The page of each record, with those on which its tables go on."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook import addresses
from casebook.models import (
    Article,
    Case,
    Event,
    Organisation,
    Recommendation,
    Record,
    Source,
    Statistic,
)
from casebook.pages import briefing
from casebook.pages.article import article_view
from casebook.pages.blocks import Continued
from casebook.pages.case import case_view
from casebook.pages.citing import cite, cite_briefly
from casebook.pages.event import event_view
from casebook.pages.gathered import Gathered
from casebook.pages.lists import list_pages, only
from casebook.pages.notes import Notes
from casebook.pages.organisation import organisation_view
from casebook.pages.page import Page
from casebook.pages.recommendation import recommendation_view
from casebook.pages.rendering import Renderer
from casebook.pages.source import source_view
from casebook.pages.statistic import statistic_view
from casebook.pages.world import World

Made = Iterator[tuple[str, bytes]]


def record_page(world: World, kind: str, name: str) -> Page:
    """Begin the page of a record, with room for notes; that of a source cites little."""
    notes = None if kind == "source" else Notes()
    return Page(world, addresses.page_of(kind, name), notes)


@dataclass(frozen=True)
class RecordPages:
    """Makes the pages of single records, in a world where ties are gathered."""

    world: World
    renderer: Renderer
    gathered: Gathered

    def of(self, record: Record) -> Made:  # noqa: PLR0911 - one answer for each kind
        """Make the pages of a record: path and content; a term has none of its own."""
        match record:
            case Case():
                return self._case(record)
            case Article():
                return self._article(record)
            case Event():
                return self._event(record)
            case Organisation():
                return self._organisation(record)
            case Source():
                return self._source(record)
            case Statistic():
                return self._statistic(record)
            case Recommendation():
                return self._recommendation(record)
            case _:
                return iter(())

    def _case(self, case: Case) -> Made:
        page = self._page("case", case.id)
        cited = cite(page, case, briefing.of_case(page, case))
        view = case_view(page, case, self.gathered)
        yield page.path, self.renderer.render("case.md.j2", view, cite=cited)

    def _article(self, article: Article) -> Made:
        page = self._page("article", article.id)
        view = article_view(page, article, self.gathered)
        cited = cite(page, article, briefing.of_article(page, article, self.gathered))
        yield page.path, self.renderer.render("article.md.j2", view, cite=cited)
        yield from self._rest(page, view.title, view.continued)

    def _event(self, event: Event) -> Made:
        page = self._page("event", event.id)
        view = event_view(page, event, self.gathered)
        cited = cite(page, event, briefing.of_event(page, event))
        yield page.path, self.renderer.render("event.md.j2", view, cite=cited)
        yield from self._rest(page, event.label, view.continued)

    def _organisation(self, body: Organisation) -> Made:
        page = self._page("organisation", body.id)
        view = organisation_view(page, body)
        brief = cite_briefly(page, body)
        yield page.path, self.renderer.render("organisation.md.j2", view, brief=brief)
        yield from self._rest(page, self.world.words("in-cases-of", name=view.name), view.continued)

    def _source(self, source: Source) -> Made:
        page = self._page("source", source.id)
        view = source_view(page, source)
        yield page.path, self.renderer.render("source.md.j2", view)
        yield from self._rest(
            page, self.world.words("cited-by-of", name=view.title), view.continued
        )

    def _statistic(self, statistic: Statistic) -> Made:
        page = self._page("statistic", statistic.id)
        cited = cite(page, statistic, briefing.of_statistic(page, statistic))
        view = statistic_view(page, statistic)
        yield page.path, self.renderer.render("statistic.md.j2", view, cite=cited)

    def _recommendation(self, one: Recommendation) -> Made:
        page = self._page("recommendation", one.id)
        view = recommendation_view(page, one)
        brief = cite_briefly(page, one)
        yield page.path, self.renderer.render("recommendation.md.j2", view, brief=brief)

    def _rest(self, page: Page, title: str, continued: Continued | None) -> Made:
        """Go on with a table that was too long for its page."""
        if continued is None:
            return
        here = Page(self.world, continued.path)
        back = here.link_to(page.path, page.say("back-to", page=title))
        listed = only(page.say("heading-list"), continued.table)
        for part, view in list_pages(here, self.world.words("all-of", name=title), listed, [back]):
            yield part.path, self.renderer.render("list.md.j2", view)

    def _page(self, kind: str, name: str) -> Page:
        return record_page(self.world, kind, name)
