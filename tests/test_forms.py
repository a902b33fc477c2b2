"""Issue forms: that they are whole, and what becomes of filled ones, hostile ones included."""

import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook import forms, source
from casebook.cli import main
from test_mistakes import TABLES
from test_wrong import WRONG, lay_out

ROOT: Final = Path(__file__).resolve().parent.parent
BODIES: Final = ROOT / "tests/forms"
TEMPLATES: Final = sorted(
    path for path in (ROOT / forms.FOLDER).glob("*.yml") if path.stem != "config"
)
HOSTILE: Final = [
    "---\ntitle: x\nhooks: [evil]\n---",
    "{{ config.__class__ }}{% include '/etc/passwd' %}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "../../../../etc/cron.d/x",
    "..\\..\\x",
    "/etc/passwd",
    "name: y\nkind: group\n- a\n&a *a !!python/object:os.system",
    "\u202egnp.exe\u0000\u200b\ufeff",
    "[x](javascript:alert(1))",
    "x # y\n# z",
    "\"quoted\" and 'quoted' \\ and >- | text",
    "$(touch owned.txt) `touch owned` ; rm -rf .",
    "CON",
    "Ünïcödé 名前",
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of records in which nothing is wrong, beside the forms of this repository."""
    lay_out(WRONG / "base", tmp_path / "data")
    shutil.copytree(TABLES / "base", tmp_path / "data", dirs_exist_ok=True)
    shutil.copytree(ROOT / forms.FOLDER, tmp_path / forms.FOLDER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path / "data"


def body(name: str, **answers: str) -> str:
    """A saved body with some answers changed, by heading."""
    text = (BODIES / f"{name}.md").read_text(encoding="utf-8")
    for label, answer in answers.items():
        heading = f"### {label.replace('_', ' ')}\n\n"
        assert heading in text
        start = text.index(heading) + len(heading)
        end = text.find("\n\n### ", start)
        text = text[:start] + answer + text[end:]
    return text


def send(text: str) -> int:
    """Run the command on a body."""
    Path("issue.md").write_text(text, encoding="utf-8", errors="surrogatepass")
    return main(["from-form", "issue.md"])


def files() -> dict[str, str]:
    """Everything below the folder in which the command runs."""
    return {
        path.relative_to(Path.cwd()).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in Path.cwd().rglob("*")
        if path.is_file() and path.name != "issue.md"
    }


def tree(text: str) -> dict[str, Any]:
    """A record as values."""
    found = source.read("data/cases/x.yaml", text.encode())
    assert isinstance(found, source.Document), found
    assert isinstance(found.tree, dict)
    return found.tree


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_form_has_what_its_host_asks_for(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    fields = [item for item in form["body"] if item["type"] != "markdown"]
    ids = [item["id"] for item in fields]
    labels = [item["attributes"]["label"] for item in fields]
    assert len(set(ids)) == len(ids) >= 1
    assert len(set(labels)) == len(labels)
    assert {item["type"] for item in fields} <= {"input", "textarea", "dropdown", "checkboxes"}


def test_every_form_leads_to_the_editors_in_private() -> None:
    assert len(TEMPLATES) == 4
    for path in TEMPLATES:
        said = " ".join(path.read_text(encoding="utf-8").split())
        assert "*Corrections and safety*" in said, path.name
        assert "in private" in said, path.name


def test_the_form_for_removal_takes_no_words() -> None:
    form = yaml.safe_load((ROOT / forms.FOLDER / "removal.yml").read_text(encoding="utf-8"))
    assert {item["type"] for item in form["body"]} == {"markdown", "dropdown"}


def test_no_blank_issues() -> None:
    config = yaml.safe_load((ROOT / forms.FOLDER / "config.yml").read_text(encoding="utf-8"))
    assert config["blank_issues_enabled"] is False


def test_the_types_to_choose_from_are_those_of_the_vocabulary() -> None:
    form = yaml.safe_load((ROOT / forms.FOLDER / "new-development.yml").read_text(encoding="utf-8"))
    types = yaml.safe_load(
        (ROOT / "data/vocabularies/event-types.yaml").read_text(encoding="utf-8")
    )
    labels = {term["id"]: term["label"]["en"] for term in types["terms"]}
    [choice] = [item for item in form["body"] if item.get("id") == "type"]
    options = choice["attributes"]["options"]
    assert len(options) > 20
    for option in options:
        found = re.fullmatch(r"(.+) \(([a-z-]+)\)", option)
        assert found
        assert labels[found[2]] == found[1]


def test_a_new_case_is_written(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send(body("new-case")) == 1
    made = tree((data / "cases/given-formtestov.yaml").read_text(encoding="utf-8"))
    assert made["name"] == "Given Formtestov"
    assert [name["lang"] for name in made["names"]] == ["ru", "kk"]
    assert made["summary"]["text"].endswith('He did not appeal: "it is no use".')
    assert made["summary"]["sources"] == [{"source": "report", "at": "p. 7"}]
    shown = capsys.readouterr().out
    assert "casebook add event given-formtestov" in shown
    assert "[case-without-events]" in shown
    assert "1 error in" in shown


def test_a_source_that_has_no_record_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(body("new-case", Source="A paper of 2022, by nobody")) == 1
    assert "add data/sources/a-paper-of-2022-by-nobody.yaml" in capsys.readouterr().out
    assert (data / "cases/given-formtestov.yaml").is_file()


SOURCE: Final = {
    "Source": "Example Bureau, press release of May 2022",
    "Link to the source": "https://example.org/news/7?a=b",
    "Publisher of the source": "Example: Bureau",
    "Date of the source": "2022-05-02",
    "Title of the source": 'He was "fined" # again',
}
DRAFT: Final = "sources/example-bureau-press-release-of-may-2022.yaml"


@pytest.mark.parametrize("form", ["new-case", "new-development"])
def test_a_source_that_a_form_tells_of_is_drafted(
    data: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    send(body(form, **SOURCE))
    assert tree((data / DRAFT).read_text(encoding="utf-8")) == {
        "short_title": "Example Bureau, press release of May 2022",
        "title": 'He was "fined" # again',
        "type": "webpage",
        "publisher_names": ["Example: Bureau"],
        "issued": "2022-05-02",
        "links": [{"url": "https://example.org/news/7?a=b"}],
    }
    assert f"data/{DRAFT} is a draft" in capsys.readouterr().out
    main(["check", f"data/{DRAFT}"])
    assert "no problems in 1 record" in capsys.readouterr().out
    if form == "new-development":
        assert main(["check"]) == 0
        made = (data / "cases/example-one.yaml").read_text(encoding="utf-8")
        assert "source: example-bureau-press-release-of-may-2022" in made


def test_what_is_not_told_of_a_source_is_left_to_be_filled_in(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"Date of the source": "_No response_", "Link to the source": "www.example.org"}
    assert send(body("new-development", **SOURCE | answers)) == 0
    assert "[not-filled-in]" in capsys.readouterr().out
    draft = tree((data / DRAFT).read_text(encoding="utf-8"))
    assert (draft["issued"], draft["links"]) == ("FILL IN", [{"url": "FILL IN"}])


@pytest.mark.parametrize(
    "link", ["https://example.org/news/7/", "http://www.example.org/news/7#top"]
)
def test_a_source_with_the_same_link_is_the_same(data: Path, link: str) -> None:
    known = data / "sources/report.yaml"
    text = known.read_text(encoding="utf-8")
    assert "links:" not in text
    known.write_text(f"{text}links:\n  - url: https://example.org/news/7\n", encoding="utf-8")
    before = files()
    assert send(body("new-development", **SOURCE | {"Link to the source": link})) == 0
    after = files()
    assert after.keys() == before.keys()
    timeline = tree(after["data/cases/example-one.yaml"])["timeline"]
    [event] = [one for one in timeline if one["id"] == "released-2022-03-02"]
    assert event["sources"] == [{"source": "report", "at": "p. 2: end"}]


def test_nothing_is_drafted_for_an_event_that_cannot_be_added(data: Path) -> None:
    before = files()
    assert send(body("new-development", **SOURCE | {"Date": "2 March 2022"})) == 1
    assert send(body("new-development", **SOURCE | {"Case": "nobody"})) == 2
    nasty = {"Title of the source": "Call +7 701 123 45 67"}
    assert send(body("new-development", **SOURCE | nasty)) == 1
    assert send(body("new-case", **SOURCE | nasty)) == 1
    assert files() == before
    assert data.is_dir()


@pytest.mark.parametrize("nasty", HOSTILE)
@pytest.mark.parametrize("field", [*SOURCE])
def test_hostile_words_on_a_source_stay_text_in_two_files(
    data: Path, field: str, nasty: str
) -> None:
    before = files()
    assert send(body("new-case", **SOURCE | {field: nasty})) in (0, 1, 2)
    after = files()
    assert {name: text for name, text in after.items() if name in before} == before
    for name in after.keys() - before.keys():
        assert re.fullmatch(r"data/(cases|sources)/[a-z0-9-]+\.yaml", name)
        made = tree(after[name])
        assert made.keys() <= {
            *("name", "kind", "names", "summary", "short_title", "title", "type"),
            *("publisher_names", "issued", "links"),
        }
        for link in made.get("links", ()):
            assert link["url"] == "FILL IN" or link["url"].startswith("https://example.org/")
    assert data.is_dir()


def test_a_name_that_is_taken_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files()
    assert send(body("new-case", Name="Example One")) == 2
    assert "the id example-one is taken" in capsys.readouterr().err
    assert files() == before
    assert data.is_dir()


def test_personal_data_never_reaches_a_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files()
    assert send(body("new-case", What_happened="Held; the number is +7 701 123 45 67.")) == 1
    assert "[personal-data]" in capsys.readouterr().out
    assert files() == before
    assert data.is_dir()


def test_a_development_is_added(data: Path) -> None:
    assert send(body("new-development")) == 0
    made = tree((data / "cases/example-one.yaml").read_text(encoding="utf-8"))
    [event] = [one for one in made["timeline"] if one["id"] == "released-2022-03-02"]
    assert event["text"] == "Police let the subject go on the same day."
    assert event["sources"] == [{"source": "report", "at": "p. 2: end"}]
    assert main(["check"]) == 0


def test_a_verdict_is_added_with_what_was_imposed(data: Path) -> None:
    answers = {
        "What kind of thing happened": "Convicted (convicted)",
        "Date": "2022-12-15",
        "Article of law": "Criminal Code art. 900 part 1",
        "What was imposed": "fine 50,000 KZT, activity-ban 2 years",
        "Proceeding": "offence-2023",
    }
    assert send(body("new-development", **answers)) == 0
    made = tree((data / "cases/example-one.yaml").read_text(encoding="utf-8"))
    [event] = [one for one in made["timeline"] if one["id"] == "convicted-2022-12-15"]
    assert event["articles"] == ["cc-900.1"]
    assert event["sentence"] == [
        {"kind": "fine", "amount": "50000", "currency": "KZT"},
        {"kind": "activity-ban", "years": "2"},
    ]


@pytest.mark.parametrize("only", [True, False])
def test_the_only_case_in_court_need_not_be_named(data: Path, only: bool) -> None:  # noqa: FBT001 - a case of the test
    file = data / "cases/example-one.yaml"
    if only:
        text = file.read_text(encoding="utf-8")
        start, end = text.index("  - id: fine-2022"), text.index("  - id: offence-2023")
        fined, convicted = text.index("  - id: fined-2022"), text.index("  - id: convicted-2023")
        file.write_text(text[:start] + text[end:fined] + text[convicted:], encoding="utf-8")
    answers = {"What kind of thing happened": "Appeal filed (appeal-filed)", "Date": "2023-02-01"}
    assert send(body("new-development", **answers)) == (0 if only else 1)
    made = tree(file.read_text(encoding="utf-8"))["timeline"]
    found = [one["proceeding"] for one in made if one["type"] == "appeal-filed"]
    assert found == (["offence-2023"] if only else [])


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"What was imposed": "much"}, "choose one from data/vocabularies/sentence-kinds.yaml"),
        ({"Article of law": "art. 900"}, "did you mean cc-900 or cao-900?"),
        ({"Date": "2 March 2022"}, "write 2022-03-02"),
        ({"Source": "raport"}, "did you mean report?"),
        ({"Proceeding": "fine"}, "did you mean fine-2022?"),
    ],
)
def test_a_wrong_development_is_told_and_not_written(
    data: Path, capsys: pytest.CaptureFixture[str], answers: dict[str, str], said: str
) -> None:
    before = files()
    assert send(body("new-development", **answers)) == 1
    assert said in " ".join(capsys.readouterr().out.split())
    assert files() == before
    assert data.is_dir()


def test_what_a_person_must_read_is_left_to_a_person(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files()
    assert send(body("correction")) == 2
    assert "for a person to read" in capsys.readouterr().err
    assert files() == before
    assert data.is_dir()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no filled form"),
        ("### Name\n\nx\n", "no filled form"),
        ("x" * (forms.LARGEST + 1), "is the most"),
        (body("new-case", What_happened="x " * forms.LONGEST), "is the most"),
        (body("new-case", Name="_No response_"), "no answer under 'Name'"),
        (body("new-case", Name="!!!"), "no id"),
        (body("new-case", What_it_is="robot"), "person, organisation or group"),
        (body("new-development", Case="../../etc/passwd"), "there is no case"),
        (body("new-development", Case="https://x.example/cases/..%2f"), "there is no case"),
    ],
)
def test_a_body_that_cannot_be_used_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    before = files()
    assert send(text) == 2
    assert said in capsys.readouterr().err
    assert files() == before
    assert data.is_dir()


def test_a_file_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["from-form", "nowhere.md"]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("nasty", HOSTILE)
@pytest.mark.parametrize("field", ["Name", "What_happened", "Other_spellings", "Source"])
def test_hostile_answers_stay_text_in_one_file(data: Path, field: str, nasty: str) -> None:
    before = files()
    status = send(body("new-case", **{field: nasty}))
    after = files()
    assert {name: text for name, text in after.items() if name in before} == before
    fresh = after.keys() - before.keys()
    assert len(fresh) <= 1
    assert status in (0, 1, 2)
    for name in fresh:
        assert re.fullmatch(r"data/cases/[a-z0-9-]+\.yaml", name)
        made = tree(after[name])
        assert made.keys() <= {"name", "kind", "names", "summary"}
        assert made["kind"] == "person"
        assert "\x00" not in after[name]
    assert data.is_dir()


@settings(
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answers=st.lists(st.text(max_size=300), min_size=5, max_size=5))
def test_any_answers_make_a_record_or_a_sentence(answers: list[str]) -> None:
    labels = ["Name", "Other_spellings", "What_happened", "Source", "Place_in_the_source"]
    text = body("new-case", **dict(zip(labels, answers, strict=True)))
    try:
        name, record = forms.case_of(forms.read_form(text, ROOT))
    except forms.FormError:
        return
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    made = tree(record)
    assert made.keys() <= {"name", "kind", "names", "summary"}
    assert made["summary"].keys() == {"text", "sources"}
