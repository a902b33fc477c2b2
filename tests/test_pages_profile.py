"""What a profile says of inferences, ended sentences, the latest step and what is not known."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from casebook import catalogue, dates
from casebook.fold import state
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.pages.case import CaseView, case_view
from casebook.pages.gathered import gather
from casebook.pages.page import Page
from casebook.pages.status import standing
from casebook.pages.world import World
from golden_world import ROOT, put_together
from timelines import case_of, happened, years

WATCH = {"source": "example-watch-2031"}  # of 2031-03, knows to about 15 February 2031
POST = {"source": "example-post-2030"}  # of 2030-06


def step(name: str, when: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return happened(name, when, kind, **{"proceeding": "first"} | WATCH | more)


CHARGED = step("charge", "2030-01", "charged", articles=["cc-991"])
CONVICTED = step("verdict", "2030-03", "convicted", sentence=years("imprisonment", 5))
UPHELD = step("upheld", "2030-04", "appeal-upheld")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    linked = link(load(put_together(tmp_path_factory.mktemp("world"))))
    assert linked.problems == ()
    meaning = meaning_of(linked.library)
    return World(
        linked=linked,
        states={case.id: state(case, meaning) for case in linked.library.cases.values()},
        meaning=meaning,
        words=catalogue.load(Path(ROOT) / "templates" / "words"),
        date_words=dates.ENGLISH,
    )


@dataclasses.dataclass(frozen=True)
class Profile:
    view: CaseView
    stands: str
    stands_as_of: str

    @property
    def box(self) -> list[str]:
        """The lines of the status box, without their notes."""
        return [f"{line.axis}: {line.text}" for line in self.view.status]

    def notes(self, place: int) -> str:
        line = self.view.status[place]
        return " ".join([line.as_of, line.told, *line.notes])


def profile(world: World, *events: dict[str, Any], **more: Any) -> Profile:  # noqa: ANN401
    summary = {"text": "Invented.", "sources": [WATCH | {"at": "p. 1"}]}
    case = case_of(*events, **{"summary": summary} | more)
    told = dataclasses.replace(world, states={**world.states, case.id: state(case, world.meaning)})
    page = Page(told, f"cases/{case.id}.md")
    found = standing(told, case)
    return Profile(case_view(page, case, gather(world)), found.text, found.as_of)


# --- what is last known --------------------------------------------------------------------------


def test_what_is_last_known_has_the_date_of_its_own_source(world: World) -> None:
    house = happened("house", "2030-02-02", "house-arrest", **POST)
    silent = happened("silent", "2030-12-01", "status-reported", liberty="unknown", **WATCH)

    found = profile(world, house, silent)

    assert "last known: House arrest since" in found.box[0]
    assert "20 June 2030" in found.box[0]
    assert "15 February 2031</time> no source says where the person was." in found.notes(0)
    assert "Last told of: [House arrest ordered" in found.notes(0)
    assert (found.stands, found.stands_as_of) == (
        "Not stated; last known: House arrest since 2 February 2030",
        "20 June 2030",
    )
    assert not any("when the term ran out" in line for line in found.view.not_said)


def test_what_is_last_known_is_not_as_of_later_than_it_lasted(world: World) -> None:
    held = happened("held", "2030-02-02", "detained", **WATCH)
    silent = happened("silent", "2030-02-02", "status-reported", liberty="unknown", **WATCH)

    found = profile(world, held, silent | {"after": ["held"]})

    assert "15 February" not in found.box[0]
    assert "15 February 2031</time> no source says where the person was." in found.notes(0)
    assert (found.stands, found.stands_as_of) == (
        "Not stated; last known: Police detention since 2 February 2030",
        "2 February 2030",
    )


def test_a_term_that_ran_out_is_not_said_to_have_gone_on_as_long_as_a_source_knows(
    world: World,
) -> None:
    days = [{"kind": "administrative-detention", "days": "15"}]

    found = profile(world, step("days", "2030-05-01", "penalised", sentence=days))

    assert "15 February" not in found.box[0]
    assert "15 February 2031</time> no source says what followed." in found.notes(0)
    assert any("when the term ran out" in line for line in found.view.not_said)


def test_a_term_of_no_stated_length_says_so(world: World) -> None:
    term = [{"kind": "restricted-freedom"}]
    found = profile(world, step("verdict", "2030-03", "convicted", sentence=term))

    assert "No source gives the length of the term" in found.notes(0)
    assert "No source gives the length" not in profile(world, CONVICTED).notes(0)


# --- inferences ----------------------------------------------------------------------------------


def test_why_a_measure_is_of_a_type_is_the_basis_of_the_state(world: World) -> None:
    because = [{"field": "type", "why": "The report speaks of a promise."}]

    found = profile(world, happened("held", "2030-02", "undertaking", inferred=because, **WATCH))

    assert "Inferred: The report speaks of a promise." in found.notes(0)
    assert "from the sentence" not in found.notes(0)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("proceeding", "That it belongs to this case is inferred: It fits."),
        ("articles", "Which offence it is about is inferred: It fits."),
    ],
)
def test_what_ties_an_event_to_a_charge_is_told_in_the_box_and_at_the_charges(
    world: World, field: str, said: str
) -> None:
    inferred = [{"field": field, "why": "It fits."}]

    found = profile(world, CHARGED | {"inferred": inferred})
    (proceeding,) = found.view.proceedings

    assert said in found.notes(-1)
    assert any(note.endswith(said) and "(#charge)" in note for note in proceeding.notes)
    assert proceeding.charges is not None
    assert proceeding.charges.rows[0][0].endswith(" (inferred)") == (field == "articles")


def test_a_place_that_is_concluded_is_shown_as_such(world: World) -> None:
    why = [{"field": "place", "why": "It happened there."}]

    facts = profile(world, CHARGED, place="almaty", inferred=why).view.facts

    assert [str(one.value) for one in facts if one.name == "With caution"] == [
        "Inferred, not printed (place): It happened there."
    ]


# --- charges and sentences -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("amnesty-granted", "Ended by: [Amnesty granted, November 2030](#out)."),
        ("sentence-deferred", "Put off by: [Sentence deferred, November 2030](#out)."),
    ],
)
def test_a_sentence_that_no_longer_stands_says_what_ended_it(
    world: World, way: str, said: str
) -> None:
    found = profile(world, CHARGED, CONVICTED, step("out", "2030-11", way))

    assert said in found.view.proceedings[0].sentences[0]


def test_items_of_one_decision_name_their_sources_once(world: World) -> None:
    both = [*years("imprisonment", 5), *years("activity-ban", 3)]

    found = profile(world, CHARGED, step("verdict", "2030-03", "convicted", sentence=both))

    sourced = ["Source:" in one for one in found.view.proceedings[0].sentences]
    assert sourced == [False, True]


def test_charges_name_no_sources_and_lead_to_events_that_do(world: World) -> None:
    table = profile(world, CHARGED).view.proceedings[0].charges

    assert table is not None
    assert [str(one) for one in table.columns] == ["Charge", "How it moved", "Outcome"]
    assert "(#charge)" in table.rows[0][1]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("case-closed", "Closed, with the whole case"),
        ("appeal-quashed", "Quashed, with the whole case"),
        ("acquitted", "Acquitted; the source does not name this charge"),
    ],
)
def test_a_charge_goes_with_the_case_it_is_in(world: World, kind: str, said: str) -> None:
    before = [CHARGED] if kind != "appeal-quashed" else [CHARGED, CONVICTED]

    table = profile(world, *before, step("end", "2030-05", kind)).view.proceedings[0].charges

    assert table is not None
    assert table.rows[0][2] == said


# --- the latest step -----------------------------------------------------------------------------


def test_a_verdict_that_is_contested_says_so_wherever_it_counts(world: World) -> None:
    appeal = step("appeal", "2030-03-20", "appeal-filed")
    found = profile(world, CHARGED, CONVICTED, appeal)

    liberty, latest = found.box
    assert "(first); appeal filed, <time" in latest
    assert latest.endswith(">20 March 2030</time>; no decision on it is known")
    assert "Convicted, <time" in latest
    assert "The decision that set this is contested" in found.notes(0)
    assert "(#appeal)" in found.notes(1)
    assert "contested" in found.view.proceedings[0].outcome
    assert "contested" not in liberty

    decided = profile(world, CHARGED, CONVICTED, appeal, UPHELD)
    assert "contested" not in str(decided.view)
    assert "no decision" not in str(decided.view)


def test_a_sentence_that_was_replaced_is_the_latest_step_and_not_the_verdict(world: World) -> None:
    other = step("other", "2030-10", "sentence-replaced", sentence=years("restricted-freedom", 1))

    found = profile(world, CHARGED, CONVICTED, UPHELD, other)

    assert "Sentence replaced, <time" in found.box[1]
    assert "How far the case itself had come: Upheld on appeal" in found.notes(1)


def test_when_some_charges_go_the_box_says_which_stand(world: World) -> None:
    charged = CHARGED | {"offences": ["rudeness"]}
    dropped = step("dropped", "2030-02", "charges-dropped", offences=["rudeness"])

    found = profile(world, charged, dropped)

    assert found.box[-1].endswith("(first); still standing: CC 991 (Charged)")
    assert "Some charges dropped" in found.box[-1]
    assert found.stands == "Some charges dropped, February 2030; still standing: CC 991 (Charged)"


def test_a_claim_says_what_was_granted(world: World) -> None:
    found = profile(world, step("paid", "2030-09", "compensation-granted"))

    assert "Compensation granted" in found.box[-1]


# --- of whom no event says where they were -------------------------------------------------------


def test_the_box_of_one_who_was_held_and_accused_of_nothing_tells_the_harm_too(
    world: World,
) -> None:
    held = happened("held", "2030-01-05", "briefly-detained", **WATCH)
    shot = happened("shot", "2030-01-06", "injured", **WATCH)
    inquiry = happened("inquiry", "2030-11", "inquiry-opened", proceeding="guards", **WATCH)
    died = happened("died", "2030-12", "died", **WATCH)
    sides = {"guards": {"against": "others"}}

    def lines(*events: dict[str, Any]) -> list[str]:
        found = profile(world, *events, proceedings=sides)
        return [line.partition(":")[0] for line in found.box]

    assert lines(held, shot, inquiry) == ["Liberty", "Harm reported", "Inquiry into it"]
    assert lines(shot, died, inquiry)[1:] == ["Inquiry into it"]
    assert lines(held, shot, CHARGED) == ["Liberty", "Latest step"]


def test_the_box_of_one_who_was_harmed_begins_with_the_harm(world: World) -> None:
    parcel = happened("parcel", "2030-10", "threatened", **WATCH)
    inquiry = happened("inquiry", "2030-11", "inquiry-opened", proceeding="guards", **WATCH)
    sides = {"guards": {"against": "others"}}

    found = profile(world, parcel, inquiry, proceedings=sides)

    assert [line.partition(":")[0] for line in found.box] == ["Harm reported", "Inquiry into it"]
    assert "Liberty" not in "".join(found.box)
    assert found.stands == "Threat, October 2030"
    assert not any("at liberty" in line for line in found.view.not_said)


def test_the_box_of_a_body_begins_with_what_binds_it(world: World) -> None:
    ban = step("ban", "2030-01", "banned")
    harm = happened("harm", "2030-10", "attacked", **WATCH)
    body = {"kind": "organisation", "organisation_kind": "movement"}

    assert [line.partition(":")[0] for line in profile(world, ban, harm, **body).box] == [
        "Restrictions in force"
    ]
    assert [line.partition(":")[0] for line in profile(world, harm, **body).box] == [
        "Harm reported"
    ]


def test_of_a_body_that_nothing_binds_no_restriction_is_spoken_of(world: World) -> None:
    body = {"kind": "organisation", "organisation_kind": "movement"}

    found = profile(world, happened("warned", "2030-10", "warned", **WATCH), **body)

    assert found.box == []
    assert found.stands == "Where the subject stands is not stated by any source"


# --- disagreements -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mark", "label"),
    [
        ("conflict", "sources disagree", "Sources differ"),
        ("measure", "sources disagree", "Different things are measured"),
        ("precision", "one source is more precise", "One is more precise"),
        ("wording", "sources word it differently", "Words differ, perhaps not the meaning"),
        ("unclear", "can be read in two ways", "The source can be read in two ways"),
        ("gap", "one source is silent", "One source is silent where another speaks"),
    ],
)
def test_only_what_differs_is_called_a_disagreement(
    world: World, kind: str, mark: str, label: str
) -> None:
    cited = [{"source": WATCH["source"], "at": "p. 1"}]
    values = [{"value": f"{number} days.", "sources": cited} for number in (3, 4)]
    disputed = [{"about": "how long", "values": values, "kind": kind}]

    found = profile(world, happened("held", "2030-02", "detained", disputed=disputed, **WATCH))
    (event,) = found.view.timeline

    assert [str(one) for one in event.marks] == [mark]
    assert event.boxes[0].lead.startswith(label)
    assert [side.value for side in event.boxes[0].sides] == ["3 days.", "4 days."]
    assert all("../sources/" in side.sources for side in event.boxes[0].sides)
    assert found.view.conflicts_below[0].endswith(f": {label}: how long")
