"""How pages word states, sentences and numbers: never more than sources and the calendar say."""

import re
from typing import Any

import pytest

from casebook import catalogue, dates
from casebook.fold import State
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.models import SentenceItem
from casebook.pages.counts import quantity, value_words
from casebook.pages.front import LONGEST, shortened
from casebook.pages.inline import Inline, inline, join
from casebook.pages.liberty import liberty_words
from casebook.pages.page import Page
from casebook.pages.sentences import sentence_words
from casebook.pages.status import standing, status_lines
from casebook.pages.world import World
from golden_world import ROOT, put_together
from timelines import case_of, fold, happened, years


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    linked = link(load(put_together(tmp_path_factory.mktemp("world"))))
    assert linked.problems == ()
    words = catalogue.load(ROOT / "templates" / "words")
    world = World(
        linked=linked,
        states={},
        meaning=meaning_of(linked.library),
        words=words,
        date_words=dates.ENGLISH,
    )
    return Page(world, "cases/example-one.md")


def plain_words(page: Page, state: State) -> str:
    return liberty_words(
        page.world, state.liberty, lambda when: inline(page.world.date_in_words(when))
    )


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([], "No source says"),
        (
            [happened("a", "2022-11-02", "house-arrest")],
            "House arrest since 2 November 2022",
        ),
        (
            [happened("a", "../2022-11", "house-arrest")],
            "House arrest since November 2022 or earlier",
        ),
        (
            [happened("a", "2021-03-04", "died")],
            "Deceased, 4 March 2021",
        ),
        (
            [
                happened("a", "2021-01-01", "charged", proceeding="p", offences=["x"]),
                happened(
                    "b", "2021-10", "convicted", proceeding="p", sentence=years("imprisonment", 1)
                ),
            ],
            (
                "Serving imprisonment since October 2021; the term would have ended October 2022; "
                "no source says what followed"
            ),
        ),
        (
            [
                happened("a", "2022-11-02", "house-arrest"),
                happened("b", "2023-05-01", "status-reported", liberty="unknown"),
            ],
            "Not stated; last known: House arrest since 2 November 2022",
        ),
    ],
)
def test_liberty_is_said_as_far_as_it_is_known(
    page: Page, events: list[dict[str, Any]], said: str
) -> None:
    assert plain_words(page, fold(*events)) == said


def test_a_status_names_its_date_basis_event_and_cautions(page: Page) -> None:
    told = {
        "claim": "alleged",
        "claimed_by": ["a relative"],
        "inferred": [{"field": "date", "why": "It was in spring."}],
    }
    event = happened("held", "2022-03", "detained", source="example-watch-2031", **told)
    case, state = case_of(event), fold(event)
    summary, *_ = [line for line in status_lines(page, case, state) if "Liberty" in line.axis]

    assert summary.text == ('Police detention since <time datetime="2022-03">March 2022</time>')
    assert summary.as_of.startswith("As of ")
    assert "Alleged by: a relative." in summary.told
    assert "[Detained, March 2022](#held)" in summary.told
    assert summary.notes == ("Its date is inferred, not printed: It was in spring.",)


def test_in_lists_an_allegation_stays_one(page: Page) -> None:
    event = happened("held", "2022-03", "detained", claim="alleged")
    case, state = case_of(event), fold(event)
    world = World(
        linked=page.world.linked,
        states={case.id: state},
        meaning=page.world.meaning,
        words=page.world.words,
        date_words=page.world.date_words,
    )

    assert standing(world, case).text == "Police detention since March 2022 (Alleged)"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"kind": "imprisonment", "years": "7"}, "Imprisonment: 7 years"),
        ({"kind": "imprisonment", "years": "1", "months": "6"}, "Imprisonment: 1 year 6 months"),
        ({"kind": "imprisonment", "life": "true"}, "Imprisonment: for life"),
        ({"kind": "imprisonment"}, "Imprisonment"),
        (
            {"kind": "imprisonment", "months": "6", "additional": "true"},
            "Imprisonment: 6 months (added to a term being served)",
        ),
        ({"kind": "fine", "mci": "200"}, "Fine: 200 monthly calculation indices"),
        (
            {"kind": "fine", "amount": "50000", "currency": "KZT", "at_least": "true"},
            "Fine: at least 50,000 KZT",
        ),
        (
            {"kind": "damages", "amount": "1000", "amount_to": "2000", "currency": "EUR"},
            "Damages: 1,000 to 2,000 EUR",
        ),
        (
            {"kind": "activity-ban", "years": "5", "runs_from": "release"},
            "Ban on public or political activity: 5 years (begins: At release)",
        ),
        (
            {"kind": "public-labour", "hours": "100", "text": "in *a* park"},
            r"Public labour: 100 hours. Terms: in \*a\* park",
        ),
    ],
)
def test_sentences_are_said_with_their_size(page: Page, item: dict[str, str], said: str) -> None:
    assert sentence_words(page, SentenceItem.model_validate(item)) == said


@pytest.mark.parametrize(
    ("value", "high", "kind", "said"),
    [
        (1200, None, "exact", "1,200"),
        (0, None, "exact", "0"),
        (3, None, "at-least", "at least 3"),
        (2, 4, "range", "2 to 4"),
        (4.5, None, "share", "4.5 per cent"),
        (None, None, "not-stated", "Not stated"),
        (None, None, "exact", "Not stated"),
    ],
)
def test_numbers_keep_how_exactly_they_are_meant(
    page: Page, value: float | None, high: float | None, kind: str, said: str
) -> None:
    assert value_words(page, value, high, kind) == said


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1, "years", "1 year"),
        (5, "years", "5 years"),
        (200, "mci", "200 monthly calculation indices"),
        (3, None, "3"),
    ],
)
def test_penalties_are_counted(page: Page, number: float, unit: str | None, said: str) -> None:
    assert quantity(page, number, unit) == said


def test_a_source_is_named_once_with_all_its_places(page: Page) -> None:
    cited = page.world.library.cases["example-one"].summary.sources

    assert page.sources(cited) == (
        "Sources: [Example Watch, March 2031](../sources/example-watch-2031.md), ch. 1, para. 3; "
        "ch. 1, para. 9; also [Example post, June 2030](../sources/example-post-2030.md), para. 1"
    )


def test_finished_text_is_not_escaped_again() -> None:
    assert inline("*") == r"\*"
    assert inline(Inline("*")) == "*"
    assert join([Inline("[a](b)"), "", "*"]) == r"[a](b), \*"


def test_descriptions_end_at_a_word() -> None:
    text = "word " * 100

    assert shortened("short") == "short"
    assert len(shortened(text)) <= LONGEST + 1
    assert shortened(text).endswith("word…")


def test_templates_type_no_words_and_no_paths() -> None:
    """What is left of a template without its tags holds only marks, ids and names of styles."""
    templates = sorted((ROOT / "templates").rglob("*.j2"))
    assert len(templates) > 10
    for path in templates:
        text = path.read_text(encoding="utf-8")
        bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#-.*?-#\}", "", text, flags=re.DOTALL)
        marks = r'\{ [#.][\w-]*( data-[\w-]*="")* \}|<[^>]*>|^!!! \w* ""'
        bare = re.sub(marks, "", bare, flags=re.MULTILINE)
        keys = "title|description|record|cited_as|version|as_of|data|linked_data|robots"
        keys += "|card|card_alt|card_says|feed"
        front = rf"^({keys}):|^hide: \[navigation, toc\]$|^---$"
        bare = re.sub(front, "", bare, flags=re.MULTILINE)
        assert not re.search(r"[A-Za-z]", bare), f"{path.name}: {bare.split()}"
        assert ".md" not in text.replace(".md.j2", ""), path.name
