"""The sources of a page as files: read by the parsers of each format, and true to the record."""

import json
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Final

import citeproc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft202012Validator
from lxml import etree

from casebook.bibliography import bibtex, item, rendered, ris
from casebook.citation import CITED_KINDS, cited_by
from casebook.library import FOLDER_OF_KIND, load
from casebook.links import LinkedLibrary, link
from casebook.models import Record, Source
from casebook.publication import shown
from exported_world import exports_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER: Final = "data/v1/bibliography/"
# Fields and types of csl-data.json, 1.0.2, that we write; others are not allowed.
TEXTS = ("title", "title-short", "publisher", "language", "URL", "archive_location", "note")
TYPES = (
    "article-newspaper", "bill", "dataset", "document", "graphic", "hearing", "legal_case",
    "legislation", "motion_picture", "post-weblog", "report", "thesis", "webpage",
)  # fmt: skip
SCHEMA: Final[dict[str, Any]] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": list(TYPES)},
            **{name: {"type": "string", "minLength": 1} for name in TEXTS},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        name: {"type": "string"} for name in ("family", "given", "literal")
                    },
                    "additionalProperties": False,
                },
            },
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": {
                            "type": "array",
                            "items": {"type": "integer"},
                            "minItems": 1,
                            "maxItems": 3,
                        },
                        "minItems": 1,
                        "maxItems": 2,
                    },
                    "circa": {"const": True},
                },
                "required": ["date-parts"],
                "additionalProperties": False,
            },
        },
        "required": ["id", "type", "title"],
        "additionalProperties": False,
    },
}


@pytest.fixture(scope="module")
def linked() -> LinkedLibrary:
    return shown(link(load(ROOT))).linked


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    made = exports_of(ROOT, "https://casebook.example/")
    return {name: text.decode() for name, text in made.items() if name.startswith(FOLDER)}


def of_form(files: dict[str, str], form: str) -> dict[str, str]:
    found = {
        name.removeprefix(FOLDER).removesuffix(f".{form}"): text
        for name, text in files.items()
        if name.endswith(f".{form}")
    }
    assert len(found) > 300
    return found


@pytest.fixture(scope="module")
def expected(linked: LinkedLibrary) -> dict[str, tuple[str, ...]]:
    """The page -> ids of its sources."""
    return {
        f"{FOLDER_OF_KIND[kind]}/{name}": names
        for kind in CITED_KINDS
        for name, record in linked.library.of_kind(kind).items()
        if isinstance(record, Record) and (names := cited_by(linked, record))
    }


def test_bibtex_is_read_as_one_entry_a_source(
    files: dict[str, str], expected: dict[str, tuple[str, ...]]
) -> None:
    for page, text in of_form(files, "bib").items():
        library = parse_string(text)
        assert not library.failed_blocks, page
        assert tuple(entry.key for entry in library.entries) == expected[page]
        assert all(entry["title"] for entry in library.entries)


def test_ris_is_read_as_one_entry_a_source(
    files: dict[str, str], expected: dict[str, tuple[str, ...]]
) -> None:
    for page, text in of_form(files, "ris").items():
        entries = rispy.loads(text)
        assert tuple(entry["id"] for entry in entries) == expected[page]
        assert all(entry["title"] for entry in entries)


def test_csl_json_holds_what_the_schema_of_csl_knows(
    files: dict[str, str], expected: dict[str, tuple[str, ...]]
) -> None:
    validator = Draft202012Validator(SCHEMA)
    for page, text in of_form(files, "json").items():
        items = json.loads(text)
        validator.validate(items)
        assert tuple(one["id"] for one in items) == expected[page]


def test_the_text_names_page_version_and_date_and_has_a_line_a_source(
    files: dict[str, str], expected: dict[str, tuple[str, ...]], linked: LinkedLibrary
) -> None:
    for page, text in of_form(files, "txt").items():
        head, empty, *lines = text.splitlines()
        assert f"https://casebook.example/{page}" in head or page.startswith("articles/")
        assert "Data version 1-" in head
        assert "As of" in head
        assert not empty
        assert len(lines) == len(expected[page])
        for line, name in zip(lines, expected[page], strict=True):
            source = linked.library.sources[name]
            assert " ".join(str(source.title or source.short_title).split()) in line
            if source.issued is None:
                assert "no date" in line


def test_every_page_that_cites_has_its_files(
    files: dict[str, str], expected: dict[str, tuple[str, ...]]
) -> None:
    for form in ("bib", "ris", "json", "txt"):
        assert set(of_form(files, form)) == set(expected)


def test_the_style_is_valid() -> None:
    schemas = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
    rules = etree.RelaxNG(etree.parse(str(schemas / "csl.rng")))
    style = etree.fromstring(
        package_files("casebook.bibliography").joinpath("style.csl").read_bytes()
    )
    assert rules.validate(style), rules.error_log


def test_hostile_titles_and_dates_with_signs(linked: LinkedLibrary) -> None:
    title = r"A {brace}} \ % $ # & _ ^ ~ <script> “Қазақ”" + "\nTY  - BOOK\nER  - \n@misc{x, }"
    source = Source.model_validate(
        {
            "id": "hostile",
            "title": title,
            "short_title": "Hostile",
            "type": "report",
            "issued": "2022-10~",
            "authors": [{"family": "Ә & Б", "given": "C"}, {"literal": "Group, The"}],
            "publisher_names": ["P_1"],
        }
    )
    one = item(linked, source)
    assert one["issued"] == {"date-parts": [[2022, 10]], "circa": True}
    assert "2022-10~" in one["note"]

    library = parse_string(bibtex(one))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["hostile"]
    assert r"Ә \& Б, C and {Group, The}" in library.entries[0]["author"]

    (entry,) = rispy.loads(ris(one))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["authors"] == ["Ә & Б, C", "Group, The"]

    (line,) = rendered([one]).values()
    assert " ".join(title.split()) in line
    assert "\n" not in line
    assert "October 2022" in line
