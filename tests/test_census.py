"""The census: what it counts is what the fold says of that day; pages and script agree."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser

from casebook.build import build
from casebook.dates import EdtfDate
from casebook.fold import state
from casebook.fold.days import Confined, History, Span, groups_of
from casebook.fold.vocabulary import meaning_of
from casebook.library import Library, load
from casebook.links import link
from casebook.models import Case
from casebook.publication import shown
from golden_world import put_together
from test_fold_properties import DAYS, cases
from timelines import case_of, happened, real_meaning, years
from whole_site import build_site, served

PATIENT = settings(deadline=None)  # a busy machine is no fault of ours
HELD_2022 = {
    "akylzhan-kiysymbaev",  # detained in November 2022, by the paper of March 2023
    "erkin-kaziev",  # pre-trial detention since October 2022
    "ermek-narymbaev",  # refused parole in December 2022
    "erzhan-elshibaev",  # five years since October 2019, and seven more
    "zhanmurat-ashtaev",  # three years since July 2022, upheld in September
}
# Sentenced in October 2021 to five years each; the papers that tell of them close that year.
BELIEVED_2022 = {
    "abai-begimbetov",
    "askhat-zheksebaev",
    "kairat-klyshev",
    "noyan-rakhimzhanov",
}
ROOT = Path(__file__).resolve().parent.parent


def held_on(case: Case, day: str) -> list[tuple[str, str, str]]:
    found = History(case, real_meaning()).confined_on(date.fromisoformat(day))
    return [(one.group, one.state, one.certainty) for one in found]


def on(spans: tuple[Span, ...], day: date) -> list[Confined]:
    return [
        one.confined for one in spans if one.first <= day and (one.last is None or day <= one.last)
    ]


@pytest.fixture(scope="module")
def public() -> Library:
    """The records that may be shown."""
    return shown(link(load(ROOT))).linked.library


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Pages made from the records."""
    made = build(ROOT)
    assert not made.failed
    return {name: text.decode(errors="replace") for name, text in made.files.items()}


class TestOneDay:
    def test_a_source_that_closes_later_makes_it_known(self) -> None:
        case = case_of(happened("in", "2020-03-01", "detained"))
        assert held_on(case, "2020-02-29") == []
        assert held_on(case, "2021-06-01") == [("held", "police-detention", "known")]

    def test_a_source_that_closes_before_leaves_it_believed(self) -> None:
        case = case_of(happened("in", "2020-03-01", "pre-trial-detention"))
        assert held_on(case, "2035-06-01") == [("held", "pre-trial-detention", "silent")]

    def test_police_detention_is_not_believed_for_years(self) -> None:
        case = case_of(happened("in", "2035-03-01", "detained"))
        assert held_on(case, "2035-03-31") == [("held", "police-detention", "silent")]
        assert held_on(case, "2035-04-01") == []

    def test_a_later_event_makes_it_known(self) -> None:
        case = case_of(
            happened("in", "2020-03-01", "detained", source="early"),
            happened("out", "2034-05-01", "released"),
        )
        assert held_on(case, "2033-06-01") == [("held", "police-detention", "known")]
        assert held_on(case, "2034-05-01") == []

    def test_partial_dates_leave_it_possible(self) -> None:
        case = case_of(happened("in", "2020", "detained"))
        assert held_on(case, "2020-06-01") == [("held", "police-detention", "possible")]
        assert held_on(case, "2020-12-31") == [("held", "police-detention", "known")]

    def test_an_open_start_opens_nothing(self) -> None:
        case = case_of(happened("in", "../2020-05-01", "detained"))
        assert held_on(case, "1990-01-01") == held_on(case, "2020-04-30") == []
        assert held_on(case, "2020-05-01") == [("held", "police-detention", "known")]

    def test_a_term_does_not_go_on_by_itself(self) -> None:
        sentenced = happened("s", "2020-03-01", "convicted", sentence=years("imprisonment", 2))
        case = case_of({**sentenced, "proceeding": "first"})
        assert held_on(case, "2021-03-01") == [("held", "serving-imprisonment", "known")]
        assert held_on(case, "2022-03-02") == []

    def test_fifteen_days_are_not_possible_for_months(self) -> None:
        days = [{"kind": "administrative-detention", "days": 15}]
        penalised = happened("in", "2020-03-01", "penalised", sentence=days)
        fined = happened(
            "fined",
            "2020-03-02/2020-09",
            "sentence-replaced",
            sentence=[{"kind": "fine"}],
            liberty="at-liberty",
        )
        case = case_of({**penalised, "proceeding": "first"}, {**fined, "proceeding": "first"})
        assert held_on(case, "2020-03-15") == [("held", "administrative-detention", "possible")]
        assert held_on(case, "2020-03-16") == []

    def test_police_detention_for_years_is_not_named_where_a_sentence_is_possible(self) -> None:
        arrested = happened("in", "2006-03-01", "detained")
        sentenced = happened(
            "s", "2006-03-01/2021-08", "convicted", sentence=years("imprisonment", 18)
        )
        freed = happened("out", "2021-10-01", "released")
        case = case_of(arrested, {**sentenced, "proceeding": "first"}, freed)
        assert held_on(case, "2006-03-20") == [("held", "police-detention", "known")]
        assert held_on(case, "2019-12-31") == [("held", "serving-imprisonment", "known")]


class TestAnyTimeline:
    @PATIENT
    @given(case=cases(), day=DAYS)
    def test_the_axis_is_that_of_the_fold(self, case: Case, day: date) -> None:
        history = History(case, real_meaning())
        assert history.on(day) == state(case, real_meaning(), day).liberty

    @PATIENT
    @given(case=cases(), day=DAYS)
    def test_spans_say_of_each_day_what_the_day_itself_says(self, case: Case, day: date) -> None:
        history = History(case, real_meaning())
        spans = history.spans()
        for one in (day, *(span.first for span in spans), *(span.last for span in spans)):
            if one is not None:
                assert set(on(spans, one)) == set(history.confined_on(one))

    @PATIENT
    @given(case=cases())
    def test_the_first_day_is_that_of_the_spans_and_never_before_the_dates(
        self, case: Case
    ) -> None:
        history = History(case, real_meaning())
        first = min((span.first for span in history.spans()), default=None)
        assert history.first_day() == first
        assert first is None or history.no_earlier <= first


def counts_by_fold(library: Library, day: date) -> dict[str, tuple[int, int]]:
    """Count people anew: those certainly in a group, and those certainly or possibly."""
    meaning = meaning_of(library)
    groups = groups_of(meaning)
    found = {"held": (0, 0), "limited": (0, 0)}
    for case in library.cases.values():
        liberty = state(case, meaning, day).liberty
        others = [
            (one.state, one.event.date if one.event else None)
            for one in liberty.alternatives
            if one.event is None or one.event.date.earliest is not None
        ]
        open_states = [(liberty.state, liberty.since), *others]
        for group, (sure, maybe) in found.items():
            inside = {groups.get(one) == group for one, _ in open_states}
            believed = [
                one
                for one, since in open_states
                if groups.get(one) == group
                and not (one == "police-detention" and old(since, day))
                and not (one == liberty.state and over(liberty.term_end, day))
            ]
            if case.kind == "person":
                found[group] = sure + (inside == {True}), maybe + bool(believed)
    return found


def old(since: EdtfDate | None, day: date) -> bool:
    """Whether police detention of that date is more than thirty days past."""
    return since is not None and since.latest is not None and (day - since.latest).days > 30


def over(end: EdtfDate | None, day: date) -> bool:
    """Whether a term would have ended by the calendar."""
    return end is not None and end.latest is not None and end.latest <= day


class TestPages:
    def test_the_first_page_shows_a_day_of_which_sources_tell(self, pages: dict[str, str]) -> None:
        index = pages["census/index.md"]
        shown = re.search(r'data-shown="(.*?)"', index)
        assert shown is not None
        rows = dict(re.findall(r"^\| \[.*?\]\((.*?)\.md\) \| (\d+) \|", index, re.MULTILINE))
        newer = [known for day, known in rows.items() if day > shown[1]]
        assert rows[shown[1]] != "0"
        assert newer
        assert {*newer} == {"0"}
        assert "on which somebody is known to have been held" in index

    def test_a_day_of_which_no_source_tells_says_so(self, pages: dict[str, str]) -> None:
        said = "Of nobody does a source of this collection tell that day"
        told = {
            name: (said in text, rows_under(text, "section_held_known"))
            for name, text in pages.items()
            if re.fullmatch(r"census/\d{4}-12-31\.md", name)
        }
        assert any(silent for silent, _ in told.values())
        assert not any(silent and known for silent, known in told.values())

    def test_each_day_is_cited_with_the_version_of_all_records(self, pages: dict[str, str]) -> None:
        checked = 0
        for name, text in pages.items():
            if re.fullmatch(r"census/(index|\d{4}-12-31)\.md", name):
                cite = text.partition("{ #section_cite }")[2].split()
                assert re.fullmatch(r"1-[0-9a-f]{12},", cite[cite.index("version") + 1])
                checked += 1
        assert checked > 2

    @pytest.mark.parametrize(
        ("day", "held", "believed"),
        [
            # Read in the records by hand.
            ("2022-12-31", HELD_2022, BELIEVED_2022),
            ("2019-12-31", {"aron-atabek", "erzhan-elshibaev", "max-bokayev"}, {"yerlan-baltabay"}),
            ("2006-12-31", {"aron-atabek"}, set()),
        ],
    )
    def test_these_people_are_listed_of_these_days(
        self, pages: dict[str, str], day: str, held: set[str], believed: set[str]
    ) -> None:
        text = pages[f"census/{day}.md"]
        for anchor, expected in (("held_known", held), ("held_believed", believed)):
            section = text.partition(f"{{ #section_{anchor} }}")[2].partition("\n## ")[0]
            found = re.findall(r"^\| \[.*?\]\(\.\./cases/(.*?)\.md\)", section, re.MULTILINE)
            assert set(found) == expected

    def test_numbers_are_those_of_the_fold_over_all_cases(
        self, public: Library, pages: dict[str, str]
    ) -> None:
        rows = re.findall(
            r"^\| \[.*?\]\((\d{4}-12-31)\.md\) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$",
            pages["census/index.md"],
            re.MULTILINE,
        )
        assert len(rows) > 5
        assert max(int(row[2]) for row in rows) > 3
        for day, held, held_all, limited, limited_all in rows:
            folded = counts_by_fold(public, date.fromisoformat(day))
            assert (int(held_all), int(limited_all)) == (folded["held"][1], folded["limited"][1])
            # Certain by the dates is known, or believed because sources close before that day.
            assert int(held) <= folded["held"][0]
            assert int(limited) <= folded["limited"][0]

    def test_lists_are_as_long_as_the_counts_say(self, pages: dict[str, str]) -> None:
        checked = 0
        for name, text in pages.items():
            if not re.fullmatch(r"census/\d{4}-12-31\.md", name):
                continue
            counts = re.findall(
                r"^\| (Held|Not held, [\w ]+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE
            )
            assert len(counts) == 2
            for (_, known, both), group in zip(counts, ("held", "limited"), strict=True):
                assert rows_under(text, f"section_{group}_known") == int(known)
                believed = rows_under(text, f"section_{group}_believed")
                assert believed == int(both) - int(known)
                checked += believed
        assert checked

    def test_the_timeline_holds_every_event(self, public: Library, pages: dict[str, str]) -> None:
        text = "\n".join(page for name, page in pages.items() if name.startswith("timeline/"))
        events = [
            (case.id, event.id)
            for case in public.cases.values()
            for event in case.timeline
            if event.retracted_by is None
        ]
        assert len(events) > 100
        for case, event in events:
            assert text.count(f"](../cases/{case}.md#{event})") == 1
        for shared in public.events:
            assert text.count(f"](../events/{shared}.md)") == 1


def rows_under(text: str, anchor: str) -> int:
    section = text.partition(f"{{ #{anchor} }}")[2].partition("\n## ")[0]
    return len(re.findall(r"^\| \[", section, re.MULTILINE))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_site(tmp_path_factory.mktemp("site"))) as found:
        yield found


@pytest.mark.site
@pytest.mark.browser
class TestInTheBrowser:
    def test_any_date_is_counted_as_the_fold_counts_it(
        self, casebook_browser: Browser, address: str, tmp_path: Path
    ) -> None:
        library = shown(link(load(put_together(tmp_path)))).linked.library
        page = casebook_browser.new_page()
        page.goto(f"{address}census/")
        data: dict[str, Any] = page.evaluate("window.casebookPeriods")
        assert data["case"]
        first = date.fromisoformat(page.locator("#tool_census").get_attribute("data-first") or "")
        last = date.fromisoformat(page.locator("#tool_census").get_attribute("data-last") or "")
        seen = set()
        for days in range(0, (last - first).days + 1, 23):
            day = first + timedelta(days)
            page.goto(f"{address}census/?date={day}")
            cells = page.locator("#census-lists tbody tr").all_inner_texts()
            totals = [row.split("\t") for row in cells if not row.startswith("of which")]
            folded = counts_by_fold(library, day)
            assert [int(row[2]) for row in totals] == [folded[one][1] for one in folded]
            seen.add(totals[0][2])
        assert len(seen) > 1
        page.close()

    def test_the_date_stands_in_the_address(self, casebook_browser: Browser, address: str) -> None:
        page = casebook_browser.new_page()
        page.goto(f"{address}census/")
        first = page.get_by_role("status").inner_text()
        page.get_by_label("Any date:").fill("2030-05-02")
        assert page.url.endswith("?date=2030-05-02")
        assert "2 May 2030" in page.get_by_role("status").inner_text()
        page.go_back()
        assert page.get_by_role("status").inner_text() == first
        links = page.locator("#census-lists a")
        assert links.count()
        for one in links.all():
            assert page.request.get(one.evaluate("it => it.href")).ok
        page.goto(f"{address}census/?date=x")
        assert page.get_by_role("status").inner_text() == first
        page.close()

    @pytest.mark.parametrize("javascript", [True, False])
    def test_a_narrow_screen_never_scrolls_sideways(
        self, casebook_browser: Browser, address: str, *, javascript: bool
    ) -> None:
        context = casebook_browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=javascript
        )
        page = context.new_page()
        for name in ("census/", "census/2030-12-31/", "timeline/", "timeline/2030/"):
            page.goto(f"{address}{name}")
            assert page.evaluate("document.documentElement.scrollWidth") == 320, name
        page.goto(f"{address}census/")
        assert (page.locator(".browse-without").count() == 0) == javascript
        context.close()
