"""What the fold promises for any timeline at all."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casebook.fold import Order, State, state
from casebook.models import Case
from timelines import case_of, happened, real_meaning

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 700).map(lambda days: FIRST + timedelta(days))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A day, a month, a year, an interval, or a date open at its start."""
    one, two = sorted((draw(DAYS), draw(DAYS)))
    shapes = (f"{one}", f"{one:%Y-%m}", f"{one:%Y}", f"{one}/{two}", f"../{two}", f"{one:%Y-%m}~")
    return draw(st.sampled_from(shapes))


TERMS = [
    [{"kind": "administrative-detention", "days": "15"}],
    [{"kind": "imprisonment", "years": "1"}],
    [{"kind": "imprisonment", "years": "2", "additional": "true"}],
    [{"kind": "restricted-freedom", "months": "6"}, {"kind": "activity-ban", "years": "1"}],
    [{"kind": "fine"}],
]
FIELDS = ("articles", "from_articles", "sentence", "liberty", "restriction", "designation")


@st.composite
def events(draw: st.DrawFn, names: tuple[str, ...], index: int) -> dict[str, Any]:
    """An event of any type with the fields it may have, sound or not."""
    kind = draw(st.sampled_from(sorted(real_meaning().event_types.values(), key=lambda k: k.id)))
    allowed = {*kind.needs, *kind.needs_any, *kind.allows}
    values = {
        "articles": st.lists(st.sampled_from(["cc-1", "cc-2", "cc-3"]), unique=True),
        "from_articles": st.lists(st.sampled_from(["cc-1", "cc-2"]), unique=True),
        "sentence": st.sampled_from(TERMS),
        "liberty": st.sampled_from(sorted(real_meaning().liberty_states)),
        "restriction": st.sampled_from(["exit-ban", "curfew"]),
        "designation": st.just("political-prisoner"),
    }
    more: dict[str, Any] = {
        field: draw(values[field]) for field in FIELDS if field in allowed and draw(st.booleans())
    }
    if draw(st.booleans()):
        more["proceeding"] = draw(st.sampled_from(["first", "second"]))
    more["after"] = draw(st.lists(st.sampled_from(names), unique=True, max_size=2))
    more["source"] = draw(st.sampled_from(["report", "early"]))
    return happened(names[index], draw(dates()), kind.id, **more)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of up to seven events, in any order."""
    names = tuple(f"e{index}" for index in range(draw(st.integers(1, 7))))
    return case_of(*(draw(events(names, index)) for index in range(len(names))))


def played(case: Case, day: date | None) -> State:
    return state(case, real_meaning(), day)


@given(cases(), st.none() | DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(case: Case, day: date | None, chance: Any) -> None:  # noqa: ANN401
    shuffled = list(case.timeline)
    chance.shuffle(shuffled)
    other = case.model_copy(update={"timeline": tuple(shuffled)})

    assert played(other, day) == played(case, day)


@given(cases(), DAYS, DAYS)
def test_what_was_seen_stays_seen_and_what_was_possible_stays_possible(
    case: Case, one: date, other: date
) -> None:
    early, late = (played(case, day) for day in sorted((one, other)))
    all_of = played(case, None)

    def names(*found: State, possible: bool = False) -> set[str]:
        return {e.id for s in found for e in (*s.seen, *(s.possible if possible else ()))}

    assert names(early) <= names(late) <= names(all_of)
    assert names(early, possible=True) <= names(late, possible=True)
    assert not {e.id for e in late.seen} & {e.id for e in late.possible}
    assert names(all_of) == {event.id for event in case.timeline}


@given(cases(), st.none() | DAYS)
def test_what_came_before_something_seen_was_seen(case: Case, day: date | None) -> None:
    found = played(case, day)
    order = Order(case.timeline, real_meaning())
    rings = {event.id for event in case.timeline if order.contradicts(event)}

    # A ring of `after`, or one against the dates, orders nothing; a check reports it.
    if not rings:
        seen = {event.id for event in found.seen}
        for event in found.seen:
            before = {other.id for other in case.timeline if order.precedes(other, event)}
            assert before <= seen


@given(cases(), st.none() | DAYS)
def test_periods_of_liberty_follow_each_other(case: Case, day: date | None) -> None:
    liberty = played(case, day).liberty

    for one, two in pairwise(liberty.periods):
        assert one.until == two.since
        assert one.state != two.state or two.event is not one.event
    if liberty.periods:
        last = liberty.periods[-1]
        assert (last.state, last.since, last.until) == (liberty.state, liberty.since, None)
    else:
        assert liberty.state == "unknown"
    assert liberty.certain == (not liberty.alternatives)


@given(cases(), st.none() | DAYS)
def test_nothing_follows_death(case: Case, day: date | None) -> None:
    found = played(case, day)
    died = [event for event in found.seen if event.type in ("died", "killed")]
    died = [event for event in died if event.proceeding is None]

    if died:
        assert found.liberty.state == "deceased"
        assert found.liberty.certain


@given(cases(), st.none() | DAYS)
def test_every_state_is_one_of_the_vocabularies(case: Case, day: date | None) -> None:
    found, meaning = played(case, day), real_meaning()

    assert {one.state for one in found.liberty.periods} <= meaning.liberty_states.keys()
    for proceeding in found.proceedings:
        assert proceeding.state is None or proceeding.state in meaning.procedure_states
        assert {one.state for one in proceeding.charges} <= meaning.procedure_states.keys()
        assert proceeding.certain == (not proceeding.alternatives)


@given(cases())
def test_a_day_after_everything_is_as_good_as_none(case: Case) -> None:
    """Only terms, which are judged up to what sources know, may differ."""
    late, all_of = played(case, date(2030, 1, 1)), played(case, None)

    assert late.seen == all_of.seen
    assert late.proceedings == all_of.proceedings
    if str(all_of.known.until) == "2030-01-01":
        assert late.liberty == all_of.liberty
