"""The list of fields in data/README.md says what the models say."""

from pathlib import Path

import pytest

from casebook import manual
from casebook.models import RECORD_FOLDERS

ROOT = Path(__file__).parents[1]


def test_the_list_of_fields_is_fresh() -> None:
    text = (ROOT / "data" / manual.NAME).read_text(encoding="utf-8")

    assert manual.renewed(text) == text, "run `make schema` to renew data/README.md"


def test_every_field_of_every_record_is_told() -> None:
    told = manual.reference()

    assert len(RECORD_FOLDERS) > 5
    for folder, model in RECORD_FOLDERS.items():
        section = told.split(f"`data/{folder}/<id>.yaml`")[1].split("\n### ")[0]
        fields = set(model.model_fields) - {"id"}
        assert fields
        assert not {name for name in fields if f"| `{name}` |" not in section}


def test_needed_fields_are_marked() -> None:
    section = manual.reference().split("`data/cases/<id>.yaml`")[1].split("\n### ")[0]

    assert "| `name` | yes |" in section
    assert "| `place` |  |" in section


def test_every_linked_part_has_a_heading() -> None:
    told = manual.reference()

    links = {part.split(")")[0] for part in told.split("](#")[1:]}
    assert links
    headings = {line[5:].lower() for line in told.splitlines() if line.startswith("#### ")}
    assert links <= headings


def test_what_people_wrote_around_the_list_is_kept() -> None:
    text = f"Before.\n{manual.BEGIN}\n~~stale~~\n{manual.END}\nAfter.\n"

    renewed = manual.renewed(text)

    assert renewed.startswith("Before.\n")
    assert renewed.endswith("After.\n")
    assert "~~stale~~" not in renewed


@pytest.mark.parametrize("text", ["", manual.BEGIN, manual.END])
def test_a_lost_mark_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="has lost a mark"):
        manual.renewed(text)
