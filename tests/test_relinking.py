"""Linking again after an edit gives what linking everything gives."""

import shutil
from pathlib import Path

import pytest

from casebook.library import Library, load_shelves
from casebook.links import LinkedLibrary, link
from casebook.links.relinking import relink
from golden_world import put_together


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return put_together(tmp_path)


def read(world: Path, before: Library | None = None) -> Library:
    library = load_shelves(world)
    if before is not None:
        library.take_over(before)
    return library


def edited(world: Path, name: str, old: str, new: str) -> tuple[LinkedLibrary | None, Library]:
    shelves = read(world)
    before = link(shelves.whole())
    path = world / "data" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    library = read(world, shelves).whole()
    return relink(before, library), library


EDITS = (
    ("cases/example-one.yaml", "name: ", "name: Another "),
    ("cases/example-one.yaml", "example-post-2030", "example-watch-2031"),
    ("cases/example-two.yaml", "cc-991", "cc-992"),
    ("sources/example-watch-2031.yaml", "title: ", "title: Another "),
    ("events/example-square-2030.yaml", "example-watch-2031", "example-post-2030"),
)


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_an_edit(world: Path, name: str, old: str, new: str) -> None:
    again, library = edited(world, name, old, new)
    afresh = link(library)
    assert again is not None
    assert again.forward == afresh.forward
    assert [*again.forward] == [*afresh.forward]
    assert again.back == afresh.back
    assert again.namesakes == afresh.namesakes
    assert again.library is library


def test_records_that_are_the_same_are_taken_over(world: Path) -> None:
    first = read(world)
    cases = dict(first.cases)
    assert cases
    second = read(world, first)
    assert all(second.cases[name] is case for name, case in cases.items())


def test_a_record_that_goes_or_comes_is_another_question(world: Path) -> None:
    shelves = read(world)
    before = link(shelves.whole())
    case = world / "data/cases/example-one.yaml"
    shutil.copy(case, case.with_name("example-extra.yaml"))
    assert relink(before, read(world, shelves).whole()) is None
    case.with_name("example-extra.yaml").unlink()
    assert relink(before, read(world, shelves).whole()) is not None
    case.unlink()
    assert relink(before, read(world, shelves).whole()) is None


def test_another_vocabulary_is_another_question(world: Path) -> None:
    again, _ = edited(world, "vocabularies/roles.yaml", "id: activist", "id: activists")
    assert again is None


def test_a_case_that_becomes_a_body_is_another_question(world: Path) -> None:
    again, _ = edited(world, "cases/example-one.yaml", "kind: person", "kind: organisation")
    assert again is None
