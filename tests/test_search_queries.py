"""What readers type, asked in a real browser of the index of the real records."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from casebook import catalogue, searching
from casebook.build import fold_all
from casebook.fold.vocabulary import meaning_of
from casebook.indexing import index
from casebook.library import load
from casebook.links import link
from casebook.names import loose_key, strict_keys, words_of
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.publication import shown
from casebook.searching.stems import stem
from golden_world import ROOT
from whole_site import SUB_PATH, build_site, served

TABLE = Path(__file__).parent / "search" / "queries.yaml"
FEWEST = 2100
# What the table as a whole reaches, rounded down: a change may not take away from that.
FIRST, FIRST_THREE = 0.92, 0.98

OPEN = """async (root) => {
  const own = ["keys", "words", "index", "query", "weights", "engine"]
    .map((name) => `assets/javascripts/search-${name}`);
  for (const name of [...own, "search/start"]) {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, root).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }
  window.asked = await window.casebookSearch.open(new URL("search/", root));
}"""
ASK = """async (query) => {
  const found = await window.asked.search(query);
  return found.hits.slice(0, 3).map((hit) => hit.address);
}"""
KEYS = """(names) => {
  const made = window.casebookKeys;
  return names.map((name) => made.wordsOf(name).map((word) => {
    const keys = made.strictKeys(word);
    return [word, keys, keys.map(made.looseKey), made.stem(word)];
  }));
}"""


def expected() -> dict[str, tuple[str, set[str]]]:
    """Map each query to its family and to the addresses that may come first."""
    families: dict[str, dict[str, str]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return {
        query: (family, {_address(one) for one in wanted.split("|")})
        for family, queries in families.items()
        for query, wanted in queries.items()
    }


def _address(written: str) -> str:
    name = written.strip()
    return name if "#" in name else f"{name}/"


@pytest.fixture(scope="module")
def page(casebook_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the site, below a sub-path, that has asked nobody else for anything."""
    folder = build_site(tmp_path_factory.mktemp("site"))
    assert index(ROOT, folder / SUB_PATH) > 500
    with served(folder) as root:
        here = casebook_browser.new_page()
        elsewhere: list[str] = []
        here.on(
            "request", lambda one: None if one.url.startswith(root) else elsewhere.append(one.url)
        )
        here.goto(f"{root}cases/")
        here.evaluate(OPEN, root)
        yield here
        here.close()
        assert elsewhere == []


@pytest.fixture(scope="module")
def addresses() -> set[str]:
    """The addresses of all entries of the real records."""
    public = shown(link(load(ROOT))).linked
    meaning = meaning_of(public.library)
    world = World(
        linked=public,
        states=fold_all(public, meaning),
        meaning=meaning,
        words=catalogue.load(ROOT / "templates" / "words"),
        date_words=DATE_WORDS["en"],
    )
    return {one.address for one in searching.entries(world)}


@pytest.mark.site
@pytest.mark.browser
class TestQueries:
    def test_readers_find_what_they_look_for(self, page: Page) -> None:
        table = expected()
        assert len(table) >= FEWEST
        first: list[str] = []
        later: list[str] = []
        missed: list[str] = []
        for query, (family, wanted) in table.items():
            found: list[str] = page.evaluate(ASK, query)
            places = [place for place, address in enumerate(found) if address in wanted]
            line = f"{family}: {query!r} gives {found}, not {' or '.join(sorted(wanted))}"
            (first if places[:1] == [0] else later if places else missed).append(line)
        print("\n".join(["not first:", *later, "not in the first three:", *missed]))
        assert len(first) / len(table) >= FIRST
        assert (len(first) + len(later)) / len(table) >= FIRST_THREE

    def test_every_expected_record_is_there(self, addresses: set[str]) -> None:
        wanted = {address for _, found in expected().values() for address in found}
        assert len(wanted) > 150
        assert wanted - addresses == set()

    def test_what_readers_call_leads_to_an_entry(self, addresses: set[str]) -> None:
        called = searching.load_habits(ROOT / "templates").called
        assert len(called) > 10
        assert called.keys() - addresses == set()

    def test_the_browser_makes_the_same_keys(self, page: Page) -> None:
        library = load(ROOT)
        names = [name.text for case in library.cases.values() for name in case.names]
        names += [case.name for case in library.cases.values()]
        names += [alias for place in library.places.values() for alias in place.aliases]
        names += [str(text) for one in library.articles.values() for text in one.aliases]
        names += [query for query, _ in expected().items()]
        names += [case.summary.text.en or "" for case in library.cases.values()]
        names += ["Ёлкин O’Brien's İstanbul Džanbolat Şyñğys  405-бап 007 Ąé中文 щука Jöjö"]
        made: list[Any] = page.evaluate(KEYS, names)
        assert len(names) > 500
        for name, words in zip(names, made, strict=True):
            ours = [
                [word, list(keys), [loose_key(key) for key in keys], stem(word)]
                for word in words_of(name)
                for keys in [strict_keys(word)]
            ]
            assert words == ours, name
