import dataclasses
import re
from datetime import date
from typing import get_args

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from casebook.dates import (
    ENGLISH,
    DateError,
    DateForm,
    DateWords,
    EdtfDate,
    Precision,
    certainly_after,
    certainly_before,
    machine,
    possibly_overlaps,
    words,
)

parse = EdtfDate.parse

# text, earliest, latest, precision, in words, for machines
READ = [
    ("2019", "2019-01-01", "2019-12-31", "year", "2019", "2019"),
    ("2019-10", "2019-10-01", "2019-10-31", "month", "October 2019", "2019-10"),
    ("2020-02", "2020-02-01", "2020-02-29", "month", "February 2020", "2020-02"),
    ("2022-03-14", "2022-03-14", "2022-03-14", "day", "14 March 2022", "2022-03-14"),
    ("0999-05-06", "0999-05-06", "0999-05-06", "day", "6 May 999", "0999-05-06"),
    ("2016?", "2016-01-01", "2016-12-31", "year", "possibly 2016", "2016"),
    ("2023-02-15~", "2023-02-15", "2023-02-15", "day", "about 15 February 2023", "2023-02-15"),
    ("2022-03%", "2022-03-01", "2022-03-31", "month", "possibly about March 2022", "2022-03"),
    ("201X", "2010-01-01", "2019-12-31", "decade", "2010s", None),
    ("201X?", "2010-01-01", "2019-12-31", "decade", "possibly 2010s", None),
    ("20XX", "2000-01-01", "2099-12-31", "century", "2000–2099", None),
    ("2004-XX", "2004-01-01", "2004-12-31", "year", "2004", "2004"),
    ("2004-XX-XX~", "2004-01-01", "2004-12-31", "year", "about 2004", "2004"),
    ("2004-02-XX", "2004-02-01", "2004-02-29", "month", "February 2004", "2004-02"),
    ("2022-21", "2022-03-01", "2022-05-31", "season", "spring 2022", None),
    ("2022-22", "2022-06-01", "2022-08-31", "season", "summer 2022", None),
    ("2022-23", "2022-09-01", "2022-11-30", "season", "autumn 2022", None),
    ("2022-24", "2022-12-01", "2023-02-28", "season", "winter 2022–2023", None),
    ("2023-01-10/2023-01-20", "2023-01-10", "2023-01-20", "interval", "10–20 January 2023", None),
    (
        "2022-05-30/2022-06-02",
        "2022-05-30",
        "2022-06-02",
        "interval",
        "30 May 2022 – 2 June 2022",
        None,
    ),
    ("2022-01/2022-03", "2022-01-01", "2022-03-31", "interval", "January–March 2022", None),
    (
        "2022-12/2023-01",
        "2022-12-01",
        "2023-01-31",
        "interval",
        "December 2022 – January 2023",
        None,
    ),
    ("2016/2018", "2016-01-01", "2018-12-31", "interval", "2016–2018", None),
    ("2016/2018-05", "2016-01-01", "2018-05-31", "interval", "2016 – May 2018", None),
    (
        "2022-21/2022-24",
        "2022-03-01",
        "2023-02-28",
        "interval",
        "spring 2022 – winter 2022–2023",
        None,
    ),
    ("2022-24/2022-24", "2022-12-01", "2023-02-28", "interval", "winter 2022–2023", None),
    ("2022/2022", "2022-01-01", "2022-12-31", "interval", "2022", None),
    (
        "2022-03~/2022-05?",
        "2022-03-01",
        "2022-05-31",
        "interval",
        "about March 2022 – possibly May 2022",
        None,
    ),
    (
        "2022-06-14/2022-06",
        "2022-06-14",
        "2022-06-30",
        "interval",
        "14 June 2022 – June 2022",
        None,
    ),
    ("2022-01-05/..", "2022-01-05", None, "interval", "from 5 January 2022", None),
    ("2022-24/..", "2022-12-01", None, "interval", "from winter 2022–2023", None),
    ("../2024-05", None, "2024-05-31", "interval", "not later than May 2024", None),
    ("../2024-05~", None, "2024-05-31", "interval", "not later than about May 2024", None),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "said", "for_machines"), READ)
def test_level_1_is_read(  # noqa: PLR0913, PLR0917  a row of the table is one case
    text: str,
    earliest: str | None,
    latest: str | None,
    precision: Precision,
    said: str,
    for_machines: str | None,
) -> None:
    when = parse(text)

    assert when.earliest == (earliest and date.fromisoformat(earliest))
    assert when.latest == (latest and date.fromisoformat(latest))
    assert when.precision == precision
    assert when.open_start is (earliest is None)
    assert when.open_end is (latest is None)
    assert words(when, ENGLISH) == said
    assert machine(when) == for_machines
    assert str(when) == when.text == text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022-03", [2022]),
        ("2020-05/2022-07", [2020, 2021, 2022]),
        ("../2024-05", [2024]),
        ("2019-10/..", [2019]),
    ],
)
def test_the_years_that_it_may_lie_in(text: str, years: list[int]) -> None:
    assert list(parse(text).years) == years


def test_the_table_shows_every_precision() -> None:
    assert {row[3] for row in READ} == set(get_args(Precision))


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2022", False, False),
        ("2022~", True, False),
        ("2022?", False, True),
        ("2022%", True, True),
        ("2004-XX%", True, True),
        ("2022-03~/2022-05", True, False),
        ("2022-03/2022-05?", False, True),
        ("2022-03~/2022-05?", True, True),
        ("../2022%", True, True),
        ("2022/2023", False, False),
    ],
)
def test_signs_are_kept_as_flags(text: str, *, approximate: bool, uncertain: bool) -> None:
    assert (parse(text).approximate, parse(text).uncertain) == (approximate, uncertain)


def test_signs_never_widen_the_bounds() -> None:
    assert (parse("2022-10~").earliest, parse("2022-10~").latest) == (
        parse("2022-10").earliest,
        parse("2022-10").latest,
    )


def test_space_around_is_dropped() -> None:
    assert parse(" 2022-03\n").text == "2022-03"


def test_dates_are_frozen_hashable_and_read_once() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse("2022").text = "2023"  # type: ignore[misc]  # that is the point
    assert len({parse("2022"), parse("2022"), parse("2022?")}) == 2
    assert parse("2022-10~") is parse("2022-10~")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-01/2022-03~", "2022-01", "2022-03~"),
        ("2022-01/..", "2022-01", None),
        ("../2022-03", None, "2022-03"),
        ("2022~", "2022~", "2022~"),
    ],
)
def test_ends_are_dates_themselves(text: str, start: str | None, end: str | None) -> None:
    assert parse(text).ends == (start and parse(start), end and parse(end))


NOT_A_DATE = "is not an EDTF date"
LEVEL_2 = "goes beyond EDTF level 1"
USUAL = "write the date as 2022, 2022-03 or 2022-03-14, with ~ at its end for 'about'"
LEVEL_1_MEND = "end each date with at most one of ? ~ %, and a season with none"
MONTHS_MEND = "write 01 to 12, 21 to 24 for spring to winter, or 2022 alone"
YEARS = "keep to the years 0001 to 9999"

# text, part of the message, the whole mend
REFUSED = [
    # Likely mistakes with one reading.
    ("14.03.2022", NOT_A_DATE, "write 2022-03-14"),
    ("03.04.2022", NOT_A_DATE, "write 2022-04-03"),
    ("14/03/2022", NOT_A_DATE, "write 2022-03-14"),
    ("14-03-2022", NOT_A_DATE, "write 2022-03-14"),
    ("05/05/2022", NOT_A_DATE, "write 2022-05-05"),
    ("2022/03/14", NOT_A_DATE, "write 2022-03-14"),
    ("2022.03.14", NOT_A_DATE, "write 2022-03-14"),
    ("2022-3-14", NOT_A_DATE, "write 2022-03-14"),
    ("2022-3", NOT_A_DATE, "write 2022-03"),
    ("2022/3", NOT_A_DATE, "write 2022-03"),
    ("03.2022", NOT_A_DATE, "write 2022-03"),
    ("03/2022", NOT_A_DATE, "write 2022-03"),
    ("March 2022", NOT_A_DATE, "write 2022-03"),
    ("Sept. 2022", NOT_A_DATE, "write 2022-09"),
    ("14 March 2022", NOT_A_DATE, "write 2022-03-14"),
    ("3rd of March 2022", NOT_A_DATE, USUAL),
    ("3rd March, 2022", NOT_A_DATE, "write 2022-03-03"),
    ("March 14, 2022", NOT_A_DATE, "write 2022-03-14"),
    ("30 February 2022", NOT_A_DATE, USUAL),
    ("spring 2022", NOT_A_DATE, "write 2022-21"),
    ("осень 2022", NOT_A_DATE, "write 2022-23"),
    ("март 2022", NOT_A_DATE, "write 2022-03"),
    ("14 марта 2022 г.", NOT_A_DATE, "write 2022-03-14"),
    ("9 мая 2022 года", NOT_A_DATE, "write 2022-05-09"),
    ("май 2022", NOT_A_DATE, "write 2022-05"),
    ("2022 год", NOT_A_DATE, "write 2022"),
    ("2022.", NOT_A_DATE, "write 2022"),
    ("2022 жылғы 14 наурыз", NOT_A_DATE, "write 2022-03-14"),
    ("2022 жылғы қараша", NOT_A_DATE, "write 2022-11"),
    ("c. 2022", NOT_A_DATE, "write 2022~"),
    ("circa March 2022", NOT_A_DATE, "write 2022-03~"),
    ("около 14 марта 2022", NOT_A_DATE, "write 2022-03-14~"),
    ("~2022", LEVEL_2, "write 2022~"),
    ("c. 2022?", NOT_A_DATE, USUAL),
    ("about midday", NOT_A_DATE, USUAL),
    ("201x", NOT_A_DATE, "write 201X"),
    ("2022?~", LEVEL_2, "write 2022%"),
    ("2016–2018", NOT_A_DATE, "write 2016/2018"),
    ("2016—2018", NOT_A_DATE, "write 2016/2018"),
    ("2016 - 2018", NOT_A_DATE, "write 2016/2018"),
    ("2016 / 2018", NOT_A_DATE, "write 2016/2018"),
    ("10–20 January 2023", NOT_A_DATE, "write 2023-01-10/2023-01-20"),
    ("10–20 января 2023 г.", NOT_A_DATE, "write 2023-01-10/2023-01-20"),
    ("10 January – 20 February 2023", NOT_A_DATE, "write 2023-01-10/2023-02-20"),
    ("January–March 2022", NOT_A_DATE, "write 2022-01/2022-03"),
    ("10.01.2023–20.01.2023", NOT_A_DATE, "write 2023-01-10/2023-01-20"),
    ("14.03.2022/..", NOT_A_DATE, "write 2022-03-14/.."),
    ("2022-01-05/", "has an empty end", "write 2022-01-05/.."),
    ("/2022", "has an empty end", "write ../2022"),
    # Mistakes with more than one reading, or none.
    ("03/04/2022", NOT_A_DATE, USUAL),
    ("20 January – 10 January 2023", NOT_A_DATE, USUAL),
    ("10–20 January", NOT_A_DATE, USUAL),
    ("2022–23", NOT_A_DATE, USUAL),
    ("2022–2023–2024", NOT_A_DATE, USUAL),
    ("winter 2022", NOT_A_DATE, USUAL),
    ("14 brumaire 1799", NOT_A_DATE, USUAL),
    ("tomorrow", NOT_A_DATE, USUAL),
    ("-0100", NOT_A_DATE, USUAL),
    ("２０２２", NOT_A_DATE, USUAL),
    ("2022\n2023", NOT_A_DATE, USUAL),
    ("/", "has an empty end", "write .. for an open end"),
    ("", "the date is empty", f"{USUAL}, or leave the field out"),
    ("  ", "the date is empty", f"{USUAL}, or leave the field out"),
    # Days no calendar has.
    (
        "2022-02-30",
        "2022-02 has 28 days, and 30 is none of them",
        "correct the day, or write 2022-02 if only the month is known",
    ),
    (
        "2022-02-29/2022-03",
        "2022-02 has 28 days, and 29 is none of them",
        "correct the day, or write 2022-02 if only the month is known",
    ),
    (
        "2022-02-30~",
        "2022-02 has 28 days, and 30 is none of them",
        "correct the day, or write 2022-02 if only the month is known",
    ),
    (
        "2022-06-00",
        "2022-06 has 30 days, and 00 is none of them",
        "correct the day, or write 2022-06 if only the month is known",
    ),
    ("2022-13", "there is no month 13", MONTHS_MEND),
    ("2022-00", "there is no month 00", MONTHS_MEND),
    ("2022-25", "there is no month 25", MONTHS_MEND),
    ("2022-13-45", "there is no month 13", MONTHS_MEND),
    ("2022-13-XX", "there is no month 13", MONTHS_MEND),
    ("2022-22-23", NOT_A_DATE, USUAL),
    ("0000", "outside the calendar", YEARS),
    ("0000-02-30", "outside the calendar", YEARS),
    ("000X", "outside the calendar", YEARS),
    ("9999-24", "outside the calendar", YEARS),
    # Times, level 2, and intervals that say nothing or go backwards.
    ("2022-03-14T10:00:00", "has a time of day", "write 2022-03-14; times are not recorded"),
    ("2022-03-14 10:00", "has a time of day", "write 2022-03-14; times are not recorded"),
    ("2022-06/2022-01", "ends before it begins", "write 2022-01/2022-06, or correct an end"),
    ("../..", "both ends are open", "give one end, or leave it out"),
    ("2022~-03", LEVEL_2, LEVEL_1_MEND),
    ("2022-?03", LEVEL_2, LEVEL_1_MEND),
    ("2022-1X", LEVEL_2, LEVEL_1_MEND),
    ("1X22", LEVEL_2, LEVEL_1_MEND),
    ("2XXX", LEVEL_2, LEVEL_1_MEND),
    ("201X/2022", LEVEL_2, LEVEL_1_MEND),
    ("2022-24~", LEVEL_2, LEVEL_1_MEND),
    ("2022-21?/2023", LEVEL_2, LEVEL_1_MEND),
    ("2022S2", LEVEL_2, LEVEL_1_MEND),
    ("Y12022", LEVEL_2, LEVEL_1_MEND),
    ("{2022,2023}", LEVEL_2, LEVEL_1_MEND),
    ("[2022,2023]", LEVEL_2, LEVEL_1_MEND),
]


@pytest.mark.parametrize(("text", "message", "mend"), REFUSED)
def test_what_is_no_date_is_refused_with_a_mend(text: str, message: str, mend: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)

    assert message in caught.value.message
    assert caught.value.mend == mend
    for offered in re.findall(r"^write ([\d./~?%X-]+)(?:$|[,;])", mend):
        assert parse(offered).text == offered


def test_a_refused_text_is_quoted_in_part_if_it_is_long() -> None:
    with pytest.raises(DateError) as caught:
        parse("March 2022 " * 1000)

    assert len(caught.value.message) < 100


def test_winter_as_the_library_has_it_stops_in_december() -> None:
    """If this fails, the library has changed its mind and our own rule may go."""
    assert parse_edtf("2022-24").upper_strict()[:3] == (2022, 12, 31)


DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
# A narrow span, so that dates meet and overlap; with a leap day and both ends of a year in it.
NEAR = st.dates(min_value=date(2023, 11, 25), max_value=date(2024, 3, 5))
SIGN = st.sampled_from(["", "", "?", "~", "%"])


@st.composite
def single_texts(draw: st.DrawFn) -> str:
    """One date of any precision an interval may have as its end."""
    day = draw(NEAR)
    if draw(st.integers(0, 9)) == 0:
        return f"{day:%Y}-{draw(st.integers(21, 24))}"
    return f"{day}"[: draw(st.sampled_from([4, 7, 10]))] + draw(SIGN)


@st.composite
def hidden_texts(draw: st.DrawFn) -> str:
    """One date with digits not known."""
    day = draw(NEAR)
    shapes = f"{day:%Y}"[:3] + "X", "20XX", f"{day:%Y}-XX", f"{day:%Y}-XX-XX", f"{day:%Y-%m}-XX"
    return draw(st.sampled_from(shapes)) + draw(SIGN)


@st.composite
def interval_texts(draw: st.DrawFn) -> str:
    """Two dates in order, or one and an open end."""
    start, end = sorted(
        [draw(single_texts()), draw(single_texts())], key=lambda t: parse(t).sort_key
    )
    return draw(st.sampled_from([f"{start}/{end}", f"{start}/..", f"../{end}"]))


DATES = st.one_of(single_texts(), hidden_texts(), interval_texts()).map(parse)
# The library is slow, and so are dates; what matters is many different ones.
thoroughly = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def library_bounds(text: str) -> tuple[date, date] | None:
    """What the library makes of a closed date, None if the date does not exist."""
    try:
        found = parse_edtf(text)
        return date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])
    except (EDTFParseException, ValueError):
        return None


def our_bounds(text: str) -> tuple[date | None, date | None] | None:
    try:
        return parse(text).earliest, parse(text).latest
    except DateError:
        return None


def fault_of(text: str) -> DateError | None:
    try:
        parse(text)
    except DateError as error:
        return error
    return None


@thoroughly
@given(DAYS, st.sampled_from([4, 7, 10]))
def test_fast_path_agrees_with_the_library(day: date, length: int) -> None:
    text = day.isoformat()[:length]

    assert our_bounds(text) == library_bounds(text)
    assert parse(text).precision == parse_edtf(text).precision


@thoroughly
@given(st.integers(1, 9999), st.integers(0, 20), st.integers(0, 33) | st.none())
def test_fast_path_refuses_what_the_library_refuses(year: int, month: int, day: int | None) -> None:
    text = f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}")

    assert our_bounds(text) == library_bounds(text)


@pytest.mark.parametrize("year", ["1900", "2000", "2022", "2024"])
def test_leap_days_agree_with_the_library(year: str) -> None:
    assert our_bounds(f"{year}-02-29") == library_bounds(f"{year}-02-29")
    assert our_bounds(f"{year}-02") == library_bounds(f"{year}-02")


@thoroughly
@given(st.text(alphabet="0123459X?~%/.-", max_size=21))
def test_any_text_of_edtf_letters_is_read_or_refused(text: str) -> None:
    bounds = our_bounds(text)

    assert bounds is None or bounds != (None, None)


@thoroughly
@given(
    st.text(max_size=80)
    | st.from_regex(r"(c\. )*(\d{1,4}[ ./–-]*|март|[a-z]{3,5} |\.\.){1,6}г?", fullmatch=True)
)
def test_any_text_is_read_or_refused_with_a_mend_that_works(text: str) -> None:
    error = fault_of(text)
    if error:
        assert error.message
        assert error.mend
        offered = re.fullmatch(r"write ([\d./~?%X-]+)", error.mend)
        assert offered is None or parse(offered[1]).text


@thoroughly
@given(DATES)
def test_text_comes_back_and_bounds_are_in_order(when: EdtfDate) -> None:
    assert parse(when.text) == when
    assert parse(when.text).text == when.text
    assert not (when.open_start and when.open_end)
    if when.earliest and when.latest:
        assert when.earliest <= when.latest


def test_a_month_is_neither_before_nor_after_its_day() -> None:
    month, day = parse("2022-06"), parse("2022-06-14")

    assert not certainly_before(month, day)
    assert not certainly_after(month, day)
    assert possibly_overlaps(month, day)


@pytest.mark.parametrize(
    ("a", "b", "before", "after"),
    [
        ("2022-05", "2022-06-14", True, False),
        ("2022-06-15", "2022-06-14", False, True),
        ("2022-06-14", "2022-06-14", False, False),
        ("2022", "2022-06", False, False),
        ("2021", "2022", True, False),
        ("2022-24", "2023-01-15", False, False),
        ("../2022-05", "2022-06", True, False),
        ("2022-04", "../2022-05", False, False),
        ("2022-05/..", "2022-04", False, True),
        ("2022-05/..", "2023", False, False),
        ("../2022", "2023/..", True, False),
    ],
)
def test_certain_order(a: str, b: str, *, before: bool, after: bool) -> None:
    assert certainly_before(parse(a), parse(b)) is before
    assert certainly_after(parse(a), parse(b)) is after
    assert possibly_overlaps(parse(a), parse(b)) is not (before or after)


@pytest.mark.parametrize(
    ("text", "day", "certainly", "possibly"),
    [
        ("2022-06", "2022-05-31", False, False),
        ("2022-06", "2022-06-01", False, True),
        ("2022-06", "2022-06-30", True, True),
        ("../2022-06", "1999-01-01", False, True),
        ("../2022-06", "2022-06-30", True, True),
        ("2022-06/..", "2022-06-01", False, True),
        ("2022-06/..", "2999-01-01", False, True),
    ],
)
def test_by_a_day(text: str, day: str, *, certainly: bool, possibly: bool) -> None:
    assert parse(text).certainly_by(date.fromisoformat(day)) is certainly
    assert parse(text).possibly_by(date.fromisoformat(day)) is possibly


@thoroughly
@given(DATES, DATES, DATES)
def test_certainly_before_is_a_strict_partial_order(a: EdtfDate, b: EdtfDate, c: EdtfDate) -> None:
    assert not certainly_before(a, a)
    assert not (certainly_before(a, b) and certainly_before(b, a))
    if certainly_before(a, b) and certainly_before(b, c):
        assert certainly_before(a, c)


@thoroughly
@given(DATES, DATES)
def test_certain_order_agrees_with_listing_order(a: EdtfDate, b: EdtfDate) -> None:
    if certainly_before(a, b):
        assert a.sort_key < b.sort_key


@thoroughly
@given(DATES, DATES, DATES)
def test_listing_order_is_total(a: EdtfDate, b: EdtfDate, c: EdtfDate) -> None:
    assert (a.sort_key == b.sort_key) == (a == b)
    assert (a.sort_key < b.sort_key) + (b.sort_key < a.sort_key) + (a == b) == 1
    if a.sort_key < b.sort_key < c.sort_key:
        assert a.sort_key < c.sort_key


def test_listing_order() -> None:
    in_order = [
        "2021-12-31",
        "2022-01-01",
        "2022-01",
        "2022-01?",
        "2022",
        "2022-01/..",
        "2022-03/2022-05",
        "2022-03-14",
        "../2022-05",
        "2022-06",
    ]

    assert [d.text for d in sorted(map(parse, reversed(in_order)), key=_key)] == in_order


def _key(when: EdtfDate) -> tuple[date, date, str]:
    return when.sort_key


@pytest.mark.parametrize(
    ("text", "duration", "result"),
    [
        ("2021-10", {"years": 1}, "2022-10"),
        ("2021-10", {"months": 15}, "2023-01"),
        ("2021-10", {"months": -10}, "2020-12"),
        ("2022-02-25", {"days": 15}, "2022-03-12"),
        ("2022-02-25~", {"days": 15}, "2022-03-12~"),
        ("2022-02", {"days": 15}, "2022-02-16/2022-03-15"),
        ("2022-02?", {"days": 15}, "2022-02-16?/2022-03-15?"),
        ("2022-01-31", {"months": 1}, "2022-02-28"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        ("2022-01-31", {"months": 1, "days": 1}, "2022-03-01"),
        ("2022-02", {"months": 1}, "2022-03"),
        ("2022", {"years": 5}, "2027"),
        ("2022%", {"months": 24}, "2024%"),
        ("2021~", {"months": 6}, "2021-07~/2022-06~"),
        ("2022", {"days": 15}, "2022-01-16/2023-01-15"),
        ("2004-XX", {"years": 1}, "2005"),
        ("2004-05-XX~", {"months": 1}, "2004-06~"),
        ("2004-XX", {}, "2004-XX"),
        ("2022-21", {"years": 1}, "2023-21"),
        ("2022-24", {"months": 3}, "2023-21"),
        ("2022-24", {"years": 1}, "2023-24"),
        ("2022-21", {"months": 1}, "2022-04/2022-06"),
        ("2022-24", {"months": 1}, "2023-01/2023-03"),
        ("2022-21", {"days": 1}, "2022-03-02/2022-06-01"),
        ("201X?", {"years": 10}, "202X?"),
        ("201X", {"years": 5}, "2015/2024"),
        ("20XX", {"years": 100}, "21XX"),
        ("20XX", {"years": 10}, "2010/2109"),
        ("2023-01-10/2023-01-20", {"days": 15}, "2023-01-25/2023-02-04"),
        ("2022-03~/2022-05", {"years": 1}, "2023-03~/2023-05"),
        ("2022-02/2022-05", {"days": 15}, "2022-02-16/2022-06-15"),
        ("2022-01-05/..", {"months": 2}, "2022-03-05/.."),
        ("../2024-05", {"days": 3}, "../2024-06-03"),
    ],
)
def test_adding_a_duration(text: str, duration: dict[str, int], result: str) -> None:
    assert parse(text).plus(**duration).text == result


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("9999-12-31", {"days": 1}),
        ("9999-12-31", {"months": 1}),
        ("9999-11", {"years": 1}),
        ("0001-01-01", {"days": -1}),
        ("0001", {"years": -1}),
        ("2022", {"years": 10**9}),
        ("2022-03-14", {"days": 10**12}),
    ],
)
def test_a_sum_outside_the_calendar_is_refused(text: str, duration: dict[str, int]) -> None:
    with pytest.raises(DateError, match="leave the calendar"):
        parse(text).plus(**duration)


SPANS = st.tuples(st.integers(0, 20), st.integers(0, 30), st.integers(0, 400))


@thoroughly
@given(DATES, DATES, SPANS)
def test_adding_keeps_the_order_of_bounds(
    a: EdtfDate, b: EdtfDate, span: tuple[int, int, int]
) -> None:
    years, months, days = span
    later_a = a.plus(years=years, months=months, days=days)
    later_b = b.plus(years=years, months=months, days=days)

    if a.earliest and b.earliest and a.earliest <= b.earliest:
        assert later_a.earliest
        assert later_b.earliest
        assert later_a.earliest <= later_b.earliest
    if a.latest and b.latest and a.latest < b.latest:
        assert later_a.latest
        assert later_b.latest
        assert later_a.latest <= later_b.latest


@thoroughly
@given(DATES, SPANS)
def test_adding_never_moves_back_and_keeps_signs(
    when: EdtfDate, span: tuple[int, int, int]
) -> None:
    years, months, days = span
    later = when.plus(years=years, months=months, days=days)

    assert (later.open_start, later.open_end) == (when.open_start, when.open_end)
    assert (later.approximate, later.uncertain) == (when.approximate, when.uncertain)
    assert when.sort_key[:2] <= later.sort_key[:2]


@thoroughly
@given(NEAR, SPANS)
def test_the_sum_of_a_month_holds_the_sum_of_its_day(day: date, span: tuple[int, int, int]) -> None:
    years, months, days = span
    of_day = parse(f"{day}").plus(years=years, months=months, days=days)
    for length in (4, 7):
        wide = parse(f"{day}"[:length]).plus(years=years, months=months, days=days)

        assert wide.earliest
        assert wide.latest
        assert of_day.earliest
        assert wide.earliest <= of_day.earliest <= wide.latest


RUSSIAN_OF_DAY = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
RUSSIAN_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
PLAIN_RUSSIAN = DateForm(
    months=RUSSIAN_MONTHS,
    day_months=RUSSIAN_OF_DAY,
    day="{day} {month} {year} года",
    month="{month} {year} года",
    year="{year} год",
    decade="{year}-е годы",
    seasons=(
        "весна {year} года",
        "лето {year} года",
        "осень {year} года",
        "зима {year}/{last_year}",
    ),
    days_of_month="{day}–{last_day} {month} {year} года",
    months_of_year="{month}–{last_month} {year} года",
    years="{year}–{last_year} годы",
)
RUSSIAN = DateWords(
    forms={
        "plain": PLAIN_RUSSIAN,
        "genitive": dataclasses.replace(
            PLAIN_RUSSIAN, months=RUSSIAN_OF_DAY, year="{year} года", decade="{year}-х годов"
        ),
    },
    about="около {date[genitive]}",
    possibly="возможно, {date[plain]}",
    possibly_about="возможно, около {date[genitive]}",
    since="с {date[genitive]}",
    until="не позднее {date[genitive]}",
    between="{start[plain]} – {end[plain]}",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-03-14", "14 марта 2022 года"),
        ("2019-10", "октябрь 2019 года"),
        ("2019-10~", "около октября 2019 года"),
        ("2019-10?", "возможно, октябрь 2019 года"),
        ("201X%", "возможно, около 2010-х годов"),
        ("2022-05/..", "с мая 2022 года"),
        ("../2024", "не позднее 2024 года"),
        ("../2024~", "не позднее около 2024 года"),
        ("2022-01/2022-03", "январь–март 2022 года"),
        ("2023-01-10/2023-01-20", "10–20 января 2023 года"),
        ("2016/2018", "2016–2018 годы"),
        ("2022-21", "весна 2022 года"),
        ("2022-12/2023-01", "декабрь 2022 года – январь 2023 года"),
    ],
)
def test_another_language_is_only_another_catalogue(text: str, said: str) -> None:
    assert words(parse(text), RUSSIAN) == said


class Event(BaseModel):
    date: EdtfDate
    until: EdtfDate | None = None


def test_a_model_takes_and_gives_text() -> None:
    event = Event.model_validate({"date": "2022-10~"})

    assert event.date == parse("2022-10~")
    assert Event(date=parse("2022")).date is parse("2022")
    assert Event.model_validate_json('{"date": "2022", "until": "../2024-05"}').until == parse(
        "../2024-05"
    )
    assert (
        event.model_dump() == event.model_dump(mode="json") == {"date": "2022-10~", "until": None}
    )
    assert event.model_dump_json() == '{"date":"2022-10~","until":null}'


def test_a_model_gives_the_message_and_the_mend() -> None:
    with pytest.raises(ValidationError) as caught:
        Event.model_validate({"date": "14.03.2022"})

    (error,) = caught.value.errors()
    assert error["type"] == "edtf_date"
    assert error["loc"] == ("date",)
    assert error["msg"] == "'14.03.2022' is not an EDTF date"
    assert error["ctx"] == {"message": error["msg"], "mend": "write 2022-03-14"}


@pytest.mark.parametrize("value", [2022, date(2022, 3, 14), ["2022"], {"year": "2022"}])
def test_a_model_refuses_what_is_not_text(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Event.model_validate({"date": value})

    (error,) = caught.value.errors()
    assert error["type"] == "edtf_date"
    assert error["ctx"] == {"message": "a date is written as text", "mend": USUAL}


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_schema_is_described_text_whose_examples_are_read(mode: str) -> None:
    schema = Event.model_json_schema(mode="validation" if mode == "validation" else "serialization")
    field = schema["properties"]["date"]

    assert field["type"] == "string"
    assert "EDTF" in field["description"]
    assert "pattern" not in field
    assert len(field["examples"]) >= 4
    assert all(parse(example).text == example for example in field["examples"])
