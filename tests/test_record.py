"""The record: no problems, no orphans, and twelve profiles that fold into what sources say."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from casebook.build import Build, build, fold_all
from casebook.fold import State
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.models import RECORD_FOLDERS

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\(([^()#\s]+\.md)")


@pytest.fixture(scope="module")
def built() -> Build:
    return build(ROOT)


@pytest.fixture(scope="module")
def states() -> Mapping[str, State]:
    linked = link(load(ROOT))
    return fold_all(linked, meaning_of(linked.library))


def test_the_record_has_no_problems(built: Build) -> None:
    assert built.records > 700
    assert [str(one) for one in built.problems] == []


def test_no_page_shows_the_class_of_an_empty_paragraph(built: Build) -> None:
    pages = {name: one.decode() for name, one in built.files.items() if name.endswith(".md")}
    assert any("{ .status-note }" in text for text in pages.values())

    alone = re.compile(r"\n[ ]*\n[ ]*\{ [.#][^}\n]*\}\n")
    assert [name for name, text in pages.items() if alone.search(text)] == []


def test_every_record_has_a_page(built: Build) -> None:
    for folder, count in built.counts.items():
        assert count > 50, folder
        for path in (ROOT / "data" / folder).glob("*.yaml"):
            assert f"{folder}/{path.stem}.md" in built.files


def test_no_record_is_an_orphan(built: Build) -> None:
    """Is every record reached from some list and from some other record?"""
    reached: dict[str, set[str]] = defaultdict(set)
    for page, data in built.files.items():
        if page.endswith(".md"):
            for target in LINK.findall(data.decode()):
                reached[posixpath.normpath(posixpath.join(posixpath.dirname(page), target))].add(
                    page
                )
    records = {
        f"{folder}/{path.stem}.md"
        for folder in RECORD_FOLDERS
        for path in (ROOT / "data" / folder).glob("*.yaml")
    }
    assert len(records) > 700

    alone = [one for one in records if not (reached[one] & records) - {one}]
    unlisted = [one for one in records if not reached[one] - records]

    assert sorted(alone) == []
    assert sorted(unlisted) == []


TWELVE = {
    # case: (liberty, since, as of)
    "zhanbolat-mamai": ("unknown", "../2024-05", "2024-05"),
    "erzhan-elshibaev": ("serving-imprisonment", "2019-10", "2023-02-15~"),
    "raigul-sadyrbayeva": ("at-liberty", "2022-12-02", "2023-02-15~"),
    "aron-atabek": ("serving-restricted-freedom", "2021-10-01", "2021-11"),
    "max-bokayev": ("at-liberty", "2021-02-04", "2021-12"),
    "aikorkem-meldekhan": ("deceased", "2022-01-07", "2023-02-15~"),
    "lyazzat-dosmambetova": ("suspended-or-deferred", "2022-09", "2023-02-15~"),
    "zhanmurat-ashtaev": ("serving-imprisonment", "2022-07-15", "2023-02-15~"),
    "kairat-sultanbek": ("at-liberty", "2022-11", "2023-02-15~"),
    "erkin-kaziev": ("pre-trial-detention", "2022-10", "2023-02-15~"),
    "dias-nurmagambetov": ("at-liberty", "2022-10", "2023-02-15~"),
    "kadir-kassiyet": ("unknown", "None", "None"),
}


@pytest.mark.parametrize("name", TWELVE)
def test_a_profile_stands_where_its_sources_leave_it(
    name: str, states: Mapping[str, State]
) -> None:
    liberty = states[name].liberty

    told = (liberty.state, str(liberty.since), str(liberty.known.until))

    assert told == TWELVE[name]


def test_house_arrest_is_the_last_that_is_told_of_mamai(states: Mapping[str, State]) -> None:
    last = states["zhanbolat-mamai"].liberty.last_known

    assert last is not None
    assert (last.state, str(last.since)) == ("house-arrest", "2022-11-02")


def test_charges_follow_what_became_of_them(states: Mapping[str, State]) -> None:
    case = next(
        one for one in states["zhanbolat-mamai"].proceedings if one.proceeding.kind == "criminal"
    )
    charges = {charge.key: charge.state for charge in case.charges}

    assert charges["cc-272.1"] == "revived"
    assert charges["cc-274.4"] == "reclassified"
    assert charges["cc-400"] == "charged"


def test_the_amnesty_was_given_to_one_of_three(states: Mapping[str, State]) -> None:
    given = {
        name: {one.result for one in states[name].ways_out if one.kind == "amnesty"}
        for name in ("kairat-sultanbek", "lyazzat-dosmambetova", "zhanmurat-ashtaev")
    }

    assert given == {
        "kairat-sultanbek": {"asked", "granted"},
        "lyazzat-dosmambetova": {"asked", "refused"},
        "zhanmurat-ashtaev": {"asked", "refused"},
    }


def test_who_shot_is_nobody_charged_in_the_childs_name(states: Mapping[str, State]) -> None:
    state = states["aikorkem-meldekhan"]

    assert state.proceedings == ()
    assert {one.key: one.state for one in state.accountability[0].charges} == {
        "cc-99": "reclassified",
        "cc-451": "charged",
    }
