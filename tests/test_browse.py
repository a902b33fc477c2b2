"""Browsing: the facet file agrees with the records, and the page with the facet file."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from casebook.build import build
from casebook.dates.words import ENGLISH
from casebook.markdown import md
from casebook.pages import packing
from casebook.pages.facets import FACETS
from casebook.pages.inline import Inline
from casebook.pages.listing_file import unescaped
from casebook.pages.plain_dates import PlainDates
from golden_world import put_together
from listing_files import Listing, listing, names_with, script_in, terms_of
from whole_site import build_site, served

DRAWN = 30
TERMS = 40
LONG = 10_000
EVENTS = 2_000
# How many nodes are added to the page from now on.
WATCH_NODES = """() => {
  window.drawn = 0;
  new MutationObserver((all) => {
    for (const one of all) for (const node of one.addedNodes) {
      window.drawn += 1 + (node.querySelectorAll ? node.querySelectorAll("*").length : 0);
    }
  }).observe(document.body, { childList: true, subtree: true });
}"""


def long_list(text: str) -> str:
    """Put thousands of invented rows and events into a file of the page that filters."""
    file = script_in(text, "casebookFacets")
    names = [f"Example {number:05}" for number in range(LONG)]
    dates = len(file["dates"])
    file |= {
        "name": packing.texts(names),
        "id": packing.texts("" for _ in names),
        "states": packing.texts(["At liberty"]),
        "stands": packing.numbers(0 for _ in names),
        "since": "",
        "asOf": packing.numbers(number % dates + 1 for number in range(LONG)),
        "last": packing.numbers(number % dates for number in range(LONG)),
    }
    for facet in file["facets"]:
        every = len(facet["terms"])
        if facet["id"] == "event":
            facet["terms"] = [[f"event-{one}", f"Event {one}"] for one in range(EVENTS)]
            every = EVENTS
        facet["rows"] = [packing.gaps(range(term, LONG, every)) for term in range(every)]
    return f"window.casebookFacets={json.dumps(file)};"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files = build(put_together(tmp_path_factory.mktemp("world"))).files
    return {name: text.decode(errors="replace") for name, text in files.items()}


@pytest.fixture(scope="module")
def facets(made: dict[str, str]) -> Listing:
    return listing(made, "facets")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_site(tmp_path_factory.mktemp("site"))) as found:
        yield found


@pytest.fixture
def page(casebook_browser: Browser, address: str) -> Iterator[Page]:
    """The page that filters, watched for errors and for requests to anybody else."""
    context = casebook_browser.new_context(accept_downloads=True)
    here = context.new_page()
    wrong: list[str] = []
    here.on("pageerror", lambda error: wrong.append(str(error)))
    here.on("request", lambda one: None if one.url.startswith(address) else wrong.append(one.url))
    here.goto(f"{address}browse/")
    here.wait_for_selector(".browse-results")
    yield here
    assert [one for one in wrong if not one.startswith("blob:")] == []
    context.close()


def listed(page: Page) -> list[str]:
    return page.locator(".browse-list li a").all_inner_texts()


def choose(page: Page, facet: str, term: str) -> None:
    unfold(page, facet)
    page.locator(f'input[name="{facet}"][value="{term}"]').check()


def unfold(page: Page, facet: str) -> None:
    """Open a facet: its terms are drawn when it stands open."""
    number = [one.id for one in FACETS].index(facet)
    fold = page.locator("details.browse-facet").nth(number)
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    # Terms are drawn a moment after that, and what there would be more of last.
    more = fold.locator(".browse-more-terms").element_handle()
    page.wait_for_function("(one) => one.textContent !== ''", arg=more)


class TestFile:
    def test_every_facet_has_terms_and_every_row_a_set(self, facets: Listing) -> None:
        assert [one["id"] for one in facets["facets"]] == [one.id for one in FACETS]
        assert len(facets["name"]) == len(facets["id"]) > 1
        for facet in facets["facets"]:
            assert len(facet["rows"]) == len(facet["terms"]) > 0, facet["id"]
            for rows in facet["rows"]:
                assert rows == sorted(set(rows))
                assert rows[-1] < len(facets["name"])

    def test_the_lists_show_the_same_cases(self, made: dict[str, str], facets: Listing) -> None:
        checked = 0
        folders = {
            "designation": "recognition",
            "harm": "harm",
            "liberty": "liberty",
            "outcome": "outcomes",
            "proceeding": "proceedings",
            "role": "roles",
        }
        for facet, folder in folders.items():
            terms = next(one for one in facets["facets"] if one["id"] == facet)["terms"]
            for term, _ in terms:
                section = made[f"{folder}/{term}.md"].partition("{ #section_cases }")[2]
                rows = section.partition("\n## ")[0]
                found = re.findall(r"^\| \[(.*?)\]\(\.\./cases/", rows, re.MULTILINE)
                assert found == [md(one) for one in names_with(facets, **{facet: term})]
                checked += 1
        assert checked > 10

    def test_lists_by_body_name_each_case_under_each_body(
        self, made: dict[str, str], facets: Listing
    ) -> None:
        for facet, name in (("organisation", "ties"), ("recogniser", "recognised-by")):
            text = made[f"{name}/index.md"]
            links = len(re.findall(r"^\| \[.*?\]\(\.\./cases/", text, re.MULTILINE))
            assert links == sum(len(one) for one in terms_of(facets, facet)) > 0

    def test_what_is_taken_back_or_removed_is_not_in_it(self, made: dict[str, str]) -> None:
        assert "example-removed" not in made["data/facets.js"]
        assert "example-hidden" not in made["data/facets.js"]

    @pytest.mark.parametrize(
        "text", ["plain", "a_b*c [d](e) <f> & &amp; `g` {h} | \\ #", "1. one", "- two", "!"]
    )
    def test_escaping_is_undone_exactly(self, text: str) -> None:
        assert unescaped(Inline(md(text))) == text


class TestPlainDates:
    @pytest.mark.parametrize(
        ("text", "left", "dates"),
        [
            ("since 4 February 2021", "since {0}", ["2021-02-04"]),
            ("2–10 May 2020", "2–{0}", ["2020-05-10"]),
            ("from 1 May 2020 to May 2021", "from {0} to {1}", ["2020-05-01", "2021-05"]),
            ("in 2020, of 40 May 20201, nowhere", "in 2020, of 40 May 20201, nowhere", []),
        ],
    )
    def test_are_taken_out(self, text: str, left: str, dates: list[str]) -> None:
        found, taken = PlainDates(ENGLISH.forms["plain"]).taken_out(text)
        assert (found, [one.text for one in taken]) == (left, dates)


@pytest.mark.site
@pytest.mark.browser
class TestInTheBrowser:
    def test_all_cases_are_there_by_name(self, page: Page, facets: Listing) -> None:
        assert listed(page) == facets["name"]
        total = len(facets["name"])
        assert page.get_by_role("status").inner_text() == f"{total} cases of {total}"

    def test_dates_are_worded_as_on_other_pages(self, page: Page, made: dict[str, str]) -> None:
        lines = page.locator(".browse-dates").all_inner_texts()
        rows = page.locator(".browse-list li a").all_inner_texts()
        texts = page.locator(".browse-stands").all_inner_texts()
        stands = dict(zip(rows, texts, strict=True))
        checked = 0
        for name, line in zip(rows, lines, strict=True):
            pattern = rf"^\| \[{re.escape(md(name))}\].*\| (.*?) \|$"
            row = re.search(pattern, made["cases/index.md"], re.MULTILINE)
            assert row is not None
            checked += f"As of {row[1]}." in line
            assert md(stands[name]) in row[0]
        assert checked == len(rows) > 1

    def test_facets_combine_and_counts_agree(self, page: Page, facets: Listing) -> None:
        checked = 0
        for first in facets["facets"][0]["terms"]:
            for second in facets["facets"][2]["terms"]:
                page.goto(page.url.partition("?")[0])
                choose(page, "liberty", first[0])
                unfold(page, "proceeding")
                box = page.locator(f'label:has(input[name="proceeding"][value="{second[0]}"])')
                names = names_with(facets, liberty=first[0], proceeding=second[0])
                # What would find nothing is not there.
                counts = box.locator(".browse-count").all_inner_texts()
                assert counts == ([str(len(names))] if names else [])
                if names:
                    choose(page, "proceeding", second[0])
                    assert listed(page) == names
                    checked += 1
        assert checked > 1

    def test_any_term_of_one_facet_will_do(self, page: Page, facets: Listing) -> None:
        terms = facets["facets"][0]["terms"]
        choose(page, "liberty", terms[0][0])
        choose(page, "liberty", terms[1][0])
        both = {name for term in terms[:2] for name in names_with(facets, liberty=term[0])}
        assert set(listed(page)) == both

    def test_the_address_keeps_the_choice_and_back_works(self, page: Page, facets: Listing) -> None:
        everything = facets["name"]
        term = facets["facets"][0]["terms"][0][0]
        choose(page, "liberty", term)
        page.get_by_label("Sort by:").select_option("last")
        assert page.url.endswith(f"browse/?liberty={term}&sort=last")
        found = listed(page)
        assert 0 < len(found) < len(everything)

        page.goto(page.url)
        page.wait_for_selector(".browse-results")
        assert listed(page) == found
        assert page.locator(f'input[name="liberty"][value="{term}"]').is_checked()
        year = terms_of(facets, "year")[everything.index(found[0])][0]
        choose(page, "year", year)
        assert f"year={year}" in page.url
        page.go_back()
        assert listed(page) == found
        assert page.get_by_label("Sort by:").input_value() == "last"
        page.get_by_role("button", name="Clear all filters").click()
        assert sorted(listed(page)) == sorted(everything)

    def test_an_address_with_unknown_terms_shows_all(self, page: Page, facets: Listing) -> None:
        page.goto(page.url + "?liberty=nowhere&sort=length&x=<script>")
        page.wait_for_selector(".browse-results")
        assert listed(page) == facets["name"]

    def test_each_name_leads_to_its_page(self, page: Page) -> None:
        links = page.locator(".browse-list li a")
        addresses = [link.get_attribute("href") or "" for link in links.all()]
        assert addresses
        for found in addresses:
            answer = page.request.get(found)
            assert answer.ok, found

    def test_the_list_can_be_saved_as_a_table(self, page: Page, facets: Listing) -> None:
        term = facets["facets"][0]["terms"][0][0]
        choose(page, "liberty", term)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download this list (CSV)").click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row["Name"] for row in rows] == names_with(facets, liberty=term)
        for row in rows:
            assert row["As of"]
            assert row["Basis"] in facets["bases"]
            assert page.request.get(row["Page"]).ok
            assert row["Where the subject stands"]
        assert any(row["Sources of the status"] for row in rows)

    def test_everything_can_be_done_with_the_keyboard(self, page: Page, facets: Listing) -> None:
        term = facets["facets"][0]["terms"][0]
        box = page.locator('input[name="liberty"]').first
        box.focus()
        page.keyboard.press("Space")
        assert listed(page) == names_with(facets, liberty=term[0])
        assert page.evaluate("document.activeElement.name") == "liberty"
        page.get_by_role("button", name=re.compile("^Remove: ")).focus()
        page.keyboard.press("Enter")
        assert listed(page) == facets["name"]
        assert page.evaluate("document.activeElement.matches('.browse-heading')")

    def test_what_a_choice_draws_does_not_grow_with_the_list(
        self, casebook_browser: Browser, address: str, made: dict[str, str]
    ) -> None:
        page = casebook_browser.new_page()
        body = long_list(made["data/facets.js"])
        page.route("**/data/facets.js", lambda route: route.fulfill(body=body))
        page.goto(f"{address}browse/")
        page.wait_for_selector(".browse-results")
        assert page.get_by_role("status").inner_text() == "10,000 cases of 10,000"
        rows = page.locator(".browse-list li")
        assert rows.count() == DRAWN
        unfold(page, "event")
        terms = page.locator('input[name="event"]')
        terms.first.wait_for()
        assert terms.count() == TERMS

        page.evaluate(WATCH_NODES)
        terms.nth(7).click()
        assert page.get_by_role("status").inner_text() == "5 cases of 10,000"
        page.locator('input[name="liberty"]').first.click()
        page.get_by_role("button", name="Clear all filters").click()
        assert rows.count() == DRAWN
        # Three choices: a page of rows each, of four nodes and their texts, and what is chosen.
        assert 0 < page.evaluate("window.drawn") < 3 * DRAWN * 8

        page.locator("#browse-find-event").fill("event 1999")
        visible = page.locator('label:not([hidden]) > input[name="event"]')
        assert visible.evaluate_all("all => all.map((one) => one.value)") == ["event-1999"]
        page.locator("#browse-find-event").fill("")
        fold = page.locator("details.browse-facet").nth([one.id for one in FACETS].index("event"))
        fold.get_by_role("button", name=f"Show {TERMS} more").click()
        assert visible.count() == 2 * TERMS
        page.get_by_role("button", name=f"Show {DRAWN} more").click()
        assert rows.count() == 2 * DRAWN
        page.close()

    def test_a_table_that_cannot_be_loaded_is_told_and_tried_again(self, page: Page) -> None:
        page.route("**/data/facets-table.js", lambda route: route.abort())
        page.get_by_role("button", name="Download this list (CSV)").click()
        page.get_by_role("alert").get_by_text("could not be loaded").wait_for()
        page.unroute("**/data/facets-table.js")
        with page.expect_download():
            page.get_by_role("button", name="Download this list (CSV)").click()
        assert page.get_by_role("alert").inner_text() == ""

    @pytest.mark.parametrize("javascript", [True, False])
    def test_a_narrow_screen_never_scrolls_sideways(
        self, casebook_browser: Browser, address: str, *, javascript: bool
    ) -> None:
        context = casebook_browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=javascript
        )
        here = context.new_page()
        here.goto(f"{address}browse/")
        if javascript:
            here.get_by_text("Filters", exact=True).click()
            here.locator("details.browse-facet summary").first.click()
            here.locator('input[name="liberty"]').first.wait_for()
        assert here.evaluate("document.documentElement.scrollWidth") == 320
        context.close()

    def test_without_javascript_the_page_leads_to_lists(
        self, casebook_browser: Browser, address: str
    ) -> None:
        context = casebook_browser.new_context(java_script_enabled=False)
        here = context.new_page()
        here.goto(f"{address}browse/")
        assert here.locator(".browse-without").is_visible()
        links = here.locator("#section_lists ~ ul a")
        assert links.count() == len(FACETS)
        for link in links.all():
            target = link.evaluate("one => one.href")
            assert here.request.get(target).ok, target
        context.close()
