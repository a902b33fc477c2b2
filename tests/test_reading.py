"""Faults of a record in plain words, at their place."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from casebook import source
from casebook.models import (
    RECORD_FOLDERS,
    VOCABULARIES,
    Case,
    Glossary,
    Model,
    Organisation,
    Source,
    Statistic,
)
from casebook.models.vocabulary import EventTypes
from casebook.problems import Level, Problem
from casebook.reading import Reading, mended_id, read_record
from casebook.reading.words import PATTERNS, WORDS

MODELS: list[type[Model]] = [*RECORD_FOLDERS.values(), Glossary, *VOCABULARIES.values()]

# Node of pydantic's core schema -> error types it can raise, given text, lists and mappings.
# Constraints add theirs below. What is not listed fails the test: say which errors it can raise.
RAISED: Mapping[str, tuple[str, ...]] = {
    "bool": ("bool_type", "bool_parsing"),
    "default": (),
    "definition-ref": (),
    "definitions": (),
    "float": ("float_type", "float_parsing", "finite_number"),
    "function-before": ("empty_text",),
    "function-plain": ("edtf_date",),
    "int": ("int_type", "int_parsing", "int_parsing_size"),
    "literal": ("literal_error",),
    "model": ("model_type",),
    "model-field": ("missing",),
    "model-fields": ("extra_forbidden",),
    "nullable": (),
    "str": ("string_type",),
    "to-string": (),
    "tuple": ("tuple_type",),
}
CONSTRAINTS: Mapping[tuple[str, str], str] = {
    ("float", "ge"): "greater_than_equal",
    ("float", "gt"): "greater_than",
    ("float", "le"): "less_than_equal",
    ("float", "lt"): "less_than",
    ("float", "multiple_of"): "multiple_of",
    ("int", "ge"): "greater_than_equal",
    ("int", "gt"): "greater_than",
    ("int", "le"): "less_than_equal",
    ("int", "lt"): "less_than",
    ("int", "multiple_of"): "multiple_of",
    ("str", "max_length"): "string_too_long",
    ("str", "min_length"): "string_too_short",
    ("str", "pattern"): "string_pattern_mismatch",
    ("tuple", "max_length"): "too_long",
    ("tuple", "min_length"): "too_short",
}

CASE = """\
name: Example Person
kind: person
summary:
  text: Invented.
  sources:
    - source: example-report
      at: p. 1
"""
EVENT = """\
timeline:
  - id: charged
    date: 2021
    type: charged
    text: Charged.
    sources: [{source: example-report, at: p. 2}]
"""


def nodes(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - pydantic's own tree
    """Walk pydantic's core schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, inner in schema.items():
            if key not in ("metadata", "serialization", "function"):
                yield from nodes(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from nodes(inner)


def read(text: str, model: type[Model] = Case, name: str | None = "example-person") -> Reading[Any]:
    document = source.read("data/cases/example-person.yaml", text.encode())
    assert isinstance(document, source.Document), document
    return read_record(document, model, name)


def only(reading: Reading[Any]) -> Problem:
    (problem,) = reading.problems
    assert reading.record is None
    return problem


def where(problem: Problem) -> tuple[int, int]:
    return problem.place.line, problem.place.column


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_error_type_that_a_model_can_raise_has_words(model: type[Model]) -> None:
    found = list(nodes(model.__pydantic_core_schema__))
    assert len(found) > 10
    for node in found:
        kind = node["type"]
        types = [*RAISED[kind]]
        types += [CONSTRAINTS[kind, key] for key in node if (kind, key) in CONSTRAINTS]
        for error in types:
            assert error in WORDS, f"{error}, raised by {node}"


def test_every_pattern_of_the_models_has_words_and_no_other_has() -> None:
    found = {
        node["pattern"]
        for model in MODELS
        for node in nodes(model.__pydantic_core_schema__)
        if node["type"] == "str" and "pattern" in node
    }
    assert found == set(PATTERNS)


def test_every_type_with_words_can_be_raised() -> None:
    raised = {error for types in RAISED.values() for error in types} | set(CONSTRAINTS.values())
    assert set(WORDS) <= raised


def test_a_sound_record_is_read_with_its_file_name_as_id() -> None:
    record, problems = read(CASE + EVENT)
    assert problems == ()
    assert isinstance(record, Case)
    assert record.id == "example-person"
    assert record.timeline[0].date.text == "2021"


def test_ids_written_in_a_file_of_many_terms_are_kept() -> None:
    text = "terms: [{id: x, term: x, definition: y, category: offence}]"
    record, problems = read(text, Glossary, None)
    assert problems == ()
    assert isinstance(record, Glossary)
    assert record.terms[0].id == "x"


def test_an_id_in_a_record_is_reported_at_its_key() -> None:
    problem = only(read("id: example-person\n" + CASE))
    assert (problem.slug, *where(problem), problem.place.length) == ("id-in-file", 1, 1, 2)


def test_an_injected_id_that_is_none_is_left_to_the_library() -> None:
    record, problems = read(CASE, name="Not An Id")
    assert record is None
    assert problems == ()


WRONG = [
    # What follows CASE from line 8 on; slug, line, column, message, part of the mend.
    ("regoin: KZ-75", "unknown-key", 8, 1, "there is no key 'regoin' here", "write 'region'"),
    ("zzzzz: a", "unknown-key", 8, 1, "there is no key 'zzzzz' here", "one of publication, notes"),
    ("size: {cuont: 3}", "unknown-key", 8, 8, "there is no key 'cuont' here", "write 'count'"),
    ("size: {cuont: 3}", "missing-key", 8, 7, "'size' has no key 'count'", "add 'count'"),
    ("related: [{}]", "missing-key", 8, 11, "item 1 of 'related' has no key 'why'", "add 'why'"),
    ("roles: a", "wrong-type", 8, 8, "'roles' is a list, and there is a text", "hyphen"),
    (
        "roles: {a: b}",
        "wrong-type",
        8,
        8,
        "'roles' is a list, and there is a set of keys",
        "hyphen",
    ),
    (
        "place: [a]",
        "wrong-type",
        8,
        8,
        "'place' is one text, and there is a list",
        "line of its key",
    ),
    ("minor: no", "wrong-type", 8, 8, "'minor' is made of keys, and there is a text", "name_publi"),
    (
        "related: [a]",
        "wrong-type",
        8,
        11,
        "item 1 of 'related' is made of keys, and there is a text",
        "case",
    ),
    (
        "anonymised: ja",
        "wrong-type",
        8,
        13,
        "'anonymised' is true or false, and 'ja' is neither",
        "true",
    ),
    (
        "anonymised: []",
        "wrong-type",
        8,
        13,
        "'anonymised' is true or false, and '[]' is neither",
        "true",
    ),
    (
        "size: {count: ten}",
        "wrong-type",
        8,
        15,
        "'count' is a whole number, and 'ten' is none",
        "digits",
    ),
    (
        "size: {count: [1]}",
        "wrong-type",
        8,
        15,
        "'count' is a whole number, and '['1']' is none",
        "digits",
    ),
    (
        "size: {count: 1.5}",
        "wrong-type",
        8,
        15,
        "'count' is a whole number, and '1.5' is none",
        "months",
    ),
    ("size: {count: -1}", "out-of-range", 8, 15, "'count' is '-1', and 0 is the least", "correct"),
    (
        "size: {count: 100001}",
        "out-of-range",
        8,
        15,
        "'count' is '100001', and 100,000 is the most",
        "",
    ),
    ("place: Almaty", "bad-id", 8, 8, "'Almaty' is not an id", "did you mean almaty?"),
    ("place: Алматы", "bad-id", 8, 8, "'Алматы' is not an id", "did you mean almaty?"),
    ("place: аlmaty", "bad-id", 8, 8, "'аlmaty' is not an id (it has Cyrillic letters", "almaty?"),
    ("place: '!'", "bad-id", 8, 8, "'!' is not an id", "vocabularies/places.yaml"),
    ("region: Almaty", "bad-pattern", 8, 9, "'Almaty' is not a region", "KZ-75"),
    ("place: ' '", "empty-value", 8, 8, "'place' holds no text", "or remove"),
    ("place:", "empty-value", 8, 1, "'place' has no value", "after 'place:'"),
    ("roles: [a, ]\nminor:", "empty-value", 9, 1, "'minor' has no value", "after 'minor:'"),
    ("roles:\n  -", "empty-value", 9, 3, "item 1 of 'roles' has no value", "after the hyphen"),
    ("notes: [{text: {}, sources: []}]", "empty-value", 8, 16, "'text' holds no text", "write"),
    ("notes: [{text: a, sources: []}]", "empty-list", 8, 28, "'sources' is empty", "1 at least"),
    ("checked: [{date: 14.03.2022, by: e}]", "bad-date", 8, 18, "'14.03.2022' is", "2022-03-14"),
    ("checked: [{date: [2022], by: e}]", "bad-date", 8, 18, "a date is written as text", "2022"),
    ("names: [{text: a, lang: rus}]", "bad-pattern", 8, 25, "'rus' is not a language", "kk-Latn"),
]


@pytest.mark.parametrize(("extra", "slug", "line", "column", "message", "mend"), WRONG)
def test_a_fault_is_said_in_plain_words_at_its_place(  # noqa: PLR0913, PLR0917 - the columns of a table
    extra: str, slug: str, line: int, column: int, message: str, mend: str
) -> None:
    reading = read(f"{CASE}{extra}\n")
    found = [p for p in reading.problems if p.slug == slug and p.message.startswith(message)]
    assert len(found) == 1, reading.problems
    assert where(found[0]) == (line, column)
    assert found[0].level is Level.ERROR
    assert mend in found[0].mend
    assert found[0].excerpt[0][0] == line
    assert reading.record is None


def test_a_missing_key_is_explained_and_placed_at_its_parent() -> None:
    problem = only(read(CASE + EVENT.replace("    type: charged\n", "")))
    assert problem.message == "item 1 of 'timeline' has no key 'type'"
    assert problem.mend.startswith("add 'type': An event type")
    assert where(problem) == (9, 5)


def test_a_missing_key_at_the_top_is_placed_at_the_first_line() -> None:
    problem = only(read(CASE.partition("\n")[2]))
    assert (problem.slug, *where(problem)) == ("missing-key", 1, 1)
    assert problem.message == "the file has no key 'name'"


def test_a_list_at_the_top_is_no_record() -> None:
    problem = only(read("- name: x"))
    assert problem.message == "a file holds one record, made of keys, and there is a list"
    assert problem.mend == "write keys at the left edge, without hyphens"


def test_a_text_can_be_too_long() -> None:
    problem = only(read(f"{CASE}place: {'a' * 101}\n"))
    assert problem.slug == "too-long"
    assert problem.message == "'place' has 101 characters, and 100 is the most"


def test_a_list_can_have_too_few_items() -> None:
    one = "[{value: a, sources: [{source: a, at: b}]}]"
    problem = only(read(f"{CASE}disputed: [{{about: a, values: {one}}}]\n"))
    assert (problem.slug, problem.message) == ("too-few-items", "'values' has 1 of 2 items")


def test_a_list_does_not_seem_too_short_for_items_with_faults_of_their_own() -> None:
    reading = read(CASE.replace("at: p. 1", "att: p. 1"))
    assert sorted(p.slug for p in reading.problems) == ["missing-key", "unknown-key"]


@pytest.mark.parametrize("number", ["nan", "inf", "9" * 400, "many"])
def test_a_value_is_a_finite_number(number: str) -> None:
    text = f"title: a\nmeasure: b\nunit: c\ntopic: d\nvalues: [{{period: 2021, value: {number}, "
    problem = only(read(text + "sources: [{source: a, at: b}]}]", Statistic))
    assert problem.slug in ("wrong-type", "out-of-range")
    assert where(problem)[0] == 5


def test_a_number_can_be_larger_than_any() -> None:
    problem = only(read(f"{CASE}size: {{count: {'9' * 5000}, sources: [{{source: a, at: b}}]}}\n"))
    assert problem.slug == "out-of-range"
    assert len(problem.message) < 200


def test_a_choice_of_the_model_itself_is_listed() -> None:
    text = "title: a\ndescription: b\nterms: [{id: a, label: b, axis: libert}]"
    problem = only(read(text, EventTypes, None))
    assert problem.slug == "bad-choice"
    assert problem.message == "'libert' is not a choice for 'axis'"
    assert problem.mend.startswith("write one of liberty, procedure")
    assert problem.mend.endswith("(did you mean liberty?)")


def test_a_choice_without_a_likeness_is_listed_too() -> None:
    text = "title: a\ndescription: b\nterms: [{id: a, label: b, axis: zzz}]"
    assert "did you mean" not in only(read(text, EventTypes, None)).mend


def test_an_id_is_a_known_key_of_a_term() -> None:
    problem = only(
        read("terms: [{id: x, term: x, definition: y, category: z, idd: q}]", Glossary, None)
    )
    assert problem.mend == "write 'id'"


def test_an_address_has_a_scheme() -> None:
    problem = only(read("short_title: a\ntype: report\nlinks: [{url: example.org}]", Source))
    assert problem.message == "'example.org' is not an address"


def test_every_fault_is_reported_at_once() -> None:
    reading = read("name: x\nkind: [a]\nregion: 75\nfoo: bar\n")
    slugs = sorted(problem.slug for problem in reading.problems)
    assert slugs == ["bad-pattern", "missing-key", "unknown-key", "wrong-type"]


def test_a_long_value_is_quoted_in_part() -> None:
    problem = only(read(f"{CASE}place: {'A' * 90}\n"))
    assert f"'{'A' * 60}…'" in problem.message


@pytest.mark.parametrize(
    ("text", "guess", "hidden"),
    [
        ("Mamai Zhanbolat", "mamai-zhanbolat", False),
        ("zhanbolat_mamai", "zhanbolat-mamai", False),
        ("cc--405", "cc-405", False),
        ("сс-405", "cc-405", True),
        ("Мамай", "mamay", False),
        ("…", None, False),
    ],
)
def test_an_id_is_guessed_from_what_was_written(text: str, guess: str | None, hidden: bool) -> None:  # noqa: FBT001
    found, why = mended_id(text)
    assert found == guess
    assert bool(why) is hidden


def test_an_organisation_needs_no_more_than_name_and_kind() -> None:
    assert read("name: x\nkind: court", Organisation).record
