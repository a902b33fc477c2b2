"""The latest step in court, in an inquiry or on the way out of a sentence."""

from typing import Any

import pytest

from timelines import fold, happened, years


def step(name: str, when: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return happened(name, when, kind, proceeding="first", **more)


CHARGED = step("charge", "2021-01", "charged", articles=["cc-1", "cc-2"])
CONVICTED = step("verdict", "2021-06", "convicted", sentence=years("imprisonment", 7))
UPHELD = step("upheld", "2021-09", "appeal-upheld")


def latest(*events: dict[str, Any], **more: Any) -> tuple[str, bool] | None:  # noqa: ANN401
    found = fold(*events, **more).latest_step
    return (found.event.id, found.alone) if found else None


def test_without_a_proceeding_there_is_no_step() -> None:
    assert latest() is None
    assert latest(happened("held", "2021-01", "detained")) is None


def test_the_stage_of_a_proceeding_is_a_step() -> None:
    assert latest(CHARGED, CONVICTED, UPHELD) == ("upheld", False)


@pytest.mark.parametrize(
    "way", ["sentence-replaced", "amnesty-granted", "parole-refused", "sentence-deferred"]
)
@pytest.mark.parametrize("named", [{"proceeding": "first"}, {}])
def test_a_way_out_comes_after_the_verdict_that_it_leaves(way: str, named: dict[str, str]) -> None:
    more = {"sentence": years("restricted-freedom", 1)} if way == "sentence-replaced" else {}

    assert latest(CHARGED, UPHELD, happened("out", "2022-01", way, **more, **named)) == (
        "out",
        True,
    )


def test_what_is_only_asked_for_decides_nothing() -> None:
    assert latest(CHARGED, UPHELD, step("ask", "2022-01", "amnesty-requested")) == ("upheld", False)


def test_a_charge_that_is_dropped_is_a_step_beside_the_stage() -> None:
    trial = step("trial", "2021-02", "trial-opened")
    dropped = step("dropped", "2021-03", "charges-dropped", articles=["cc-2"])

    state = fold(CHARGED, trial, dropped)

    assert state.latest_step is not None
    assert (state.latest_step.event.id, state.latest_step.alone) == ("dropped", True)
    assert state.latest_step.proceeding.state == "on-trial"


def test_of_two_proceedings_the_one_that_moved_last() -> None:
    other = happened("other", "2023-01", "trial-opened", proceeding="second")

    assert latest(CHARGED, CONVICTED, other) == ("other", False)


def test_an_open_date_is_not_taken_for_its_end() -> None:
    reported = happened("reported", "../2024-05", "conviction-reported", proceeding="second")

    assert latest(CHARGED, UPHELD, reported) == ("upheld", False)
    assert latest(CHARGED, UPHELD, reported | {"after": ["upheld"]}) == ("reported", False)


def test_what_is_done_to_others_is_no_step_of_the_subject() -> None:
    guards = happened("guards", "2024-01", "convicted", proceeding="guards", sentence=[])
    sides = {"guards": {"against": "others"}}

    assert latest(CHARGED, guards, proceedings=sides) == ("charge", False)
    assert latest(guards, proceedings=sides) is None


FILED = step("appeal", "2021-07", "appeal-filed")


def pending(*events: dict[str, Any]) -> str | None:
    first, *_ = fold(*events).proceedings
    return first.appeal.id if first.appeal else None


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((CHARGED, CONVICTED), None),
        ((CHARGED, CONVICTED, FILED), "appeal"),
        ((CHARGED, CONVICTED, FILED, UPHELD), None),
        # A month does not say whether it was before or after a day in it: an appeal follows.
        ((CHARGED, CONVICTED, FILED | {"date": "2021-06"}), "appeal"),
        ((CHARGED, CONVICTED | {"date": "2021-06-15"}, FILED | {"date": "2021"}), "appeal"),
        # It may have been decided by then, so nothing is said to be pending ...
        ((CHARGED, CONVICTED, UPHELD, FILED | {"date": "2021"}), None),
        # ... unless it is known to be another.
        ((CHARGED, CONVICTED, UPHELD, FILED | {"date": "2021-10"}), "appeal"),
        ((CHARGED, CONVICTED, UPHELD, FILED | {"date": "2021", "after": ["upheld"]}), "appeal"),
        ((CHARGED, CONVICTED, FILED, step("quashed", "2021-08", "appeal-quashed")), None),
        # What a source took back was not filed.
        ((CHARGED, CONVICTED, FILED | {"retracted_by": "report"}), None),
        ((CHARGED, FILED | {"proceeding": "second"}, CONVICTED), None),
    ],
)
def test_an_appeal_is_pending_until_a_decision_on_it_is_known(
    events: tuple[dict[str, Any], ...], expected: str | None
) -> None:
    assert pending(*events) == expected


def test_an_appeal_is_pending_on_the_day_and_not_later() -> None:
    (then,) = fold(CHARGED, CONVICTED, FILED, UPHELD, on="2021-08-15").proceedings
    assert then.appeal is not None
    assert then.event is not None
    assert (then.state, then.appeal.id) == ("convicted", "appeal")
