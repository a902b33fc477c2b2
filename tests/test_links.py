"""References, both ways, and those that lead nowhere."""

import shutil
from pathlib import Path
from typing import Annotated

import pytest

from casebook.library import load
from casebook.links import LinkedLibrary, Reference, link, references, singular
from casebook.models import RECORD_FOLDERS, VOCABULARIES, Case, Model, Ref
from casebook.models.shape import fields_of, holds_references, model_at
from casebook.models.vocabulary import PlaceTerm
from casebook.problems import Problem

TINY = Path(__file__).parent / "worlds" / "tiny"
PERSON = "cases/example-person.yaml"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the tiny world, to break."""
    return Path(shutil.copytree(TINY, tmp_path / "world"))


def change(world: Path, name: str, old: str, new: str) -> None:
    path = world / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(world: Path, name: str, text: str) -> None:
    path = world / "data" / name
    path.write_text(text, encoding="utf-8")


def linked(world: Path) -> LinkedLibrary:
    return link(load(world))


def only(world: Path) -> Problem:
    problems = linked(world).problems
    assert len(problems) == 1, problems
    return problems[0]


def written(found: tuple[Reference, ...]) -> list[tuple[str, str]]:
    return [(".".join(map(str, reference.path)), reference.text) for reference in found]


def test_every_reference_of_a_record_is_found_at_its_path() -> None:
    case = load(TINY).cases["example-person"]
    found = list(references(case))
    paths = written(tuple(found))
    assert ("kind", "person") in paths
    assert ("summary.sources.0.source", "example-report") in paths
    assert ("timeline.2.sentence.0.kind", "imprisonment") in paths
    assert ("timeline.2.by.0", "example-court") in paths
    assert ("timeline.0.part_of", "example-trial") in paths
    assert {reference.source for reference in found} == {("case", "example-person")}
    (article,) = [r for r in found if r.path == ("timeline", 1, "articles", 0)]
    assert (article.targets, article.text) == (("article",), "cc-900.1")


def test_what_a_model_fills_in_is_no_reference() -> None:
    case = load(TINY).cases["example-person"]
    assert case.timeline[0].claim == "stated"
    assert not [r for r in references(case) if r.path[-1] == "claim"]


def test_a_reference_knows_the_event_it_is_written_in() -> None:
    all_links = linked(TINY)
    back = all_links.back["event", "example-trial"]
    events = [reference.event for reference in back]
    assert [event.id for event in events if event] == ["detained-2021", "convicted-2021"]
    assert all_links.back["organisation", "example-court"][0].event is not None
    citations = all_links.forward["statistic", "example-counts"]
    assert citations
    assert all(reference.event is None for reference in citations)


def test_references_are_kept_both_ways() -> None:
    all_links = linked(TINY)
    assert all_links.problems == ()
    assert all_links.faulty == frozenset()
    assert [r.source for r in all_links.back["case", "example-person"]] == [
        ("event", "example-trial"),
        ("recommendation", "example-report-1"),
    ]
    to_article = {(r.source[0], r.text) for r in all_links.back["article", "cc-900"]}
    assert ("case", "cc-900.1") in to_article
    assert ("term", "cc-900") in to_article
    to_region = all_links.back["vocabulary:regions", "KZ-75"]
    assert [r.source for r in to_region] == [("vocabulary:places", "exampleville")]
    count = sum(len(found) for found in all_links.forward.values())
    assert count == sum(len(found) for found in all_links.back.values())
    for key, found in all_links.back.items():
        assert {all_links.target(reference) for reference in found} == {key}


def test_a_reference_to_itself_is_not_among_those_from_elsewhere(world: Path) -> None:
    change(
        world,
        "glossary.yaml",
        "category: offence",
        "category: offence\n    see_also: [invented-term]",
    )
    assert ("term", "invented-term") not in linked(world).back


def test_an_article_is_resolved_with_its_part() -> None:
    all_links = linked(TINY)
    article, part = all_links.article("cc-900.1")
    assert article.id == "cc-900"
    assert part is not None
    assert part.number == "1"
    assert all_links.article("cc-900")[1] is None


def test_any_part_will_do_where_an_article_lists_none(world: Path) -> None:
    add(world, "articles/cc-901.yaml", 'code: cc\nnumber: "901"\ntitle: a\n')
    change(world, PERSON, "[cc-900]", "[cc-901.7]")
    all_links = linked(world)
    assert all_links.problems == ()
    assert all_links.article("cc-901.7")[1] is None


def test_a_body_may_be_a_case_of_an_organisation(world: Path) -> None:
    text = (world / "data" / PERSON).read_text(encoding="utf-8").partition("proceedings:")[0]
    add(world, "cases/example-party.yaml", text.replace("kind: person", "kind: organisation"))
    add(
        world,
        "vocabularies/subject-kinds.yaml",
        "title: a\ndescription: b\nterms:\n"
        "  - {id: person, label: a}\n  - {id: organisation, label: b}\n",
    )
    change(world, PERSON, "by: [example-court]", "by: [example-party]")
    all_links = linked(world)
    assert all_links.problems == ()
    assert all_links.organisation("example-party") is all_links.library.cases["example-party"]
    assert all_links.organisation("example-court").kind == "court"
    assert all_links.back["case", "example-party"][0].text == "example-party"


def test_a_person_is_no_body(world: Path) -> None:
    change(world, PERSON, "by: [example-court]", "by: [example-person]")
    problem = only(world)
    assert problem.slug == "unknown-organisation"
    assert problem.message == "example-person is a case, and no organisation"


UNKNOWN = [
    # file, old, new, slug, message, mend
    (
        PERSON,
        "[cc-900]",
        "[cc-90]",
        "unknown-article",
        "there is no article cc-90",
        "correct the id (did you mean cc-900?) or add data/articles/cc-90.yaml",
    ),
    (
        PERSON,
        "[cc-900]",
        "[zz]",
        "unknown-article",
        "there is no article zz",
        "correct the id or add data/articles/zz.yaml",
    ),
    (
        PERSON,
        "[cc-900.1]",
        "[cc-900.3]",
        "unknown-part",
        "article cc-900 has no part 3",
        "write one of cc-900.1, cc-900.2, or cc-900 alone",
    ),
    (
        "events/example-trial.yaml",
        "case: example-person",
        "case: example-persn",
        "unknown-case",
        "there is no case example-persn",
        "correct the id (did you mean example-person?)",
    ),
    (
        PERSON,
        "part_of: example-trial",
        "part_of: trial",
        "unknown-event",
        "there is no event trial",
        "correct the id",
    ),
    (
        PERSON,
        "by: [example-court]",
        "by: [example-cort]",
        "unknown-organisation",
        "there is no organisation example-cort",
        "correct the id (did you mean example-court?)",
    ),
    (
        PERSON,
        "source: example-report",
        "source: example",
        "unknown-source",
        "there is no source example",
        "correct the id",
    ),
    (
        "statistics/example-counts.yaml",
        "unit: offences",
        "unit: offences\nnot_comparable_with: [{statistic: other, why: a}]",
        "unknown-statistic",
        "there is no statistic other",
        "correct the id or add data/statistics/other.yaml",
    ),
    (
        "recommendations/example-report-1.yaml",
        "topics:",
        "answers: [other]\ntopics:",
        "unknown-recommendation",
        "there is no recommendation other",
        "correct the id",
    ),
    (
        "glossary.yaml",
        "category:",
        "see_also: [other]\n    category:",
        "unknown-term",
        "there is no term other",
        "correct the id or add it to data/glossary.yaml",
    ),
    (
        PERSON,
        "type: detained",
        "type: detaind",
        "unknown-event-type",
        "there is no event type 'detaind'",
        "(did you mean detained?)",
    ),
    (
        PERSON,
        "roles: [activist]",
        "roles: [actor]",
        "unknown-role",
        "there is no role 'actor'",
        "write one of activist",
    ),
    (
        PERSON,
        "place: exampleville",
        "place: nowhere",
        "unknown-place",
        "there is no place 'nowhere'",
        "write one of exampleville",
    ),
    (
        PERSON,
        "place: exampleville",
        "region: KZ-99",
        "unknown-region",
        "there is no region 'KZ-99'",
        "write one of KZ-75",
    ),
    (
        PERSON,
        "place: exampleville",
        "region: KZ-ALA",
        "unknown-region",
        "there is no region 'KZ-ALA'",
        "write KZ-75: KZ-ALA is a code from before 2022",
    ),
    (
        PERSON,
        "proceeding: offence-2021",
        "proceeding: offence",
        "unknown-proceeding",
        "this record has no proceeding 'offence'",
        "did you mean offence-2021?",
    ),
    (
        PERSON,
        "after: [detained-2021]",
        "after: [zzz]",
        "unknown-timeline-event",
        "this record has no event 'zzz'",
        "correct the id or add it under 'timeline'",
    ),
    (PERSON, "after:", "lifts:", None, "", ""),
    (
        PERSON,
        "after: [detained-2021]",
        "lifts: [detained]",
        "unknown-timeline-event",
        "this record has no event 'detained'",
        "did you mean detained-2021?",
    ),
    (
        PERSON,
        "  - id: offence-2021",
        "  - id: offence-2021\n    severed_from: offence",
        "unknown-proceeding",
        "this record has no proceeding 'offence'",
        "under 'proceedings'",
    ),
    (
        PERSON,
        "id: charged-2021",
        "id: detained-2021",
        "duplicate-timeline-id",
        "the id 'detained-2021' is taken by an item above",
        "another id",
    ),
    (
        PERSON,
        "proceedings:",
        "proceedings:\n  - {id: offence-2021, label: a}",
        "duplicate-proceeding-id",
        "the id 'offence-2021' is taken",
        "another id",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "slug", "message", "mend"), UNKNOWN)
def test_an_id_that_leads_nowhere_is_reported_where_it_is_written(  # noqa: PLR0913, PLR0917 - the columns of a table
    world: Path, name: str, old: str, new: str, slug: str | None, message: str, mend: str
) -> None:
    change(world, name, old, new)
    if slug is None:
        assert linked(world).problems == ()
        return
    problem = only(world)
    assert problem.slug == slug
    assert problem.message.startswith(message)
    assert mend in problem.mend
    assert problem.place.path == f"data/{name}"
    (line,) = (text for _, text in problem.excerpt)
    end = problem.place.column - 1 + problem.place.length
    assert line[problem.place.column - 1 : end] in new


def test_an_event_for_several_has_ids_of_its_own(world: Path) -> None:
    happening = "  - {id: a, date: 2021, text: b, sources: [{source: example-report, at: c}]}\n"
    path = world / "data" / "events" / "example-trial.yaml"
    path.write_text(path.read_text() + "timeline:\n" + happening + happening)
    assert only(world).slug == "duplicate-timeline-id"


def test_many_choices_are_looked_up_in_their_file(world: Path) -> None:
    terms = "".join(f"  - {{id: role-{n}, label: a}}\n" for n in range(13))
    add(world, "vocabularies/roles.yaml", f"title: a\ndescription: b\nterms:\n{terms}")
    mend = only(world).mend
    assert mend == "choose one from data/vocabularies/roles.yaml"


def test_records_with_faults_are_known(world: Path) -> None:
    change(world, PERSON, "type: detained", "type: detaind")
    assert linked(world).faulty == {("case", "example-person")}


@pytest.mark.parametrize("name", ["organisations/example-court.yaml", "articles/cc-900.yaml"])
def test_a_record_that_cannot_be_read_is_one_fault(world: Path, name: str) -> None:
    (world / "data" / name).write_text("[")
    assert {problem.place.path for problem in linked(world).problems} == {f"data/{name}"}


@pytest.mark.parametrize("text", [None, "["])
def test_a_vocabulary_that_cannot_be_read_is_one_fault(world: Path, text: str | None) -> None:
    path = world / "data" / "vocabularies" / "roles.yaml"
    path.unlink() if text is None else path.write_text(text)
    assert only(world).place.path == "data/vocabularies/roles.yaml"


def test_a_vocabulary_has_the_terms_that_records_mean_by_silence(world: Path) -> None:
    change(world, "vocabularies/claim-kinds.yaml", "id: stated", "id: said")
    problem = only(world)
    assert (problem.slug, problem.place.path) == (
        "missing-default",
        "data/vocabularies/claim-kinds.yaml",
    )
    assert "'stated'" in problem.message


def test_every_vocabulary_has_a_singular() -> None:
    names = {name: singular(name) for name in VOCABULARIES}
    assert len(set(names.values())) == len(names)
    assert names["gravities"] == "gravity"
    assert names["article-statuses"] == "article-status"
    assert names["definition-bases"] == "definition-basis"
    assert names["ways-out"] == "way-out"
    assert names["event-types"] == "event-type"
    assert names["source-types"] == "source-type"
    assert names["places"] == "place"
    assert names["codes"] == "code"
    assert names["penalty-units"] == "penalty-unit"


def test_every_reference_of_the_models_has_a_known_target() -> None:
    def targets(model: type[Model]) -> set[str]:
        shapes = fields_of(model).values()
        inner = [targets(shape.model) for shape in shapes if shape.model]
        return {target for shape in shapes for target in shape.targets}.union(*inner)

    kinds = {model.kind_name for model in RECORD_FOLDERS.values()} | {"term"}
    known = kinds | {f"vocabulary:{name}" for name in VOCABULARIES}
    for model in (*RECORD_FOLDERS.values(), *VOCABULARIES.values()):
        found = targets(model)
        assert found <= known
        assert bool(found) is holds_references(model)


def test_models_are_found_along_a_path() -> None:
    inner = model_at(Case, ("timeline", 3, "sentence", 0))
    assert inner is not None
    assert inner.__name__ == "SentenceItem"
    assert model_at(Case, ("name",)) is None
    assert model_at(Case, ("nothing", "below")) is None


class Nested(Model):
    """A model that no record may have."""

    lists: tuple[tuple[str, ...], ...]


class Mixed(Model):
    """Another."""

    either: Annotated[str, Ref("case")] | int


@pytest.mark.parametrize("model", [Nested, Mixed])
def test_fields_that_cannot_be_told_in_plain_words_are_refused(model: type[Model]) -> None:
    with pytest.raises(TypeError, match="a record cannot hold"):
        fields_of(model)


def test_a_field_set_to_nothing_is_no_reference() -> None:
    place = PlaceTerm.model_validate({"id": "a", "label": "A", "region": None})
    assert list(references(place, "vocabulary:places")) == []
