"""The procedure axis: proceedings, the charges in them, and what was imposed."""

from typing import Any

import pytest

from casebook.fold import ProceedingState
from timelines import fold, happened, years

A, B = "cc-1", "cc-2"


def step(name: str, when: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return happened(name, when, kind, proceeding="first", **more)


CHARGED = step("charge", "2021-01", "charged", articles=[A, B])
CONVICTED = step("verdict", "2021-06", "convicted", sentence=years("imprisonment", 2))


def first(*events: dict[str, Any], on: str | None = None) -> ProceedingState:
    return fold(*events, on=on).proceedings[0]


def charges(found: ProceedingState) -> dict[str, str]:
    return {charge.key: charge.state for charge in found.charges}


def test_a_proceeding_without_events_has_no_state() -> None:
    found = first(CHARGED, on="2020-01-01")

    assert (found.state, found.event, found.charges, found.certain) == (None, None, (), True)


def test_a_verdict_that_names_no_charge_means_all_that_are_open() -> None:
    dropped = step("dropped", "2021-03", "charges-dropped", articles=[B])

    found = first(CHARGED, dropped, CONVICTED)

    assert charges(found) == {A: "convicted", B: "dropped"}
    assert [charge.named for charge in found.charges] == [False, True]
    assert found.state == "convicted"


def test_a_charge_keeps_its_history() -> None:
    charge = first(CHARGED, CONVICTED).charges[0]

    assert [event.id for event in charge.history] == ["charge", "verdict"]
    assert charge.is_article


def test_an_offence_without_an_article_is_a_charge_too() -> None:
    found = first(step("charge", "2021-01", "charged", offences=["hooliganism"]))

    assert [(one.key, one.is_article) for one in found.charges] == [("hooliganism", False)]


def test_a_charge_that_is_dropped_leaves_the_trial_a_trial() -> None:
    trial = step("trial", "2021-02", "trial-opened")
    dropped = step("dropped", "2021-03", "charges-dropped", articles=[B])

    assert first(CHARGED, trial, dropped).state == "on-trial"
    assert first(CHARGED, trial, dropped | {"articles": [A, B]}).state == "dropped"
    assert first(CHARGED, trial, step("dropped", "2021-03", "charges-dropped")).state == "dropped"


def test_the_last_of_the_charges_to_go_ends_the_proceeding() -> None:
    one = step("one", "2021-03", "charges-dropped", articles=[A])
    two = step("two", "2021-04", "charges-dropped", articles=[B])

    assert first(CHARGED, one).state == "charged"
    assert first(CHARGED, one, two).state == "dropped"


def test_an_acquittal_on_one_charge_leaves_the_conviction_and_its_sentence() -> None:
    verdict = step(
        "verdict", "2021-06", "convicted", articles=[A], sentence=years("imprisonment", 2)
    )
    partly = step("partly", "2021-06", "acquitted", articles=[B], after=["verdict"])

    found = first(CHARGED, verdict, partly)

    assert charges(found) == {A: "convicted", B: "acquitted"}
    assert found.state == "convicted"
    assert [one.superseded_by for one in found.imposed] == [None]


def test_a_reclassified_charge_becomes_another() -> None:
    moved = step(
        "moved", "2021-03", "reclassified", from_articles=[A], articles=["cc-3"], from_offences=[]
    )

    found = first(CHARGED, moved, CONVICTED)

    assert charges(found) == {A: "reclassified", B: "convicted", "cc-3": "convicted"}
    assert found.charges[0].became == ("cc-3",)
    assert found.charges[2].was == (A,)


def test_a_charge_replaced_at_trial_leaves_the_trial_a_trial() -> None:
    trial = step("trial", "2021-02", "trial-opened")
    moved = step("moved", "2021-03", "reclassified", from_articles=[A], articles=["cc-3"])

    assert first(CHARGED, trial, moved).state == "on-trial"


def test_a_conviction_that_is_reclassified_stays_a_conviction() -> None:
    moved = step("moved", "2021-09", "reclassified", from_articles=[A], articles=["cc-3"])

    found = first(CHARGED, CONVICTED, moved)

    assert charges(found) == {A: "reclassified", B: "convicted", "cc-3": "convicted"}
    assert found.state == "convicted"


def test_a_reclassification_of_what_nobody_recorded_still_shows_both() -> None:
    found = first(step("moved", "2021-03", "reclassified", from_articles=[A], articles=["cc-3"]))

    assert charges(found) == {A: "reclassified", "cc-3": "charged"}
    assert found.charges[0].is_article
    assert found.state == "charged"


def test_an_appeal_that_upholds_keeps_what_was_imposed() -> None:
    found = first(CHARGED, CONVICTED, step("appeal", "2021-09", "appeal-upheld"))

    assert found.state == "upheld"
    assert charges(found) == {A: "convicted", B: "convicted"}
    assert [one.superseded_by for one in found.imposed] == [None]


def test_an_appeal_that_changes_the_sentence_replaces_it() -> None:
    cut = step("cut", "2021-09", "appeal-changed", sentence=years("imprisonment", 1))

    found = first(CHARGED, CONVICTED, cut)

    assert [(one.item.years, one.superseded_by is None) for one in found.imposed] == [
        (2, False),
        (1, True),
    ]


def test_an_acquittal_on_appeal_reaches_what_was_convicted() -> None:
    free = step("free", "2021-09", "acquitted-on-appeal", liberty="at-liberty")

    state = fold(CHARGED, CONVICTED, free)
    found = state.proceedings[0]

    assert charges(found) == {A: "acquitted", B: "acquitted"}
    assert found.imposed[0].superseded_by is found.event
    assert state.liberty.state == "at-liberty"
    assert [(one.kind, one.result) for one in state.ways_out] == [("acquittal", "granted")]


def test_a_conviction_on_appeal_reaches_what_was_acquitted() -> None:
    acquitted = step("acquitted", "2021-06", "acquitted")
    convicted = step(
        "convicted", "2021-09", "convicted-on-appeal", sentence=years("imprisonment", 1)
    )

    found = first(CHARGED, acquitted, convicted)

    assert charges(found) == {A: "convicted", B: "convicted"}
    assert found.state == "convicted"


def test_an_acquittal_of_dropped_charges_does_not_bring_them_back() -> None:
    dropped = step("dropped", "2021-03", "charges-dropped", articles=[B])

    found = first(CHARGED, dropped, step("acquitted", "2021-06", "acquitted"))

    assert charges(found) == {A: "acquitted", B: "dropped"}


def test_a_quashed_verdict_is_undone_and_a_retrial_reaches_its_charges() -> None:
    quashed = step("quashed", "2021-09", "appeal-quashed")
    again = step("again", "2021-10", "retrial-ordered")
    second = step("second", "2021-12", "convicted", sentence=years("imprisonment", 1))

    after = first(CHARGED, CONVICTED, quashed)
    found = first(CHARGED, CONVICTED, quashed, again, second)

    assert charges(after) == {A: "quashed", B: "quashed"}
    assert charges(found) == {A: "convicted", B: "convicted"}
    assert [one.superseded_by is None for one in found.imposed] == [False, True]


def test_replacing_or_cutting_a_term_leaves_the_bans_beside_it() -> None:
    sentence = [*years("imprisonment", 4), *years("activity-ban", 3, runs_from="release")]
    verdict = CONVICTED | {"sentence": sentence}
    for kind in ("sentence-replaced", "sentence-reduced"):
        later = step("later", "2022-01", kind, sentence=years("restricted-freedom", 1))

        found = first(CHARGED, verdict, later)

        assert [one.superseded_by is None for one in found.imposed] == [False, True, True]


def test_two_proceedings_do_not_mix() -> None:
    other = happened("other", "2021-03", "charged", proceeding="second", articles=[A])
    closed = happened("closed", "2021-04", "case-closed", proceeding="second")

    one, two = fold(CHARGED, other, closed).proceedings

    assert (one.state, two.state) == ("charged", "closed")
    assert charges(one) == {A: "charged", B: "charged"}
    assert charges(two) == {A: "closed"}


def test_a_month_leaves_open_how_far_a_proceeding_has_come() -> None:
    found = first(CHARGED, CONVICTED, on="2021-06-10")

    assert (found.state, found.certain) == ("charged", False)
    assert [one.state for one in found.alternatives] == ["convicted"]
    assert charges(found) == {A: "charged", B: "charged"}


def test_each_proceeding_knows_up_to_its_own_sources() -> None:
    other = happened(
        "other", "2021-03", "charged", proceeding="second", articles=[A], source="early"
    )

    one, two = fold(CHARGED, other).proceedings

    assert (str(one.known.until), str(two.known.until)) == ("2030-01-01", "2021-06-30")


def test_a_reopened_case_reaches_what_was_closed() -> None:
    dropped = step("dropped", "2021-02", "charges-dropped", articles=[B])
    closed = step("closed", "2021-03", "case-closed")
    again = step("again", "2021-09", "case-reopened")

    found = first(CHARGED, dropped, closed, again)

    assert charges(found) == {A: "reopened", B: "dropped"}
    assert found.state == "reopened"


def test_a_charge_that_is_split_off_leaves_the_first_case() -> None:
    split = happened("split", "2021-03", "case-severed", proceeding="second", articles=[B])
    dropped = happened("dropped", "2021-05", "charges-dropped", proceeding="second")

    one, two = fold(
        CHARGED, split, CONVICTED, dropped, proceedings={"second": {"severed_from": "first"}}
    ).proceedings

    assert charges(one) == {A: "convicted", B: "severed"}
    assert one.events[-1].id == "verdict"
    assert two.state == "dropped"


def test_a_term_that_begins_is_not_imposed_again() -> None:
    begun = step("begun", "2021-12", "imprisonment-begun", sentence=years("imprisonment", 2))

    assert len(first(CHARGED, CONVICTED, begun).imposed) == 1


# --- what became of a sentence -------------------------------------------------------------------

BOTH = step(
    "verdict",
    "2021-06",
    "convicted",
    sentence=[*years("imprisonment", 2), *years("activity-ban", 3)],
)


def ended_by(found: ProceedingState) -> list[str | None]:
    return [one.ended_by.id if one.ended_by else None for one in found.imposed]


@pytest.mark.parametrize(
    "way", ["term-served", "parole-granted", "amnesty-granted", "pardon-granted"]
)
@pytest.mark.parametrize("named", [{"proceeding": "first"}, {}])
def test_a_way_out_ends_the_term_and_not_the_ban_beside_it(way: str, named: dict[str, str]) -> None:
    found = first(CHARGED, BOTH, happened("out", "2022-01", way, **named))

    assert ended_by(found) == ["out", None]


@pytest.mark.parametrize("way", ["parole-refused", "amnesty-requested", "released"])
def test_what_grants_no_way_out_ends_no_term(way: str) -> None:
    assert ended_by(first(CHARGED, BOTH, step("out", "2022-01", way))) == [None, None]


def test_a_way_out_of_another_proceeding_ends_nothing_here() -> None:
    out = happened("out", "2022-01", "term-served", proceeding="second")

    assert ended_by(first(CHARGED, BOTH, out)) == [None, None]


def test_parole_that_is_taken_back_ended_nothing() -> None:
    out = step("out", "2022-01", "parole-granted")
    back = step("back", "2022-05", "parole-revoked")

    assert ended_by(first(CHARGED, BOTH, out, back)) == [None, None]


def test_a_deferral_is_kept_with_the_term_it_puts_off() -> None:
    found = first(CHARGED, BOTH, step("later", "2021-07", "sentence-deferred"))

    assert [one.deferred_by is not None for one in found.imposed] == [True, False]
    assert ended_by(found) == [None, None]


def test_a_sentence_that_was_replaced_is_not_ended_as_well() -> None:
    other = step("other", "2021-09", "sentence-replaced", sentence=years("restricted-freedom", 1))
    out = step("out", "2022-01", "term-served")

    found = first(CHARGED, CONVICTED, other, out)

    assert ended_by(found) == [None, "out"]


@pytest.mark.parametrize(
    ("kind", "state"), [("compensation-granted", "granted"), ("compensation-refused", "refused")]
)
def test_a_claim_to_compensation_has_an_outcome(kind: str, state: str) -> None:
    assert first(step("claim", "2023", kind)).state == state
