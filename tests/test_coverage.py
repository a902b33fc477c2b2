"""What rests on what."""

from pathlib import Path

import pytest

from casebook.cli import main
from casebook.coverage import as_table, cover
from casebook.library import load

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests/worlds/tiny"


def test_every_citation_of_the_tiny_world_is_counted() -> None:
    written = sum(
        path.read_text(encoding="utf-8").count("at:") for path in TINY.rglob("data/*/*.yaml")
    ) + (TINY / "data/glossary.yaml").read_text(encoding="utf-8").count("at:")

    coverage = cover(load(TINY))

    assert written > 0
    assert coverage.citations == written
    assert dict(coverage.records)["cases"] == 1
    assert coverage.events > 0


def test_places_add_up_to_citations() -> None:
    coverage = cover(load(ROOT))

    assert coverage.uses
    for use in coverage.uses:
        assert sum(count for _, count in use.places) == use.citations
        assert 0 < use.records <= use.citations


def test_the_table_has_a_row_for_each_source_and_place() -> None:
    coverage = cover(load(TINY))

    table = as_table(coverage, places=True)

    for use in coverage.uses:
        assert f"| {use.source} |" in table
        for place, count in use.places:
            assert f"| {place.replace('|', '/')} | {count} |" in table


def test_no_records_are_no_coverage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--data", str(tmp_path / "data")]) == 2
    assert "there are no records" in capsys.readouterr().err
