"""Wide tables: told apart, labelled for the style sheet, and read on a phone without scrolling."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import markdown
from playwright.sync_api import Browser

from whole_site import SUB_PATH, build_site, served

LONG = "more than a narrow column shows"


def shown(*rows: tuple[str, ...]) -> str:
    head, *others = rows
    lines = [head, ("---",) * len(head), *others]
    text = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return markdown(text, extensions=["tables", "attr_list", "casebook.stacked_tables"])


class TestWhichTables:
    @pytest.mark.parametrize(
        ("cells", "wide"),
        [
            ((LONG, LONG, "1"), False),
            ((LONG, LONG, LONG), True),
            ((LONG, "1", "2", "3"), False),
            ((LONG, LONG, "2", "3"), True),
            (("1", "2", "3", "4", "5"), True),
        ],
    )
    def test_are_wide(self, cells: tuple[str, ...], *, wide: bool) -> None:
        names = tuple(f"Name {number}" for number in range(len(cells)))
        assert ("data-stacked" in shown(names, cells)) == wide

    def test_what_is_not_shown_does_not_count(self) -> None:
        link = "[one](https://example.org/a/long/address/of/some/page)"
        mark = "two{ #a_long_name_of_a_place }"
        assert "data-stacked" not in shown(("A", "B", "C"), (link, mark, "<i title='long'>x</i>"))


class TestHowTheyAreMarked:
    def test_names_of_columns_and_roles(self) -> None:
        html = shown(("Who", "What", "As of"), (LONG, LONG, LONG))
        assert "--label-2:'What';--label-3:'As of';" in html
        for role, tags in (
            ("table", ("table",)),
            ("rowgroup", ("thead", "tbody")),
            ("row", ("tr",)),
            ("columnheader", ("th",)),
            ("cell", ("td",)),
        ):
            found = sum(len(re.findall(rf"<{tag}[ >]", html)) for tag in tags)
            assert html.count(f'role="{role}"') == found > 0

    def test_a_name_cannot_leave_its_place(self) -> None:
        html = shown(("Who", "a'; color: red; x:'", "b\\"), (LONG, LONG, LONG))
        assert r"--label-2:'a\27 ; color: red; x:\27 ';" in html

    def test_what_stands_behind_a_backslash_is_kept(self) -> None:
        html = shown(("Who", r"\[x\]", r"Value \(people\)"), (LONG, LONG, LONG))
        assert r"--label-2:'\5b x\5d ';--label-3:'Value (people)';" in html


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def site(www: Path) -> Iterator[str]:
    with served(www) as address:
        yield address


@pytest.mark.site
@pytest.mark.browser
class TestInTheBrowser:
    @pytest.mark.parametrize("javascript", [True, False])
    def test_a_phone_shows_rows_under_names_and_no_wide_table_scrolls(
        self, casebook_browser: Browser, www: Path, site: str, *, javascript: bool
    ) -> None:
        context = casebook_browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=javascript
        )
        page = context.new_page()
        marked = {
            path.relative_to(www / SUB_PATH).parts[0]: path.relative_to(www / SUB_PATH)
            for path in sorted((www / SUB_PATH).rglob("index.html"))
            if "data-stacked" in path.read_text(encoding="utf-8")
        }
        assert {"articles", "cases", "census", "convictions", "events", "roles"} <= {*marked}
        for path in marked.values():
            page.goto(f"{site}{path.as_posix()}")
            for table in page.locator("table[data-stacked]").all():
                assert table.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")
                cell = table.locator("td").nth(1)
                assert cell.evaluate("one => getComputedStyle(one).display") == "block"
                label = cell.evaluate("one => getComputedStyle(one, '::before').content")
                name = table.locator("th").nth(1).text_content()
                assert label.replace('" "', "") == f'"{name}: "'
        context.close()

    def test_a_desk_and_paper_show_a_table(self, casebook_browser: Browser, site: str) -> None:
        page = casebook_browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{site}convictions/")
        cell = page.locator("table[data-stacked] td").first
        assert cell.evaluate("one => getComputedStyle(one).display") == "table-cell"
        heading = page.locator("table[data-stacked] th").first
        assert heading.evaluate("one => getComputedStyle(one, '::after').display") == "none"
        page.set_viewport_size({"width": 400, "height": 600})
        page.emulate_media(media="print")
        assert cell.evaluate("one => getComputedStyle(one).display") == "table-cell"
        page.close()
