"""The links of a finished site: all of them lead somewhere, and old addresses lead on."""

import csv
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from casebook import sealing
from casebook.illustrating import illustrate
from casebook.unhosted import unhost
from site_links import Site, Tags
from whole_site import SUB_PATH, build_site, served

ADDRESS = f"https://casebook.example/{SUB_PATH}/"
MISSPELT = "cases/example-one-misspelt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site that knows its address, with the cards that pages name."""
    built = build_site(made := tmp_path_factory.mktemp("links"), ADDRESS)
    illustrate(made / "world", built / SUB_PATH)
    return built


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return Site(folder / SUB_PATH, ADDRESS)


def text(site: Site, name: str) -> str:
    return (site.folder / name).read_text(encoding="utf-8")


# --- every link ----------------------------------------------------------------------------------


def test_every_link_of_the_site_leads_somewhere(site: Site) -> None:
    links = [*site.links()]
    kinds = {Path(name).suffix for name, _ in links}
    dead = {link: (name, why) for name, link in links if (why := site.why_dead(link))}

    assert len(links) > 5000
    assert {".html", ".json", ".bib", ".ris", ".xml", ".txt"} <= kinds
    assert sum("#" in link for _, link in links) > 200
    # An operation of the OpenAPI description: its server and the path belong together.
    assert {link: found for link, found in dead.items() if link != f"{ADDRESS}data/v1"} == {}


def test_pages_of_records_that_exports_name_are_there(site: Site) -> None:
    """Addresses without the site before them, as a site without an address has them."""
    for table in ("cases", "events", "charges"):
        rows = [*csv.DictReader(text(site, f"data/v1/{table}.csv").splitlines())]
        assert rows
        for row in rows:
            assert site.why_dead(ADDRESS + row["page"]) is None, row["page"]
    found = []
    for name in sorted(site.files):
        if re.fullmatch(r"data/v1/[a-z]+/[a-z0-9-]+\.json", name):
            record = json.loads(text(site, name))
            found.append(record)
            if "page" in record:
                assert site.why_dead(ADDRESS + record["page"]) is None, name

    assert sum("page" in record for record in found) > 10


def test_no_page_has_a_place_twice(site: Site) -> None:
    pages = [name for name in site.files if name.endswith(".html")]

    assert len(pages) > 50
    for name in pages:
        places = site.tags(name).places
        assert len(places) == len(set(places)), name


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("", None),
        ("cases/example-one/", None),
        ("cases/example-one/#convicted-2030-12", None),
        ("cases/example-one/#convicted-2030-13", "no such place"),
        ("cases/example-one", "no slash at the end"),
        ("cases/nobody/", "no file"),
    ],
)
def test_dead_links_are_told_from_others(site: Site, link: str, why: str | None) -> None:
    assert site.why_dead(ADDRESS + link) == why


# --- old addresses -------------------------------------------------------------------------------


def test_a_page_that_moved_says_where_without_a_script(site: Site) -> None:
    page = text(site, f"{MISSPELT}/index.html")

    assert '<meta http-equiv="refresh" content="0; url=../example-one/">' in page
    assert f'<link rel="canonical" href="{ADDRESS}cases/example-one/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a class="moved" href="../example-one/">' in page
    assert 'id="square" href="../../events/example-square-2030/"' in page
    assert '<meta http-equiv="Content-Security-Policy"' in page


def test_a_page_that_moved_to_a_removed_one_leads_there(site: Site) -> None:
    page = text(site, "cases/example-removed-misspelt/index.html")

    assert 'url=../example-removed/"' in page
    removed = text(site, "cases/example-removed/index.html")
    assert '<meta name="robots" content="noindex">' in removed


def test_data_stays_under_the_old_id_too(site: Site) -> None:
    record = text(site, f"data/v1/{MISSPELT}.json")

    assert record == text(site, "data/v1/cases/example-one.json")
    assert json.loads(record)["id"] == "example-one"
    listed = json.loads(text(site, "data/v1/cases.json"))["records"]
    assert [one["id"] for one in listed].count("example-one") == 1


def test_an_old_address_of_what_is_withheld_leaves_no_trace(site: Site) -> None:
    assert not [name for name in site.files if "hidden" in name]
    for name in site.files:
        if not name.startswith("assets/"):
            assert b"example-hidden" not in (site.folder / name).read_bytes(), name


def test_a_place_that_moved_off_a_page_leaves_a_line_there(site: Site) -> None:
    page = text(site, "cases/example-two/index.html")

    assert re.search(
        r'What stood here is now at <a href="\.\./example-one/#convicted-2030-12" '
        r'id="moved-verdict">Example One Testova</a>',
        page,
    )


def test_a_list_that_ran_empty_is_still_there(site: Site) -> None:
    page = text(site, "years/2029/index.html")

    assert "This list once held entries." in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{MISSPELT}/", "cases/example-one/"),
        (f"{MISSPELT}/#square", "events/example-square-2030/"),
        (f"{MISSPELT}/#convicted-2030-12", "cases/example-one/#convicted-2030-12"),
    ],
)
def test_a_browser_arrives(
    casebook_browser: Browser, folder: Path, old: str, new: str, *, script: bool
) -> None:
    """With scripts at the place asked for; without, at the top of the page that has most of it."""
    context = casebook_browser.new_context(java_script_enabled=script)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    with served(folder) as address:
        page.goto(f"{address}{old}")
        expected = f"{address}{new}" if script else f"{address}cases/example-one/"
        page.wait_for_url(expected)
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").first.is_visible()
    assert not faults
    context.close()


def test_a_copy_in_a_folder_leads_on_too(
    casebook_browser: Browser, folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    for name in (f"{MISSPELT}/index.html", "assets/javascripts/moved.js"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((folder / SUB_PATH / name).read_bytes())
    (copy / "cases/example-one").mkdir()
    (copy / "cases/example-one/index.html").write_text("<h1>Here</h1>", encoding="utf-8")
    unhost(copy)
    page = casebook_browser.new_context(java_script_enabled=False).new_page()
    page.goto((copy / MISSPELT / "index.html").as_uri())
    page.wait_for_url((copy / "cases/example-one/index.html").as_uri())


def test_hosts_that_read_redirects_are_told_of_pages(site: Site) -> None:
    lines = text(site, "_redirects").splitlines()

    assert f"/{SUB_PATH}/{MISSPELT}/ /{SUB_PATH}/cases/example-one/ 301" in lines
    assert len(lines) == 2


# --- what pages say of their address -------------------------------------------------------------


def test_every_page_names_its_own_address(site: Site) -> None:
    pages = [n for n in site.files if n.endswith("index.html") and "misspelt" not in n]

    assert len(pages) > 50
    for name in pages:
        own = ADDRESS + name.removesuffix("index.html")
        page = text(site, name)
        assert f'<link rel="canonical" href="{own}">' in page, name
        assert re.search(r'<html lang="en"', page), name
        asked = '<meta name="robots" content="noindex">' in page
        for language in ("en", "x-default"):
            said = f'<link rel="alternate " hreflang="{language}" href="{own}">' in page
            assert said != asked, name


def test_the_sitemap_lists_what_may_be_found(site: Site) -> None:
    listed = re.findall(r"<loc>([^<]*)</loc>", text(site, "sitemap.xml"))

    assert len(listed) > 50
    assert listed == sorted(set(listed), key=listed.index)
    assert f"{ADDRESS}cases/example-one/" in listed
    for hidden in ("cases/example-removed/", "years/2029/", f"{MISSPELT}/"):
        assert ADDRESS + hidden not in listed
    assert "lastmod" not in text(site, "sitemap.xml")
    assert text(site, "robots.txt").endswith(f"\nSitemap: {ADDRESS}sitemap.xml\n")


def test_headers_agree_with_the_policy_of_the_pages(site: Site) -> None:
    """A browser takes both: a header may say no more than a page, but for what a page cannot."""
    header = re.search(r"^  Content-Security-Policy: (.*)$", text(site, "_headers"), re.MULTILINE)
    assert header
    rules = [rule.strip() for rule in header[1].split(";")]
    in_pages = sealing.policy(b"").split("; ")

    assert len(rules) > 3
    only = [rule for rule in rules if rule not in in_pages]
    assert [rule.partition(" ")[0] for rule in only] == ["frame-ancestors", "object-src"]
    assert "default-src 'none'" in in_pages  # so there is no object either


# --- citing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "in_files"),
    [
        ("cases/example-one", True),
        ("articles/cc-991", True),
        ("events/example-square-2030", True),
        ("statistics/example-offences", True),
        ("organisations/example-watch", False),
        ("recommendations/example-repeal", False),
    ],
)
def test_each_kind_of_page_can_be_cited(site: Site, page: str, *, in_files: bool) -> None:
    shown = text(site, f"{page}/index.html")
    told = dict(re.findall(r'<meta name="([\w.]+)" content="([^"]*)">', shown))
    version = told["DCTERMS.hasVersion"]
    citation = re.search(r'<p class="copy-text"[^>]*>“([^”]*)”, ([^<]*)</p>', shown)

    assert citation
    assert citation[1] == told["citation_title"] == told["DC.title"]
    assert re.fullmatch(
        rf"The Casebook, {re.escape(ADDRESS + page)}/, data version {version}, "
        r"as of [^,]+, accessed ____\.",
        citation[2],
    )
    assert told["citation_public_url"] == told["DC.identifier"] == f"{ADDRESS}{page}/"
    if in_files:
        (item,) = json.loads(text(site, f"data/v1/cite/{page}.json"))
        assert item["URL"] == f"{ADDRESS}{page}/"
        assert item["version"] == version
        assert f"url = {{{ADDRESS}{page}/}}" in text(site, f"data/v1/cite/{page}.bib")
        assert f"UR  - {ADDRESS}{page}/" in text(site, f"data/v1/cite/{page}.ris")


def test_a_copied_citation_has_the_day_of_the_reader(
    casebook_browser: Browser, folder: Path
) -> None:
    context = casebook_browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time("2031-02-03T12:00:00Z")
    with served(folder) as address:
        page.goto(f"{address}cases/example-one/")
        page.locator(".copy-button").first.click()
        page.get_by_text("Copied").first.wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("accessed 3 February 2031.")
    assert copied.startswith("“Example One Testova”, The Casebook, ")
    context.close()


def test_links_within_a_page_are_read() -> None:
    tags = Tags('<a id=x href="#y"><img srcset="a.png 1x, b.png 2x"><meta content="https://a/b">')

    assert tags.links == ["#y", "a.png", "b.png", "https://a/b"]
    assert tags.places == ["x"]
    assert urlsplit(ADDRESS).path == f"/{SUB_PATH}/"
