"""Notes of a page: numbered as they are cited, listed once, shown where they are cited."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from casebook.build import build
from golden_world import put_together
from whole_site import build_site, served

RECORDS = ("articles", "cases", "events", "organisations", "recommendations", "statistics")
CITED = re.compile(r"\\\[(\d+)\\\]\]\(#note_(\d+)\)")
LISTED = re.compile(r"^(\d+)\. .+\n    \{ #note_(\d+) \}$", re.MULTILINE)
PAGE = "cases/example-one/"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = build(put_together(tmp_path_factory.mktemp("world")))
    return {name: text.decode() for name, text in made.files.items() if name.endswith(".md")}


def test_every_note_cited_is_listed_and_every_one_listed_is_cited(pages: dict[str, str]) -> None:
    seen = 0
    for name, text in pages.items():
        cited, listed = CITED.findall(text), LISTED.findall(text)
        assert all(shown == led for shown, led in [*cited, *listed]), name
        assert {number for number, _ in cited} == {number for number, _ in listed}, name
        seen += len(listed)
    assert seen, "no page has notes"


def test_notes_are_numbered_as_they_are_met(pages: dict[str, str]) -> None:
    for folder in RECORDS:
        found = {
            name: [int(number) for number, _ in CITED.findall(text)]
            for name, text in pages.items()
            if name.startswith(f"{folder}/") and CITED.search(text)
        }
        assert found, folder
        for name, numbers in found.items():
            assert [*dict.fromkeys(numbers)] == sorted(set(numbers)), name


def test_a_note_is_listed_once(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        notes = [line for line in text.splitlines() if re.match(r"\d+\. \[", line)]
        bare = [line.partition(" ")[2] for line in notes]
        assert len(bare) == len(set(bare)), name


def test_lists_cite_in_full(pages: dict[str, str]) -> None:
    assert "../sources/" in pages["conflicts/index.md"]
    assert not any(CITED.search(text) for name, text in pages.items() if "index.md" in name)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_site(tmp_path_factory.mktemp("site"))) as address:
        yield address


@pytest.fixture
def page(site: str, casebook_browser: Browser) -> Iterator[Page]:
    page = casebook_browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(site + PAGE)
    yield page
    page.close()


@pytest.mark.site
class TestInABrowser:
    """Chromium stands for all."""

    def test_a_note_opens_where_it_is_cited_and_esc_goes_back(self, page: Page) -> None:
        cited = page.locator(".status a[href='#note_1']").first
        cited.focus()
        page.keyboard.press("Enter")
        box = page.locator(".note-box")
        assert box.is_visible()
        listed = page.locator("#note_1").inner_text()
        assert listed
        assert listed in box.inner_text()
        assert "#note_" not in page.url

        page.keyboard.press("Escape")
        assert not box.is_visible()
        assert page.evaluate("document.activeElement.hash") == "#note_1"

    def test_its_links_can_be_reached_by_keyboard(self, page: Page) -> None:
        page.locator(".status a[href='#note_1']").first.click()
        page.keyboard.press("Tab")
        assert "sources/" in page.evaluate("document.activeElement.href")
        page.get_by_role("button", name="Close").click()
        assert not page.locator(".note-box").is_visible()

    def test_it_does_not_cover_what_it_explains_on_a_phone(
        self, site: str, casebook_browser: Browser
    ) -> None:
        page = casebook_browser.new_page(viewport={"width": 320, "height": 560})
        page.goto(site + PAGE)
        found = page.locator(".md-content a[href^='#note_']")
        assert found.count() > 1
        for cited in (found.first, found.last):
            cited.click()
            above, below = cited.bounding_box(), page.locator(".note-box").bounding_box()
            assert above
            assert below
            assert above["y"] + above["height"] <= below["y"]
            assert below["x"] >= 0
            assert below["x"] + below["width"] <= 320
            page.keyboard.press("Escape")
        page.close()

    def test_a_term_is_explained_at_a_touch(self, site: str, casebook_browser: Browser) -> None:
        context = casebook_browser.new_context(
            has_touch=True, viewport={"width": 375, "height": 700}
        )
        page = context.new_page()
        page.goto(site + PAGE)
        term = page.locator(".md-content a[title][href*='glossary/']").first
        meaning = term.get_attribute("title")
        assert meaning
        term.tap()
        assert meaning in page.locator(".note-box").inner_text()
        assert page.url.endswith(PAGE)
        page.locator(".note-box a").click()
        page.wait_for_url("**/glossary/#*")
        context.close()

    def test_without_scripts_the_link_leads_to_the_list(
        self, site: str, casebook_browser: Browser
    ) -> None:
        context = casebook_browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(site + PAGE)
        page.locator(".status a[href='#note_1']").first.click()
        assert page.url.endswith("#note_1")
        assert page.locator("#note_1").is_visible()
        context.close()
