"""Links between pages: computed in one place, followed by MkDocs and by the reader alike."""

import posixpath
from pathlib import PurePosixPath
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.addresses import (
    FOLDERS,
    INDEXES,
    Address,
    address_of,
    index_of,
    link,
    page_of,
    part_anchor,
    record_link,
    section_anchor,
    web_path,
)
from casebook.models import RECORD_FOLDERS
from casebook.models.base import ID_PATTERN

PATIENT = settings(deadline=None)  # a busy machine is no fault of ours
ID = st.from_regex(ID_PATTERN, fullmatch=True).filter(lambda name: name != "index")
PAGE = st.one_of(
    st.sampled_from([*INDEXES.values(), "index.md", "method.md"]),
    st.tuples(st.sampled_from(sorted(FOLDERS)), ID).map(lambda pair: page_of(*pair)),
)


def test_every_kind_of_record_has_pages_in_the_folder_of_its_data() -> None:
    assert len(RECORD_FOLDERS) == 7
    for folder, model in RECORD_FOLDERS.items():
        assert page_of(model.kind_name, "some-id") == f"{folder}/some-id.md"
        assert index_of(model.kind_name) == f"{folder}/index.md"


@pytest.mark.parametrize(
    ("kind", "identifier", "address"),
    [
        ("case", "zhanbolat-mamai", Address("cases/zhanbolat-mamai.md")),
        ("article", "cc-405", Address("articles/cc-405.md")),
        ("article", "cc-272.1", Address("articles/cc-272.md", "part-1")),
        ("article", "cao-488.2-1", Address("articles/cao-488.md", "part-2-1")),
        ("region", "KZ-75", Address("regions/kz-75.md")),
        ("year", "2022", Address("years/2022.md")),
        ("term", "restricted-freedom", Address("glossary/index.md", "restricted-freedom")),
    ],
)
def test_addresses(kind: str, identifier: str, address: Address) -> None:
    assert address_of(kind, identifier) == address


@pytest.mark.parametrize(
    ("kind", "identifier"),
    [
        ("case", "index"),
        ("case", ""),
        ("case", "../x"),
        ("case", "a/b"),
        ("case", "A"),
        ("case", "a.b"),
        ("case", "a\n"),
        ("article", "../x.1"),
        ("article", "cc-1.2.3"),
        ("term", "Ö"),
        ("village", "x"),
        ("name", "x"),
    ],
)
def test_what_cannot_be_an_address_is_refused(kind: str, identifier: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be an address|no pages of the kind"):
        address_of(kind, identifier)


def test_a_kind_without_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no list of the kind 'village'"):
        index_of("village")


@PATIENT
@given(PAGE, PAGE, st.none() | ID)
def test_a_link_leads_where_it_says(start: str, target: str, anchor: str | None) -> None:
    path, _, fragment = link(start, target, anchor).partition("#")
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(start), path)) if path else start
    assert reached == target
    assert fragment == (anchor or "")
    assert not PurePosixPath(path).is_absolute()


@PATIENT
@given(PAGE, PAGE)
def test_a_page_is_reached_in_the_browser_at_its_web_path(start: str, target: str) -> None:
    # MkDocs turns the link between files into one between addresses; both must mean the same.
    root = "https://casebook.example/"
    relative = posixpath.relpath(web_path(target) or ".", web_path(start) or ".")
    assert urljoin(root + web_path(start), f"{relative}/") == urljoin(root, web_path(target))


def test_links_within_and_beside_a_page() -> None:
    assert link("cases/a.md", "cases/a.md", "arrest") == "#arrest"
    assert link("cases/a.md", "cases/a.md") == "a.md"
    assert link("cases/a.md", "index.md") == "../index.md"
    assert link("index.md", "data/cases.json") == "data/cases.json"


def test_links_to_records() -> None:
    assert record_link("cases/a.md", "article", "cc-272.1") == "../articles/cc-272.md#part-1"
    assert record_link("index.md", "case", "a", "arrest") == "cases/a.md#arrest"
    assert record_link("cases/a.md", "term", "upr") == "../glossary/index.md#upr"


@pytest.mark.parametrize(
    "page", ["", "/index.md", "../index.md", "cases/../x.md", "cases", "a b.md", "https://a.b/c.md"]
)
def test_what_is_no_file_below_docs_is_refused(page: str) -> None:
    for pair in ((page, "index.md"), ("index.md", page)):
        with pytest.raises(ValueError, match="is not the path of a file"):
            link(*pair)


@pytest.mark.parametrize("anchor", ["", "a b", "#a", '"', "-a"])
def test_what_cannot_be_an_anchor_is_refused(anchor: str) -> None:
    with pytest.raises(ValueError, match="cannot be an anchor"):
        link("index.md", "method.md", anchor)


def test_web_paths() -> None:
    assert web_path("index.md") == ""
    assert web_path("cases/index.md") == "cases/"
    assert web_path("cases/a-index.md") == "cases/a-index/"
    assert web_path("data/cases.json") == "data/cases.json"


@PATIENT
@given(ID)
def test_headings_and_parts_never_take_the_anchor_of_an_event(name: str) -> None:
    assert "_" in section_anchor(name)
    assert part_anchor("2-1") == "part-2-1"
