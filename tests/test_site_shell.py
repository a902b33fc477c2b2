"""The frame around the pages: MkDocs accepts it strictly, and it asks nobody else for anything."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser

from casebook.addresses import FOLDERS, INDEXES
from casebook.markdown import md, yaml_scalar
from exported_world import exports_of, written

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "worlds" / "tiny" / "data"
HOSTILE = 'A </title><script>alert(1)</script> "quoted" & {{ 7*7 }} name'
ESCAPES = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&"})
CASE = f"""\
---
title: {yaml_scalar(HOSTILE)}
description: {yaml_scalar(HOSTILE)}
record: data/cases/example-person.yaml
cited_as: {yaml_scalar(HOSTILE)}
version: "1-0123456789ab"
as_of: "../2024-05"
data: "data/v1/cases/example-person.json"
card: "cards/cases/example-person.png"
card_alt: {yaml_scalar(f"{HOSTILE}. As of May 2024: Abroad")}
card_says: "As of May 2024: Abroad"
linked_data: {json.dumps(json.dumps({"name": HOSTILE}).translate(ESCAPES))}
---

# {md(HOSTILE)}

{md(HOSTILE)}, another spelling
{{ .names }}

!!! status ""

    Liberty: <span class="badge badge-confined">pre-trial detention</span>
    {{ .status-line }}

    As of 15 February 2023, by the [event of 2 March 2021](#arrest).
    {{ .status-note }}

## Timeline {{ #section_timeline }}

### 2 March 2021: detained {{ #arrest }}

<span class="badge badge-alleged">Alleged</span> <span class="badge badge-free">At liberty</span>

Police detained {md(HOSTILE)}.

- Court: Oral City Court

Source: [A report](../sources/index.md), p. 2
{{ .sources }}

!!! conflict "Sources disagree about the date"

    - 2 March 2021: [a report](../sources/index.md)
    - 3 March 2021: [another](../sources/index.md) <span class="badge badge-unknown">Not read</span>

## Charges {{ #section_charges }}

| Article | Charged | Outcome | Sentence | Court | Appeal |
|---|---|---|---|---|---|
| CC 405(2), organisation of a banned body | January 2021 | convicted | 3 years | Oral | upheld |

See [the arrest](#arrest) and [all cases](index.md).

"A citation", {md(HOSTILE)}, accessed \\_\\_\\_\\_.
{{ .copy-text data-copy="Copy" data-copied="Copied" }}
"""


def made_site(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the frame, without its hook, with a few pages in place of generated ones."""
    for name in ("overrides", "scripts", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TINY, folder / "data")
    folders = {path.partition("/")[0] for path in INDEXES.values()}
    generated = {"calendars", "data", "feeds", *folders}
    shutil.copytree(
        ROOT / "docs",
        folder / "docs",
        ignore=lambda here, _: generated if Path(here) == ROOT / "docs" else [],
    )
    # The pages about the data are written by hand, and link to the files.
    written(exports_of(folder), folder / "docs")
    for written_by_hand in (ROOT / "docs" / "data").glob("*.md"):
        shutil.copy(written_by_hand, folder / "docs" / "data")
    for name in ("feeds/changes.atom", "calendars/dates.ics"):
        (folder / "docs" / name).parent.mkdir(exist_ok=True)
        (folder / "docs" / name).write_text("Made from the history of the records.", "utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    without_hook, found = re.subn(r"^hooks:\n(?:[ ]+.*\n)+", "", settings, flags=re.MULTILINE)
    assert found == 1
    (folder / "mkdocs.yml").write_text(without_hook, encoding="utf-8")
    pages = {page: f"---\ntitle: List\n---\n\n# List of {page}\n" for page in INDEXES.values()}
    for page, text in (pages | {"cases/example-person.md": CASE}).items():
        (folder / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / page).write_text(text, encoding="utf-8")
    return mkdocs_build(folder, **environment)


def mkdocs_build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env=os.environ
        | {"PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shell")
    built = made_site(folder)
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])


class Loads(HTMLParser):
    """Every address that a browser would fetch by itself, and every script in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.scripts += tag == "script"
        fetched = tag == "link" and (values.get("rel") or "").strip() not in (
            "canonical",
            "alternate",
            "next",
            "prev",
        )
        self.addresses += [values["src"] or ""] if "src" in values else []
        self.addresses += [values["href"] or ""] if fetched else []


class Told(HTMLParser):
    """What a page tells programs in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.alternate = ""
        self.linked_data = ""
        self._in_linked_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in values:
            self.meta[values["name"]] = values["content"]
        if tag == "meta" and "property" in values:
            self.meta[values["property"]] = values["content"]
        if tag == "link" and values.get("type") == "application/json":
            self.alternate = values["href"]
        self._in_linked_data = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        self.linked_data += data if self._in_linked_data else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_linked_data = self._in_linked_data and tag != "script"


def pages_of(site: Path) -> Iterator[tuple[str, str]]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 10, "there is no site to look at"
    for path in found:
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.site
class TestFrame:
    def test_no_page_loads_anything_from_elsewhere(self, site: Path) -> None:
        for name, text in pages_of(site):
            loads = Loads()
            loads.feed(text)
            assert loads.addresses, name
            assert not [one for one in loads.addresses if "//" in one], name
        for style in site.rglob("*.css"):
            assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", style.read_text("utf-8")), style

    def test_a_hostile_title_stays_text(self, site: Path) -> None:
        text = (site / "cases/example-person/index.html").read_text(encoding="utf-8")
        plain = (site / "cases/index.html").read_text(encoding="utf-8")
        assert "alert(1)" in text
        assert "<script>alert(1)" not in text
        assert "49 name" not in text
        counts = []
        for page in (text, plain):
            loads = Loads()
            loads.feed(page)
            counts.append(loads.scripts)
        # Its own: its data for programs, the button that copies, and the notes of its sources.
        assert counts[0] == counts[1] + 3

    def test_decisions_are_not_on_the_site(self, site: Path) -> None:
        assert not (site / "adr").exists()
        assert not list(site.rglob(".casebook*"))

    def test_a_generated_page_names_its_record(self, site: Path) -> None:
        text = (site / "cases/example-person/index.html").read_text(encoding="utf-8")
        assert "<code>data/cases/example-person.yaml</code>" in text
        method = (site / "method/index.html").read_text(encoding="utf-8")
        assert "<code>docs/method.md</code>" in method
        # A list is made from many records, and names none.
        assert "This page is made from" not in (site / "cases/index.html").read_text("utf-8")
        assert "../corrections/" in method

    def test_programs_are_told_how_to_cite_a_page_and_where_its_data_is(self, site: Path) -> None:
        path = site / "cases/example-person/index.html"
        text = path.read_text(encoding="utf-8")
        told = Told()
        told.feed(text)

        assert json.loads(told.linked_data) == {"name": HOSTILE}
        assert told.meta["citation_title"] == told.meta["DC.title"] == HOSTILE
        assert told.meta["DC.publisher"] == "The Casebook"
        assert told.meta["DCTERMS.hasVersion"] == "1-0123456789ab"
        assert told.meta["DCTERMS.valid"] == "../2024-05"
        # Without an address of the site there is none to cite, and none of a card.
        assert "citation_public_url" not in told.meta
        assert "og:url" not in told.meta
        assert not [name for name in told.meta if ":image" in name]
        assert told.meta["twitter:card"] == "summary"
        assert told.alternate
        assert (path.parent / told.alternate).resolve() == (
            site / "data/v1/cases/example-person.json"
        )
        assert json.loads((path.parent / told.alternate).read_bytes())["id"] == "example-person"

    def test_the_address_is_cited_where_the_site_has_one(self, tmp_path: Path) -> None:
        built = made_site(tmp_path, CASEBOOK_SITE_URL="https://casebook.example/kz/")
        assert built.returncode == 0, built.stderr
        told = Told()
        told.feed((tmp_path / "site/cases/example-person/index.html").read_text(encoding="utf-8"))

        address = "https://casebook.example/kz/cases/example-person/"
        assert told.meta["citation_public_url"] == told.meta["DC.identifier"] == address
        assert told.meta["og:url"] == address

        card = "https://casebook.example/kz/cards/cases/example-person.png"
        assert told.meta["og:image"] == told.meta["twitter:image"] == card
        assert (told.meta["og:image:width"], told.meta["og:image:height"]) == ("1200", "630")
        assert told.meta["twitter:card"] == "summary_large_image"
        assert told.meta["og:title"] == told.meta["twitter:title"] == HOSTILE
        said = told.meta["og:image:alt"]
        assert said == told.meta["twitter:image:alt"] == f"{HOSTILE}. As of May 2024: Abroad"
        assert told.meta["og:description"] == "As of May 2024: Abroad"
        assert told.meta["twitter:description"] == "As of May 2024: Abroad"

        # A page that is no record has a title and a description, and no picture.
        told = Told()
        told.feed((tmp_path / "site/method/index.html").read_text(encoding="utf-8"))
        assert told.meta["og:title"]
        assert told.meta["og:description"]
        assert not [name for name in told.meta if ":image" in name]

    def test_a_record_can_be_edited_where_a_repository_is_set(self, tmp_path: Path) -> None:
        built = made_site(tmp_path, CASEBOOK_REPOSITORY="https://code.example/a/b")
        assert built.returncode == 0, built.stderr
        text = (tmp_path / "site/cases/example-person/index.html").read_text(encoding="utf-8")
        assert '"https://code.example/a/b/edit/main/data/cases/example-person.yaml"' in text
        text = (tmp_path / "site/contributing/index.html").read_text(encoding="utf-8")
        assert '"https://code.example/a/b/edit/main/docs/contributing/index.md"' in text
        assert 'href="https://code.example/a/b">' in text

    def test_macros_are_filled_where_asked_for(self, site: Path) -> None:
        home = (site / "index.html").read_text(encoding="utf-8")
        assert re.search(r'<td[^>]*><a href="cases/">People</a></td>\s*<td[^>]*>1</td>', home)
        assert "1 article of law" in home
        for name, text in pages_of(site):
            assert not re.search(r"\{\{ *\w+\(", text), name

    def test_a_broken_link_fails_the_build(self, tmp_path: Path) -> None:
        assert made_site(tmp_path).returncode == 0
        page = tmp_path / "docs/corrections.md"
        before = page.read_text(encoding="utf-8")
        links = ("[x](nowhere.md)", "[x](index.md#nowhere)", "[x](/index.md)", "[x](cases/)")
        for link, failed in (("[x](index.md#ways-in)", 0), *((wrong, 1) for wrong in links)):
            page.write_text(f"{before}\n{link}\n", encoding="utf-8")
            built = mkdocs_build(tmp_path)
            assert built.returncode == failed, link
            assert ("Aborted with" in built.stdout + built.stderr) == failed, link


@pytest.mark.site
@pytest.mark.browser
class TestInTheBrowser:
    @pytest.fixture
    def address(self, site: Path) -> str:
        return (site / "cases/example-person/index.html").as_uri()

    @pytest.mark.parametrize("javascript", [True, False])
    def test_a_narrow_screen_never_scrolls_sideways(
        self, casebook_browser: Browser, address: str, *, javascript: bool
    ) -> None:
        context = casebook_browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=javascript
        )
        page = context.new_page()
        page.goto(address)
        assert page.locator("article td").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        # The widest thing scrolls within itself: the table, or what the theme's script puts round.
        edge = page.evaluate("document.querySelector('article').getBoundingClientRect().right")
        assert edge <= 320
        context.close()

    def test_a_citation_is_copied_or_selected(
        self, casebook_browser: Browser, address: str
    ) -> None:
        context = casebook_browser.new_context()
        page = context.new_page()
        # A page from a disk has no clipboard in some browsers; each way is looked at.
        page.add_init_script(
            "window.copied = []; navigator.clipboard.writeText ="
            " async (text) => { window.copied.push(text); };"
        )
        page.goto(address)
        text = page.locator(".copy-text").text_content()
        button = page.get_by_role("button", name="Copy", exact=True)
        button.click()
        page.get_by_role("button", name="Copied").wait_for()
        (copied,) = page.evaluate("window.copied")
        # The day on which it was copied is filled in.
        assert copied.startswith(str(text).removesuffix("____."))
        assert re.search(r"accessed \d{1,2} \w+ \d{4}\.$", copied)

        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error()); }")
        page.get_by_role("button", name="Copied").click()
        page.wait_for_function("window.getSelection().toString().length > 0")
        assert "accessed ____" in page.evaluate("window.getSelection().toString()")
        context.close()

    def test_a_citation_can_be_read_without_scripts(
        self, casebook_browser: Browser, address: str
    ) -> None:
        context = casebook_browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        assert page.locator(".copy-text").is_visible()
        assert page.locator("button.copy-button").count() == 0
        context.close()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_text_can_be_read_in_both_schemes(
        self, casebook_browser: Browser, address: str, scheme: Literal["light", "dark"]
    ) -> None:
        context = casebook_browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        measured = page.evaluate(CONTRAST)
        assert len(measured) > 20
        assert not [one for one in measured if one["ratio"] < 4.5]
        context.close()


# The contrast of every element that holds text of its own against the colour behind it.
CONTRAST = """() => {
  const parse = (text) => {
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let here = element; here; here = here.parentElement) {
      const colour = parse(getComputedStyle(here).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("article *, .md-tabs a, .md-copyright *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(element);
    if (!own || !element.offsetParent || element.classList.contains("headerlink")) continue;
    const back = behind(element), front = parse(style.color);
    const seen = (front[3] / 255) * style.opacity;
    const mixed = front.map((part, index) => part * seen + back[index] * (1 - seen));
    const [low, high] = [light(mixed), light(back)].sort((one, two) => one - two);
    found.push({
      text: element.textContent.trim().slice(0, 40),
      ratio: (high + 0.05) / (low + 0.05),
      colours: [style.color, back.join()],
    });
  }
  return found;
}"""


class TestSettings:
    def test_every_check_of_links_is_on(self, config: MkDocsConfig) -> None:
        settings = config["validation"]
        checks = [*settings["nav"].items(), *settings["links"].items()]
        assert len(checks) == 7
        assert {level for _, level in checks} == {30}  # logging.WARNING, which --strict counts

    def test_generated_folders_are_outside_the_navigation(self, config: MkDocsConfig) -> None:
        assert FOLDERS
        for page in [*INDEXES.values(), *(f"{folder}/x.md" for folder in FOLDERS.values())]:
            assert config.not_in_nav is not None
            assert config.not_in_nav.match_file(page), page

    def test_the_navigation_names_only_pages_that_can_be(self, config: MkDocsConfig) -> None:
        def pages(part: object) -> Iterator[str]:
            if isinstance(part, str):
                yield part
            elif isinstance(part, dict | list):
                for one in part.values() if isinstance(part, dict) else part:
                    yield from pages(one)

        found = list(pages(config["nav"]))
        docs = ROOT / "docs"
        written = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
        assert len(found) > 10
        assert set(found) <= written | set(INDEXES.values())
        assert len(set(found)) == len(found)

    def test_a_page_written_by_people_names_its_own_file(self) -> None:
        found = 0
        for path in (ROOT / "docs").rglob("*.md"):
            meta = get_data(path.read_text(encoding="utf-8"))[1]
            if str(meta.get("record", "")).startswith("docs/"):
                found += 1
                assert ROOT / str(meta["record"]) == path
        assert found >= 4

    def test_the_theme_brings_no_fonts_and_asks_no_code_host(self, config: MkDocsConfig) -> None:
        assert config["theme"]["font"] is False
        assert not config["repo_url"]
        assert "analytics" not in config["extra"]
