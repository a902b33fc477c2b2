"""Long lists are parted over pages; nothing is lost and nothing is told twice."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.build import build
from casebook.pages import blocks, lists
from casebook.pages.blocks import ROOM, numbered, portions
from casebook.pages.inline import Inline
from casebook.pages.tables import Table
from golden_world import put_together

COPIES = 100
LITTLE_ROOM = 6_000  # characters, so that a hundred cases need several pages
LARGEST = 200_000  # bytes of HTML
LENGTHS = st.lists(st.tuples(*[st.integers(0, ROOM // 3)] * 2), min_size=1)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a world with so many copies of one case that lists need several pages."""
    world = put_together(tmp_path_factory.mktemp("crowd"))
    cases = world / "data" / "cases"
    for number in range(COPIES):
        shutil.copy(cases / "example-two.yaml", cases / f"copy-{number}.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "ROOM", LITTLE_ROOM)
        patch.setattr(lists, "ROOM", LITTLE_ROOM)
        made = build(world)
        assert not made.failed
        # Pages are made as they are asked for, so the room must still be little here.
        return {name: text.decode() for name, text in made.files.items() if name.endswith(".md")}


@given(lengths=LENGTHS)
def test_portions_hold_every_row_once_and_have_room(lengths: list[tuple[int, int]]) -> None:
    cells = tuple(tuple(Inline("x" * length) for length in row) for row in lengths)
    found = [*portions(Table((Inline("a"), Inline("b")), cells))]

    assert tuple(row for portion in found for row in portion.rows) == cells
    for portion in found:
        assert portion.rows
        assert len(portion.rows) == 1 or sum(len(c) for r in portion.rows for c in r) <= ROOM


def test_pages_after_the_first_have_names_that_no_id_can_have() -> None:
    assert numbered("cases/index.md", 1) == "cases/index.md"
    assert numbered("cases/index.md", 2) == "cases/index_2.md"


def test_no_page_is_large(crowded: dict[str, str]) -> None:
    assert len(crowded) > COPIES
    # Profiles are not parted: they grow with their own events only.
    large = {name: len(text) for name, text in crowded.items() if len(text) > 3 * LITTLE_ROOM}
    assert [name for name in large if "copy" not in name and "example-one" not in name] == []
    assert 3 * ROOM < LARGEST


@pytest.mark.parametrize(
    ("first", "folder"),
    [
        ("cases/index.md", ""),
        ("articles/cc-991_charged.md", "../cases/"),
        ("sources/example-watch-2031_cited.md", "../cases/"),
        ("regions/kz-47.md", "../cases/"),
        ("roles/blogger.md", "../cases/"),
        ("liberty/abroad.md", "../cases/"),
    ],
)
def test_every_case_is_on_one_page_of_a_long_list(
    crowded: dict[str, str], first: str, folder: str
) -> None:
    stem = first.removesuffix(".md")
    pages = [first, *(name for name in crowded if re.fullmatch(rf"{stem}_\d+\.md", name))]
    assert len(pages) > 1
    listed = [
        found
        for name in pages
        for found in re.findall(rf"^\|.*?\]\({folder}(copy-\d+)\.md\)", crowded[name], re.MULTILINE)
    ]
    assert sorted(listed) == sorted(f"copy-{number}" for number in range(COPIES))
    for name in pages:
        others = [Path(other).name for other in pages if other != name]
        assert all(f"]({other})" in crowded[name] for other in others)


def test_a_page_with_a_long_table_shows_its_beginning_and_leads_to_all_of_it(
    crowded: dict[str, str],
) -> None:
    page = crowded["articles/cc-991.md"]

    assert f"See the whole list ({COPIES + 3} rows)](cc-991_charged.md)" in page
    assert "[Back to: CC 991: Invented offence](cc-991.md)" in crowded["articles/cc-991_charged.md"]


def test_related_people_stay_few(crowded: dict[str, str]) -> None:
    page = crowded["cases/example-one.md"]
    related = page.partition("{ #section_related }")[2].partition("\n## ")[0]

    assert "more subjects charged under it" in related
    assert len(related) < 5_000


def test_the_list_of_statistics_gives_the_newest_value_that_is_stated(
    crowded: dict[str, str],
) -> None:
    index = crowded["statistics/index.md"]
    (row,) = re.findall(r"^\| \[Invented offences by year\].*", index, re.MULTILINE)
    # Not the part of 2030, and not January 2031, of which nothing is stated.
    assert "| 1,200 (offences), 2029 |" in row
