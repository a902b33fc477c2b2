"""The invented world of `make bench`: accepted by every rule, varied, and nobody's."""

from pathlib import Path

import pytest

from casebook import checks
from casebook.library import Library, load
from casebook.links import link
from synthetic import make_world
from synthetic.likeness import likeness

ROOT = Path(__file__).resolve().parent.parent
CASES = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("world")
    make_world(ROOT, made, cases=CASES)
    return made


@pytest.fixture(scope="module")
def world(folder: Path) -> Library:
    return load(folder)


@pytest.fixture(scope="module")
def real() -> Library:
    return load(ROOT)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")
    }


def test_no_rule_finds_anything_in_it(world: Library) -> None:
    linked = link(world)

    assert len(world.cases) == CASES
    assert [*linked.problems, *checks.run(linked)] == []


def test_every_type_of_event_occurs(world: Library) -> None:
    told = {event.type for case in world.cases.values() for event in case.timeline}

    assert told == set(world.event_types)


@pytest.mark.parametrize(
    ("what", "most"),
    [
        # As in the real records, give or take chance; what may be more makes builds heavier.
        ("events a case", 1.3),
        ("events a case, of the longest tenth at least", 1.4),
        ("words an event", 1.3),
        ("words an event, of the longest tenth at least", 1.3),
        ("words a summary", 1.4),
        ("sources an event", 1.3),
        ("proceedings a case", 2.5),
        ("articles an event", 2.5),
        ("spellings a case", 1.5),
        ("cases that are organisations", 1.6),
        ("events on which sources differ", 1.8),
        ("events with a misprint", 2.5),
        ("events with something inferred", 1.4),
        ("events that are alleged", 2.0),
        ("events that are part of a larger one", 1.4),
        ("events dated to the day", 1.5),
        ("types of event in use", 2.0),
    ],
)
def test_it_is_like_the_real_records(world: Library, real: Library, what: str, most: float) -> None:
    invented, found = likeness(world)[what], likeness(real)[what]

    assert found > 0
    assert 0.5 < invented / found < most


def test_nothing_is_like_no_records(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    assert likeness(load(tmp_path)) == {}


def test_sources_disagree_in_it_and_slip(world: Library) -> None:
    events = [event for case in world.cases.values() for event in case.timeline]

    assert any(event.disputed for event in events)
    assert any(event.misprints for event in events)
    assert any(event.part_of for event in events)
    assert any(event.after for event in events)
    assert {one.kind for case in world.cases.values() for one in case.proceedings} > {"criminal"}


def test_nobody_in_it_is_real(world: Library, real: Library) -> None:
    assert not world.cases.keys() & real.cases.keys()
    assert not world.events.keys() & real.events.keys()
    for case in world.cases.values():
        assert f"{case.name} is invented" in str(case.summary.text)
        assert case.kind == "organisation" or "test" in case.name.casefold()


def test_names_are_written_in_three_scripts(world: Library) -> None:
    for case in world.cases.values():
        spellings = {name.lang: name.text for name in case.names}
        assert case.name.isascii()
        assert not spellings["ru"].isascii()
        assert not spellings["kk"].isascii()
    kazakh = "".join(name.text for case in world.cases.values() for name in case.names)
    assert set("әғқұүөіһ") & set(kazakh.casefold())


def test_articles_sources_and_bodies_are_the_real_ones(world: Library, real: Library) -> None:
    assert world.articles.keys() <= real.articles.keys()
    assert len(world.articles) > len(real.articles) / 2
    assert world.sources.keys() <= real.sources.keys()
    assert len(world.sources) > len(real.sources) / 2
    assert world.organisations.keys() <= {*real.organisations, *real.cases}


def test_the_same_seed_makes_the_same_world(tmp_path: Path) -> None:
    for name, seed in (("one", 5), ("same", 5), ("other", 6)):
        make_world(ROOT, tmp_path / name, cases=12, seed=seed)

    one, same, other = (files(tmp_path / name / "data/cases") for name in ("one", "same", "other"))
    assert len(one) == 12
    assert one == same
    assert one != other


def test_some_names_are_near_to_others_or_the_same(tmp_path: Path) -> None:
    make_world(ROOT, tmp_path, cases=400)
    cases = load(tmp_path).cases
    near = [
        (case.name, cases[one.case].name)
        for case in cases.values()
        for one in case.not_to_be_confused_with
    ]

    assert any(name == other for name, other in near)
    assert any(name != other for name, other in near)


def test_without_real_cases_there_is_nothing_to_go_by(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    with pytest.raises(ValueError, match="no case"):
        make_world(tmp_path, tmp_path / "target", cases=1)
