"""The timeline at a glance: what is drawn, how, and that it never says more than the words."""

import dataclasses
import re
from datetime import date
from typing import Any

import pytest
from jinja2 import Environment

from casebook import catalogue, dates
from casebook.fold import State
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.pages.axis import MOST_YEARS, Axis, percent
from casebook.pages.band import Band, band, period_words
from casebook.pages.page import Page
from casebook.pages.rendering import environment
from casebook.pages.world import World
from golden_world import ROOT, put_together
from timelines import fold, happened, years

DATED = re.compile(r"(?:x|x1|x2|width)=\"(-?[\d.]+)%\"")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    linked = link(load(put_together(tmp_path_factory.mktemp("world"))))
    assert linked.problems == ()
    world = World(
        linked=linked,
        states={},
        meaning=meaning_of(linked.library),
        words=catalogue.load(ROOT / "templates" / "words"),
        date_words=dates.ENGLISH,
    )
    return Page(world, "cases/example-one.md")


@pytest.fixture(scope="module")
def templates(page: Page) -> Environment:
    return environment(ROOT / "templates", page.world)


def drawn(page: Page, state: State) -> Band:
    found = band(page, state)
    assert found is not None
    return found


def kinds(found: Band, state: str) -> list[str]:
    (lane,) = [lane for lane in found.lanes if lane.label == state]
    return [bar.kind for bar in lane.bars]


class TestAxis:
    def test_all_days_lie_on_it(self) -> None:
        first, last = date(2019, 5, 1), date(2023, 2, 1)
        axis = Axis.over([last, first])
        assert 0 < axis.at(first) < axis.at(last) < axis.at(last, end=True) < 100
        assert (axis.at(None), axis.at(None, end=True)) == (0, 100)

    def test_one_day_has_an_axis_too(self) -> None:
        axis = Axis.over([date(2022, 1, 5)])
        assert 40 < axis.at(date(2022, 1, 5)) < 60
        assert len(axis.labels()) == 1

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (date(2022, 1, 5), date(2022, 1, 9)),
            (date(2022, 1, 5), date(2022, 9, 9)),
            (date(2019, 6, 1), date(2023, 2, 28)),
            (date(1986, 12, 17), date(2026, 1, 1)),
            (date(1900, 1, 1), date(2099, 12, 31)),
        ],
    )
    def test_there_are_some_labels_and_room_for_them(self, first: date, last: date) -> None:
        labels = Axis.over([first, last]).labels()
        assert 1 <= len(labels) <= MOST_YEARS
        places = [float(one.at.removesuffix("%")) for one in labels]
        assert places == sorted(places)
        assert all(0 <= place < 90 for place in places)

    def test_years_are_named_as_years(self) -> None:
        labels = Axis.over([date(2019, 6, 1), date(2023, 2, 28)]).labels()
        assert [one.when.text for one in labels] == ["2020", "2021", "2022"]

    def test_a_place_never_leaves_the_drawing(self) -> None:
        assert (percent(-3), percent(120)) == ("0.00%", "100.00%")


class TestWhatIsDrawn:
    def test_nothing_where_nothing_is_known(self, page: Page) -> None:
        assert band(page, fold()) is None
        assert band(page, fold(happened("a", "2022-01", "context"))) is None

    def test_events_without_liberty(self, page: Page) -> None:
        events = [happened(f"e{n}", f"2022-0{n}-01", "context") for n in (1, 2)]
        found = drawn(page, fold(*events))
        assert found.lanes == ()
        assert [tick.id for tick in found.ticks] == ["e1", "e2"]

    def test_one_event(self, page: Page) -> None:
        found = drawn(page, fold(happened("a", "2022-01-05", "house-arrest")))
        assert [lane.label for lane in found.lanes] == ["House arrest"]
        assert kinds(found, "House arrest") == ["stated"]

    def test_what_is_stated_inferred_and_computed_is_told_apart(self, page: Page) -> None:
        sentence = [{"kind": "administrative-detention", "days": "15"}]
        found = drawn(
            page,
            fold(
                happened("a", "2022-01-05", "house-arrest"),
                happened("b", "2022-05-01", "penalised", sentence=sentence),
            ),
        )
        assert kinds(found, "House arrest") == ["stated"]
        assert kinds(found, "Administrative detention") == ["inferred"]
        computed = found.lanes[-1]
        assert {bar.kind for bar in computed.bars} == {"computed"}
        assert computed.group == "none"
        assert {kind for kind, _ in found.legend} == {"stated", "inferred", "computed"}

    def test_partial_dates_are_drawn_as_such(self, page: Page) -> None:
        found = drawn(
            page,
            fold(
                happened("a", "2022-01", "pre-trial-detention"),
                happened("b", "2022-06/2022-09", "house-arrest"),
            ),
        )
        assert kinds(found, "Pre-trial detention") == ["inexact", "stated", "inexact"]
        assert kinds(found, "House arrest")[0] == "inexact"
        assert [tick.kind for tick in found.ticks] == ["inexact", "inexact"]

    def test_of_an_end_known_only_by_its_last_day_no_more_is_drawn_than_sources_tell(
        self, page: Page
    ) -> None:
        state = fold(
            happened("a", "2020-01-05", "house-arrest", source="early"),
            happened("b", "../2024-05", "released"),
        )
        found = drawn(page, state)
        assert kinds(found, "House arrest") == ["stated", "inexact"]
        (told, until) = period_words(page, state)
        assert "last told of as of" in told
        assert "30 June 2021" in told
        assert "or earlier" in until

    def test_nobody_is_drawn_in_a_state_longer_than_sources_tell(self, page: Page) -> None:
        found = drawn(
            page,
            fold(
                happened("a", "2020-01-05", "house-arrest", source="early"),
                happened("z", "2024-05-01", "context"),
            ),
        )
        assert kinds(found, "House arrest") == ["stated", "silent"]
        stated, _ = found.lanes[0].bars
        assert float(stated.x[:-1]) + float(stated.width[:-1]) < 30

    def test_a_death_is_one_mark(self, page: Page) -> None:
        found = drawn(page, fold(happened("a", "2022-01", "died")))
        assert len(found.lanes[0].bars) == 1


def sixty() -> list[dict[str, Any]]:
    turns = ("detained", "released", "house-arrest", "pre-trial-detention", "released")
    return [
        happened(f"e{n:02}", f"{2014 + n // 12}-{n % 12 + 1:02}-10", turns[n % len(turns)])
        for n in range(60)
    ]


class TestTheDrawing:
    def rendered(self, templates: Environment, found: Band) -> str:
        return templates.get_template("parts/band.md.j2").render(band=found)

    def test_sixty_events_have_sixty_links_to_their_places(
        self, page: Page, templates: Environment
    ) -> None:
        state = fold(*sixty())
        text = self.rendered(templates, drawn(page, state))
        assert re.findall(r'<a href="#(e\d\d)"', text) == [event.id for event in state.seen]
        assert len(period_words(page, state)) == len(state.liberty.periods) > 40

    def test_nothing_lies_outside(self, page: Page, templates: Environment) -> None:
        for events in (sixty(), [happened("a", "../2022-01", "house-arrest")]):
            text = self.rendered(templates, drawn(page, fold(*events)))
            places = [float(found) for found in DATED.findall(text)]
            assert places
            assert all(0 <= place <= 100 for place in places)

    def test_it_is_named_for_voices_and_its_links_are_left_to_the_list(
        self, page: Page, templates: Environment
    ) -> None:
        text = self.rendered(templates, drawn(page, fold(*sixty())))
        assert 'role="img" aria-labelledby="band_title band_what"' in text
        links = re.findall(r"<a [^>]+>", text)
        assert links
        assert all('tabindex="-1" aria-hidden="true"' in link for link in links)
        assert "style=" not in text

    @pytest.mark.parametrize(
        "label", ["Под домашним арестом", "Үйқамақта отыр", 'A <b>long "name"</b> [x](y) *z* ' * 4]
    )
    def test_words_of_any_script_stay_text(
        self, page: Page, templates: Environment, label: str
    ) -> None:
        found = drawn(page, fold(happened("a", "2022-01-05", "house-arrest")))
        lane = dataclasses.replace(found.lanes[0], label=label)
        text = self.rendered(templates, dataclasses.replace(found, lanes=(lane,)))
        assert "<b>" not in text
        assert "\\" not in text
        if label.isalpha():
            assert label in text


def test_a_sentence_is_said_as_long_as_it_is_told(page: Page) -> None:
    sentence = years("imprisonment", 5)
    (said,) = period_words(page, fold(happened("a", "2028-01-05", "convicted", sentence=sentence)))
    assert said.startswith("Serving imprisonment since")
    assert "as of" in said
    assert "inferred" in said
