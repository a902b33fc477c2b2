"""Packed columns: what is written is read again, and short things stay short."""

import json

from hypothesis import given
from hypothesis import strategies as st

from casebook.pages.packing import ALPHABET, LAST, gaps, numbers, signed, texts
from listing_files import Unpacked

READER = Unpacked({"alphabet": ALPHABET, "lastOfNumber": LAST})
AT_EDGES = [0, LAST - 1, LAST, LAST * 21 - 1, LAST * 21, LAST * 420, 10**7]


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_come_back(values: list[int]) -> None:
    assert READER.numbers(numbers(values)) == values


def test_numbers_come_back_where_they_grow_longer() -> None:
    assert READER.numbers(numbers(AT_EDGES)) == AT_EDGES
    assert [len(numbers([one])) for one in AT_EDGES] == [1, 1, 2, 2, 3, 3, 5]


@given(st.sets(st.integers(0, 10**6)))
def test_rising_numbers_come_back(values: set[int]) -> None:
    assert READER.rising(gaps(sorted(values))) == sorted(values)


def test_every_row_in_turn_takes_one_character() -> None:
    assert gaps(range(500)) == ALPHABET[0] * 500


@given(st.lists(st.text()))
def test_texts_come_back(lines: list[str]) -> None:
    assert READER.texts(texts(lines)) == lines


def test_what_a_script_counts_as_two_characters_is_never_shared() -> None:
    assert texts(["a\U0001f600b", "a\U0001f600c"])[1] == ALPHABET[1] + "\U0001f600c"


def test_a_long_beginning_is_shared_as_far_as_the_alphabet_counts() -> None:
    lines = ["x" * 200, "x" * 200 + "y"]
    assert READER.texts(texts(lines)) == lines


def test_steps_back_are_no_negative_numbers() -> None:
    assert [signed(one) for one in (0, -1, 1, -2, 2)] == [0, 1, 2, 3, 4]


def test_json_escapes_nothing_of_it() -> None:
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'
    assert "<" not in ALPHABET
