"""Problems: their order, the three forms of a report, and that no text of a record can do harm."""

import itertools
import json
import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.problems import (
    WIDTH,
    Form,
    Level,
    Place,
    Problem,
    as_github,
    as_json,
    as_text,
    closest,
    render,
    summary,
)

LINE = "    articles: [cc-4055]"
UNKNOWN = Problem(
    Place("data/cases/x.yaml", 14, 16, 7),
    Level.ERROR,
    "unknown-article",
    "there is no article cc-4055",
    "correct the id (did you mean cc-405?) or add data/articles/cc-4055.yaml",
    ((14, LINE),),
)
TWICE = Problem(
    Place("data/cases/x.yaml", 100, 1, 4),
    Level.WARNING,
    "duplicate-key",
    "the key 'name' is written twice, first in line 9",
    "keep one of the two",
    ((9, "name: A"), (100, "name: B")),
)
WHOLE = Problem(
    Place("data/cases/a.yaml"), Level.ERROR, "empty-file", "the file is empty", "fill it"
)


def problem(message: str = "m", mend: str = "n", **place: int) -> Problem:
    return Problem(Place("data/a.yaml", **place), Level.ERROR, "slug", message, mend)


def showing(line: str, column: int, length: int = 1) -> list[str]:
    """The excerpt and the caret line of a problem on this line."""
    place = Place("data/a.yaml", 1, column, length)
    shown = as_text(Problem(place, Level.ERROR, "slug", "m", "n", ((1, line),))).split("\n")
    assert shown[0] == f"data/a.yaml:1:{column}: error: m [slug]"
    return [text.removeprefix("  1 | ").removeprefix("    | ") for text in shown[1:3]]


def columns(text: str) -> int:
    return sum(
        (unicodedata.category(char) not in ("Mn", "Me"))
        + (unicodedata.east_asian_width(char) in ("W", "F"))
        for char in text
    )


# --- text ----------------------------------------------------------------------------------------


def test_text_has_the_line_the_caret_and_the_mend() -> None:
    expected = """\
data/cases/x.yaml:14:16: error: there is no article cc-4055 [unknown-article]
  14 |     articles: [cc-4055]
     |                ^^^^^^^
  mend: correct the id (did you mean cc-405?) or add data/articles/cc-4055.yaml"""

    assert as_text(UNKNOWN) == expected


def test_text_of_two_lines_has_one_caret_and_aligned_numbers() -> None:
    expected = """\
data/cases/x.yaml:100:1: warning: the key 'name' is written twice, first in line 9 [duplicate-key]
    9 | name: A
  100 | name: B
      | ^^^^
  mend: keep one of the two"""

    assert as_text(TWICE) == expected


def test_a_whole_report_is_sorted_and_counted() -> None:
    expected = f"""\
data/cases/a.yaml:1:1: error: the file is empty [empty-file]
  mend: fill it

{as_text(UNKNOWN)}

{as_text(TWICE)}

2 errors, 1 warning in 2 of 41 records; nothing was written"""

    assert render([TWICE, UNKNOWN, WHOLE], records=41, written=False) == expected


@pytest.mark.parametrize(
    ("line", "column", "length", "expected"),
    [
        ("a: bcd", 4, 3, ["a: bcd", "   ^^^"]),
        ("a: b", 5, 1, ["a: b", "    ^"]),
        ("a: b", 99, 9, ["a: b", "    ^"]),
        ("\ta: b", 2, 1, ["    a: b", "    ^"]),
        ("a\t\tb", 4, 1, ["a        b", "         ^"]),
        ("名前: 値", 5, 1, ["名前: 値", "      ^^"]),
        ("имя: Мамай", 6, 5, ["имя: Мамай", "     ^^^^^"]),
        ("e\u0301: x", 5, 1, ["e\u0301: x", "   ^"]),
        ("a: \u0301", 4, 1, ["a: \u0301", "   ^"]),
        ("\xa0a: x", 1, 1, ["\\xa0a: x", "^^^^"]),
        ("a: x\u202ey", 4, 3, ["a: x\\u202ey", "   ^^^^^^^^"]),
        ("a: \x1b[31m\x07", 8, 2, ["a: \\x1b[31m\\x07", "          ^^^^^"]),
        ("", 1, 1, ["", "^"]),
    ],
)
def test_the_caret_is_under_the_value(
    line: str, column: int, length: int, expected: list[str]
) -> None:
    if not line:
        shown = showing(line, column, length)
        assert shown[0].strip() == "1 |"
        assert shown[1] == expected[1]
    else:
        assert showing(line, column, length) == expected


@pytest.mark.parametrize("column", [1, 50, 104, 105, 106, 300, 999, 1000, 1001])
def test_a_long_line_is_cut_round_the_value(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))

    shown, caret = showing(line, column, 3)

    assert len(shown) <= WIDTH - 6
    assert caret.strip() == "^" * max(min(3, 1000 - column + 1), 1)
    start = caret.index("^")
    assert shown[start : start + len(caret.strip())] == line[column - 1 : column + 2]
    assert shown.startswith("…") == (column > 103)
    assert shown.endswith("…") == (column < 900)


def test_a_line_that_fits_is_not_cut() -> None:
    line = "x" * 145 + "value"

    assert showing(line, 146, 5) == [line, " " * 145 + "^^^^^"]


def test_a_long_message_is_cut_and_keeps_its_slug() -> None:
    first, mend, *more = as_text(problem("long " * 100, "word " * 100)).split("\n")

    assert len(first) <= WIDTH
    assert first.endswith("… [slug]")
    assert mend.startswith("  mend: word word")
    assert more
    assert all(line.startswith("        word") for line in more)


def test_a_wide_mend_is_wrapped_by_columns() -> None:
    lines = as_text(problem(mend="字" * 300)).split("\n")

    assert "".join(lines[1:]).count("字") == 300
    assert max(map(columns, lines)) <= WIDTH


@given(
    st.text(max_size=400),
    st.text(max_size=400),
    st.text(max_size=400),
    st.integers(1, 500),
    st.integers(1, 500),
)
def test_no_line_is_too_wide_or_unprintable(
    message: str, mend: str, line: str, column: int, length: int
) -> None:
    place = Place("data/a.yaml", 1, column, length)

    shown = as_text(Problem(place, Level.ERROR, "slug", message, mend, ((1, line),)))

    assert all(text.isprintable() for text in shown.split("\n"))
    assert max(map(columns, shown.split("\n"))) <= WIDTH


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=400))
def test_the_caret_is_under_the_same_letter_in_any_line(line: str) -> None:
    for column in range(1, len(line) + 1, 7):
        shown, caret = showing(line, column)

        assert shown[caret.index("^")] == line[column - 1]


# --- GitHub --------------------------------------------------------------------------------------


def test_github_shows_a_problem_beside_its_line() -> None:
    assert as_github(UNKNOWN) == (
        "::error file=data/cases/x.yaml,line=14,col=16,title=unknown-article::"
        "there is no article cc-4055%0Amend: correct the id (did you mean cc-405?) "
        "or add data/articles/cc-4055.yaml"
    )
    assert as_github(TWICE).startswith("::warning file=data/cases/x.yaml,line=100,col=1,")


def test_github_text_cannot_begin_another_command() -> None:
    place = Place("data/a,b:c%\n.yaml", 1)
    hostile = Problem(place, Level.ERROR, "slug", "100%\r\n::error::x\x1b[0m", "a, b: c")

    assert as_github(hostile) == (
        "::error file=data/a%2Cb%3Ac%25\\n.yaml,line=1,col=1,title=slug::"
        "100%25\\r\\n::error::x\\x1b[0m%0Amend: a, b: c"
    )


@given(st.text(), st.text())
def test_github_commands_are_one_line_and_can_be_read_back(message: str, mend: str) -> None:
    command = as_github(problem(message, mend))

    assert command.isprintable()
    assert not re.search("%(?!25|0A)", command)
    readable = unquote(command.split("::", 2)[2], errors="strict")
    if (message + mend).isprintable():
        assert readable == f"{message}\nmend: {mend}"


def test_a_github_report_ends_with_the_counts() -> None:
    lines = render([TWICE, UNKNOWN], Form.GITHUB, records=3).split("\n")

    assert lines == [as_github(UNKNOWN), as_github(TWICE), "1 error, 1 warning in 1 of 3 records"]


# --- JSON ----------------------------------------------------------------------------------------


def test_json_has_every_part_in_a_fixed_order() -> None:
    expected = """\
{
  "problems": [
    {
      "path": "data/cases/x.yaml",
      "line": 14,
      "column": 16,
      "length": 7,
      "level": "error",
      "slug": "unknown-article",
      "message": "there is no article cc-4055",
      "mend": "correct the id (did you mean cc-405?) or add data/articles/cc-4055.yaml",
      "excerpt": [
        {
          "line": 14,
          "text": "    articles: [cc-4055]"
        }
      ]
    }
  ],
  "errors": 1,
  "warnings": 0,
  "records": 41,
  "written": false
}"""

    assert render([UNKNOWN], Form.JSON, records=41, written=False) == expected


@given(st.text(), st.text())
def test_json_keeps_every_text_and_no_control_character(message: str, mend: str) -> None:
    written = as_json([problem(message, mend)])

    assert written.replace("\n", "").isprintable()
    assert written.isascii()
    [found] = json.loads(written)["problems"]
    assert (found["message"], found["mend"]) == (message, mend)


# --- the summary ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problems", "records", "written", "expected"),
    [
        ([], 41, None, "no problems in 41 records"),
        ([], 1, True, "no problems in 1 record; the files were written"),
        ([], 1234, None, "no problems in 1,234 records"),
        ([UNKNOWN], 1, False, "1 error in 1 of 1 record; nothing was written"),
        ([TWICE, TWICE], 41, True, "2 warnings in 1 of 41 records; the files were written"),
        ([UNKNOWN, WHOLE], 1, None, "2 errors in 2 files"),
        ([UNKNOWN], 0, None, "1 error in 1 file"),
    ],
)
def test_the_summary_counts(
    problems: list[Problem], records: int, expected: str, *, written: bool | None
) -> None:
    assert summary(problems, records=records, written=written) == expected


# --- order and places ----------------------------------------------------------------------------


def test_problems_are_ordered_by_path_line_column_slug_and_message() -> None:
    ordered = [
        Problem(Place(path, line, column), level, slug, message, "n")
        for path, line, column, slug, message, level in (
            ("a", 2, 9, "y", "y", Level.WARNING),
            ("a", 10, 1, "y", "y", Level.WARNING),
            ("a", 10, 2, "a", "y", Level.WARNING),
            ("a", 10, 2, "b", "a", Level.WARNING),
            ("a", 10, 2, "b", "b", Level.ERROR),
            ("a", 10, 2, "b", "b", Level.WARNING),
            ("b", 1, 1, "a", "a", Level.ERROR),
        )
    ]

    for shuffled in itertools.permutations(ordered):
        assert sorted(shuffled) == ordered
    assert ordered[0] < ordered[1] <= ordered[1] > ordered[0]


def test_places_are_ordered_and_count_from_one() -> None:
    assert sorted([Place("a", 10), Place("b"), Place("a", 9, 2)]) == [
        Place("a", 9, 2, 1),
        Place("a", 10, 1, 1),
        Place("b", 1, 1, 1),
    ]


@pytest.mark.parametrize("path", ["", "/srv/data/a.yaml", "C:\\data\\a.yaml", "c:/data/a.yaml"])
def test_a_place_never_names_a_path_of_the_machine(path: str) -> None:
    with pytest.raises(ValueError, match="relative path"):
        Place(path)


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (-1, 1, 1)])
def test_a_place_counts_from_one(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        Place("data/a.yaml", *numbers)


# --- guessing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("cc-4055", ["cc-405", "cc-174", "cao-488"], "cc-405"),
        ("Convicted", ["acquitted", "convicted"], "convicted"),
        ("konvicted", ["Convicted"], "Convicted"),
        ("zzz", ["acquitted", "convicted"], None),
        ("", ["a"], None),
        ("a", [], None),
    ],
)
def test_the_closest_choice_is_found(word: str, choices: list[str], expected: str | None) -> None:
    assert closest(word, choices) == expected
    assert closest(word, iter(choices[::-1])) == expected


def test_a_word_of_a_million_letters_is_compared_quickly() -> None:
    assert closest("x" * 1_000_000, ["x" * 100, "y"]) == "x" * 100
