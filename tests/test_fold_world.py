"""An invented world, never published: each case is a course of events the model has to bear.

One test a case says what the fold makes of it, so that none of these needs a change of code later.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from casebook import checks
from casebook.build import build
from casebook.fold import ProceedingState, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import Library, load
from casebook.links import LinkedLibrary, link
from golden_world import put_together

ROOT = Path(__file__).resolve().parent.parent
REMARKED = [("odd-name", "data/cases/only-in-cyrillic.yaml")]


@dataclass(frozen=True)
class World:
    root: Path
    linked: LinkedLibrary

    @property
    def library(self) -> Library:
        return self.linked.library

    def of(self, case: str, on: str | None = None) -> State:
        day = date.fromisoformat(on) if on else None
        return state(self.library.cases[case], meaning_of(self.library), day)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    root = put_together(tmp_path_factory.mktemp("world"), ROOT / "tests/worlds/fold/data")
    return World(root, link(load(root)))


def course(found: State) -> list[str]:
    return [period.state for period in found.liberty.periods]


def charges(found: ProceedingState) -> dict[str, str]:
    return {charge.key: charge.state for charge in found.charges}


def imposed(found: ProceedingState) -> list[tuple[str, bool]]:
    """What was imposed, and whether it stands."""
    return [(one.item.kind, one.superseded_by is None) for one in found.imposed]


def restrictions(found: State) -> list[tuple[str, str, str]]:
    return [(one.kind, one.status, str(one.until)) for one in found.restrictions]


def ways(found: State) -> list[tuple[str, str]]:
    return [(one.kind, one.result) for one in found.ways_out]


# --- the world as a whole ------------------------------------------------------------------------


def test_the_world_breaks_no_rule(world: World) -> None:
    assert len(world.library.cases) > 25
    assert world.linked.problems == ()
    # What is legal and asks to be looked at: a name that no source writes in Latin letters.
    assert [(found.slug, found.place.path) for found in checks.run(world.linked)] == REMARKED


def test_every_case_has_a_page(world: World) -> None:
    made = build(world.root)

    assert [(found.slug, found.place.path) for found in made.problems] == REMARKED
    for name in world.library.cases:
        assert len(made.files[f"cases/{name}.md"]) > 500, name


def test_every_name_is_plainly_invented(world: World) -> None:
    for case in world.library.cases.values():
        invented = ("Example", "Пример", "Invented", "E. T.")
        assert any(word in case.name for word in invented), case.id


# --- acquittals, appeals, reviews ----------------------------------------------------------------


def test_jury_acquittal_overturned_and_retried(world: World) -> None:
    between = world.of("jury-acquittal-retried", on="2018-03-01")
    waiting = world.of("jury-acquittal-retried", on="2018-06-01")
    after = world.of("jury-acquittal-retried")

    assert (between.proceedings[0].state, between.liberty.state) == ("acquitted", "at-liberty")
    assert charges(waiting.proceedings[0]) == {"cc-901": "retrial"}
    assert after.proceedings[0].state == "convicted"
    assert course(after) == ["pre-trial-detention", "at-liberty", "serving-imprisonment"]
    assert str(after.liberty.term_end) == "2025-03-01"


def test_acquittal_on_appeal(world: World) -> None:
    found = world.of("acquitted-on-appeal")

    assert charges(found.proceedings[0]) == {"cc-901": "acquitted", "cc-902": "acquitted"}
    assert imposed(found.proceedings[0]) == [("imprisonment", False), ("activity-ban", False)]
    assert restrictions(found) == [("activity-ban", "ended", "2021-02-11")]
    assert found.liberty.state == "at-liberty"
    assert ways(found) == [("acquittal", "granted")]


def test_acquittal_itself_overturned(world: World) -> None:
    found = world.of("acquittal-turned", on="2021-06-01")

    assert charges(found.proceedings[0]) == {"cc-901": "convicted"}
    assert course(found) == ["at-liberty", "serving-restricted-freedom"]


def test_cassation_and_supreme_court_years_later(world: World) -> None:
    before = world.of("review-years-later", on="2022-01-01")
    found = world.of("review-years-later")

    assert [event.id for event in found.proceedings[0].events] == [
        "charge",
        "verdict",
        "appeal",
        "cassation",
        "supreme",
    ]
    assert (before.proceedings[0].state, str(before.liberty.term_end)) == ("upheld", "2026-06-10")
    assert (found.proceedings[0].state, str(found.liberty.term_end)) == ("changed", "2024-06-10")
    assert imposed(found.proceedings[0]) == [("imprisonment", False), ("imprisonment", True)]


# --- ways out ------------------------------------------------------------------------------------


def test_parole_refused_again_and_again(world: World) -> None:
    found = world.of("parole-refused-again")

    assert ways(found) == [("parole", "refused")] * 4
    assert found.liberty.state == "serving-imprisonment"
    # Who was refused parole in 2022 was serving then, though the verdict's source is of 2019.
    assert str(found.liberty.known.until) == "2022-11-30"


def test_pardon(world: World) -> None:
    found = world.of("pardoned")

    assert ways(found) == [("pardon", "asked"), ("pardon", "granted")]
    assert course(found) == ["serving-imprisonment", "at-liberty"]
    assert found.proceedings[0].state == "convicted"


def test_sentence_deferred_then_served(world: World) -> None:
    deferred = world.of("sentence-deferred", on="2021-06-01")
    found = world.of("sentence-deferred")

    assert deferred.liberty.state == "suspended-or-deferred"
    assert (found.liberty.state, str(found.liberty.term_end)) == (
        "serving-imprisonment",
        "2025-10-05",
    )
    assert imposed(found.proceedings[0]) == [("imprisonment", True)]


# --- abroad --------------------------------------------------------------------------------------


def test_a_un_opinion_names_people_who_did_not_petition(world: World) -> None:
    one, other = world.of("un-petitioner"), world.of("un-named-by-others")
    sides = [found.proceedings[0].proceeding.against for found in (one, other)]

    assert sides == ["by-subject", "international"]
    for found in (one, other):
        assert [one.kind for one in found.designations] == ["arbitrary-detention"]
        assert found.proceedings[0].state == "violation-found"
    parts = world.library.events["invented-opinion"].participants
    assert [str(part.role) for part in parts] == [
        "petitioner",
        "named in the opinion, did not petition",
    ]


def test_verdict_in_absentia(world: World) -> None:
    found = world.of("in-absentia")

    assert found.proceedings[0].state == "convicted"
    assert (found.liberty.state, found.liberty.term_end) == ("abroad", None)


def test_asylum_granted_then_revoked(world: World) -> None:
    before, found = world.of("asylum-revoked", on="2020-01-01"), world.of("asylum-revoked")

    assert (before.proceedings[0].state, found.proceedings[0].state) == ("granted", "refused")
    assert found.liberty.state == "abroad"


def test_detention_for_extradition(world: World) -> None:
    found = world.of("held-for-extradition")

    assert (found.liberty.state, found.liberty.certain) == ("detained-abroad", True)
    assert [one.state for one in found.proceedings] == ["charged", "applied"]
    assert found.proceedings[1].proceeding.country == "XA"


def test_killed_abroad_with_the_inquiry_under_another_law(world: World) -> None:
    found = world.of("killed-abroad")

    assert (found.liberty.state, found.proceedings) == ("deceased", ())
    assert [one.state for one in found.accountability] == ["suspended"]
    assert found.accountability[0].proceeding.country == "XA"
    assert [one.kinds for one in found.harm] == [("death", "gunshot")]


# --- the dead, the young, the ill ----------------------------------------------------------------


def test_the_dead_are_tried_beside_the_living(world: World) -> None:
    dead, alive = world.of("tried-after-death"), world.of("tried-alive")

    assert (dead.liberty.state, alive.liberty.state) == ("deceased", "serving-imprisonment")
    assert charges(dead.proceedings[0]) == charges(alive.proceedings[0]) == {"cc-901": "convicted"}
    assert imposed(dead.proceedings[0]) == []
    assert imposed(alive.proceedings[0]) == [("imprisonment", True)]


def test_a_child_is_known_by_initials(world: World) -> None:
    found = world.of("a-child")
    case = world.library.cases["a-child"]

    assert found.liberty.state == "at-liberty"
    assert case.minor is not None
    assert (case.name, case.anonymised, case.names, case.place) == ("E. T.", True, (), None)


def test_psychiatric_confinement_more_than_once_without_a_sentence(world: World) -> None:
    found = world.of("psychiatry-twice")

    assert course(found) == ["psychiatric-confinement", "at-liberty"] * 2
    assert found.proceedings == ()


# --- one case becomes two; organisations ---------------------------------------------------------


def test_one_trial_is_severed_into_two(world: World) -> None:
    one, two = world.of("trial-severed").proceedings

    assert charges(one) == {"cc-901": "convicted", "cc-902": "severed"}
    assert charges(two) == {"cc-902": "dropped"}
    assert (one.state, two.state) == ("convicted", "dropped")
    assert two.proceeding.severed_from == "first"


def test_a_newspaper_is_banned_under_several_titles(world: World) -> None:
    found = world.of("newspaper-banned")

    assert restrictions(found) == [("publication-ban", "in-force", "None")] * 3
    assert [str(one.item.text) for one in found.restrictions if one.item] == [
        "The Example",
        "The Example on Sunday",
        "example-news",
    ]
    assert found.liberty.periods == ()


def test_a_union_is_dissolved_and_its_leader_banned_beyond_the_term(world: World) -> None:
    union, leader = world.of("union-dissolved"), world.of("union-leader")

    assert restrictions(union) == [("dissolved", "in-force", "None")]
    assert leader.liberty.state == "at-liberty"
    assert restrictions(leader) == [("leader-ban", "in-force", "2025-07-25")]
    assert restrictions(world.of("union-leader", on="2026-01-01"))[0][1] == "elapsed"


# --- money and days ------------------------------------------------------------------------------


def test_damages_in_tenge(world: World) -> None:
    found = world.of("defamation-suit").proceedings[0]

    assert (found.proceeding.kind, found.state) == ("civil", "claim-upheld")
    item = found.imposed[0].item
    assert (item.kind, item.amount, item.currency) == ("damages", 1_500_000, "KZT")


def test_a_fine_in_monthly_calculation_indices(world: World) -> None:
    found = world.of("fined-in-indices")

    assert found.proceedings[0].imposed[0].item.mci == 70
    assert found.liberty.state == "unknown"


def test_only_administrative_arrests_then_an_exit_ban(world: World) -> None:
    held = world.of("arrests-then-exit-ban", on="2021-12-20")
    found = world.of("arrests-then-exit-ban")

    assert held.liberty.state == "administrative-detention"
    assert course(found) == ["administrative-detention", "term-elapsed"] * 2
    assert found.liberty.basis == "computed"
    assert restrictions(found) == [("exit-ban", "in-force", "None")]


# --- what sources say ----------------------------------------------------------------------------


def test_two_sources_give_the_length_differently(world: World) -> None:
    found = world.of("length-disputed")
    (conflict,) = world.library.cases["length-disputed"].timeline[0].disputed

    assert str(found.liberty.term_end) == "2025-03-10"
    assert [value.value for value in conflict.values] == ["five years", "five and a half years"]
    assert [value.sources[0].source for value in conflict.values] == [
        "world-2022",
        "world-newspaper",
    ]


def test_a_newer_source_with_a_worse_date_changes_nothing(world: World) -> None:
    found = world.of("worse-date-later", on="2019-08-15")

    assert (found.liberty.state, found.liberty.certain) == ("police-detention", True)
    # The newer source tells of the detention and not of the release that ended it.
    after = world.of("worse-date-later")
    assert (after.liberty.state, str(after.liberty.known.until)) == ("at-liberty", "2019-12-10")
    assert str(after.known.until) == "2024-06-15"
    (conflict,) = world.library.cases["worse-date-later"].timeline[0].disputed
    assert conflict.kind == "precision"


def test_what_a_source_retracts_does_not_count(world: World) -> None:
    found = world.of("retracted-release")

    assert (found.liberty.state, str(found.liberty.known.until)) == ("house-arrest", "2022-11-30")
    assert "free" not in {event.id for event in found.seen}
    assert world.library.sources["world-correction"].retracts[0].source == "world-2022"


def test_a_person_known_only_in_cyrillic(world: World) -> None:
    assert world.of("only-in-cyrillic").liberty.state == "police-detention"
    assert world.library.cases["only-in-cyrillic"].label == "Пример Тестов"


def test_two_people_of_one_name(world: World) -> None:
    one, two = world.of("namesake-one"), world.of("namesake-two")
    records = [world.library.cases[name] for name in ("namesake-one", "namesake-two")]

    assert (one.liberty.state, two.liberty.state) == ("police-detention", "unknown")
    assert records[0].name == records[1].name
    assert [record.not_to_be_confused_with[0].case for record in records] == [
        "namesake-two",
        "namesake-one",
    ]


def test_dates_known_only_as_before_a_document(world: World) -> None:
    early = world.of("before-a-document", on="2020-01-01")
    by_then = world.of("before-a-document", on="2022-11-30")
    later = world.of("before-a-document", on="2024-05-10")

    assert (early.liberty.state, early.liberty.certain) == ("unknown", False)
    assert (by_then.liberty.state, by_then.liberty.certain) == ("police-detention", True)
    assert by_then.proceedings[0].state == "charged"
    assert (later.liberty.state, later.liberty.certain) == ("police-detention", False)
    assert world.of("before-a-document").liberty.state == "at-liberty"


def test_every_case_of_the_world_is_looked_at(world: World) -> None:
    """A case without a test would prove nothing."""
    asked_for = set(re.findall(r'of\("([a-z-]+)"', Path(__file__).read_text(encoding="utf-8")))

    assert asked_for == set(world.library.cases)
