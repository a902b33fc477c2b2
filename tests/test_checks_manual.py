"""The manual of rules: its table is computed, its sections are written."""

from pathlib import Path

import pytest

from casebook.checks.manual import BEGIN, END, RULES_OF_ALL, sections_of, table, with_table

MANUAL = Path(__file__).resolve().parent.parent / "docs/contributing/rules.md"


def test_the_table_is_fresh(*, update_golden: bool) -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    fresh = with_table(manual)

    if update_golden:
        MANUAL.write_text(fresh, encoding="utf-8", newline="\n")
    assert MANUAL.read_text(encoding="utf-8") == fresh, "run pytest --update-golden"


def test_every_slug_has_a_line_and_a_link() -> None:
    lines = table(MANUAL.read_text(encoding="utf-8")).splitlines()[2:]

    assert len(lines) == len(RULES_OF_ALL)
    assert all(line.startswith("| [") for line in lines)


def test_every_rule_is_one_line() -> None:
    assert RULES_OF_ALL
    for slug, (_, says) in RULES_OF_ALL.items():
        assert says[0].isupper() or says.startswith("`"), slug
        assert 10 < len(says) < 110, slug
        assert not says.endswith("."), slug


def test_every_section_gives_a_reason() -> None:
    sections = MANUAL.read_text(encoding="utf-8").split("\n### ")[1:]

    assert sections
    for section in sections:
        title, _, body = section.partition("\n")
        assert len(body.split("```")[0].split()) > 10, title
        assert body.count("# wrong") == body.count("# right"), title


def test_sections_are_found_by_slug_and_by_family() -> None:
    manual = "# A\n\n## B\n\n### one-two\n\nText.\n\n### A family\n\nSlugs: `x-y`,\n`y-z`\n\nWhy.\n"

    assert sections_of(manual) == ["one-two", "x-y", "y-z"]


def test_a_manual_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="has no lines"):
        with_table(f"# Rules\n\n{BEGIN}\n")
    assert END in with_table(f"{BEGIN}{END}")
