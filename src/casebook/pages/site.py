"""Every page of the site, in a stable order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from casebook import addresses, dates
from casebook.cache import Cache
from casebook.catalogue import Words
from casebook.charts import Charts
from casebook.citation import with_slash
from casebook.fold import Meaning, State
from casebook.history import NO_HISTORY, History
from casebook.links import LinkedLibrary
from casebook.models import Publication
from casebook.pages.browse import CENSUS_SCRIPTS, STYLE, browse_view, tool
from casebook.pages.case_lists import CaseLists
from casebook.pages.census import Census
from casebook.pages.changes import Changes, newest
from casebook.pages.citing import cite_list
from casebook.pages.convictions import conviction_list
from casebook.pages.everything import Everything
from casebook.pages.facet_file import FACET_FILE, SHAPE, facet_rows
from casebook.pages.facet_lists import FacetLists
from casebook.pages.facets import by_term, facets_of
from casebook.pages.gathered import gather
from casebook.pages.glossary import glossary_view
from casebook.pages.home_figures import FIGURES_FILE, Told, figures_file
from casebook.pages.kept_spans import spans_of
from casebook.pages.listing_file import Row, Shape, listing_file
from casebook.pages.listing_table import listing_table, table_beside
from casebook.pages.lists import list_pages
from casebook.pages.moved import told, with_moved
from casebook.pages.page import Page
from casebook.pages.period_file import PERIOD_FILE, period_file
from casebook.pages.record_lists import RecordLists
from casebook.pages.record_pages import record_page
from casebook.pages.region_map import region_map
from casebook.pages.remaking import RecordCache, Remaking
from casebook.pages.removed import removed_view
from casebook.pages.rendering import Renderer
from casebook.pages.restriction_list import restriction_list
from casebook.pages.root_files import root_files
from casebook.pages.row_list import RowList
from casebook.pages.ways_out import ways_out_list
from casebook.pages.why_moved import why_moved
from casebook.pages.world import World

DATE_WORDS: Mapping[str, dates.DateWords] = {"en": dates.ENGLISH}

NEWEST_FILE: Final = "changes/.newest.txt"
MOVED_FILE: Final = "changes/.moved.txt"
"""What the home page takes in: the newest changes, and why its figures moved. No pages."""

Made = Iterator[tuple[str, bytes]]


def render(  # noqa: PLR0913 - all that pages are made of
    linked: LinkedLibrary,
    states: Mapping[str, State],
    meaning: Meaning,
    *,
    words: Words,
    templates: Path,
    removed: Mapping[tuple[str, str], Publication],
    site_url: str = "",
    history: History = NO_HISTORY,
    cache: Cache | None = None,
    kept: Cache | None = None,
) -> Made:
    """Render all pages, one by one; paths are relative to `docs/`.

    Args:
        linked: Published records only, without faults.
        states: The state of each case after all that happened, by id.
        meaning: What event types do.
        words: The words of the interface.
        templates: The folder of templates.
        removed: Records of which only a page is left that says so, by kind and id.
        site_url: The address of the site; empty if it is not known.
        history: What changed in the records, and when.
        cache: Where charts, and who was held when, are kept between builds.
        kept: Where the pages of records are kept between builds.
    """
    world = World(
        linked=linked,
        states=states,
        meaning=meaning,
        words=words,
        date_words=DATE_WORDS[words.language],
        site_url=with_slash(site_url),
        history=history,
        charts=Charts(cache or Cache()),
    )
    renderer = Renderer(templates, world)
    site = _Site(
        world, renderer, removed, RecordCache(kept or Cache(), templates), cache or Cache()
    )
    yield from with_moved(site.pages(), world, renderer, removed)
    yield from root_files(world.site_url, told(world, removed))


@dataclass(frozen=True)
class _Site:
    """The pages of one build."""

    world: World
    renderer: Renderer
    removed: Mapping[tuple[str, str], Publication]
    kept: RecordCache
    cache: Cache

    def pages(self) -> Made:
        gathered = gather(self.world)
        remaking = Remaking(self.world, self.renderer, gathered, self.kept)
        yield from remaking.pages()
        case_lists = CaseLists(self.world)
        terms = {case.id: facets_of(self.world, gathered, case) for case in case_lists.cases}
        browse = Page(self.world, addresses.index_of("browse"))
        yield browse.path, self.renderer.render("browse.md.j2", browse_view(browse))
        yield from self._listed(FACET_FILE, SHAPE, facet_rows(case_lists, terms))
        regions_page = Page(self.world, addresses.index_of("region"))
        regions = region_map(regions_page, by_term(case_lists.cases, terms, "region"))
        census = Census(self.world, partial(spans_of, remaking.seeing, cache=self.cache))
        yield from self._chosen_dates(census)
        for made in (
            conviction_list(self.world),
            restriction_list(self.world),
            ways_out_list(self.world, gathered),
        ):
            yield from self._rows(made)
        for lists in (
            case_lists,
            FacetLists(case_lists, terms),
            RecordLists(self.world, gathered),
            Everything(self.world),
            Changes(self.world),
        ):
            for page, listed in lists.pages():
                more = {"map": regions} if page.path == regions_page.path else {}
                yield page.path, self.renderer.render("list.md.j2", listed, **more)
        for page, listed, day in census.pages():
            brief = cite_list(page, listed.title, day.isoformat())
            yield page.path, self.renderer.render("list.md.j2", listed, brief=brief)
        home = Page(self.world, addresses.HOME)
        yield NEWEST_FILE, self.renderer.render("newest.j2", newest(home))
        yield MOVED_FILE, self.renderer.render("newest.j2", why_moved(home))
        yield (
            FIGURES_FILE,
            figures_file(Told(self.world.library, self.world.states, self.world.words)),
        )
        glossary = Page(self.world, addresses.index_of("term"))
        yield glossary.path, self.renderer.render("glossary.md.j2", glossary_view(glossary))
        for (kind, name), publication in self.removed.items():
            page = record_page(self.world, kind, name)
            yield page.path, self.renderer.render("removed.md.j2", removed_view(page, publication))

    def _rows(self, made: RowList) -> Made:
        """Write a list of one row a thing, and the file from which its first page filters it."""
        for page, listed in list_pages(made.page, made.title, made.sections, made.lead):
            first = page.path == made.page.path
            more: dict[str, object] = {"brief": cite_list(page, listed.title)}
            if first:
                more["tool"] = tool(page, made.file, "rows-without")
            yield page.path, self.renderer.render("list.md.j2", listed, **more)
        yield from self._listed(made.file, made.shape, made.rows)

    def _listed(self, file: str, shape: Shape, rows: Sequence[Row]) -> Made:
        """Write what a page that filters works from, and what a table saved from it needs."""
        yield file, listing_file(self.world, shape, rows)
        yield table_beside(file), listing_table(self.world, shape, rows)

    def _chosen_dates(self, census: Census) -> Made:
        page = Page(self.world, addresses.index_of("census"))
        view = census.index(
            page,
            file=PERIOD_FILE,
            scripts=CENSUS_SCRIPTS,
            style=STYLE,
        )
        brief = cite_list(page, view.front.title)
        yield page.path, self.renderer.render("census.md.j2", view, brief=brief)
        yield PERIOD_FILE, period_file(census)
