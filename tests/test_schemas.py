"""The JSON Schemas that editors use: fresh, sound, and no stricter than the program."""

import json
import re
import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from casebook.library import load
from casebook.models import RECORD_FOLDERS, VOCABULARIES
from casebook.schemas import matches, schemas

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "worlds" / "tiny"


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it (1.2): true and false, numbers, null, and all else is text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|false", "tf"),
    ("int", "-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
    ("null", "", [""]),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The schemas of the tiny world, parsed."""
    return {path: json.loads(text) for path, text in schemas(load(TINY)).items()}


def faults(schema: Any, text: str) -> list[str]:  # noqa: ANN401 - parsed JSON
    value = yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader with fewer types
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def test_the_schemas_in_the_repository_are_fresh() -> None:
    expected = schemas(load(ROOT))
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "schema").iterdir()}
    assert there == set(expected), "run `make schema`"
    for path, text in expected.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path}: run `make schema`"


def test_every_schema_is_sound(made: dict[str, Any]) -> None:
    assert len(made) == len(RECORD_FOLDERS) + 10
    for schema in made.values():
        Draft202012Validator.check_schema(schema)
        assert schema["title"]
        assert schema["description"]


@pytest.mark.parametrize("root", [TINY, ROOT], ids=["tiny", "real"])
def test_sound_records_pass(root: Path) -> None:
    library = load(root)
    texts = schemas(library)
    wrong = {problem.place.path for problem in library.problems}
    looked_at = 0
    for path, globs in matches().items():
        schema = json.loads(texts[path])
        for glob in globs:
            for file in sorted(root.glob(glob)):
                if file.relative_to(root).as_posix() not in wrong:
                    looked_at += 1
                    assert faults(schema, file.read_text(encoding="utf-8")) == [], file
    assert looked_at >= 7 + len(VOCABULARIES)


WRONG = [
    ("kind: person", "kind: persn", "'persn' is not one of ['person'"),
    ("kind: person", "knid: person", "'knid' was unexpected"),
    ("kind: person", "kind: person\nid: x", "'id' was unexpected"),
    ("name: Example Person\n", "", "'name' is a required property"),
    ("roles: [activist]", "roles: activist", "is not of type 'array'"),
    ("roles: [activist]", "minor:", "None is not of type 'object'"),
    ("type: detained", "type: detaind", "'detaind' is not one of"),
    ("cc-900.1", "CC900", "does not match"),
    ("years: 1", "years: -1", "less than the minimum"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG)
def test_slips_are_underlined(made: dict[str, Any], old: str, new: str, message: str) -> None:
    text = (TINY / "data" / "cases" / "example-person.yaml").read_text(encoding="utf-8")
    assert old in text
    found = faults(made["schema/case.schema.json"], text.replace(old, new, 1))
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize("date", ["2022", "2022-03-14", "2022-10~", "../2024-05"])
def test_a_date_may_look_like_a_number(made: dict[str, Any], date: str) -> None:
    text = (TINY / "data" / "cases" / "example-person.yaml").read_text(encoding="utf-8")
    assert faults(made["schema/case.schema.json"], text.replace("2021-03-02", date, 1)) == []


def test_choices_carry_their_labels_and_definitions(made: dict[str, Any]) -> None:
    choice = made["schema/case.schema.json"]["$defs"]["event-types"]
    assert choice["enum"] == ["detained", "charged", "convicted", "term-served"]
    assert choice["markdownEnumDescriptions"][0].startswith("**Detained**: Taken and held")
    assert len(choice["enum"]) == len(choice["markdownEnumDescriptions"])


def test_only_files_of_many_terms_carry_ids(made: dict[str, Any]) -> None:
    for model in RECORD_FOLDERS.values():
        schema = made[f"schema/{model.kind_name}.schema.json"]
        assert "id" not in schema["properties"]
        assert "id" not in schema["required"]
    assert "id" in made["schema/glossary.schema.json"]["$defs"]["Term"]["required"]
    assert "id" in made["schema/event-types.schema.json"]["$defs"]["EventType"]["required"]


def test_no_marks_of_ours_are_left(made: dict[str, Any]) -> None:
    assert "x-reference" not in json.dumps(made)
    assert '"null"' not in json.dumps(made)


def test_a_vocabulary_that_cannot_be_read_leaves_the_choice_open(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data" / "vocabularies" / "roles.yaml").unlink()
    schema = json.loads(schemas(load(tmp_path))["schema/case.schema.json"])
    assert schema["properties"]["roles"]["items"] == {"type": "string"}


def test_editors_find_a_schema_for_every_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    mapped = {
        path.removeprefix("./"): [globs] if isinstance(globs, str) else globs
        for path, globs in settings["yaml.schemas"].items()
    }
    assert mapped == matches()
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yaml")]
    assert files
    for file in files:
        fitting = [path for path, globs in mapped.items() if any(fnmatch(file, g) for g in globs)]
        assert len(fitting) == 1, file
