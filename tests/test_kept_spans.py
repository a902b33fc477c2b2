"""Who was held when, as it is kept between builds: what would be played, and not played again."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from casebook import catalogue, dates
from casebook.cache import cache_of
from casebook.fold.days import History, Span
from casebook.pages.census import Census
from casebook.pages.gathered import gather
from casebook.pages.kept_spans import spans_of
from casebook.pages.seeing import Seeing
from casebook.pages.world import World
from casebook.preparing import prepare
from golden_world import put_together

Spans = Mapping[str, tuple[Span, ...]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return put_together(tmp_path)


def world_in(root: Path) -> World:
    prepared = prepare(root)
    assert not prepared.failed
    return World(
        linked=prepared.linked,
        states=prepared.states,
        meaning=prepared.meaning,
        words=catalogue.load(root / "templates" / "words"),
        date_words=dates.ENGLISH,
    )


def kept(root: Path) -> Spans:
    cache, world = cache_of(root), world_in(root)
    found = spans_of(Seeing(world, gather(world)), Census(world).cases, cache)
    cache.close()
    return found


def test_what_is_kept_is_what_would_be_played(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Census(world_in(root)).spans
    assert expected
    assert kept(root) == expected
    monkeypatch.setattr(History, "spans", pytest.fail)
    assert kept(root) == expected


@pytest.mark.parametrize("folder", ["cases", "sources", "articles"])
def test_after_an_edit_of_any_record_too(root: Path, folder: str) -> None:
    kept(root)
    paths = sorted((root / "data" / folder).glob("*.yaml"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("2030-", "2029-"), encoding="utf-8")
        if not prepare(root).failed:
            assert kept(root) == Census(world_in(root)).spans, path.name
        path.write_text(text, encoding="utf-8")


def test_a_case_that_went_is_told_of_no_more(root: Path) -> None:
    before = kept(root)
    gone = next(iter(before))
    path = root / "data" / "cases" / f"{gone}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"publication: {{state: withheld, reason: safety}}\n{text}", encoding="utf-8")
    assert gone not in kept(root)
    assert kept(root) == Census(world_in(root)).spans
