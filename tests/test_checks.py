"""The rules one by one: what they let pass, and what they do not. `test_wrong.py` has the rest."""

import ast
import importlib
import json
import pkgutil
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook import checks
from casebook.checks import CASE_RULES, LIBRARY_RULES, RECORD_RULES, Rule
from casebook.checks.manual import RULES_OF_ALL
from casebook.checks.others import OTHER_RULES
from casebook.fold import state
from casebook.library import load
from casebook.links import link
from casebook.problems import Problem
from test_wrong import lay_out
from timelines import ROOT, happened, real_meaning, years

CITED = {"text": "Invented.", "sources": [{"source": "report", "at": "p. 1"}]}
FIRST = [{"id": "first", "label": "An invented case"}]
EVENT = {"title": "Invented trial", "kind": "trial", "date": "2022", "summary": CITED}

Found = Callable[..., list[str]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small sound tree under the wrong ones."""
    root = tmp_path_factory.mktemp("base")
    lay_out(ROOT / "tests/wrong/base", root / "data")
    return root


@pytest.fixture
def problems(base: Path, tmp_path: Path) -> Callable[..., list[Problem]]:
    """What is wrong with records beside the base: folder and name -> the record."""

    def find(**records: dict[str, dict[str, Any]]) -> list[Problem]:
        root = tmp_path / "tree"
        shutil.copytree(base, root)
        for folder, named in records.items():
            for name, record in named.items():
                path = root / "data" / folder / f"{name}.yaml"
                path.parent.mkdir(exist_ok=True)
                # JSON is YAML, and every scalar is read as text.
                path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        linked = link(load(root))
        return [*linked.problems, *checks.run(linked)]

    return find


@pytest.fixture
def slugs(problems: Callable[..., list[Problem]]) -> Found:
    """The slugs of what is wrong with one case of these events."""

    def find(*events: dict[str, Any], **more: Any) -> list[str]:  # noqa: ANN401 - parts of a record
        base = {"name": "Example One Testov", "kind": "person", "summary": CITED}
        case = base | {"proceedings": FIRST, "timeline": list(events)} | more
        return [problem.slug for problem in problems(cases={"example-one": case})]

    return find


def step(name: str, when: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return happened(name, when, kind, proceeding="first", **more)


HELD = happened("held", "2022-03-02", "detained")
CONVICTED = step("verdict", "2022-05-02", "convicted", sentence=years("imprisonment", 1))


# --- the registry --------------------------------------------------------------------------------


def test_every_rule_that_is_written_is_asked() -> None:
    written = {
        one.slug
        for found in pkgutil.iter_modules(checks.__path__)
        for one in vars(importlib.import_module(f"casebook.checks.{found.name}")).values()
        if isinstance(one, Rule)
    }

    assert len(written) > 30
    asked = [one.slug for one in CASE_RULES]
    asked += [one.slug for one in RECORD_RULES] + [one.slug for one in LIBRARY_RULES]
    assert sorted(asked) == sorted(written)
    assert not written & OTHER_RULES.keys()


def test_every_slug_that_readers_use_is_listed() -> None:
    """A slug is the third or first argument of what makes a problem: words in kebab-case."""
    makers = {"Fault", "Problem", "Words", "problem", "_refuse", "_report", "_report_at"}
    used = set()
    for folder in ("source", "reading", "library", "links"):
        for path in sorted((ROOT / "src/casebook" / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    used |= {
                        argument.value
                        for argument in node.args
                        if name in makers
                        and isinstance(argument, ast.Constant)
                        and isinstance(argument.value, str)
                        and "-" in argument.value
                        and argument.value.replace("-", "").isalnum()
                    }

    assert len(used) > 15
    assert used <= OTHER_RULES.keys()


def test_what_event_types_require_has_rules() -> None:
    required = {
        need.problem for kind in real_meaning().event_types.values() for need in kind.requires
    }

    assert required
    assert required <= RULES_OF_ALL.keys()


def test_states_that_are_given_are_not_folded_again(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "tree"
    shutil.copytree(base, root)
    case = {"name": "Example One Testov", "kind": "person", "summary": CITED, "timeline": [HELD]}
    (root / "data/cases").mkdir()
    (root / "data/cases/example-one.yaml").write_text(json.dumps(case), encoding="utf-8")
    linked = link(load(root))
    given = {"example-one": state(linked.library.cases["example-one"], real_meaning())}
    monkeypatch.setattr(checks, "state", None)  # to call it would fail

    assert list(checks.run(linked, given)) == []


# --- fields --------------------------------------------------------------------------------------


def test_a_type_needs_every_field_that_it_lists(slugs: Found) -> None:
    verdict = {key: value for key, value in CONVICTED.items() if key != "sentence"}

    assert slugs(verdict) == ["needs-field"]


@pytest.mark.parametrize(
    "ban",
    [
        happened("ban", "2022-03", "restriction-imposed", restriction="exit-ban"),
        step("ban", "2022-03", "convicted", sentence=years("exit-ban", 1)),
        happened("ban", "2022-03", "activity-suspended"),
    ],
)
def test_a_lift_names_what_imposed_a_restriction(slugs: Found, ban: dict[str, Any]) -> None:
    lift = happened("lift", "2022-09", "restriction-lifted", lifts=["ban"])

    assert slugs(ban, lift) == []


def test_an_inference_names_a_field_or_a_part_of_one(slugs: Found) -> None:
    why = "The report says so elsewhere."
    noted = [{"field": "sentence.years", "why": why}, {"field": "date", "why": why}]

    assert slugs(CONVICTED | {"inferred": noted}) == []


# --- what came before ----------------------------------------------------------------------------


def test_partial_dates_get_the_benefit_of_the_doubt(slugs: Found) -> None:
    assert slugs(HELD, happened("free", "2022-03", "released")) == []


def test_a_release_before_the_detention_is_out_of_sequence(slugs: Found) -> None:
    assert slugs(HELD, happened("free", "2022-02", "released")) == ["release-without-detention"]


def test_a_release_said_to_be_before_the_detention_is_out_of_sequence(slugs: Found) -> None:
    held = HELD | {"date": "2022-03", "after": ["free"]}

    assert slugs(held, happened("free", "2022-03", "released")) == ["release-without-detention"]


def test_a_release_from_a_sentence_outside_prison_is_in_sequence(slugs: Found) -> None:
    verdict = CONVICTED | {"sentence": years("restricted-freedom", 1)}

    assert slugs(verdict, step("end", "2022-10-02", "term-served")) == []


def test_what_a_source_took_back_does_not_come_before(slugs: Found) -> None:
    held = HELD | {"retracted_by": "report"}

    assert slugs(held, happened("free", "2022-05", "released")) == [
        "release-without-detention",
        "retraction-without-source",
    ]


def test_parole_without_a_proceeding_follows_any_conviction(slugs: Found) -> None:
    assert slugs(CONVICTED, happened("parole", "2022-10", "parole-refused")) == []


def test_parole_in_another_proceeding_than_the_verdict_is_out_of_sequence(slugs: Found) -> None:
    two = [*FIRST, {"id": "second", "label": "Another"}]
    parole = happened("parole", "2022-10", "parole-refused", proceeding="second")

    assert slugs(CONVICTED, parole, proceedings=two) == ["sentence-without-conviction"]


def test_a_proceeding_goes_on_with_what_it_was_split_off_from(slugs: Found) -> None:
    two = [*FIRST, {"id": "second", "label": "Another", "severed_from": "first"}]
    charge = step("charge", "2022-03", "charged", articles=["cc-900"])
    dropped = happened("dropped", "2022-10", "charges-dropped", proceeding="second")

    assert slugs(charge, dropped, proceedings=two) == []


# --- liberty -------------------------------------------------------------------------------------

FINE: dict[str, Any] = {"sentence": [{"kind": "fine"}]}
ARREST = step("arrest", "2022-03-02", "pre-trial-detention")


def test_a_release_after_the_verdict_says_where_the_person_is(slugs: Found) -> None:
    fined = step("verdict", "2022-05-02", "convicted", **FINE)

    assert slugs(ARREST, fined, happened("free", "2022-05", "released", after=["verdict"])) == []


def test_a_closed_case_says_nothing_on_detention_in_another(slugs: Found) -> None:
    two = [*FIRST, {"id": "second", "label": "Another"}]
    closed = happened("closed", "2022-05-02", "case-closed", proceeding="second")

    assert slugs(ARREST, closed, proceedings=two) == []


def test_officials_who_are_convicted_are_not_the_subject(slugs: Found) -> None:
    """Neither after a death, nor on one day, nor as the end of a case."""
    guards = [{"id": "first", "label": "Guards", "against": "others"}]
    two = CONVICTED | {"id": "two", "sentence": years("restricted-freedom", 1)}
    death = happened("death", "2022-04-02", "died")

    assert slugs(death, CONVICTED, two, proceedings=guards) == []


@pytest.mark.parametrize("date", ["2022-03", "2022-03-02~", "2022-03-01/2022-03-02"])
def test_days_that_are_not_one_day_need_no_order(slugs: Found, date: str) -> None:
    expected = ["overlapping-states"] if date.endswith("~") else []

    assert slugs(HELD, happened("free", date, "released")) == expected


def test_one_state_twice_on_a_day_is_no_overlap(slugs: Found) -> None:
    assert slugs(HELD, HELD | {"id": "again"}) == []


def test_nothing_certain_follows_a_death_of_an_uncertain_day(slugs: Found) -> None:
    assert slugs(HELD, happened("death", "2022", "died")) == []


# --- dates ---------------------------------------------------------------------------------------


def test_one_later_source_is_enough(problems: Callable[..., list[Problem]]) -> None:
    later = {"short_title": "Invented letter", "type": "report", "issued": "2025"}
    both = [{"source": "report", "at": "p. 1"}, {"source": "letter", "at": "p. 1"}]
    case = {
        "name": "Example One Testov",
        "kind": "person",
        "summary": CITED | {"sources": both},
        "timeline": [HELD | {"date": "2024-03-02", "sources": both}],
    }

    assert problems(sources={"letter": later}, cases={"example-one": case}) == []


def test_a_source_looked_at_later_knows_more(problems: Callable[..., list[Problem]]) -> None:
    page = {
        "short_title": "Invented page",
        "type": "webpage",
        "issued": "2021",
        "as_of": "2025-01-01",
    }
    case = {
        "name": "Example One Testov",
        "kind": "person",
        "summary": CITED,
        "timeline": [happened("held", "2024-03-02", "detained", source="page")],
    }

    assert problems(sources={"page": page}, cases={"example-one": case}) == []


def test_an_older_code_may_be_named_in_the_background(slugs: Found) -> None:
    assert slugs(happened("then", "2012", "context", articles=["cc-900"])) == []


def test_a_law_in_force_on_one_day_of_a_partial_date_may_be_named(slugs: Found) -> None:
    assert slugs(happened("held", "2014/2015", "detained", articles=["cc-900"])) == []


def test_a_charge_over_an_event_may_come_after_it(
    problems: Callable[..., list[Problem]],
) -> None:
    case = {
        "name": "Example One Testov",
        "kind": "person",
        "summary": CITED,
        "timeline": [HELD | {"part_of": "invented-trial"}],
    }

    event = EVENT | {"date": "2021"}

    assert problems(events={"invented-trial": event}, cases={"example-one": case}) == []


def test_a_day_of_a_larger_event_is_inside(problems: Callable[..., list[Problem]]) -> None:
    case = {
        "name": "Example One Testov",
        "kind": "person",
        "summary": CITED,
        "timeline": [HELD | {"part_of": "invented-trial"}],
    }
    outside = EVENT | {"date": "2021", "part_of": "invented-trial"}

    found = problems(
        events={"invented-trial": EVENT, "inner-trial": outside}, cases={"example-one": case}
    )

    assert [(one.slug, one.place.path) for one in found] == [
        ("outside-event", "data/events/inner-trial.yaml")
    ]


# --- subjects ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "group", "size": {"count": "7", "sources": CITED["sources"]}},
        {"kind": "organisation", "organisation_kind": "party", "timeline": []},
        {"minor": {"name_published": CITED["sources"]}},
        {"name": "E. T.", "anonymised": "true", "minor": {}},
        {"name": "A girl from Example", "anonymised": "true"},
        {"name": "Resident of West Example", "anonymised": "true"},
    ],
)
def test_sound_subjects(slugs: Found, more: dict[str, Any]) -> None:
    events = [] if "timeline" in more else [HELD]
    found = slugs(*events, **{key: value for key, value in more.items() if key != "timeline"})

    assert found == (["case-without-events"] if "timeline" in more else [])


@pytest.mark.parametrize("name", ["Example Testov", "Пример Тестов", "Anna-Maria Testova"])
def test_full_names_are_known_in_two_alphabets(slugs: Found, name: str) -> None:
    found = slugs(HELD, name="E. T.", anonymised="true", names=[{"text": name}])

    assert found == ["name-of-anonymised"]


def test_what_is_withheld_needs_no_timeline(slugs: Found) -> None:
    hidden = {"state": "withheld", "since": "2022", "reason": "safety"}

    assert slugs(publication=hidden) == []


def test_members_and_participants_name_what_names_them(
    problems: Callable[..., list[Problem]],
) -> None:
    """A part in an inner event is a part in the outer one."""
    one = {"name": "Example One Testov", "kind": "person", "summary": CITED}
    member = one | {"timeline": [HELD | {"part_of": "inner-trial", "with_cases": ["seven"]}]}
    group = {
        "name": "Seven examples",
        "kind": "group",
        "summary": CITED,
        "members": ["example-one"],
        "timeline": [HELD],
    }
    outer = EVENT | {"participants": [{"case": "example-one", "sources": CITED["sources"]}]}
    inner = EVENT | {"part_of": "invented-trial"}
    events = {"invented-trial": outer, "inner-trial": inner}

    assert problems(cases={"example-one": member, "seven": group}, events=events) == []


def test_a_group_and_a_member_that_does_not_know_it(
    problems: Callable[..., list[Problem]],
) -> None:
    one = {"name": "Example One Testov", "kind": "person", "summary": CITED, "timeline": [HELD]}
    group = one | {"name": "Seven examples", "kind": "group", "members": ["example-one"]}

    found = problems(cases={"example-one": one, "seven": group})

    assert [one.slug for one in found] == ["member-not-linking-back"]


# --- wording and privacy -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"claimed_by": ["the subject"]}, []),
        ({"text": "The subject said that officers had done it."}, []),
        ({"text": {"ru": "По словам адвоката, его били."}}, []),
        ({"text": "Officers did it."}, ["allegation-unattributed"]),
    ],
)
def test_an_allegation_has_an_author(
    slugs: Found, more: dict[str, Any], expected: list[str]
) -> None:
    assert slugs(happened("hit", "2022-03-02", "attacked", claim="alleged") | more) == expected


@pytest.mark.parametrize("claim", ["alleged", "reported"])
def test_ill_treatment_that_is_not_stated_as_a_fact(slugs: Found, claim: str) -> None:
    event = happened("hurt", "2022-03-02", "ill-treated", claim=claim, claimed_by=["the subject"])

    assert slugs(event) == []


def test_ill_treatment_that_a_court_found_is_a_fact(
    problems: Callable[..., list[Problem]],
) -> None:
    case = {"name": "Example One Testov", "kind": "person", "summary": CITED}
    hurt = happened("hurt", "2022-03-02", "ill-treated")
    guards = [{"id": "first", "label": "Guards", "against": "others"}]
    court = {"name": "Invented City Court", "kind": "court"}

    found = problems(
        organisations={"city-court": court},
        cases={
            "by-court": case | {"name": "A", "timeline": [hurt | {"by": ["city-court"]}]},
            "by-verdict": case
            | {"name": "B", "proceedings": guards, "timeline": [hurt, CONVICTED]},
        },
    )

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Identity number 880101300123.",
        "Call +7 701 234 56 78.",
        "Call 8 (701) 234-56-78.",
        "Write to someone@example.org about it.",
        "Police came to 12 Invented Street.",
        "Police came to Invented Avenue, 12.",
        "Police came to flat 5.",
        "Полиция пришла на ул. Примерная, д. 12.",
        "Полиция пришла в кв. 7.",
        "Полиция Мысал көшесі, 12 үйге келді.",
        "The activist was born on 1 February 1988 in Shymkent.",
        "The activist, born February 1st, 1988, was tried.",
        "Date of birth: 1988-02-01.",
        "Активист родился 01.02.1988 в Шымкенте.",
        "Активист, 1 февраля 1988 года рождения, осуждён.",
        "Туған күні: 1988 жылғы 1 ақпан.",
    ],
)
def test_personal_data_is_found(slugs: Found, text: str) -> None:
    assert slugs(HELD | {"text": text}) == ["personal-data"]


@pytest.mark.parametrize(
    "text",
    [
        "On 10 January 2022 about 1,000 people came to Republic Square in Almaty.",
        "Thirteen members of the Street Party, and 13 Almaty Street Party activists, were tried.",
        "He was fined 1 500 000 tenge, or 50 monthly calculation indices.",
        "See https://example.org/880101300123 and www.example.org/a@b.",
        "Articles 174, 405 and 258 of the Criminal Code; decision 7-18-2022.",
        "Он жил на проспекте Абая в 2021 году.",
        "The colony LA-155/8 and the years 2014-2021.",
        "The apartment was searched on 5 March.",
        "The activist was born in 1988 in Shymkent.",
        "A daughter was born while he was held; on 1 February 2021 he was let go.",
        "Активист 1988 года рождения осуждён 1 февраля 2021 года.",
        "The party was born of protests that began on 1 February 2019.",
    ],
)
def test_what_only_looks_like_personal_data_passes(slugs: Found, text: str) -> None:
    assert "personal-data" not in slugs(HELD | {"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Police came for him and Almaty Today, 12 journalists of which were held.",
        "A 24-year-old Example Testov was held.",
        "His daughter, who was nine years old, was there; Example Testov, 40, was held.",
        "On 2 January Example Testov, 12 others and their lawyers were fined.",
        "He came with a friend_of_his and 5 < 7 > 3 & more.",
        "Façade and naïve, Ünïcödé, Çağ: words of other languages.",
    ],
)
def test_what_is_only_unusual_in_a_text_passes(slugs: Found, text: str) -> None:
    found = slugs(HELD | {"text": text})
    assert not {"child-named", "markup-in-text", "says-nothing"} & {*found}, found


@pytest.mark.parametrize("is_own", [True, False])
def test_a_child_whom_sources_named_has_a_page_of_its_own(
    problems: Callable[..., list[Problem]],
    is_own: bool,  # noqa: FBT001 - a case of the test
) -> None:
    text = "Example Testova, aged 4, was shot, the report says."
    case = {
        "name": "Example Testova",
        "kind": "person",
        "summary": CITED,
        "timeline": [HELD | {"text": text}],
    }
    named = {"minor": {"name_published": CITED["sources"]}} if is_own else {}
    found = {one.slug for one in problems(cases={"example-one": case | named})}
    assert ("child-named" in found) is not is_own


def test_the_report_does_not_repeat_personal_data(problems: Callable[..., list[Problem]]) -> None:
    case = {"name": "Example One Testov", "kind": "person", "summary": CITED}
    text = "Identity number 880101300123."
    found = problems(cases={"example-one": case | {"timeline": [HELD | {"text": text}]}})

    assert "880101300123" not in found[0].message + found[0].mend


# --- sources, figures, vocabularies --------------------------------------------------------------


def test_an_undated_source_that_no_timeline_rests_on_passes(
    problems: Callable[..., list[Problem]],
) -> None:
    assert problems(sources={"letter": {"short_title": "A letter", "type": "report"}}) == []


def test_a_retraction_that_both_sources_know(problems: Callable[..., list[Problem]]) -> None:
    correction = {
        "short_title": "Invented correction",
        "type": "report",
        "issued": "2023-03",
        "retracts": [{"source": "report", "text": "It did not happen.", "at": "p. 1"}],
    }
    case = {"name": "Example One Testov", "kind": "person", "summary": CITED}
    event = HELD | {"retracted_by": "correction"}

    found = problems(
        sources={"correction": correction}, cases={"example-one": case | {"timeline": [event]}}
    )

    assert found == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"value": "3"}, []),
        ({"kind": "about", "value": "3"}, []),
        ({"kind": "range", "value": "3", "high": "5"}, []),
        ({"kind": "not-stated"}, []),
        ({"kind": "dozens"}, []),
        ({"kind": "not-stated", "value": "3"}, ["value-and-kind"]),
        ({"kind": "range", "value": "3"}, ["value-and-kind"]),
        ({"value": "3", "high": "5"}, ["value-and-kind"]),
        ({}, ["value-and-kind"]),
    ],
)
def test_values_and_their_kinds(
    problems: Callable[..., list[Problem]], value: dict[str, str], expected: list[str]
) -> None:
    series = {
        "title": "Invented offences",
        "measure": "Invented offences in a year",
        "unit": "offences",
        "topic": "assembly",
        "values": [{"period": "2021", "sources": CITED["sources"]} | value],
    }

    assert [one.slug for one in problems(statistics={"offences": series})] == expected


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("cc-3-30", "3(30)", []),
        ("cc-489-1", "489-1", []),
        ("invented-law-10", "10", []),
        ("cc-489-1", "489", ["article-id-mismatch"]),
    ],
)
def test_ids_of_articles(
    problems: Callable[..., list[Problem]], name: str, number: str, expected: list[str]
) -> None:
    article = {"code": "cc", "number": number, "title": "Invented offence"}

    assert [one.slug for one in problems(articles={name: article})] == expected


def test_a_case_that_cannot_be_played_is_left_to_the_links(slugs: Found) -> None:
    """One fault, one report: what an unknown type would do cannot be checked."""
    free = happened("free", "2022-05", "released")

    assert slugs(happened("held", "2022-03", "detaned"), free) == ["unknown-event-type"]


def test_broken_vocabularies_are_left_to_the_library(base: Path, tmp_path: Path) -> None:
    root = tmp_path / "tree"
    shutil.copytree(base, root)
    (root / "data/vocabularies/event-types.yaml").write_text("title: None\n", encoding="utf-8")
    case = {"name": "Example One Testov", "kind": "person", "summary": CITED, "timeline": [HELD]}
    (root / "data/cases").mkdir()
    (root / "data/cases/example-one.yaml").write_text(json.dumps(case), encoding="utf-8")

    linked = link(load(root))

    assert {one.slug for one in linked.problems} == {"missing-key"}
    assert list(checks.run(linked)) == []


# --- subjects ------------------------------------------------------------------------------------


def test_many_of_one_name_are_one_problem_each(problems: Callable[..., list[Problem]]) -> None:
    """Not one for each pair: ten thousand of one name made fifty million."""
    case = {"name": "Example Testov", "kind": "person", "summary": CITED, "timeline": [HELD]}
    told = {"not_to_be_confused_with": [{"case": "case-0", "why": "Invented."}]}
    cases = {f"case-{number}": case | (told if number else {}) for number in range(8)}

    found = problems(cases=cases)

    assert {problem.slug for problem in found} == {"same-name"}
    assert [problem.message for problem in sorted(found)] == ["case-1 has the same name"] * 6
