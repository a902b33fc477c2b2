"""Work in copies of this process: in order, with its errors, and done even when a copy dies."""

import os
import threading
from functools import partial

import pytest

from casebook import workers
from casebook.workers import in_order

HERE = os.getpid()
MANY = range(500)


def process_of(number: int) -> tuple[int, int]:
    return number, os.getpid()


def fail_at(which: int, number: int) -> int:
    if number == which:
        raise LookupError(f"{which} is not to be had")
    return number


def die_at(which: int, number: int) -> int:
    if number == which and os.getpid() != HERE:
        os._exit(1)
    return number


def nested(number: int) -> list[int]:
    return [*in_order(abs, range(-number, 0), processes=2)]


def beside_threads() -> bool:
    """Whether another test left threads, as a browser does: then none is forked."""
    return threading.active_count() > 1


def test_results_come_in_order_from_other_processes() -> None:
    made = [*in_order(process_of, MANY, processes=2)]

    assert [number for number, _ in made] == [*MANY]
    assert HERE not in {process for _, process in made} or beside_threads()


@pytest.mark.parametrize("count", [0, 1, workers.FEW, workers.FEW + 1, 129, 145])
def test_of_any_number(count: int) -> None:
    assert [*in_order(abs, range(count), processes=2)] == [*range(count)]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_raised_is_raised_where_the_result_would_come(processes: int) -> None:
    made = in_order(partial(fail_at, 300), MANY, processes=processes)
    found: list[int] = []
    with pytest.raises(LookupError, match="300 is not to be had"):
        found.extend(made)

    assert len(found) >= 288 if processes == 2 else len(found) == 300


def test_when_a_copy_dies_the_work_is_done_here() -> None:
    assert [*in_order(partial(die_at, 77), MANY, processes=2)] == [*MANY]


def test_it_can_be_left_and_begun_again() -> None:
    first = in_order(process_of, MANY, processes=2)
    assert next(first)[0] == 0
    first.close()

    again = {process for _, process in in_order(process_of, MANY, processes=2)}
    assert HERE not in again or beside_threads()


def test_within_a_copy_no_more_are_made() -> None:
    assert [*in_order(nested, range(100), processes=2)][99] == [*range(99, 0, -1)]


def test_beside_threads_nothing_is_copied() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        made = [*in_order(process_of, MANY, processes=2)]
    finally:
        wait.set()
        thread.join()

    assert {process for _, process in made} == {HERE}


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_copies_are_not_safe_there_are_none(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert {process for _, process in in_order(process_of, MANY)} == {HERE}
