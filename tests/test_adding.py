"""Adding an event to a case: what is written, what is refused, and that nothing else moves."""

import io
import shutil
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook import source
from casebook.adding import AddError, NewEvent, add_event
from casebook.cli import main
from casebook.imposed import ImposedError, imposed
from casebook.models import TimelineEvent
from test_mistakes import TABLES
from test_wrong import WRONG, lay_out

CASE: Final = "data/cases/example-one.yaml"
GIVEN: Final = {
    "--type": "released",
    "--date": "2022-03-02",
    "--source": "report",
    "--at": "p. 4, para. 1: end",
    "--text": "He was let go: the police gave no reason.",
}
EVENT: Final = """\
  - id: released-2022-03-02
    date: 2022-03-02
    type: released
    text: >-
      He was let go: the police gave no reason.
    sources:
      - source: report
        at: "p. 4, para. 1: end"
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of records in which nothing is wrong, and nobody at the terminal."""
    lay_out(WRONG / "base", tmp_path / "data")
    shutil.copytree(TABLES / "base", tmp_path / "data", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path / "data"


def words(**changes: str | None) -> list[str]:
    """The command with some words changed or left out."""
    given = GIVEN | {f"--{name}": value for name, value in changes.items()}
    return ["add", "event", "example-one", *(w for k, v in given.items() if v for w in (k, v))]


def test_an_event_is_written_in_its_place(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = data / "cases/example-one.yaml"
    before = case.read_text(encoding="utf-8").replace(
        "  - id: fined-2022", "  # The fine.\n  - id: fined-2022"
    )
    case.write_text(before, encoding="utf-8")
    assert main(words()) == 0
    assert "added released-2022-03-02" in capsys.readouterr().out
    expected = before.replace("  # The fine.\n", EVENT + "  # The fine.\n")
    assert case.read_text(encoding="utf-8") == expected
    assert main(["check"]) == 0


def test_the_newest_event_is_written_last(data: Path) -> None:
    before = (data.parent / CASE).read_text(encoding="utf-8")
    wanted = ["--proceeding", "offence-2023", "--articles", "cc-900.1", "--place", "almaty"]
    given = words(type="appeal-upheld", date="2023-02", at="p. 5", text="It was left as it was.")
    assert main([*given, *wanted]) == 0
    after = (data.parent / CASE).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert after.endswith("      - source: report\n        at: p. 5\n")


def test_the_same_type_and_date_get_another_id(data: Path) -> None:
    assert main(words(type="context", text="One thing.")) == 0
    assert main(words(type="context", text="Another.")) == 0
    text = (data / "cases/example-one.yaml").read_text(encoding="utf-8")
    assert "- id: context-2022-03-02\n" in text
    assert "- id: context-2022-03-02-2\n" in text


@pytest.mark.parametrize(
    ("changes", "slug", "mend"),
    [
        ({"date": "2 марта 2022"}, "bad-date", "write 2022-03-02"),
        ({"type": "relased"}, "unknown-event-type", "did you mean released?"),
        ({"source": "raport"}, "unknown-source", "did you mean report?"),
        ({"proceeding": "offence"}, "unknown-proceeding", "did you mean offence-2023?"),
        ({"articles": "ст. 900 УК"}, "bad-id", "did you mean cc-900?"),
        ({"place": "Almaty"}, "bad-id", "did you mean almaty?"),
        ({"type": "convicted"}, "needs-field", "'proceeding: offence-2023'"),
        ({"date": "2033-01"}, "date-after-source", "name the later source"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    data: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], slug: str, mend: str
) -> None:
    before = (data.parent / CASE).read_bytes()
    status = main(words(**changes))
    shown = capsys.readouterr().out
    assert f"[{slug}]" in shown
    assert mend in " ".join(shown.split())
    assert (status, (data.parent / CASE).read_bytes() == before) == (1, True)
    assert "nothing was written" in shown


def test_what_was_wrong_before_does_not_stop_an_event(data: Path) -> None:
    case = data / "cases/example-one.yaml"
    text = case.read_text(encoding="utf-8").replace("place: almaty", "place: almati")
    case.write_text(text, encoding="utf-8")
    assert main(["check"]) == 1
    assert main(words()) == 0


def test_a_missing_word_is_asked_for_at_a_terminal(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = io.StringIO("2022-03-02\np. 4\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    assert main(words(date=None, at=None)) == 0
    assert "The place in the source" in capsys.readouterr().out
    assert "at: p. 4\n" in (data / "cases/example-one.yaml").read_text(encoding="utf-8")


def at_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    terminal = io.StringIO("".join(f"{answer}\n" for answer in answers))
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)


def test_a_person_is_asked_again_and_for_what_the_type_needs(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_terminal(
        monkeypatch,
        "appeal", "convictd", "Convicted",
        "offence", "offence-2023",
        "a long time", "3 years", "imprisonmnt 1 year", "restricted freedom 1 year 6 months",
        "15.12.2022", "2022-12-15",
        "The court sentenced the subject, the report says.",
        "raport", "report",
        "p. 9",
    )  # fmt: skip
    assert main(["add", "event", "example-one"]) == 0

    said = capsys.readouterr().out
    for words_said in (
        "appeal-filed (Appeal filed)",
        "which do you mean? convicted (Convicted)",
        "the case has ",
        "write it like imprisonment 3 years",
        "there is no kind 'a-long-time'",
        "did you mean imprisonment?",
        "write 2022-12-15",
        "did you mean report?",
        "added convicted-2022-12-15",
    ):
        assert words_said in said
    text = (data / "cases/example-one.yaml").read_text(encoding="utf-8")
    assert "    sentence: [{kind: restricted-freedom, years: 1, months: 6}]\n" in text
    assert "    proceeding: offence-2023\n" in text


def test_an_appeal_is_filed_in_one_case_in_court(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "appeal filed", "offence-2023", "2023-02", "The subject appealed.", "report", "p. 9"
    at_terminal(monkeypatch, *answers)
    assert main(["add", "event", "example-one"]) == 0
    text = (data / "cases/example-one.yaml").read_text(encoding="utf-8")
    assert "    type: appeal-filed\n    proceeding: offence-2023\n" in text


def test_a_key_ends_it(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed() -> str:
        raise KeyboardInterrupt

    before = (data / "cases/example-one.yaml").read_bytes()
    at_terminal(monkeypatch)
    monkeypatch.setattr("sys.stdin.readline", pressed)
    assert main(["add", "event", "example-one"]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert (data / "cases/example-one.yaml").read_bytes() == before


def test_no_answer_ends_it(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / "cases/example-one.yaml").read_bytes()
    at_terminal(monkeypatch, "released")
    assert main(["add", "event", "example-one"]) == 2
    assert "nothing was said of the date" in capsys.readouterr().err
    assert (data / "cases/example-one.yaml").read_bytes() == before


def test_a_verdict_can_be_said_in_one_line(data: Path) -> None:
    more = [
        "--proceeding",
        "offence-2023",
        "--court",
        "A court: in Almaty",
        "--until",
        "2023-01-01",
    ]
    more += ["--announces", "2022-12-30", "--articles", "cc-900"]
    imposed = ["--sentence", "fine 50 000 KZT", "activity-ban 2 years"]
    assert main([*words(type="convicted", date="2022-12"), *more, *imposed]) == 0
    text = (data / "cases/example-one.yaml").read_text(encoding="utf-8")
    wanted = "[{kind: fine, amount: 50000, currency: KZT}, {kind: activity-ban, years: 2}]"
    assert f"    sentence: {wanted}\n" in text
    assert '    announces: 2022-12-30\n    court: "A court: in Almaty"\n' in text
    written = text[text.index("  - id: convicted-2022-12") :].split("    text:")[0]
    keys = [line.strip().split(":")[0] for line in written.splitlines()[1:]]
    order = [key for key in TimelineEvent.model_fields if key in keys]
    assert keys == order


def test_a_summary_that_does_not_know_the_source_is_named(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(data / "sources/report.yaml", data / "sources/another.yaml")
    assert main(words()) == 0
    assert "read its summary again" not in capsys.readouterr().out
    assert main(words(source="another", type="context")) == 0
    assert "read its summary again: it does not cite another" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("imprisonment 3 years", {"kind": "imprisonment", "years": "3"}),
        ("1 year of restricted freedom", {"kind": "restricted-freedom", "years": "1"}),
        ("imprisonment for life", {"kind": "imprisonment", "life": "true"}),
        ("arrest, 15 days", {"kind": "arrest", "days": "15"}),
        ("public-labour 100 hours", {"kind": "public-labour", "hours": "100"}),
        ("fine 20 MCI", {"kind": "fine", "mci": "20"}),
        ("fine of 1,500,000 KZT", {"kind": "fine", "amount": "1500000", "currency": "KZT"}),
    ],
)
def test_what_was_imposed_is_understood(text: str, keys: dict[str, str]) -> None:
    assert imposed(text) == keys


@pytest.mark.parametrize("text", ["3 years", "", "fine 5 years 6 years", "3.5 years of prison"])
def test_what_is_not_understood_is_said(text: str) -> None:
    with pytest.raises(ImposedError, match="write"):
        imposed(text)


def test_without_a_terminal_a_missing_word_is_named(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data.is_dir()
    assert main(words(at=None)) == 2
    assert "--at is missing" in capsys.readouterr().err


@pytest.mark.parametrize("case", ["example-on", "../sources/report", "../../x", ""])
def test_a_case_that_is_not_there_is_wrong_usage(
    data: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    given = words()
    given[2] = case
    assert main(given) == 2
    assert "there is no case" in capsys.readouterr().err
    assert sorted(path.name for path in (data / "cases").iterdir()) == ["example-one.yaml"]


def event(text: str = "x", at: str = "p. 1", kind: str = "context") -> NewEvent:
    return NewEvent(type=kind, date="2022-03-02", text=text, source="report", at=at)


def document(text: str) -> source.Document:
    found = source.read("data/cases/x.yaml", text.encode())
    assert isinstance(found, source.Document), found
    return found


def test_a_case_without_a_timeline_gets_one() -> None:
    added = add_event(document("name: x\n"), event())
    assert added.text.startswith("name: x\ntimeline:\n  - id: context-2022-03-02\n")


@pytest.mark.parametrize(
    "timeline", ["timeline: [{id: a, date: 2022}]", "timeline:", "timeline: x"]
)
def test_a_timeline_that_has_no_lines_is_refused(timeline: str) -> None:
    with pytest.raises(AddError):
        add_event(document(f"name: x\n{timeline}\n"), event())


NASTY: Final = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["# x", "- a: b", "{{ x }}", "---", "...", "'", '"', "\\", "a: b", "*x", "!x"]),
)


@settings(deadline=None, max_examples=150)
@given(text=NASTY, at=NASTY, kind=NASTY)
def test_any_words_become_one_event_or_are_refused(text: str, at: str, kind: str) -> None:
    old = document((TABLES / "base/cases/example-one.yaml").read_text(encoding="utf-8"))
    try:
        added = add_event(old, event(text, at, kind))
    except AddError:
        return
    new = document(added.text)
    assert isinstance(new.tree, dict)
    assert isinstance(old.tree, dict)
    timeline = new.tree["timeline"]
    assert isinstance(timeline, list)
    [fresh] = [one for one in timeline if isinstance(one, dict) and one["id"] == added.id]

    assert fresh["text"] == " ".join(text.split())
    assert fresh["sources"] == [{"source": "report", "at": " ".join(at.split())}]
    assert {**new.tree, "timeline": [one for one in timeline if one is not fresh]} == old.tree
