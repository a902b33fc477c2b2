"""The map of the regions: every region, its cases, and a link that leads somewhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from whole_site import build_site, served

REGIONS = 20


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_site(tmp_path_factory.mktemp("site"))) as found:
        yield found


@pytest.mark.site
@pytest.mark.browser
class TestInTheBrowser:
    def test_each_region_leads_to_its_page_and_says_its_cases(
        self, casebook_browser: Browser, address: str
    ) -> None:
        context = casebook_browser.new_context(java_script_enabled=False)
        page, other = context.new_page(), context.new_page()
        page.goto(f"{address}regions/")
        links = page.locator(".region-map a")
        assert links.count() == REGIONS
        numbers = page.locator(".region-map text").all_text_contents()
        some = 0
        for link, number in zip(links.all(), numbers, strict=True):
            label = link.locator("title").text_content() or ""
            assert page.get_by_role("link", name=label, exact=True).count() == 1
            assert re.search(rf": {number} cases?$", label)
            answer = other.goto(f"{address}regions/{link.get_attribute('href')}")
            assert answer is not None
            assert answer.ok
            listed = other.locator("table a[href*='/cases/']").count()
            assert listed == int(number), label
            some += listed
            heading = other.locator("h1").inner_text().removesuffix("¶").strip()
            assert label.startswith(f"{heading}: ")
        assert some > 1
        context.close()

    def test_every_region_is_drawn_and_can_be_reached_with_the_keyboard(
        self, casebook_browser: Browser, address: str
    ) -> None:
        page = casebook_browser.new_page(viewport={"width": 320, "height": 640})
        page.goto(f"{address}regions/")
        for link in page.locator(".region-map a").all():
            box = link.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) > 4
            assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
            link.focus()
            assert link.evaluate("one => one === document.activeElement")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.close()
