"""Work on many things in copies of this process, which know all that it knows; results in order."""

import gc
import os
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW: Final = 64
"""So many are done here before the copies have started."""
_CHUNK: Final = 16
_AHEAD: Final = 4  # chunks a process that wait to be taken: a slow taker does not fill the memory

# What the copies do, and on what: they find it here, as it was when they were made.
_task: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def processors() -> int:
    """How many processes can work at once; one where a process cannot copy itself safely."""
    if sys.platform in {"darwin", "win32"} or not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[T], R], items: Sequence[T], *, processes: int | None = None
) -> Generator[R, None, None]:
    """Do a work for each item, and give what came of each, in their order.

    The work must need nothing of it but what it returns, and use no connection or thread of this
    process. What it raises is raised here, where the result would have come. Where copies cannot
    be had, and when one of them dies, the work is done in this process.
    """
    global _task  # noqa: PLW0603 - the copies of this process find it here
    count = processors() if processes is None else processes
    # A copy of a process with threads may wait for ever for what a thread had in hand.
    if count <= 1 or len(items) <= FEW or threading.active_count() > 1 or _task is not None:
        yield from map(work, items)
        return
    done = 0
    _task = work, items
    gc.freeze()  # what is here already is not looked through again, and so not copied
    try:
        for result in _spread(len(items), count):
            yield result
            done += 1
    except BrokenProcessPool:
        yield from map(work, items[done:])
    finally:
        gc.unfreeze()
        _task = None


def _spread(length: int, processes: int) -> Iterator[Any]:
    starts = iter(range(0, length, _CHUNK))
    waiting: deque[Future[list[Any]]] = deque()
    with warnings.catch_warnings():
        # Libraries with threads of their own are left alone by the copies.
        warnings.simplefilter("ignore", DeprecationWarning)
        pool = ProcessPoolExecutor(processes, mp_context=get_context("fork"))
        for start in islice(starts, processes * _AHEAD):
            waiting.append(pool.submit(_some, start))
    try:
        while waiting:
            results = waiting.popleft().result()
            start = next(starts, -1)
            if start >= 0:
                waiting.append(pool.submit(_some, start))
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _some(start: int) -> list[Any]:
    if _task is None:  # pragma: no cover - a process that is no copy of this one
        raise RuntimeError("there is nothing to do")
    work, items = _task
    return [work(item) for item in items[start : start + _CHUNK]]
