"""Every exported file, judged by programs that others wrote for its format."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from frictionless import Package
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource

from casebook.citation import Citable
from casebook.dates import EdtfDate
from casebook.exports import SHAPES, cite
from casebook.models import RECORD_FOLDERS
from exported_world import exports_of, written

ROOT = Path(__file__).resolve().parent.parent
V1 = "data/v1/"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return exports_of(ROOT, "https://casebook.example/")


@pytest.fixture(scope="module")
def schemas(files: dict[str, bytes]) -> dict[str, Any]:
    found = {
        name.removeprefix(f"{V1}schema/"): json.loads(content)
        for name, content in files.items()
        if name.startswith(f"{V1}schema/")
    }
    assert len(found) == 2 * len(RECORD_FOLDERS) + 2
    return found


@pytest.fixture(scope="module")
def validators(schemas: dict[str, Any]) -> dict[str, Draft202012Validator]:
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return {
        name: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()
    }


class TestJsonSchema:
    def test_each_is_a_schema(self, schemas: dict[str, Any]) -> None:
        for schema in schemas.values():
            Draft202012Validator.check_schema(schema)

    def test_every_file_is_as_its_schema_says(
        self, files: dict[str, bytes], validators: dict[str, Draft202012Validator]
    ) -> None:
        seen = 0
        for folder, model in RECORD_FOLDERS.items():
            kind = model.kind_name
            for name, content in files.items():
                if re.fullmatch(f"{V1}{folder}/[^/]+[.]json", name):
                    seen += 1
                    found = [*validators[f"{kind}.schema.json"].iter_errors(json.loads(content))]
                    assert not found, (name, found[0].json_path, found[0].message)
            listed = json.loads(files[f"{V1}{folder}.json"])
            # Each record was judged above; here it is the list around them.
            listed["records"] = listed["records"][:1]
            assert not [*validators[f"{kind}-list.schema.json"].iter_errors(listed)]
        assert seen > 700
        for name in ("glossary", "vocabularies"):
            content = json.loads(files[f"{V1}{name}.json"])
            assert not [*validators[f"{name}.schema.json"].iter_errors(content)]

    def test_a_missing_state_and_an_unknown_key_are_errors(
        self, files: dict[str, bytes], validators: dict[str, Draft202012Validator]
    ) -> None:
        case = json.loads(files[f"{V1}cases/erzhan-elshibaev.json"])
        judge = validators["case.schema.json"]
        assert judge.is_valid(case)
        assert not judge.is_valid({**case, "more": 1})
        assert not judge.is_valid({name: case[name] for name in case if name != "state"})
        del case["state"]["liberty"]["as_of"]
        assert not judge.is_valid(case)


def test_the_openapi_description_is_valid_and_names_real_files(files: dict[str, bytes]) -> None:
    described = json.loads(files[f"{V1}openapi.json"])
    OpenAPIV31SpecValidator(described).validate()

    for path in described["paths"]:
        pattern = re.escape(V1 + path.removeprefix("/")).replace(r"\{id\}", "[a-z0-9-]+")
        assert any(re.fullmatch(pattern, name) for name in files), path
    json_files = [name for name in files if re.fullmatch(f"{V1}[a-z]+(/[a-z0-9-]+)?[.]json", name)]
    assert len(json_files) > 700


def test_the_data_package_is_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    folder = written(files, tmp_path) / V1
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()

    assert len(package.resources) == 2 * len(SHAPES) + 2
    assert report.valid, report.flatten(["title", "message"])[:3]
    tables = [task for task in report.tasks if task.type == "table"]
    assert len(tables) == len(SHAPES)
    assert all((task.stats["rows"] or 0) > 5 for task in tables)


HOSTILE = r"A {brace}} \ % $ # & _ ^ ~ ER  - @misc{x, } “Қазақ” <script>" + "\nTY  - BOOK"


def hostile(url: str | None = "https://casebook.example/cases/x/?a=1&b=_%20") -> Citable:
    return Citable(
        "case", "x", HOSTILE, "cases/x/", url, "1-0123456789ab", EdtfDate.parse("../2024-05")
    )


def citations(files: dict[str, bytes], form: str) -> dict[str, str]:
    found = {name: one for name, one in files.items() if name.startswith(f"{V1}cite/")}
    return {name: one.decode() for name, one in found.items() if name.endswith(form)}


class TestCitations:
    def test_every_bibtex_file_is_read_as_one_entry(self, files: dict[str, bytes]) -> None:
        texts = {
            name: one.decode()
            for name, one in files.items()
            if name.startswith(f"{V1}cite/") and name.endswith(".bib")
        }
        assert len(texts) > 400
        library = parse_string("\n".join(texts.values()))
        assert not library.failed_blocks
        assert len(library.entries) == len(texts)
        for entry in library.entries:
            fields = {one.key: one.value for one in entry.fields}
            assert fields["title"]
            assert fields["url"].startswith("https://casebook.example/")
            assert "Data version 1-" in fields["note"]
            assert "As of" in fields["note"]

    def test_every_ris_file_is_read_as_one_entry(self, files: dict[str, bytes]) -> None:
        texts = {
            name: one.decode()
            for name, one in files.items()
            if name.startswith(f"{V1}cite/") and name.endswith(".ris")
        }
        assert len(texts) > 400
        for name, text in texts.items():
            (entry,) = rispy.loads(text)
            assert entry["type_of_reference"] == "ELEC"
            assert entry["title"], name
            assert entry["urls"][0].startswith("https://casebook.example/")
            assert "As of" in " ".join(entry["notes"])

    def test_every_csl_file_has_what_the_schema_of_csl_asks_for(
        self, files: dict[str, bytes]
    ) -> None:
        found = [
            json.loads(one)
            for name, one in files.items()
            if name.startswith(f"{V1}cite/") and name.endswith(".json")
        ]
        assert len(found) > 400
        # The part of csl-data.json, 1.0.2, for the fields that we write; others are not allowed.
        names = ("title", "container-title", "publisher", "version", "language", "URL", "note")
        schema = {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "type": {"const": "webpage"},
                    "id": {"type": ["string", "number"]},
                    **{name: {"type": "string", "minLength": 1} for name in names},
                },
                "required": ["type", "id", "title", "URL"],
                "additionalProperties": False,
            },
        }
        validator = Draft202012Validator(schema)
        for one in found:
            validator.validate(one)
            assert len(one) == 1

    def test_hostile_titles_stay_in_their_field(self) -> None:
        library = parse_string(cite.bibtex(hostile()))
        assert not library.failed_blocks
        (entry,) = library.entries
        assert {one.key for one in entry.fields} == {
            "title", "howpublished", "publisher", "url", "note",
        }  # fmt: skip
        assert r"\textbackslash{} \% \$ \# \& \_" in entry["title"]
        assert "“Қазақ”" in entry["title"]

        (ris,) = rispy.loads(cite.ris(hostile()))
        assert ris["type_of_reference"] == "ELEC"
        assert ris["title"].startswith(r"A {brace}} \ %")

        (csl,) = json.loads(cite.csl(hostile()))
        assert csl["title"] == " ".join(HOSTILE.split())
        assert "../2024-05" in csl["note"]

    def test_a_site_without_an_address_gives_the_path_and_says_so(self) -> None:
        for text in (cite.bibtex(hostile(None)), cite.ris(hostile(None)), cite.csl(hostile(None))):
            assert "names no address; path: /cases/x/" in text
            assert "http" not in text
