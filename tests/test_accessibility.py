"""axe-core finds nothing on any kind of page: light and dark, on a desk and on a phone.

The site is that of the small invented world. Of each kind of page, which is a folder and a depth in
it, the longest is looked at, since it shows most.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from casebook.addresses import INDEXES
from whole_site import SUB_PATH, build_site, served

pytestmark = [pytest.mark.browser, pytest.mark.site]

ALL: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # the rest is only counted, which is quick
}
COLOURS: Final = {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # With an address, the page for what is not found knows where its styles are.
    return build_site(tmp_path_factory.mktemp("site"), f"https://casebook.example/{SUB_PATH}/")


@pytest.fixture(scope="module")
def site(www: Path) -> Iterator[str]:
    with served(www) as address:
        yield address


@pytest.fixture(scope="module")
def kinds(www: Path) -> list[str]:
    """Address below the site of the longest page of each kind."""
    longest: dict[tuple[str, int], tuple[int, str]] = {}
    root = www / SUB_PATH
    for path in root.rglob("*.html"):
        parts = path.relative_to(root).parts
        address = path.relative_to(root).as_posix().removesuffix("index.html")
        kind = (parts[0], len(parts))
        longest[kind] = max(longest.get(kind, (0, "")), (path.stat().st_size, address))
    return sorted(address for _, address in longest.values())


def test_there_are_pages_of_every_kind(kinds: list[str]) -> None:
    assert {"", "404.html", *(path.removesuffix("index.md") for path in INDEXES.values())} <= {
        *kinds
    }
    assert len([name for name in kinds if name.count("/") > 1]) > 10


@pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [
        ("light", 1280, ALL),
        ("dark", 320, ALL),
        # What the other two pairs can add is only a matter of colours.
        ("dark", 1280, COLOURS),
        ("light", 320, COLOURS),
    ],
)
def test_axe_finds_nothing(  # noqa: PLR0913, PLR0917 - pytest gives what is asked for
    site: str,
    kinds: list[str],
    casebook_browser: Browser,
    scheme: Literal["light", "dark"],
    width: int,
    rules: Mapping[str, list[str]],
) -> None:
    context = casebook_browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    asked: list[str] = []
    host = site.removesuffix(f"{SUB_PATH}/")
    page.on("request", lambda request: asked.append(request.url))
    found: list[str] = []
    for address in kinds:
        page.goto(site + address)
        page.wait_for_load_state("load")
        result = Axe().run(page, options=rules)
        assert result.response["passes"], address
        found += [f"{address}: {line}" for line in lines_of(result.response["violations"])]
    context.close()

    assert len(asked) > len(kinds)
    assert not [url for url in asked if not url.startswith((host, "data:"))]
    assert not found, "\n".join(found)


def lines_of(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        for node in violation["nodes"]:
            why = " ".join(node["failureSummary"].split())
            yield f"{violation['id']} at {node['target']}: {why}"


def test_axe_would_find_something(site: str, casebook_browser: Browser) -> None:
    page = casebook_browser.new_page()
    page.goto(site)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")

    violations = Axe().run(page, options=ALL).response["violations"]
    page.close()

    assert [one["id"] for one in violations] == ["button-name"]
