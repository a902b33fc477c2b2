"""The walk through `data/`: what is found, and what is said of everything else."""

import gc
import shutil
from pathlib import Path

import pytest

from casebook.library import Library, load
from casebook.models import VOCABULARIES, Case, Citation
from casebook.models.vocabulary import EventType
from casebook.problems import Problem

TINY = Path(__file__).parent / "worlds" / "tiny"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the tiny world, to break."""
    return Path(shutil.copytree(TINY, tmp_path / "world"))


def said(library: Library) -> list[tuple[str, str, int]]:
    return [(p.slug, p.place.path, p.place.line) for p in library.problems]


def only(library: Library) -> Problem:
    assert len(library.problems) == 1, said(library)
    return library.problems[0]


def test_the_tiny_world_is_read_without_problems() -> None:
    library = load(TINY)
    assert library.problems == ()
    assert library.files == 7
    kinds = ["case", "article", "event", "organisation", "source", "statistic", "recommendation"]
    assert [len(library.of_kind(kind)) for kind in (*kinds, "term")] == [1] * 8
    assert [record.kind_name for record in library.records()] == [*kinds, "term"]
    assert set(library.vocabularies) == set(VOCABULARIES)
    assert all(library.vocabularies.values())
    assert library.broken == library.broken_vocabularies == frozenset()


def test_vocabularies_with_terms_of_their_own_are_typed() -> None:
    library = load(TINY)
    assert isinstance(library.event_types["detained"], EventType)
    assert library.liberty_states["police-detention"].custody
    assert "convicted" in library.procedure_states
    assert library.sentence_kinds["imprisonment"].weight == 90
    assert library.regions["KZ-75"].former_codes == ("KZ-ALA",)
    assert library.places["exampleville"].region == "KZ-75"
    assert str(library.codes["cc"].short) == "CC"
    assert "activist" in library.of_kind("vocabulary:roles")


def test_a_value_is_found_in_its_file() -> None:
    library = load(TINY)
    assert library.path("case", "example-person") == "data/cases/example-person.yaml"
    place = library.place("case", "example-person", ("timeline", 0, "date"))
    assert (place.path, place.line, place.column) == ("data/cases/example-person.yaml", 18, 11)
    key = library.place("case", "example-person", ("timeline", 0, "date"), key=True)
    assert (key.line, key.column, key.length) == (18, 5, 4)
    assert library.place("term", "invented-term", ("category",)).line == 5
    region = library.place("vocabulary:places", "exampleville", ("region",))
    assert (region.path, region.line) == ("data/vocabularies/places.yaml", 9)


def test_a_problem_about_a_value_carries_its_line() -> None:
    library = load(TINY)
    about = ("case", "example-person")
    problem = library.problem(about, ("kind",), "bad-kind", "it is bad", "mend it")
    assert problem.excerpt == ((2, "kind: person"),)


def test_no_folder_of_data_is_no_records(tmp_path: Path) -> None:
    problem = only(load(tmp_path))
    assert (problem.slug, problem.place.path) == ("no-records", "data")


def test_an_empty_folder_of_data_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "data" / "cases").mkdir(parents=True)
    slugs = [problem.slug for problem in load(tmp_path).problems]
    assert slugs.count("no-records") == 1
    assert slugs.count("missing-vocabulary") == len(VOCABULARIES)


def test_a_file_that_is_no_folder_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert only(load(tmp_path)).slug == "no-records"


def test_the_folder_may_have_another_name(world: Path) -> None:
    (world / "data").rename(world / "other")
    (world / "other" / "cases" / "example-person.yaml").write_text("kind: [")
    library = load(world, "other")
    assert library.folder == "other"
    assert only(library).place.path == "other/cases/example-person.yaml"


def _copy(world: Path, name: str) -> Path:
    target = world / "data" / name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(world / "data" / "organisations" / "example-court.yaml", target)
    return target


BAD_NAMES = [
    ("organisations/other-court.yml", "rename it to other-court.yaml"),
    ("organisations/OtherCourt.yaml", "rename it to othercourt.yaml"),
    ("organisations/other_court.yaml", "rename it to other-court.yaml"),
    ("organisations/оther-court.yaml", "rename it to other-court.yaml"),
    ("organisations/Суд.yaml", "rename it to sud.yaml"),
    ("organisations/….yaml", "rename it to an-id-like-this.yaml"),
    (f"organisations/{'a' * 101}.yaml", "rename it to"),
    ("organisations/notes.txt", "move it out of this folder"),
    ("organisations/other-court.yaml.txt", "rename it to other-court.yaml"),
    ("organisations/other-court.yaml~", "move it out of this folder"),
    ("organisations/other-court", "move it out of this folder"),
    ("organisations/courts/other-court.yaml", "move it out of this folder"),
    ("organisations.yaml", "rename it to organisations"),
    ("organizations/other-court.yaml", "rename it to organisations"),
    ("photos/portrait.yaml", "move records into the folder of their kind: cases,"),
    ("glosary.yaml", "rename it to glossary.yaml"),
    ("vocabularies/role.yaml", "rename it to roles.yaml"),
    ("vocabularies/zzz.yaml", "remove it"),
]


@pytest.mark.parametrize(("name", "mend"), BAD_NAMES)
def test_a_name_that_stands_for_no_record_is_reported(world: Path, name: str, mend: str) -> None:
    _copy(world, name)
    problem = only(load(world))
    assert problem.slug == "bad-file-name"
    assert problem.mend.startswith(mend)
    assert f"data/{name}".startswith(problem.place.path)


def test_cyrillic_letters_that_look_latin_are_named(world: Path) -> None:
    _copy(world, "organisations/оther-court.yaml")
    assert only(load(world)).message.endswith("(it has Cyrillic letters that look Latin: о)")


def test_a_misnamed_record_is_known_by_the_id_it_should_have(world: Path) -> None:
    _copy(world, "organisations/Other_Court.yaml")
    _copy(world, "organisations/third-court.yml")
    assert load(world).broken >= {"other-court", "third-court"}


def test_a_misnamed_record_is_read_for_its_other_faults(world: Path) -> None:
    _copy(world, "organisations/Other.yaml").write_text("name: x\nkind: court\nfoo: bar\n")
    assert [problem.slug for problem in load(world).problems] == ["bad-file-name", "unknown-key"]


@pytest.mark.parametrize("name", ["cases/.gitkeep", ".DS_Store", "README.md"])
def test_hidden_files_and_the_manual_are_passed_over(world: Path, name: str) -> None:
    (world / "data" / name).write_text("")
    assert load(world).problems == ()


def test_a_record_that_cannot_be_read_is_remembered(world: Path) -> None:
    (world / "data" / "cases" / "example-person.yaml").write_text("name: [a]\n")
    library = load(world)
    assert library.cases == {}
    assert library.broken == {"example-person"}
    assert library.files == 7
    assert {problem.slug for problem in library.problems} == {"wrong-type", "missing-key"}


def test_a_file_that_is_no_yaml_is_remembered(world: Path) -> None:
    (world / "data" / "cases" / "example-person.yaml").write_text("name: [")
    library = load(world)
    assert len(library.problems) == 1
    assert library.broken == {"example-person"}


def test_records_of_two_kinds_cannot_share_an_id(world: Path) -> None:
    _copy(world, "organisations/cc-900.yaml")
    problem = only(load(world))
    assert (problem.slug, problem.place.path) == ("duplicate-id", "data/organisations/cc-900.yaml")
    assert problem.message == "the id 'cc-900' is taken by data/articles/cc-900.yaml"


@pytest.mark.parametrize("name", ["cc-900", "invented-term"])
def test_a_term_cannot_have_an_id_that_is_taken(world: Path, name: str) -> None:
    glossary = world / "data" / "glossary.yaml"
    term = f"  - id: {name}\n    term: a\n    definition: b\n    category: offence\n"
    glossary.write_text(glossary.read_text(encoding="utf-8") + term, encoding="utf-8")
    library = load(world)
    assert only(library).slug == "duplicate-id"
    assert only(library).excerpt[0][1] == f"  - id: {name}"
    assert list(library.terms) == ["invented-term"]


def test_terms_of_a_glossary_with_faults_are_remembered(world: Path) -> None:
    text = "terms:\n  - id: invented-term\n    term: a\n  - id: b\n  - c\n  - {id: [x]}\n"
    (world / "data" / "glossary.yaml").write_text(text)
    library = load(world)
    assert library.terms == {}
    assert library.broken == {"invented-term", "b"}


@pytest.mark.parametrize("text", ["- a\n", "terms: a\n", "terms: ["])
def test_a_glossary_may_hold_anything(world: Path, text: str) -> None:
    (world / "data" / "glossary.yaml").write_text(text)
    assert load(world).problems


def test_there_may_be_no_glossary(world: Path) -> None:
    (world / "data" / "glossary.yaml").unlink()
    library = load(world)
    assert library.problems == ()
    assert library.terms == {}


def test_every_vocabulary_must_be_there(world: Path) -> None:
    (world / "data" / "vocabularies" / "roles.yaml").unlink()
    library = load(world)
    problem = only(library)
    assert problem.slug == "missing-vocabulary"
    assert problem.place.path == "data/vocabularies/roles.yaml"
    assert library.broken_vocabularies == {"roles"}
    assert library.vocabularies["roles"] == {}


@pytest.mark.parametrize("text", ["title: [", "title: a\n"])
def test_a_vocabulary_with_faults_is_remembered(world: Path, text: str) -> None:
    (world / "data" / "vocabularies" / "roles.yaml").write_text(text)
    library = load(world)
    assert library.broken_vocabularies == {"roles"}
    assert {p.place.path for p in library.problems} == {"data/vocabularies/roles.yaml"}


def test_a_vocabulary_cannot_have_a_term_twice(world: Path) -> None:
    roles = world / "data" / "vocabularies" / "roles.yaml"
    text = roles.read_text(encoding="utf-8") + "  - id: activist\n    label: Again\n"
    roles.write_text(text, encoding="utf-8")
    library = load(world)
    assert only(library).slug == "duplicate-term"
    assert str(library.vocabularies["roles"]["activist"].label) == "Activist"


def test_a_link_out_of_the_folder_is_not_followed(world: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("name: x\nkind: court\n")
    (world / "data" / "organisations" / "other.yaml").symlink_to(outside)
    library = load(world)
    assert only(library).slug == "unreadable-file"
    assert library.broken == {"other"}


def test_a_folder_that_is_a_link_out_of_the_folder_is_not_followed(
    world: Path, tmp_path: Path
) -> None:
    (world / "data" / "events").rename(tmp_path / "events")
    (world / "data" / "events").symlink_to(tmp_path / "events")
    problem = only(load(world))
    assert (problem.slug, problem.place.path) == ("unreadable-file", "data/events")


def test_the_folder_itself_may_be_a_link(world: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(world / "data")
    assert load(tmp_path).problems == ()


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError


@pytest.mark.parametrize("what", ["builtins.open", "os.scandir"])
def test_what_cannot_be_read_is_reported(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(what, _refuse)
    slugs = {problem.slug for problem in load(TINY).problems}
    assert "unreadable-file" in slugs


def test_records_come_in_the_order_of_their_ids(world: Path) -> None:
    for name in ("b-court", "z-court", "a-court"):
        _copy(world, f"organisations/{name}.yaml")
    expected = ["a-court", "b-court", "example-court", "z-court"]
    assert list(load(world).organisations) == expected


def test_a_case_keeps_what_was_written() -> None:
    case = load(TINY).cases["example-person"]
    assert isinstance(case, Case)
    assert case.timeline[0].id == "detained-2021"


@pytest.mark.parametrize("was_on", [True, False])
def test_loading_leaves_garbage_collection_as_it_was(was_on: bool) -> None:  # noqa: FBT001 - a table
    (gc.enable if was_on else gc.disable)()
    try:
        load(TINY)
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_models_share_the_set_of_what_was_written_and_copies_do_not() -> None:
    """With ten thousand cases a set for each model takes more than 100 MiB."""
    first, second = (Citation.model_validate({"source": "x", "at": at}) for at in ("p. 1", "p. 2"))
    copy = first.model_copy(update={"note": "more"})

    assert first.model_fields_set is second.model_fields_set
    assert first.model_fields_set == {"source", "at"}
    assert copy.model_fields_set == {"source", "at", "note"}
