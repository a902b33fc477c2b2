"""Entries for what lists cases, and for the pages that explain: places, states, years, method."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from casebook import addresses
from casebook.dates import EdtfDate
from casebook.models import VocabularyTerm
from casebook.pages.census import Census
from casebook.pages.facets import facets_of
from casebook.pages.gathered import Gathered
from casebook.pages.world import World
from casebook.searching.entry import Entry
from casebook.searching.texts import in_all_languages, names_of_place

_VOCABULARIES: Final = {
    "designation": "designations",
    "harm": "harm-kinds",
    "outcome": "procedure-states",
    "proceeding": "proceeding-kinds",
    "role": "roles",
}
"""Kind of list, which is also a facet of cases -> the vocabulary of its terms."""
_KINDS: Final = {
    "census": "kind-census",
    "designation": "kind-designation",
    "harm": "kind-harm",
    "liberty": "kind-liberty",
    "outcome": "kind-outcome",
    "page": "kind-page",
    "place": "kind-place",
    "proceeding": "kind-proceeding",
    "role": "kind-role",
    "year": "kind-year",
}
"""Kind of entry -> what it is called."""
_INDEXES: Final = {
    "article": "title-articles",
    "browse": "title-browse",
    "case": "title-cases",
    "census": "title-census",
    "conflict": "title-conflicts",
    "conviction": "title-convictions",
    "designation": "title-designations",
    "event": "title-events",
    "harm": "title-harm",
    "imposed": "title-imposed",
    "liberty": "title-liberty",
    "name": "title-names",
    "organisation": "title-organisations",
    "outcome": "title-outcomes",
    "proceeding": "title-proceedings",
    "recogniser": "title-recognisers",
    "recommendation": "title-recommendations",
    "region": "title-regions",
    "restriction": "title-restrictions",
    "role": "title-roles",
    "source": "title-sources",
    "statistic": "title-statistics",
    "term": "title-glossary",
    "tie": "title-ties",
    "timeline": "title-timeline",
    "way-out": "title-ways-out",
    "year": "title-years",
}
"""Kind -> the words of the title of the page that lists it."""
HAND_WRITTEN: Final = {
    "contributing/index.md": "page-contributing",
    "corrections.md": "page-corrections",
    "data/index.md": "page-data",
    "method.md": "page-method",
    "safety.md": "page-safety",
}
"""Page that people wrote -> the words of its title."""


class Lists:
    """The entries that are no records."""

    def __init__(self, world: World, gathered: Gathered) -> None:
        self._world = world
        cases = world.library.cases.values()
        self._facets = [facets_of(world, gathered, case) for case in cases]

    def all(self) -> Iterator[Entry]:
        """Make every entry."""
        yield from self._places()
        for kind, vocabulary in _VOCABULARIES.items():
            yield from self._vocabulary(kind, vocabulary, self._count(kind))
        # As the list by liberty has it: of people, not of what was done to organisations.
        states = self._world.states
        people = (c for c in self._world.library.cases.values() if c.kind == "person")
        yield from self._vocabulary(
            "liberty", "liberty-states", Counter(states[case.id].liberty.state for case in people)
        )
        yield from self._years()
        yield from self._pages()

    def _places(self) -> Iterator[Entry]:
        """Towns lead to their region's page; a town that is a region is one entry with it."""
        library = self._world.library
        places, regions = library.places, library.regions
        lived = Counter(case.place for case in library.cases.values() if case.place)
        own: dict[str, tuple[str, ...]] = {}
        for name, place in places.items():
            region = regions.get(place.region or "")
            if region is not None and str(region.label) == str(place.label):
                own[region.id] = names_of_place(place)
            elif region is not None:
                status = f"{region.label}; {self._cases(lived[name])}"
                yield self._listed("place", place, names_of_place(place), status, region.id)
        living = (
            places[case.place].region if case.place else case.region
            for case in library.cases.values()
        )
        by_region = Counter(code for code in living if code)
        for name, region in regions.items():
            names = (*in_all_languages(region.label), *region.aliases, *own.get(name, ()))
            yield self._listed("place", region, names, self._cases(by_region[name]), name)

    def _vocabulary(
        self, kind: str, vocabulary: str, counted: Mapping[str, int]
    ) -> Iterator[Entry]:
        for name, term in self._world.library.vocabularies[vocabulary].items():
            names = (*in_all_languages(term.label), *term.aliases)
            yield self._listed(kind, term, names, self._cases(counted.get(name, 0)), name)

    def _years(self) -> Iterator[Entry]:
        words = self._world.words
        for year, count in sorted(self._count("year").items()):
            title = words("title-year", year=int(year))
            yield self._page("year", year, title, self._cases(count), (year,))
        for day in Census(self._world).days:
            date = self._world.date_in_words(EdtfDate.parse(day.isoformat()))
            names = (words("search-census-year", year=day.year),)
            title = words("title-census-day", date=date)
            yield self._page("census", day.isoformat(), title, "", names)

    def _pages(self) -> Iterator[Entry]:
        words = self._world.words
        for kind, key in _INDEXES.items():
            path = addresses.web_path(addresses.index_of(kind))
            title = words(key)
            yield self._entry("page", kind, path, title, (title,))
        for page, key in HAND_WRITTEN.items():
            name = page.partition(".")[0].partition("/")[0]
            yield self._entry("page", f"own-{name}", addresses.web_path(page), words(key), ())

    # --- small things ---------------------------------------------------------------------------

    def _listed(
        self, kind: str, term: VocabularyTerm, names: tuple[str, ...], status: str, page: str
    ) -> Entry:
        address = addresses.web_path(addresses.page_of("region" if kind == "place" else kind, page))
        return self._entry(kind, term.id.lower(), address, str(term.label), names, status)

    def _page(self, kind: str, name: str, title: str, status: str, names: tuple[str, ...]) -> Entry:
        address = addresses.web_path(addresses.page_of(kind, name))
        return self._entry(kind, name, address, title, (*names, title), status)

    def _entry(  # noqa: PLR0913, PLR0917 - what an entry is made of
        self,
        kind: str,
        name: str,
        address: str,
        title: str,
        names: tuple[str, ...],
        status: str = "",
    ) -> Entry:
        return Entry(
            kind=kind,
            id=name,
            address=address,
            label=self._world.words(_KINDS[kind]),
            title=title,
            status=status,
            as_of="",
            names=names or (title,),
        )

    def _count(self, facet: str) -> Counter[str]:
        return Counter(term for terms in self._facets for term in terms[facet])

    def _cases(self, count: int) -> str:
        return self._world.words("search-cases", count=count)
