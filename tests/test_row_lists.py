"""Lists of one row a thing: what belongs together stands together, no year is guessed."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from casebook.build import Build, build
from casebook.dates import EdtfDate
from casebook.pages.facet_terms import period_of
from golden_world import put_together
from listing_files import Listing, listing, names_with, terms_of
from whole_site import build_site, served

CITED = [{"source": "example-watch-2031", "at": "p. 1"}]
BAN = [{"kind": "restricted-freedom", "years": 1}, {"kind": "activity-ban", "years": 3}]
LISTS = {
    "convictions": ("convictions/index.md", "Convictions and penalties"),
    "restrictions": ("restrictions/index.md", "Restrictions"),
    "ways-out": ("ways-out/index.md", "Ways out and refusals"),
}


def told(name: str, when: str, kind: str, **more: object) -> dict[str, object]:
    return {"id": name, "date": when, "type": kind, "text": "It happened.", "sources": CITED} | more


def add(root: Path, name: str, *timeline: dict[str, object], **more: object) -> None:
    """Write one more case, with one proceeding, into a world."""
    record = {
        "name": f"Example {name}",
        "kind": "person",
        "summary": {"text": "Invented.", "sources": CITED},
        "proceedings": [{"id": "trial", "kind": "criminal", "label": "A trial"}],
    }
    plain = json.loads(json.dumps(record | more | {"timeline": list(timeline)}))
    path = root / "data" / "cases" / f"{name}.yaml"
    path.write_text(yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")


def convicted(when: str, sentence: object = BAN, **more: object) -> dict[str, object]:
    found = told("convicted", when, "convicted", proceeding="trial", articles=["cc-991"])
    return found | {"sentence": sentence} | more


def put_up(root: Path) -> Build:
    """Make a world with convictions whose year is certain, and such whose year is not."""
    world = put_together(root)
    add(world, "certain", convicted("2029-03"))
    add(world, "earlier", convicted("2028-03"))
    add(world, "open", convicted("2027-05/2029-07"))
    add(world, "without", convicted("2029-03", BAN[:1]))
    add(
        world,
        "replaced",
        convicted("2029-03", [{"kind": "imprisonment", "years": 2}]),
        told("changed", "2029-05", "appeal-changed", proceeding="trial", sentence=BAN[:1]),
    )
    other = told(
        "police", "2029-03", "convicted", proceeding="trial", articles=["cc-991"], sentence=BAN
    )
    harmed = {"id": "trial", "kind": "criminal", "label": "Of police", "against": "others"}
    add(world, "harmed", told("beaten", "2029-01", "ill-treated"), other, proceedings=[harmed])
    found = build(world)
    assert [str(one) for one in found.problems] == []
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = put_up(tmp_path_factory.mktemp("world")).files
    return {name: text.decode(errors="replace") for name, text in made.items()}


def read(files: dict[str, str], name: str) -> Listing:
    return listing(files, name)


def column(found: Listing, title: str) -> list[str]:
    cells: list[str] = found["more"][title]
    return cells


def exported(files: dict[str, str], table: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(files[f"data/v1/{table}.csv"].removeprefix("\ufeff")))]


class TestTablesForSpreadsheets:
    @pytest.mark.parametrize("name", [*LISTS, "facets"])
    def test_no_heading_stands_twice(self, files: dict[str, str], name: str) -> None:
        found = read(files, name)
        # What the script puts before and after the columns of a list.
        own = ["id", "name", "kind", "stands", "as-of", "basis", "sources", "last-event", "address"]
        headings = [found["words"][f"csv-{key}"] for key in own]
        headings += found["more"]
        headings += [one["title"] for one in found["facets"]]

        assert len(headings) > len(own)
        assert sorted(set(headings)) == sorted(headings)

    @pytest.mark.parametrize("name", LISTS)
    def test_each_row_says_where_in_its_sources_it_is_told(
        self, files: dict[str, str], name: str
    ) -> None:
        places = column(read(files, name), "Sources and the places in them")

        assert places
        assert all(re.fullmatch(r"[^;]+ \([^)]+\)(; [^;]+ \([^)]+\))*", one) for one in places)


class TestConvictions:
    def test_a_year_holds_only_what_certainly_falls_in_it(self, files: dict[str, str]) -> None:
        found = read(files, "convictions")

        assert names_with(found, convicted="2029", ban="activity-ban") == ["Example certain"]
        assert names_with(found, convicted="2028") == ["Example earlier"]
        assert names_with(found, convicted="2027-2029") == ["Example open"]
        labels = dict(next(one for one in found["facets"] if one["id"] == "convicted")["terms"])
        assert labels["2027-2029"] == "Between 2027 and 2029, not known in which year"
        assert [*labels][-1] == "2027-2029"

    def test_what_was_replaced_is_not_shown_as_imposed(self, files: dict[str, str]) -> None:
        found = read(files, "convictions")

        assert "Example replaced" in names_with(found, imposed="restricted-freedom")
        assert "Example replaced" not in names_with(found, imposed="imprisonment")

    def test_those_who_harmed_a_subject_are_not_listed(self, files: dict[str, str]) -> None:
        assert "Example harmed" not in read(files, "convictions")["name"]
        assert "harmed" not in files["convictions/index.md"]

    def test_the_rows_are_those_of_the_exported_table(self, files: dict[str, str]) -> None:
        found = read(files, "convictions")
        rows = [
            (row["name"], row["convicted_date_earliest"], row["convicted_date_latest"])
            for row in exported(files, "charges")
            if row["against"] == "subject" and row["guilt"] == "found"
        ]

        days = column(found, "First possible day"), column(found, "Last possible day")
        assert sorted(zip(found["name"], *days, strict=True)) == sorted(rows)
        assert len(rows) > 5

    def test_the_page_says_what_became_of_each_part_and_as_of_when(
        self, files: dict[str, str]
    ) -> None:
        page = files["convictions/index.md"]
        (row,) = re.findall(r"^\| \[Example certain\].*", page, re.MULTILINE)

        assert "Restricted freedom: 1 year – over by the calendar; no source tells more" in row
        assert "as of about 15 February 2031" in row
        assert "(../cases/certain.md#convicted)" in row


def test_restrictions_stand_as_exported(files: dict[str, str]) -> None:
    found, rows = read(files, "restrictions"), exported(files, "restrictions")

    assert sorted(
        zip(
            found["name"],
            (one[0] for one in terms_of(found, "restriction")),
            (one[0] for one in terms_of(found, "standing")),
            (one[0] for one in terms_of(found, "basis")),
            column(found, "Until"),
            column(found, "Standing as of, by all sources of the case"),
            strict=True,
        )
    ) == sorted(
        tuple(
            row[key] for key in ("name", "restriction", "status", "basis", "until", "status_as_of")
        )
        for row in rows
    )
    assert {row["basis"] for row in rows} >= {"stated", "computed"}
    page = files["restrictions/index.md"]
    (row,) = re.findall(r"^\| \[Example certain\].*", page, re.MULTILINE)
    assert "| March 2032 | in force, as of about 15 February 2031 |" in row
    assert "| computed |" in row


def test_ways_out_stand_as_exported(files: dict[str, str]) -> None:
    found, rows = read(files, "ways-out"), exported(files, "ways_out")

    assert rows
    assert sorted(
        zip(
            found["name"],
            (one[0] for one in terms_of(found, "way-out")),
            (one[0] for one in terms_of(found, "result")),
            (one[0] if one else "" for one in terms_of(found, "grounds")),
            strict=True,
        )
    ) == sorted(
        (
            row["name"],
            row["way_out"],
            row["result"],
            row["grounds"] or ("not-stated" if row["result"] == "refused" else ""),
        )
        for row in rows
    )


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_that_it_may_be_incomplete_and_leads_to_each_row(
    files: dict[str, str], name: str
) -> None:
    page, found = files[LISTS[name][0]], read(files, name)

    assert page.count("This record may be incomplete.") == 1
    links = re.findall(r"^\| \[.*?\]\(\.\./cases/", page, re.MULTILINE)
    assert len(links) == len(found["name"]) > 0


@pytest.fixture(scope="module")
def under_amnesty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A world with an amnesty, under which one was refused, and with parole beside it."""
    world = put_together(tmp_path_factory.mktemp("amnesty"))
    data = world / "data"
    law = {"code": "law", "title": {"en": "Example amnesty law"}, "status": "unknown"}
    amnesty = {
        "title": "Example amnesty",
        "kind": "amnesty",
        "date": "2030-06",
        "summary": {"text": "Invented.", "sources": CITED},
        "articles": ["example-amnesty-law"],
    }
    for folder, name, record in (
        ("articles", "example-amnesty-law", law),
        ("events", "example-amnesty", amnesty),
    ):
        path = data / folder / f"{name}.yaml"
        path.write_text(yaml.safe_dump(record, sort_keys=False), encoding="utf-8")
    add(
        world,
        "refused",
        convicted("2030-06", part_of="example-square-2030"),
        told(
            "amnesty-refused",
            "2030-07",
            "amnesty-refused",
            proceeding="trial",
            part_of="example-amnesty",
            grounds="earlier-conviction",
        ),
        told("parole-refused", "2030-08", "parole-refused", proceeding="trial"),
    )
    found = build(world)
    assert [str(one) for one in found.problems] == []
    return {name: text.decode(errors="replace") for name, text in found.files.items()}


class TestAmnesty:
    def rows(self, page: str) -> list[str]:
        section = page.partition("{ #section_ways_out }")[2].partition("\n## ")[0]
        return re.findall(r"^\| \[Example refused\].*", section, re.MULTILINE)

    def test_the_event_shows_all_of_its_proceedings(self, under_amnesty: dict[str, str]) -> None:
        rows = self.rows(under_amnesty["events/example-square-2030.md"])

        assert ["| Amnesty: refused |" in row for row in rows] == [True, False]
        assert ["| Parole: refused |" in row for row in rows] == [False, True]
        assert "| Ground: Earlier conviction. It happened. |" in rows[0]
        assert "| Ground: not stated. It happened. |" in rows[1]

    @pytest.mark.parametrize("name", ["articles/example-amnesty-law", "events/example-amnesty"])
    def test_the_law_and_the_amnesty_show_what_was_decided_under_it(
        self, under_amnesty: dict[str, str], name: str
    ) -> None:
        (row,) = self.rows(under_amnesty[f"{name}.md"])

        assert "| Amnesty: refused |" in row
        assert "| Ground: Earlier conviction. It happened. |" in row

    def test_an_article_under_which_people_are_charged_is_no_law_of_amnesty(
        self, under_amnesty: dict[str, str]
    ) -> None:
        assert "section_ways_out" not in under_amnesty["articles/cc-991.md"]


def test_a_list_of_harm_says_what_came_of_it(tmp_path: Path) -> None:
    world = put_together(tmp_path)
    inquiry = {"id": "inquiry", "kind": "criminal", "label": "An inquiry", "against": "others"}
    opened = told("opened", "2030-02", "inquiry-opened", proceeding="inquiry")
    closed = told("closed", "2030-05", "inquiry-closed", proceeding="inquiry")
    died = told("died", "2030-01", "killed")
    add(world, "inquired", died, opened, closed, proceedings=[inquiry])
    add(world, "silent", died, proceedings=[inquiry])
    add(world, "nothing", died, proceedings=[])
    found = build(world)
    assert [str(one) for one in found.problems if one.level == "error"] == []
    page = found.files["harm/death.md"].decode()

    rows = dict(re.findall(r"^\| \[Example (\w+)\][^|]*\|(.*)\|$", page, re.MULTILINE))
    assert "[Closed](../cases/inquired.md#closed), May 2030, as of" in rows["inquired"]
    assert rows["silent"].endswith("| An inquiry | not stated ")
    assert rows["nothing"].endswith("| none known here | none known here ")


def test_a_list_of_proceedings_gives_the_outcome_of_each(tmp_path: Path) -> None:
    world = put_together(tmp_path)
    bodies = [
        {"id": name, "kind": "international", "label": f"Body {name}", "against": "by-subject"}
        for name in ("one", "two")
    ]
    found_against = {"designation": "views-of-violation", "actors": ["A body"]}
    views = told("views", "2030-05", "un-opinion", proceeding="one", **found_against)
    add(world, "two-bodies", views, proceedings=bodies)
    found = build(world)
    assert [str(one) for one in found.problems if one.level == "error"] == []
    page = found.files["proceedings/international.md"].decode()

    (row,) = re.findall(r"^\| \[Example two-bodies\].*", page, re.MULTILINE)
    assert "| (1) Body one; (2) Body two |" in row
    assert "(1) [Violation found](../cases/two-bodies.md#views), May 2030, as of" in row
    assert "(2) not stated |" in row


def test_regions_count_and_list_those_without_one(files: dict[str, str]) -> None:
    index, page = files["regions/index.md"], files["regions/not-stated.md"]

    listed = re.findall(r"^\| \[(.*?)\]", page, re.MULTILINE)
    rows = exported(files, "cases")
    assert sorted(listed) == sorted(row["name"] for row in rows if not row["region"])
    said = f"Of {len(listed)} cases of {len(rows)} no source tells the region of the subject."
    assert f"{said} [List of them.](not-stated.md)" in index
    assert said in page


def test_an_empty_list_does_not_say_that_there_was_nobody(files: dict[str, str]) -> None:
    page = files["imposed/deportation.md"]

    assert "Nothing of this kind is recorded here. That does not mean that there was" in page


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021-03", "2021"),
        ("2021-01/2021-10", "2021"),
        ("2020-12/2021-02", "2020-2021"),
        ("../2021-11", "-2021"),
        ("2021/..", "2021-"),
    ],
)
def test_a_period_is_a_year_only_where_that_is_certain(text: str, period: str) -> None:
    assert period_of(EdtfDate.parse(text)) == period


def test_no_date_has_no_period() -> None:
    assert period_of(None) is None


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_site(tmp_path_factory.mktemp("site"))) as found:
        yield found


@pytest.mark.site
@pytest.mark.browser
class TestInTheBrowser:
    @pytest.mark.parametrize("name", LISTS)
    def test_a_list_can_be_filtered_linked_and_saved(
        self, casebook_browser: Browser, address: str, name: str
    ) -> None:
        page = casebook_browser.new_page(accept_downloads=True)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}{name}/")
        heading = page.locator(".browse-heading")
        heading.wait_for()
        assert page.locator("h1").inner_text().startswith(LISTS[name][1])
        rows = page.locator(".browse-list li")
        everything = rows.count()
        assert everything > 0
        box = page.locator(".browse-facet input").first
        self.unfold(page)
        box.check()
        assert 0 < rows.count() <= everything
        assert "?" in page.url
        with page.expect_download() as download:
            page.get_by_role("button", name="Download this list (CSV)").click()
        assert download.value.suggested_filename == f"casebook-{name}.csv"
        content = Path(download.value.path()).read_text(encoding="utf-8-sig")
        saved = list(csv.DictReader(io.StringIO(content)))
        assert len(saved) == rows.count()
        for row in saved:
            assert row["As of"]
            assert row["Sources"]
            address_of, _, anchor = row["Page"].partition("#")
            assert f'id="{anchor}"' in page.request.get(address_of).text()
        page.close()
        assert wrong == []

    def unfold(self, page: Page) -> None:
        page.evaluate(
            "document.querySelectorAll('.browse details').forEach(one => one.open = true)"
        )

    @pytest.mark.parametrize("javascript", [True, False])
    @pytest.mark.parametrize("name", LISTS)
    def test_a_narrow_screen_never_scrolls_sideways(
        self, casebook_browser: Browser, address: str, name: str, *, javascript: bool
    ) -> None:
        context = casebook_browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=javascript
        )
        page = context.new_page()
        page.goto(f"{address}{name}/")
        assert page.locator("table").first.is_visible()
        assert page.locator(".browse-without").count() == (0 if javascript else 1)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        context.close()
