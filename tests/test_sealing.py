"""The content security policy of pages: what it lets run, in a real browser too."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from playwright.sync_api import Browser, ConsoleMessage, Page

from casebook.cli import main
from casebook.indexing import index
from casebook.sealing import SealError, policy, seal, sealed
from golden_world import ROOT
from whole_site import SUB_PATH, build_site, served

BARE: Final = (
    b'<!doctype html>\n<html><head><meta charset="utf-8">\n<script src="a.js"></script>'
    b'<script>one()</script><script type="application/json">{"a": 1}</script></head></html>'
)
# From the specification of the policy: the hash of alert('Hello, world.');
HELLO: Final = b"<script>alert('Hello, world.');</script>"
PAGES: Final = ("", "cases/", "cases/example-one/", "browse/", "names/", "data/")


def test_a_script_is_named_by_its_hash() -> None:
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy(HELLO)


def test_only_scripts_that_run_are_named() -> None:
    assert policy(BARE).count("'sha256-") == 1
    assert "'unsafe-inline'" not in policy(BARE).partition("style-src")[0]
    assert "'unsafe-eval'" not in policy(BARE)


def test_a_page_is_sealed_once_and_before_its_scripts() -> None:
    once = sealed(BARE)
    assert once.count(b"Content-Security-Policy") == 1
    assert once.index(b"Content-Security-Policy") < once.index(b"<script")
    assert sealed(once) == once


@pytest.mark.parametrize(
    "page", [b"", b"<html></html>", b'<script>x</script><meta charset="utf-8">']
)
def test_a_page_that_cannot_be_sealed_is_refused(page: bytes) -> None:
    with pytest.raises(SealError):
        sealed(page)


def test_the_command_wants_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", str(tmp_path)]) == 2
    assert "there is no page" in capsys.readouterr().err
    (tmp_path / "index.html").write_bytes(BARE)
    assert main(["seal", str(tmp_path)]) == 0
    assert (tmp_path / "index.html").read_bytes() == sealed(BARE)


class TestTheHook:
    """Pages that come sealed out of MkDocs are those that the command would seal."""

    @pytest.fixture
    def site(self, tmp_path: Path) -> MkDocsConfig:
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/index.md").write_text("# Home\n\nWords: ә\n", encoding="utf-8")
        return self.settings(tmp_path, ROOT / "scripts/mkdocs_seal.py")

    def settings(self, folder: Path, *hooks: Path) -> MkDocsConfig:
        (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
        # What MkDocs' own theme writes at the foot of the first page is the time.
        theme = {"name": "mkdocs", "custom_dir": str(folder / "theme")}
        (folder / "theme").mkdir(exist_ok=True)
        (folder / "theme/main.html").write_text(
            '<html><head><meta charset="utf-8"><script>one()</script></head>{{ page.content }}',
            encoding="utf-8",
        )
        (folder / "theme/404.html").write_text('{% extends "main.html" %}', encoding="utf-8")
        return load_config(
            str(folder / "mkdocs.yml"), plugins=[], hooks=[str(one) for one in hooks], theme=theme
        )

    def test_pages_are_those_of_the_command(self, site: MkDocsConfig, tmp_path: Path) -> None:
        mkdocs_build(site)
        made = {path: path.read_bytes() for path in sorted((tmp_path / "site").rglob("*.html"))}
        assert len(made) == 2
        mkdocs_build(self.settings(tmp_path))
        assert seal(tmp_path / "site") == 2
        assert {path: path.read_bytes() for path in made} == made

    def test_pages_to_be_looked_at_are_not_sealed(self, site: MkDocsConfig, tmp_path: Path) -> None:
        site.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build(site)
        assert b"Content-Security" not in (tmp_path / "site/index.html").read_bytes()
        site.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(site)
        assert b"Content-Security" in (tmp_path / "site/index.html").read_bytes()

    def test_a_page_that_is_only_copied_is_sealed(self, site: MkDocsConfig, tmp_path: Path) -> None:
        (tmp_path / "docs/old").mkdir()
        (tmp_path / "docs/old/index.html").write_bytes(BARE)
        for _ in range(2):
            mkdocs_build(site)
            assert (tmp_path / "site/old/index.html").read_bytes() == sealed(BARE)

    def test_a_copied_page_that_cannot_be_sealed_is_refused(
        self, site: MkDocsConfig, tmp_path: Path
    ) -> None:
        (tmp_path / "docs/bare.html").write_text("<script>x</script>", encoding="utf-8")
        with pytest.raises(Abort):
            mkdocs_build(site)


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site, sealed."""
    made = tmp_path_factory.mktemp("sealed")
    folder = build_site(made)
    index(made / "world", folder / SUB_PATH)
    assert seal(folder) > len(PAGES)
    return folder


@pytest.fixture(scope="module")
def site(www: Path) -> Iterator[str]:
    with served(www) as address:
        yield address


def complaints(page: Page) -> list[str]:
    """What the browser says against the policy, and errors of scripts, from now on."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.mark.browser
@pytest.mark.site
@pytest.mark.parametrize("address", PAGES)
def test_the_theme_and_our_scripts_run_under_the_policy(
    casebook_browser: Browser, site: str, address: str
) -> None:
    page = casebook_browser.new_page()
    heard = complaints(page)
    answer = page.goto(site + address)
    assert answer is not None
    assert answer.ok
    page.wait_for_load_state("networkidle")
    assert page.evaluate("typeof __md_get") == "function"
    page.locator("label[for=__palette_1]:visible, label[for=__palette_0]:visible").first.click()
    assert heard == []
    page.close()


@pytest.mark.browser
@pytest.mark.site
def test_the_search_answers_under_the_policy(casebook_browser: Browser, site: str) -> None:
    page = casebook_browser.new_page()
    heard = complaints(page)
    page.goto(f"{site}cases/example-two/")
    page.get_by_role("button", name="Search the Casebook").click()
    page.locator("#cb-search input").fill("Testova")
    page.locator("#cb-search [role=option]").first.wait_for()
    assert heard == []
    page.close()


@pytest.mark.browser
@pytest.mark.site
def test_a_page_in_a_folder_runs_too(casebook_browser: Browser, www: Path) -> None:
    page = casebook_browser.new_page()
    heard = complaints(page)
    page.goto((www / SUB_PATH / "cases/example-one/index.html").as_uri())
    assert page.evaluate("typeof __md_get") == "function"
    assert [one for one in heard if "Content Security Policy" in one] == []
    page.close()


@pytest.mark.browser
@pytest.mark.site
def test_a_script_that_a_text_brought_in_does_not_run(
    casebook_browser: Browser, www: Path, tmp_path: Path
) -> None:
    bad = shutil.copytree(www, tmp_path / "www")
    path = bad / SUB_PATH / "index.html"
    text = path.read_text(encoding="utf-8")
    nasty = "<script>window.owned = 1</script><img src=x onerror='window.owned = 1'>"
    nasty += '<img src="https://example.invalid/x.png"><base href="https://example.invalid/">'
    path.write_text(text.replace("</article>", f"{nasty}</article>"), encoding="utf-8")
    with served(bad) as address:
        page = casebook_browser.new_page()
        heard = complaints(page)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.owned") is None
        assert len([one for one in heard if "Content Security Policy" in one]) >= 3
        page.close()
