"""Records prepared once for all the steps of a run, and anew as soon as a file is another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook import preparing
from casebook.cache import cache_of
from casebook.library import Library
from casebook.links import LinkedLibrary, link
from casebook.preparing import forget, prepare_once
from golden_world import put_together


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Path]:
    forget()
    yield put_together(tmp_path)
    forget()


def test_what_has_not_changed_is_prepared_once(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def counted(library: Library) -> LinkedLibrary:
        calls.append(library)
        return link(library)

    monkeypatch.setattr(preparing, "link", counted)
    first = prepare_once(world, cache=cache_of(world))
    assert first.states.keys() == first.linked.library.cases.keys()
    assert prepare_once(world, cache=cache_of(world)) is first
    linked = len(calls)
    assert prepare_once(world).linked is first.linked
    assert len(calls) == linked > 0


@pytest.mark.parametrize(
    "name", ["cases/example-one.yaml", "vocabularies/roles.yaml", "glossary.yaml"]
)
def test_an_edit_is_seen(world: Path, name: str) -> None:
    first = prepare_once(world)
    path = world / "data" / name
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert prepare_once(world) is not first


def test_a_file_that_goes_or_breaks_is_seen(world: Path) -> None:
    first = prepare_once(world)
    path = world / "data/cases/example-one.yaml"
    path.write_text("name: [\n", "utf-8")
    second = prepare_once(world)
    assert second is not first
    assert second.failed
    path.unlink()
    assert prepare_once(world) is not second


def test_what_is_forgotten_is_prepared_anew(world: Path) -> None:
    first = prepare_once(world)
    forget()
    assert prepare_once(world) is not first
