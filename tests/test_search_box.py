"""The search in the header, as readers meet it: keyboard, phone, no JavaScript, a sub-path."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from casebook.indexing import index
from casebook.unhosted import unhost
from test_site_shell import CONTRAST
from whole_site import SUB_PATH, build_site, served

pytestmark = [pytest.mark.site, pytest.mark.browser]


INPUT = "#cb-search input"
OPTION = "#cb-search [role=option]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    www = build_site(made)
    index(made / "world", www / SUB_PATH)
    return www


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def context(casebook_browser: Browser) -> Iterator[BrowserContext]:
    made = casebook_browser.new_context()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, root: str) -> Iterator[Page]:
    """A page two folders deep, watched for errors and for requests to anybody else."""
    here = context.new_page()
    wrong: list[str] = []
    here.on("pageerror", lambda error: wrong.append(str(error)))
    here.on("request", lambda one: None if one.url.startswith(root) else wrong.append(one.url))
    here.goto(f"{root}cases/example-two/")
    yield here
    assert wrong == []


def ask(page: Page, text: str) -> None:
    """Type a query and wait for its answer."""
    page.locator(INPUT).fill(text)
    page.wait_for_function(
        "(text) => document.getElementById('cb-search').dataset.answered === text", arg=text
    )


def test_the_box_opens_the_search_and_loads_nothing_before(page: Page, root: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(one.url.removeprefix(root)))
    page.reload()
    assert not [one for one in loaded if "search/" in one or "engine" in one]
    button = page.get_by_role("button", name="Search the Casebook")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(INPUT)).to_be_focused()
    ask(page, "Testova")
    assert "search/start.js" in loaded


def test_a_hit_shows_kind_title_status_and_as_of(page: Page, root: str) -> None:
    page.keyboard.press("/")
    ask(page, "Testova")
    hit = page.locator(OPTION).first
    expect(hit.locator(".cb-search__kind")).to_have_text("Case")
    expect(hit.locator(".cb-search__title")).to_have_text("Example One Testova")
    expect(hit.locator(".cb-search__state")).to_have_text(re.compile(r"\S.* · as of .*20\d\d"))
    assert hit.get_attribute("href") == f"{root}cases/example-one/"
    expect(page.locator("#cb-search [role=status]")).to_have_text(re.compile(r"\d+ records? found"))


def test_the_keyboard_alone_is_enough(page: Page, root: str) -> None:
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    assert page.locator(INPUT).input_value() == ""
    ask(page, "example")
    options = page.locator(OPTION)
    assert options.count() > 2
    field = page.locator(INPUT)
    expect(field).to_have_attribute("aria-expanded", "true")
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1)):
        page.keyboard.press(key)
        option = options.last if chosen < 0 else options.nth(chosen)
        expect(option).to_have_attribute("aria-selected", "true")
        expect(page.locator(f"{OPTION}[aria-selected=true]")).to_have_count(1)
        active = option.get_attribute("id")
        assert active
        expect(field).to_have_attribute("aria-activedescendant", active)
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    wanted = options.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != f"{root}cases/example-two/")
    assert page.url == wanted


def test_enter_leads_to_the_best_hit_even_before_it_is_shown(page: Page, root: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Example One Testova")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}cases/example-one/")


def test_escape_clears_then_closes_and_the_focus_returns(page: Page) -> None:
    button = page.get_by_role("button", name="Search the Casebook")
    button.focus()
    page.keyboard.press("Enter")
    ask(page, "Testova")
    page.keyboard.press("Escape")
    expect(page.locator(INPUT)).to_have_value("")
    expect(page.locator(OPTION)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#cb-search")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_focus_stays_in_the_dialog(page: Page) -> None:
    page.keyboard.press("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert page.evaluate(inside)


def test_a_slash_typed_into_a_field_stays_there(page: Page) -> None:
    page.evaluate("document.querySelector('article').append(document.createElement('input'))")
    page.locator("article input").last.focus()
    page.keyboard.press("/")
    expect(page.locator("article input").last).to_have_value("/")
    expect(page.locator("#cb-search")).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "meant"), [("Testva", "Testova"), ("Example One Tesdova", "Testova")]
)
def test_a_slip_of_the_finger_is_mended_and_told(page: Page, typed: str, meant: str) -> None:
    page.keyboard.press("/")
    ask(page, typed)
    expect(page.locator(f"{OPTION} .cb-search__title").first).to_have_text("Example One Testova")
    suggested = page.locator(".cb-search__mended button")
    expect(suggested).to_contain_text(meant)
    suggested.click()
    expect(page.locator(INPUT)).to_have_value(re.compile(meant))


def test_nothing_found_leads_to_the_lists(page: Page, root: str) -> None:
    page.keyboard.press("/")
    expect(page.locator(".cb-search__help a").first).to_be_visible()
    ask(page, "Testova")
    expect(page.locator(".cb-search__help")).to_be_hidden()
    ask(page, "xyzzyplugh")
    expect(page.locator("#cb-search [role=status]")).to_have_text("Nothing was found.")
    ways = page.locator(".cb-search__help a")
    assert ways.count() > 3
    for way in ways.all():
        href = way.evaluate("(link) => link.href")
        assert href.startswith(root)
        assert page.request.get(href).ok


def test_all_scripts_lead_to_one_record(page: Page) -> None:
    page.keyboard.press("/")
    for text in ("Тестова", "testova example", "CC 991", "991-бап", "Вымышленное преступление"):
        ask(page, text)
        title = page.locator(f"{OPTION} .cb-search__title").first
        wanted = "Invented offence" if re.search("991|преступ", text) else "Example One Testova"
        expect(title).to_contain_text(wanted)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_schemes(
    casebook_browser: Browser, root: str, scheme: Literal["light", "dark"]
) -> None:
    context = casebook_browser.new_context(color_scheme=scheme)
    here = context.new_page()
    here.goto(f"{root}cases/")
    here.keyboard.press("/")
    ask(here, "Testva")
    here.keyboard.press("ArrowDown")
    measured = here.evaluate(CONTRAST.replace("article *,", "#cb-search *, .cb-search-open *,"))
    assert len(measured) > 10
    assert not [one for one in measured if one["ratio"] < 4.5]
    context.close()


def test_a_phone_shows_it_whole(casebook_browser: Browser, root: str) -> None:
    context = casebook_browser.new_context(viewport={"width": 320, "height": 640})
    here = context.new_page()
    here.goto(f"{root}cases/example-two/")
    here.set_default_timeout(10_000)
    assert here.evaluate("document.documentElement.scrollWidth") == 320
    box = here.get_by_role("button", name="Search the Casebook")
    size = box.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    box.click()
    ask(here, "Testova")
    assert here.evaluate("document.getElementById('cb-search').scrollWidth") <= 320
    here.locator(OPTION).first.click()
    here.wait_for_url(f"{root}cases/example-one/")
    context.close()


def test_without_javascript_a_link_leads_to_the_lists(casebook_browser: Browser, root: str) -> None:
    context = casebook_browser.new_context(java_script_enabled=False)
    here = context.new_page()
    here.goto(f"{root}cases/example-one/")
    expect(here.locator(".cb-search-open")).to_be_hidden()
    expect(here.locator("#cb-search")).to_be_hidden()
    here.get_by_role("link", name="All names and other lists").click()
    here.wait_for_url(f"{root}names/")
    context.close()


def test_without_an_index_the_reader_is_told(context: BrowserContext, root: str) -> None:
    here = context.new_page()
    here.route("**/search/**", lambda route: route.abort())
    here.goto(f"{root}cases/")
    here.keyboard.press("/")
    said = here.locator("#cb-search [role=status]")
    expect(said).to_have_text(re.compile("could not be loaded"))
    expect(here.locator(".cb-search__help a").first).to_be_visible()


def test_it_runs_under_a_strict_policy(context: BrowserContext, root: str) -> None:
    here = context.new_page()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'"

    def with_policy(route):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - of playwright
        answer = route.fetch()
        # The theme's own inline scripts are not meant here.
        headers = answer.headers | {"content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    here.route("**/cases/", with_policy)
    here.goto(f"{root}cases/")
    here.keyboard.press("/")
    ask(here, "Testova")
    expect(here.locator(OPTION).first).to_be_visible()


def test_an_edition_published_meanwhile_is_found(context: BrowserContext, root: str) -> None:
    here = context.new_page()
    here.goto(f"{root}cases/")
    with here.expect_response("**/start.js") as answer:
        here.keyboard.press("/")
    start = answer.value.text()
    old = re.search(r'"folder":"(\w+)"', start)
    assert old is not None
    # As if the site had been published again: the old files are gone, the first names new ones.
    here.route(f"**/search/{old[1]}/**", lambda route: route.abort())
    here.route(
        "**/search/anew/*",
        lambda route: route.fulfill(
            response=here.request.get(route.request.url.replace("anew", old[1]))
        ),
    )
    again: list[str] = []

    def publish(route: Route) -> None:
        again.append(route.request.url)
        route.fulfill(body=start.replace(old[1], "anew"), content_type="text/javascript")

    here.route("**/start.js?again", publish)
    ask(here, "Testova")
    expect(here.locator(f"{OPTION} .cb-search__title").first).to_have_text("Example One Testova")
    assert len(again) == 1


def test_it_works_from_a_folder(folder: Path, tmp_path: Path, casebook_browser: Browser) -> None:
    copy = tmp_path / "copy of the site"
    shutil.copytree(folder / SUB_PATH, copy)
    unhost(copy)
    context = casebook_browser.new_context(java_script_enabled=True)
    here = context.new_page()
    wrong: list[str] = []
    here.on("pageerror", lambda error: wrong.append(str(error)))
    here.goto((copy / "cases" / "example-two" / "index.html").as_uri())
    here.keyboard.press("/")
    for text in ("Testova", "Тестова", "Testva", "CC 991"):
        ask(here, text)
        expect(here.locator(OPTION).first).to_be_visible()
    ask(here, "Testova")
    expect(here.locator(f"{OPTION} .cb-search__state").first).to_have_text(re.compile("as of"))
    here.keyboard.press("Enter")
    here.wait_for_url((copy / "cases" / "example-one" / "index.html").as_uri())
    expect(here.locator("h1")).to_contain_text("Example One Testova")
    assert wrong == []
    context.close()
