"""Browsing: the facet file agrees with the records, and the page with the facet file."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from casebook.build import build
from casebook.dates.words import ENGLISH
from casebook.markdown import md
from casebook.pages.facets import FACETS
from casebook.pages.inline import Inline
from casebook.pages.listing_file import unescaped
from casebook.pages.plain_dates import PlainDates
from golden_world import put_together
from whole_site import build_site, served

Facets = dict[str, Any]
START = "window.casebookFacets="


def facets_in(text: str) -> Facets:
    assert text.startswith(START)
    found: Facets = json.loads(text.removeprefix(START).rstrip().removesuffix(";"))
    for facet in found["facets"]:
        facet["rows"] = facet["rows"] or [*range(len(facet["sets"]))]
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files = build(put_together(tmp_path_factory.mktemp("world"))).files
    return {name: text.decode(errors="replace") for name, text in files.items()}


@pytest.fixture(scope="module")
def facets(made: dict[str, str]) -> Facets:
    return facets_in(made["data/facets.js"])


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


def terms_of(facets: Facets, facet: str) -> list[list[str]]:
    """The ids of terms of each case, in one facet."""
    found = next(one for one in facets["facets"] if one["id"] == facet)
    return [[found["terms"][term][0] for term in found["sets"][row]] for row in found["rows"]]


def names_with(facets: Facets, **chosen: str) -> list[str]:
    rows = range(len(facets["name"]))
    return [
        facets["name"][row]
        for row in rows
        if all(term in terms_of(facets, facet)[row] for facet, term in chosen.items())
    ]


def listed(page: Page) -> list[str]:
    return page.locator(".browse-list li a").all_inner_texts()


def choose(page: Page, facet: str, term: str) -> None:
    box = page.locator(f'input[name="{facet}"][value="{term}"]')
    fold = page.locator("details.browse-facet").filter(has=box)
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    box.check()


class TestFile:
    def test_every_facet_has_terms_and_every_row_a_set(self, facets: Facets) -> None:
        assert [one["id"] for one in facets["facets"]] == [one.id for one in FACETS]
        for facet in facets["facets"]:
            assert facet["terms"], facet["id"]
            assert len(facet["rows"]) == len(facets["name"]) == len(facets["id"])
            assert all(term < len(facet["terms"]) for found in facet["sets"] for term in found)

    def test_the_lists_show_the_same_cases(self, made: dict[str, str], facets: Facets) -> None:
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
        self, made: dict[str, str], facets: Facets
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
    def test_all_cases_are_there_by_name(self, page: Page, facets: Facets) -> None:
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

    def test_facets_combine_and_counts_agree(self, page: Page, facets: Facets) -> None:
        checked = 0
        for first in facets["facets"][0]["terms"]:
            for second in facets["facets"][2]["terms"]:
                page.goto(page.url.partition("?")[0])
                choose(page, "liberty", first[0])
                box = page.locator(f'label:has(input[name="proceeding"][value="{second[0]}"])')
                names = names_with(facets, liberty=first[0], proceeding=second[0])
                assert box.locator(".browse-count").text_content() == str(len(names))
                if names:
                    choose(page, "proceeding", second[0])
                    assert listed(page) == names
                    checked += 1
        assert checked > 1

    def test_any_term_of_one_facet_will_do(self, page: Page, facets: Facets) -> None:
        terms = facets["facets"][0]["terms"]
        choose(page, "liberty", terms[0][0])
        choose(page, "liberty", terms[1][0])
        both = {name for term in terms[:2] for name in names_with(facets, liberty=term[0])}
        assert set(listed(page)) == both

    def test_the_address_keeps_the_choice_and_back_works(self, page: Page, facets: Facets) -> None:
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

    def test_an_address_with_unknown_terms_shows_all(self, page: Page, facets: Facets) -> None:
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

    def test_the_list_can_be_saved_as_a_table(self, page: Page, facets: Facets) -> None:
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

    def test_everything_can_be_done_with_the_keyboard(self, page: Page, facets: Facets) -> None:
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
            assert here.locator('input[name="liberty"]').first.is_visible()
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
