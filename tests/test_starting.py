"""A new record begins with a form that explains itself."""

from pathlib import Path

import pytest

from casebook import source, starting
from casebook.cli import main
from casebook.models import RECORD_FOLDERS
from casebook.reading import read_record

ROOT = Path(__file__).parents[1]
FORMS = sorted((ROOT / starting.FORMS).glob("*.yaml"))


def test_there_is_a_form_for_what_people_write() -> None:
    assert [form.stem for form in FORMS] == ["article", "case", "event", "source"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_is_a_whole_record_of_its_kind(form: Path) -> None:
    document = source.read(f"{form.stem}-x.yaml", form.read_bytes())
    assert isinstance(document, source.Document)
    model = next(one for one in RECORD_FOLDERS.values() if one.kind_name == form.stem)

    reading = read_record(document, model, form.stem)

    assert reading.problems == ()
    assert reading.record is not None


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
