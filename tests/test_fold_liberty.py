"""The liberty axis: states, periods, terms that run out, death."""

import pytest

from timelines import fold, happened, years

HELD = happened("held", "2021-03-02", "detained")
ARREST = happened("arrest", "2021-03-05", "pre-trial-detention")
VERDICT = happened(
    "verdict", "2021-06-15", "convicted", proceeding="first", sentence=years("imprisonment", 2)
)


def test_without_events_nothing_is_known() -> None:
    liberty = fold().liberty

    assert (liberty.state, liberty.certain, liberty.periods) == ("unknown", True, ())
    assert liberty.known.until is None


def test_states_follow_each_other() -> None:
    liberty = fold(HELD, ARREST, VERDICT, on="2021-07-01").liberty

    assert [(one.state, str(one.since), str(one.until)) for one in liberty.periods] == [
        ("police-detention", "2021-03-02", "2021-03-05"),
        ("pre-trial-detention", "2021-03-05", "2021-06-15"),
        ("serving-imprisonment", "2021-06-15", "None"),
    ]
    assert liberty.state == "serving-imprisonment"
    assert liberty.basis == "inferred"
    assert str(liberty.term_end) == "2023-06-15"


def test_police_detention_that_nobody_closes_stays() -> None:
    assert fold(HELD, on="2029-01-01").liberty.state == "police-detention"


def test_a_fine_leaves_detention_as_it_was_unless_the_record_says_more() -> None:
    fine = {"proceeding": "first", "sentence": [{"kind": "fine", "mci": "50"}]}

    silent = fold(ARREST, happened("verdict", "2021-06-15", "convicted", **fine)).liberty
    told = fold(
        ARREST, happened("verdict", "2021-06-15", "convicted", liberty="at-liberty", **fine)
    ).liberty

    assert silent.state == "pre-trial-detention"
    assert told.state == "at-liberty"


def test_a_source_that_names_the_state_later_states_it() -> None:
    seen = happened("seen", "2022-02-01", "status-reported", liberty="serving-imprisonment")
    marked = seen | {"inferred": [{"field": "liberty", "why": "It was only hinted at."}]}

    liberty = fold(VERDICT, seen, on="2022-03-01").liberty

    assert (liberty.basis, str(liberty.since)) == ("stated", "2021-06-15")
    assert fold(VERDICT, marked, on="2022-03-01").liberty.basis == "inferred"


def test_the_field_wins_over_the_sentence() -> None:
    verdict = VERDICT | {"liberty": "at-liberty"}

    liberty = fold(verdict, on="2021-07-01").liberty

    assert (liberty.state, liberty.basis) == ("at-liberty", "stated")


def test_the_heaviest_part_of_a_sentence_decides() -> None:
    sentence = [*years("restricted-freedom", 1), *years("imprisonment", 2), {"kind": "fine"}]

    liberty = fold(VERDICT | {"sentence": sentence}, on="2021-07-01").liberty

    assert liberty.state == "serving-imprisonment"


def test_a_verdict_in_absentia_imprisons_nobody() -> None:
    away = happened("away", "2021-01-05", "left-country")

    liberty = fold(away, VERDICT | {"in_absentia": "true"}, on="2021-07-01").liberty

    assert liberty.state == "abroad"


def test_a_marked_field_is_inferred() -> None:
    marked = {"inferred": [{"field": "liberty", "why": "The report speaks of a prison."}]}

    liberty = fold(
        happened("seen", "2021-03-02", "status-reported", liberty="at-liberty", **marked)
    ).liberty

    assert liberty.basis == "inferred"


# --- terms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "state", "certain"),
    [
        ("2021-03-10", "administrative-detention", True),
        ("2021-03-16", "administrative-detention", True),
        ("2021-03-17", "term-elapsed", True),
        ("2022-01-01", "term-elapsed", True),
    ],
)
def test_a_term_of_days_runs_out_by_the_calendar(on: str, state: str, *, certain: bool) -> None:
    days = [{"kind": "administrative-detention", "days": "15"}]
    penalty = happened("days", "2021-03-02", "penalised", proceeding="first", sentence=days)

    liberty = fold(penalty, on=on).liberty

    assert (liberty.state, liberty.certain) == (state, certain)
    if state == "term-elapsed":
        assert liberty.basis == "computed"
        assert liberty.event is None
        assert liberty.last_known is not None
        assert liberty.last_known.state == "administrative-detention"
        assert str(liberty.since) == "2021-03-17"


def test_a_term_from_a_month_may_or_may_not_be_over() -> None:
    days = [{"kind": "administrative-detention", "days": "15"}]
    penalty = happened("days", "2021-03", "penalised", proceeding="first", sentence=days)

    liberty = fold(penalty, on="2021-04-03").liberty

    assert (liberty.state, liberty.certain) == ("administrative-detention", False)
    assert [one.state for one in liberty.alternatives] == ["term-elapsed"]


def test_without_a_day_terms_are_judged_by_what_sources_know() -> None:
    days = [{"kind": "administrative-detention", "days": "15"}]
    penalty = happened(
        "days", "2021-06-20", "penalised", proceeding="first", sentence=days, source="early"
    )

    liberty = fold(penalty).liberty

    assert liberty.state == "administrative-detention"
    assert str(liberty.known.until) == "2021-06-30"


def test_a_release_shows_that_the_measure_went_on_until_it() -> None:
    arrest = ARREST | {"until": "2021-05-05"}
    release = happened("free", "2021-09-01", "released")

    after = fold(arrest, release).liberty
    between = fold(arrest, release, on="2021-07-01").liberty

    assert [one.state for one in after.periods] == ["pre-trial-detention", "at-liberty"]
    assert between.state == "pre-trial-detention"


def test_after_a_term_that_ran_out_comes_a_stretch_of_which_nothing_is_known() -> None:
    arrest = ARREST | {"until": "2021-05-05"}
    again = happened("again", "2022-02-01", "detained")

    liberty = fold(arrest, again).liberty

    assert [(one.state, str(one.since)) for one in liberty.periods] == [
        ("pre-trial-detention", "2021-03-05"),
        ("term-elapsed", "2021-05-05"),
        ("police-detention", "2022-02-01"),
    ]


def test_two_terms_of_days_far_apart_are_two_periods() -> None:
    days = [{"kind": "administrative-detention", "days": "15"}]
    liberty = fold(
        happened("one", "2020-03-02", "penalised", proceeding="a", sentence=days),
        happened("two", "2021-03-02", "penalised", proceeding="b", sentence=days),
        on="2021-03-03",
    ).liberty

    assert [one.state for one in liberty.periods] == [
        "administrative-detention",
        "term-elapsed",
        "administrative-detention",
    ]
    assert str(liberty.since) == "2021-03-02"


def test_an_extension_moves_the_end() -> None:
    longer = happened("longer", "2021-05-01", "pre-trial-detention", until="2021-08-05")

    liberty = fold(ARREST | {"until": "2021-05-05"}, longer, on="2021-06-01").liberty

    assert len(liberty.periods) == 1
    assert (liberty.state, str(liberty.term_end)) == ("pre-trial-detention", "2021-08-05")


def test_a_state_reported_past_its_computed_end_goes_on_without_a_known_end() -> None:
    seen = happened("seen", "2024-02-01", "status-reported", liberty="serving-imprisonment")

    after = fold(VERDICT, seen, on="2024-03-01").liberty
    between = fold(VERDICT, seen, on="2023-12-01").liberty

    assert (after.state, after.term_end, len(after.periods)) == ("serving-imprisonment", None, 1)
    assert between.state == "serving-imprisonment"


def test_a_report_before_the_end_of_a_term_does_not_prolong_it() -> None:
    seen = happened("seen", "2022-02-01", "status-reported", liberty="serving-imprisonment")

    assert fold(VERDICT, seen, on="2023-12-01").liberty.state == "term-elapsed"


def test_the_end_of_a_term_that_is_added_to_another_is_not_computed() -> None:
    more = happened(
        "more",
        "2022-09-01",
        "convicted",
        proceeding="second",
        sentence=years("imprisonment", 7, additional="true"),
    )

    liberty = fold(VERDICT, more, on="2029-12-01").liberty

    assert (liberty.state, liberty.term_end) == ("serving-imprisonment", None)


def test_a_term_cut_on_appeal_counts_from_the_verdict() -> None:
    cut = happened(
        "cut", "2021-09-15", "appeal-changed", proceeding="first", sentence=years("imprisonment", 1)
    )

    assert str(fold(VERDICT, cut, on="2021-10-01").liberty.term_end) == "2022-06-15"


def test_a_new_term_counts_from_its_own_verdict() -> None:
    new = happened(
        "new", "2022-06-15", "convicted", proceeding="second", sentence=years("imprisonment", 3)
    )

    assert str(fold(VERDICT, new, on="2022-10-01").liberty.term_end) == "2025-06-15"


def test_a_life_sentence_has_no_end() -> None:
    life = VERDICT | {"sentence": [{"kind": "imprisonment", "life": "true"}]}

    liberty = fold(life, on="2029-12-01").liberty

    assert (liberty.state, liberty.term_end) == ("serving-imprisonment", None)


@pytest.mark.parametrize(
    "term",
    [
        years("imprisonment", 2, at_least="true"),
        years("imprisonment", 20_000),
        [{"kind": "imprisonment"}],
        years("imprisonment", 2, since="../2021-06"),
    ],
)
def test_a_term_of_no_known_length_has_no_end(term: list[dict[str, str]]) -> None:
    liberty = fold(VERDICT | {"sentence": term}, on="2029-12-01").liberty

    assert (liberty.state, liberty.term_end) == ("serving-imprisonment", None)


def test_a_stated_end_of_a_term_wins() -> None:
    stated = VERDICT | {"sentence": years("imprisonment", 2, until="2023-01-10")}

    assert str(fold(stated, on="2022-10-01").liberty.term_end) == "2023-01-10"


# --- what is certain -----------------------------------------------------------------------------


def test_a_month_leaves_open_whether_it_has_happened() -> None:
    later = happened("free", "2021-04", "released")

    before, during, after = (
        fold(HELD, later, on=day).liberty for day in ("2021-03-31", "2021-04-10", "2021-04-30")
    )

    assert (before.state, before.certain) == ("police-detention", True)
    assert (during.state, during.certain) == ("police-detention", False)
    assert [one.state for one in during.alternatives] == ["at-liberty"]
    assert (after.state, after.certain) == ("at-liberty", True)


def test_dates_that_do_not_order_two_events_leave_the_last_open_until_after_does() -> None:
    free = happened("free", "2021-03", "released")

    open_ = fold(HELD, free).liberty
    told = fold(HELD, free | {"after": ["held"]}).liberty

    assert not open_.certain
    assert {open_.state, open_.alternatives[0].state} == {"police-detention", "at-liberty"}
    assert (told.state, told.certain) == ("at-liberty", True)


def test_what_came_before_an_event_of_a_known_day_had_happened_by_then() -> None:
    """`after` draws the bounds of partial dates in, on both sides."""
    held = happened("held", "2021", "detained")
    free = happened("free", "2021-03-20", "released", after=["held"])
    late = happened("late", "../2029", "detained", after=["free"])

    by_then = fold(held, free, late, on="2021-03-20")
    before = fold(held, free, late, on="2021-03-19")

    assert [event.id for event in by_then.seen] == ["held", "free"]
    assert [event.id for event in by_then.possible] == ["late"]
    assert [event.id for event in before.possible] == ["held"]


def test_a_source_bounds_an_open_date() -> None:
    """What a source of June 2021 reports had happened by then."""
    state = fold(happened("held", "2021", "detained", source="early"), on="2021-06-30")

    assert [event.id for event in state.seen] == ["held"]


def test_an_event_that_only_may_have_happened_is_told_as_possible() -> None:
    liberty = fold(happened("held", "2021-03", "detained"), on="2021-03-10").liberty

    assert (liberty.state, liberty.certain) == ("unknown", False)
    assert [one.state for one in liberty.alternatives] == ["police-detention"]


# --- death, retraction, others -------------------------------------------------------------------


def test_death_is_final() -> None:
    death = happened("death", "2021-03-20", "died")
    late = happened("late", "2021-05-01", "released")

    liberty = fold(HELD, death, late).liberty

    assert (liberty.state, liberty.certain) == ("deceased", True)
    assert [one.state for one in liberty.periods] == ["police-detention", "deceased"]


def test_what_is_not_certainly_after_a_death_came_before_it() -> None:
    death = happened("death", "2021", "died")

    liberty = fold(death, HELD).liberty

    assert [one.state for one in liberty.periods] == ["police-detention", "deceased"]


def test_what_a_source_takes_back_did_not_happen() -> None:
    free = happened("free", "2021-05-01", "released", retracted_by="early")

    state = fold(HELD, free)

    assert state.liberty.state == "police-detention"
    assert [event.id for event in state.seen] == ["held"]


def test_what_happens_to_others_does_not_touch_the_subject() -> None:
    trial = happened(
        "guards", "2021-05-01", "convicted", proceeding="guards", sentence=years("imprisonment", 5)
    )

    state = fold(HELD, trial, proceedings={"guards": {"against": "others"}})

    assert state.liberty.state == "police-detention"
    assert [one.state for one in state.accountability] == ["convicted"]
    assert state.proceedings == ()


# --- what shows that a state went on -------------------------------------------------------------


def test_a_refused_parole_shows_that_the_term_went_on() -> None:
    verdict = VERDICT | {"sources": [{"source": "early", "at": "p. 1"}]}
    refused = happened("refused", "2024-02-01", "parole-refused", proceeding="first")

    after = fold(verdict, refused, on="2024-03-01").liberty
    alone = fold(verdict, on="2023-01-01").liberty

    assert (after.state, str(after.known.until)) == ("serving-imprisonment", "2030-01-01")
    assert (alone.state, str(alone.known.until)) == ("serving-imprisonment", "2021-06-30")


def test_a_refused_parole_says_nothing_of_one_who_is_free() -> None:
    free = happened("free", "2021-06-20", "released", source="early")
    refused = happened("refused", "2022-03-01", "parole-refused", proceeding="first")

    assert str(fold(VERDICT | {"sources": free["sources"]}, free, refused).liberty.known.until) == (
        "2021-06-30"
    )


def test_a_transfer_shows_that_detention_went_on() -> None:
    arrest = ARREST | {"until": "2021-05-05"}
    moved = happened("moved", "2021-07-01", "transferred")

    assert fold(arrest, moved, on="2021-08-01").liberty.state == "pre-trial-detention"
    assert fold(arrest, on="2021-08-01").liberty.state == "term-elapsed"


def test_a_sentence_that_is_cut_counts_from_its_beginning() -> None:
    cut = happened(
        "cut",
        "2022-01-01",
        "sentence-reduced",
        proceeding="first",
        sentence=years("imprisonment", 1),
    )

    assert str(fold(VERDICT, cut, on="2022-02-01").liberty.term_end) == "2022-06-15"


# --- up to when sources tell of a state ----------------------------------------------------------

EARLY = {"sources": [{"source": "early", "at": "p. 1"}]}


def test_what_is_last_known_is_as_of_the_sources_that_told_it() -> None:
    arrest = happened("arrest", "2021-03-05", "house-arrest", source="early")
    silent = happened("silent", "2022-02-01", "status-reported", liberty="unknown")

    liberty = fold(arrest, silent, checked=[{"date": "2031-01-01", "by": "editor"}]).liberty

    assert liberty.last_known is not None
    assert str(liberty.last_known.known.until) == "2021-06-30"
    assert str(liberty.known.until) == "2031-01-01"


def test_what_is_last_known_is_told_of_no_longer_than_it_lasted() -> None:
    arrest = happened("arrest", "2021-03-05", "detained")
    silent = happened("silent", "2021-03-05", "status-reported", liberty="unknown")

    liberty = fold(arrest, silent | {"after": ["arrest"]}).liberty

    assert liberty.last_known is not None
    assert str(liberty.last_known.known.until) == "2021-03-05"
    assert str(liberty.known.until) > "2021-03-05"


def test_what_a_term_was_that_ran_out_is_as_of_its_own_sources() -> None:
    days = [{"kind": "administrative-detention", "days": "15"}]
    penalty = happened(
        "days", "2021-06-20", "penalised", proceeding="first", sentence=days, source="early"
    )
    later = happened("later", "2023-01", "threatened")

    liberty = fold(penalty, later).liberty

    assert liberty.state == "term-elapsed"
    assert liberty.last_known is not None
    assert str(liberty.last_known.known.until) == "2021-06-30"


def test_a_newer_source_of_earlier_days_says_nothing_of_the_state() -> None:
    free = happened("free", "2021-06-20", "released", source="early")

    assert str(fold(HELD, free).liberty.known.until) == "2021-06-30"


def test_that_a_term_of_no_stated_length_goes_on_is_inferred() -> None:
    term = [{"kind": "restricted-freedom"}]
    replaced = happened(
        "replaced",
        "2021-10-01",
        "sentence-replaced",
        proceeding="first",
        sentence=term,
        liberty="serving-restricted-freedom",
    )

    liberty = fold(VERDICT | EARLY, replaced).liberty

    assert (liberty.state, liberty.basis) == ("serving-restricted-freedom", "inferred")
    assert (liberty.length_stated, liberty.term_end) == (False, None)
    assert fold(VERDICT, on="2021-07-01").liberty.length_stated
    assert fold(HELD).liberty.length_stated
