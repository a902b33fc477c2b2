"""A copy of the site in a folder, without a host: its links, in files and in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from casebook.cli import main
from casebook.unhosted import UnhostedError, unhost, unhosted
from whole_site import SUB_PATH, build_site

FOLDERS = {".", "cases", "cases/one", "a b", "articles"}


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('<a href="../../articles/">', '<a href="../../articles/index.html">'),
        ('<a href="../../articles/#x">', '<a href="../../articles/index.html#x">'),
        ("<a title='>' href='..?a=1&amp;b'>", "<a title='>' href='../index.html?a=1&amp;b'>"),
        ("<a class=x href=../..>", "<a class=x href=../../index.html>"),
        ('<A HREF="./">', '<A HREF="./index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../../a%20b/">', '<a href="../../a%20b/index.html">'),
        ('<svg><a xlink:href="../">', '<svg><a xlink:href="../index.html">'),
        ('<link rel="prev" href="../">', '<link rel="prev" href="../index.html">'),
    ],
)
def test_a_link_to_a_folder_names_the_page_in_it(written: str, wanted: str) -> None:
    assert unhosted(written, "cases/one/index.html", FOLDERS) == wanted
    assert unhosted(wanted, "cases/one/index.html", FOLDERS) == wanted


@pytest.mark.parametrize(
    "written",
    [
        '<a href="#here">',
        '<a href="">',
        '<a href="?q=1">',
        '<a href="https://example.org/articles/">',
        '<a href="//example.org/cases/">',
        '<a href="mailto:x@example.org">',
        '<a href="/articles/">',
        '<a href="../../data/cases.csv">',
        '<a href="../../nowhere/">',
        '<a href="../../../outside/">',
        '<a data-href="../">',
        '<img src="../">',
        "<script>\"<a href='../'>\"</script>",
        "&lt;a href=../ &gt;",
    ],
)
def test_everything_else_stays(written: str) -> None:
    assert unhosted(written, "cases/one/index.html", FOLDERS) == written


def test_the_command_wants_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unhost", str(tmp_path)]) == 2
    assert "there is no page" in capsys.readouterr().err
    with pytest.raises(UnhostedError):
        unhost(tmp_path)
    (tmp_path / "index.html").write_text('<a href="./">', encoding="utf-8")
    assert main(["unhost", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 pages can be read from a folder\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site, sealed, to be opened from its folder."""
    made = build_site(tmp_path_factory.mktemp("site")) / SUB_PATH
    assert unhost(made) > 20
    return made


@pytest.mark.site
class TestWholeSite:
    def test_every_link_leads_to_a_file(self, copy: Path) -> None:
        checked = 0
        for path in copy.rglob("*.html"):
            if path.name == "404.html":  # its links begin at the root of a host
                continue
            text = re.sub(
                r"<script\b.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
            )
            for address in re.findall(r"<a\s[^>]*?\bhref=[\"']?([^\"'\s>#?]+)", text):
                if not re.match(r"[a-z]+:", address):
                    assert (path.parent / address).is_file(), (path, address)
                    checked += 1
        assert checked > 500

    @pytest.mark.browser
    def test_a_reader_gets_about(self, copy: Path, casebook_browser: Browser) -> None:
        context = casebook_browser.new_context()
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
        page.goto((copy / "index.html").as_uri())
        page.goto((copy / "browse" / "index.html").as_uri())
        page.wait_for_selector(".browse-results")
        page.get_by_role("link", name="Example One Testova").first.click()
        page.wait_for_url("file://**/cases/*/index.html")
        page.locator("article a[href*='articles/']").first.click()
        page.wait_for_url("file://**/articles/*/index.html*")
        page.locator(".md-logo").first.click()
        page.wait_for_url((copy / "index.html").as_uri())
        assert wrong == []
        context.close()
