"""The axes that gather: ways out, restrictions, designations, harm, accountability; and as-of."""

from typing import Any

from casebook.fold import Restriction
from timelines import fold, happened, years

BAN = happened("ban", "2021-03-02", "restriction-imposed", restriction="exit-ban")


def verdict(*items: dict[str, Any]) -> dict[str, Any]:
    return happened("verdict", "2021-06-15", "convicted", proceeding="first", sentence=[*items])


def told(found: Restriction) -> tuple[str, str, str, str]:
    return found.kind, found.status, str(found.since), str(found.until)


def test_a_restriction_lasts_until_it_is_lifted_by_name_or_by_kind() -> None:
    by_name = happened("lift", "2021-09-01", "restriction-lifted", lifts=["ban"])
    by_kind = happened("lift", "2021-09-01", "restriction-lifted", restriction="exit-ban")
    other = happened("lift", "2021-09-01", "restriction-lifted", restriction="curfew")

    assert told(fold(BAN).restrictions[0])[1] == "in-force"
    assert told(fold(BAN, other).restrictions[0])[1] == "in-force"
    for lift in (by_name, by_kind):
        (found,) = fold(BAN, lift).restrictions
        assert told(found) == ("exit-ban", "ended", "2021-03-02", "2021-09-01")
        assert found.ended_by is not None


def test_a_lift_by_name_leaves_others_of_the_kind() -> None:
    second = happened("second", "2021-04-02", "restriction-imposed", restriction="exit-ban")
    lift = happened("lift", "2021-09-01", "restriction-lifted", lifts=["ban"])

    assert [one.status for one in fold(BAN, second, lift).restrictions] == ["ended", "in-force"]


def test_a_restriction_with_an_end_elapses() -> None:
    ban = BAN | {"until": "2021-12-31"}

    assert fold(ban, on="2021-12-30").restrictions[0].status == "in-force"
    assert fold(ban, on="2021-12-31").restrictions[0].status == "elapsed"


def test_a_ban_from_the_verdict_counts_from_it() -> None:
    (found,) = fold(verdict(*years("activity-ban", 3)), on="2022-01-01").restrictions

    assert told(found) == ("activity-ban", "in-force", "2021-06-15", "2024-06-15")
    assert found.basis == "computed"


def test_a_ban_from_release_begins_with_the_release() -> None:
    sentence = [*years("imprisonment", 1), *years("activity-ban", 3, runs_from="release")]
    free = happened("free", "2022-06-15", "term-served")

    (held,) = fold(verdict(*sentence), on="2022-01-01").restrictions
    (freed,) = fold(verdict(*sentence), free, on="2023-01-01").restrictions

    assert told(held) == ("activity-ban", "unknown", "None", "None")
    assert told(freed) == ("activity-ban", "in-force", "2022-06-15", "2025-06-15")


def test_neither_death_nor_silence_is_a_release() -> None:
    sentence = [*years("imprisonment", 1), *years("activity-ban", 3, runs_from="release")]
    silent = happened("silent", "2022-02-01", "status-reported", liberty="unknown")
    death = happened("death", "2022-03-01", "died")

    (unknown,) = fold(verdict(*sentence), silent).restrictions
    (ended,) = fold(verdict(*sentence), death).restrictions

    assert told(unknown) == ("activity-ban", "unknown", "None", "None")
    assert told(ended) == ("activity-ban", "ended", "None", "2022-03-01")


def test_a_ban_whose_start_nobody_states_is_not_judged() -> None:
    sentence = years("activity-ban", 3, runs_from="entry-into-force")

    assert fold(verdict(*sentence)).restrictions[0].status == "unknown"


def test_a_ban_from_a_stated_day_has_not_begun_before_it() -> None:
    sentence = years("activity-ban", 1, since="2022-01-01", runs_from="date")

    assert fold(verdict(*sentence), on="2021-07-01").restrictions[0].status == "not-begun"
    assert fold(verdict(*sentence), on="2022-07-01").restrictions[0].status == "in-force"


def test_a_ban_of_a_quashed_sentence_ends() -> None:
    quashed = happened("quashed", "2021-09-01", "appeal-quashed", proceeding="first")

    (found,) = fold(verdict(*years("activity-ban", 3)), quashed, on="2022-01-01").restrictions

    assert told(found) == ("activity-ban", "ended", "2021-06-15", "2021-09-01")


def test_restrictions_end_with_death() -> None:
    death = happened("death", "2021-12-01", "died")

    (found,) = fold(BAN, death).restrictions

    assert told(found) == ("exit-ban", "ended", "2021-03-02", "2021-12-01")
    assert found.ended_by is not None
    assert found.ended_by.id == "death"


def test_an_organisation_resumes_its_work() -> None:
    stop = happened("stop", "2021-01", "activity-suspended")
    go = happened("go", "2021-05", "activity-resumed")

    assert fold(stop, go, kind="organisation").restrictions[0].status == "ended"


def test_ways_out_are_all_kept_in_order() -> None:
    steps = [
        happened(f"no-{year}", f"{year}-03", "parole-refused", grounds="other")
        for year in (2022, 2023, 2024)
    ]
    yes = happened("yes", "2025-03", "parole-granted")

    state = fold(verdict(*years("imprisonment", 9)), *steps, yes)

    assert [(one.kind, one.result) for one in state.ways_out] == [
        *[("parole", "refused")] * 3,
        ("parole", "granted"),
    ]
    assert state.liberty.state == "at-liberty"


def test_a_recognition_is_withdrawn_by_those_who_gave_it() -> None:
    given = {"designation": "political-prisoner"}
    one = happened("one", "2021-01", "recognised", by=["a"], **given)
    two = happened("two", "2021-02", "recognised", by=["b"], **given)
    back = happened("back", "2022-01", "recognition-withdrawn", by=["a"], **given)
    other = back | {"designation": "prisoner-of-conscience"}

    found = fold(one, two, back).designations

    assert [one.withdrawn_by is not None for one in found] == [True, False]
    assert all(not one.withdrawn_by for one in fold(one, two, other).designations)


def test_harm_is_what_the_type_means_and_the_event_adds() -> None:
    hit = happened("hit", "2021-01", "attacked", harm=["gunshot", "attack"])

    assert [one.kinds for one in fold(hit).harm] == [("attack", "gunshot")]


def test_accountability_is_told_apart() -> None:
    inquiry = happened("inquiry", "2021-01", "inquiry-opened", proceeding="guards")
    closed = happened("closed", "2021-05", "inquiry-closed", proceeding="guards")

    state = fold(inquiry, closed, proceedings={"guards": {"against": "others"}})

    assert [one.state for one in state.accountability] == ["closed"]


def test_each_axis_is_as_of_its_own_sources() -> None:
    held = happened("held", "2021-03-02", "detained", source="early")
    named = happened("named", "2021-05", "recognised", designation="political-prisoner", by=["a"])

    state = fold(held, named)

    assert str(state.known.until) == "2030-01-01"
    assert str(state.known_on("liberty").until) == "2021-06-30"
    assert str(state.known_on("designation").until) == "2030-01-01"
    assert state.known_on("harm").until is None


def test_a_later_look_moves_the_as_of_date() -> None:
    held = happened("held", "2021-03-02", "detained", source="early")
    checked = [{"date": "2025-04-01", "by": "editor"}]

    state = fold(held, checked=checked)

    assert str(state.known.until) == "2025-04-01"
    assert str(state.liberty.known.until) == "2025-04-01"


def test_a_refusal_that_is_upheld_is_of_the_kind_of_what_was_refused() -> None:
    sentence = [*years("imprisonment", 5)]
    parole = happened("parole", "2022-01", "parole-refused", proceeding="first")
    fine = happened("fine", "2022-01", "sentence-replacement-refused", proceeding="first")
    upheld = happened("upheld", "2022-03", "refusal-upheld", proceeding="first")

    last = fold(verdict(*sentence), parole, upheld)
    both = fold(verdict(*sentence), parole, fine, upheld | {"after": ["parole", "fine"]})

    assert [(one.kind, one.result) for one in last.ways_out] == [
        ("parole", "refused"),
        ("parole", "refusal-upheld"),
    ]
    assert sorted(one.kind for one in both.ways_out if one.result == "refusal-upheld") == [
        "parole",
        "sentence-replaced",
    ]
    assert [one.state for one in both.proceedings] == ["convicted"]
    assert both.liberty.last_known is not None
    assert both.liberty.last_known.state == "serving-imprisonment"
