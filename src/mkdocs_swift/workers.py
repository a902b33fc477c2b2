"""Work on many things in processes that know all that this one knows."""

import gc
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Final, TypeVar

R = TypeVar("R")

# Fewer are done here before processes have started.
_FEW: Final = 12
_CHUNK: Final = 24
_BEFORE_RUBBISH: Final = 8

# What the processes do: they are copies of this one, made when it is set.
_work: Callable[[str], Any] | None = None


def processors() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(
    work: Callable[[str], R], names: Sequence[str], *, processes: int
) -> Iterator[tuple[str, R]]:
    """Do a work for each name and give what came of it, as it comes; names are in no order.

    The work must not need anything of it but what it returns. Where processes cannot be had or
    one of them dies, names are missing in what is given.
    """
    global _work  # noqa: PLW0603 - the copies of this process find it here
    # A copy of a process with threads may wait for ever for what a thread had in hand.
    alone = threading.active_count() == 1
    if len(names) <= _FEW or processes <= 1 or not alone:
        yield from ((name, work(name)) for name in names)
        return
    size = max(1, min(_CHUNK, len(names) // (processes * 4)))
    chunks = [names[start : start + size] for start in range(0, len(names), size)]
    _work = work
    gc.freeze()  # what is here already is not looked through again, and so not copied
    try:
        with (
            warnings.catch_warnings(),
            ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool,
        ):
            # Libraries with threads of their own are left alone by the copies.
            warnings.simplefilter("ignore", DeprecationWarning)
            for done in [pool.submit(_some, chunk) for chunk in chunks]:
                yield from done.result()
    except BrokenProcessPool:
        return
    finally:
        gc.unfreeze()
        _work = None


def _some(names: Sequence[str]) -> list[tuple[str, Any]]:
    if _work is None:  # pragma: no cover - a process that is no copy of this one
        raise RuntimeError("there is nothing to do")
    gc.disable()  # looking for rubbish takes a tenth of the time while trees of pages are made
    done = []
    for number, name in enumerate(names, 1):
        done.append((name, _work(name)))
        if not number % _BEFORE_RUBBISH:
            gc.collect()
    return done
