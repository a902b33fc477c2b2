"""The pages of a small invented world, compared whole. `make golden` rewrites what is expected."""

import shutil
from pathlib import Path

from casebook.build import build
from casebook.data_files import ROOT as ROOT_OF_DATA
from golden_world import ROOT, put_together

GOLDEN = ROOT / "tests" / "golden"


def test_the_world_makes_exactly_the_expected_pages(tmp_path: Path, *, update_golden: bool) -> None:
    made = build(put_together(tmp_path))
    assert made.problems == ()
    # Data files have versions that change with every word of a vocabulary, and tests of their own;
    # so have calendars, whose lines end as their standard has it.
    pages = {
        name: content
        for name, content in made.files.items()
        if not name.startswith((f"{ROOT_OF_DATA}/", "calendars/"))
    }
    assert len(pages) > len(made.counts), "hardly any page was made"
    if update_golden:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, content in pages.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_bytes(content)

    expected = {
        path.relative_to(GOLDEN).as_posix(): path for path in GOLDEN.rglob("*") if path.is_file()
    }
    assert sorted(pages) == sorted(expected)
    for name, path in expected.items():
        assert pages[name].decode() == path.read_text(encoding="utf-8"), name


def test_making_them_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    world = put_together(tmp_path)
    first, second = build(world), build(world)

    assert first.files
    assert first.files == second.files
    assert list(first.files) == list(second.files)


def test_a_page_taken_down_says_nothing_but_that(tmp_path: Path) -> None:
    world = put_together(tmp_path)
    folder = world / "data/cases"
    # Both records are whole, as an editor leaves them in a hurry.
    for name in ("example-removed", "example-hidden"):
        assert "Unseenov" in (folder / f"{name}.yaml").read_text(encoding="utf-8")
    files = build(world).files
    assert "cases/example-removed.md" in files
    assert not [name for name in files if "example-hidden" in name]
    telling = [name for name, content in files.items() if b"unseenov" in content.lower()]
    assert telling == []

    told = files["cases/example-removed.md"].decode()
    for words in ("activist", "square", "detained", "2030", "example-watch"):
        assert words not in told.lower(), words
    shown = folder / "example-removed.yaml"
    text = shown.read_text(encoding="utf-8")
    shown.write_text(text.replace("state: tombstone", "state: published"), encoding="utf-8")
    assert b"Unseenov" in build(world).files["cases/example-removed.md"]
