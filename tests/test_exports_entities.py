"""Entities of FollowTheMoney: sound for its tools, and never a mark against anybody."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from followthemoney.types import registry

from casebook.library import load
from exported_world import exports_of
from golden_world import put_together

ROOT = Path(__file__).resolve().parent.parent
FILE = "data/v1/entities.ftm.json"
SITE = "https://casebook.example/"
Entity = dict[str, Any]


def read(content: bytes) -> list[Entity]:
    return [json.loads(line) for line in content.decode().splitlines()]


@pytest.fixture(scope="module")
def entities() -> list[Entity]:
    return read(exports_of(ROOT, SITE)[FILE])


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> list[Entity]:
    return read(exports_of(put_together(tmp_path_factory.mktemp("entities")))[FILE])


def by_id(entities: list[Entity]) -> dict[str, Entity]:
    return {one["id"]: one for one in entities}


class TestSound:
    def test_each_is_valid_and_nothing_of_it_is_lost(self, entities: list[Entity]) -> None:
        assert len(entities) > 1000
        for one in entities:
            schema = model.get(one["schema"])
            assert schema is not None
            assert not schema.abstract
            assert not schema.deprecated
            schema.validate(one)
            # Read as untrusted, which cleans each value by its type, and drops what is not clean.
            proxy = model.get_proxy(one, cleaned=False)
            for name, values in one["properties"].items():
                kept = proxy.get(name)
                if name.lower().endswith("url"):  # these are put in shape
                    assert len(kept) == len(values), (one["id"], name)
                else:
                    assert sorted(kept) == sorted(values), (one["id"], name)

    def test_ids_tell_entities_apart_and_links_lead_to_entities(
        self, entities: list[Entity]
    ) -> None:
        known = by_id(entities)
        assert len(known) == len(entities)
        links = 0
        for one in entities:
            schema = model.get(one["schema"])
            assert schema is not None
            for name, values in one["properties"].items():
                kind = schema.get(name)
                assert kind is not None
                if kind.type is registry.entity:
                    target = kind.range
                    assert target is not None
                    for value in values:
                        links += 1
                        found = model.get(known[value]["schema"])
                        assert found is not None
                        assert found.is_a(target), (one["id"], name)
        assert links > 1500

    def test_every_shown_record_is_there(self, entities: list[Entity]) -> None:
        library = load(ROOT)
        known = by_id(entities)
        matched = 0
        for case in library.cases.values():
            matched += f"casebook--case--{case.id}" in known
            for event in case.timeline:
                if event.retracted_by is None:
                    assert f"casebook--case--{case.id}--event--{event.id}" in known
        assert matched > 90
        for source in library.sources:
            assert f"casebook--source--{source}" in known


class TestNoMarkAgainstAnybody:
    """Tools score people by these: whoever is here for an opinion is not to be scored."""

    def test_nobody_is_listed_as_sanctioned_or_by_topic(self, entities: list[Entity]) -> None:
        schemata = Counter(one["schema"] for one in entities)
        assert set(schemata) == {
            "Article", "Company", "CourtCase", "CourtCaseParty", "Event", "Organization", "Pages",
            "Person", "PublicBody", "UnknownLink",
        }  # fmt: skip
        forbidden = {
            "topics", "program", "programId", "status", "legalForm", "nationality", "citizenship",
            "religion", "political", "ethnicity", "position", "sanctions", "weakAlias",
        }  # fmt: skip
        people = [one for one in entities if one["schema"] in ("Person", "Organization", "Company")]
        assert len(people) > 100
        for one in people:
            assert not forbidden & set(one["properties"]), one["id"]
        assert not any("topics" in one["properties"] for one in entities)

    def test_who_was_harmed_is_not_shown_as_accused(self, entities: list[Entity]) -> None:
        roles = Counter(
            role
            for one in entities
            if one["schema"] == "CourtCaseParty"
            for role in one["properties"]["role"]
        )
        assert roles["the one harmed; somebody else is accused"] > 5

    def test_who_is_not_named_is_nobody_to_be_matched(self, entities: list[Entity]) -> None:
        known = by_id(entities)
        kept = [
            case
            for case in load(ROOT).cases.values()
            if case.kind == "group" or case.anonymised or case.minor is not None
        ]
        assert kept
        for case in kept:
            assert f"casebook--case--{case.id}" not in known


class TestDoubt:
    def test_no_state_goes_without_its_date_and_basis(self, entities: list[Entity]) -> None:
        people = [one for one in entities if one["schema"] == "Person"]
        assert all(
            any(note.startswith("Liberty as of ") for note in one["properties"]["notes"])
            for one in people
        )
        courts = [one for one in entities if one["schema"] == "CourtCase"]
        assert len(courts) > 50
        for one in courts:
            (status,) = one["properties"]["status"]
            assert status.startswith("As of ")

    def test_what_is_alleged_inferred_disputed_or_misprinted_says_so(
        self, invented: list[Entity]
    ) -> None:
        known = by_id(invented)

        def notes(event: str) -> str:
            found = known[f"casebook--case--example-one--event--{event}"]
            return "\n".join(found["properties"]["notes"])

        assert "Alleged by: her lawyer" in notes("ill-treated-2030-05")
        assert "Date, EDTF: 2030-05~" in notes("ill-treated-2030-05")
        assert "Concluded: date: The report knows of it." in notes("recognised-2031")
        assert "disputed: day of the detention: 1 May 2030 / 2 May 2030" in notes(
            "detained-2030-05"
        )
        assert "misprint: " in notes("reclassified-2030-10")
        assert (
            "date"
            not in known["casebook--case--example-one--event--ill-treated-2030-05"]["properties"]
        )

    def test_what_is_withheld_leaves_no_trace(self, invented: list[Entity]) -> None:
        text = json.dumps(invented)
        assert "example-one" in text
        assert "example-hidden" not in text
        assert "example-removed" not in text
