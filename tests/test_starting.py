"""A new record begins with a form that explains itself."""

import re
from pathlib import Path
from typing import Final

import pytest

from casebook import source, starting
from casebook.cli import main
from casebook.models import RECORD_FOLDERS, Record
from casebook.reading import Reading, read_record
from casebook.reading.odd_values import TO_FILL

ROOT = Path(__file__).parents[1]
FORMS = sorted((ROOT / starting.FORMS).glob("*.yaml"))


def test_there_is_a_form_for_what_people_write() -> None:
    assert [form.stem for form in FORMS] == ["article", "case", "event", "source"]


# What a form leaves to be written, by its key; a text where nothing is said of the key.
FILLED: Final = {
    "articles": "cc-900", "at_most": "6", "date": "2022", "id": "an-id", "issued": "2022",
    "lang": "en", "number": "405", "proceeding": "an-id", "roles": "activist", "source": "report",
    "text_as_of": "2022", "url": "https://example.org/",
}  # fmt: skip


def reading(form: Path, text: str) -> Reading[Record]:
    document = source.read(f"{form.stem}-x.yaml", text.encode())
    assert isinstance(document, source.Document)
    model = next(one for one in RECORD_FOLDERS.values() if one.kind_name == form.stem)
    return read_record(document, model, form.stem)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_says_all_that_is_to_be_filled_in(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    places = sum(line.count(TO_FILL) for line in text.splitlines() if line.lstrip()[:1] != "#")
    assert places > 5

    found = reading(form, text)

    assert found.record is None
    assert [one.slug for one in found.problems] == ["not-filled-in"] * places


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_that_is_filled_in_is_a_whole_record_of_its_kind(form: Path) -> None:
    def fill(match: re.Match[str]) -> str:
        return match[0].replace(TO_FILL, FILLED.get(match[1], "Some words"))

    text = re.sub(rf"(\w+):\s+(?:>-\s+)?\[?{TO_FILL}", fill, form.read_text(encoding="utf-8"))

    found = reading(form, text)

    assert found.problems == ()
    assert found.record is not None


def test_a_record_is_started_where_it_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    monkeypatch.chdir(tmp_path)

    assert main(["new", "case", "given-family"]) == 0

    written = tmp_path / "data/cases/given-family.yaml"
    assert written.read_text(encoding="utf-8").startswith("# A case:")
    assert "data/cases/given-family.yaml is ready" in capsys.readouterr().out
    assert main(["new", "case", "given-family"]) == 2
    assert "is taken by data/cases/given-family.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("case", "Given Family", "'Given Family' is not an id: ids are lower-case"),
        ("case", "Given Family", "given-family would do"),
        ("case", "сase", "Cyrillic letters that look Latin"),
        ("case", "../x", "x would do"),
        ("person", "given-family", "there is one for: article, case, event, source"),
    ],
)
def test_what_cannot_be_started_says_why(kind: str, name: str, said: str) -> None:
    with pytest.raises(starting.StartError) as raised:
        starting.start(ROOT, kind, name)

    assert said in str(raised.value)
