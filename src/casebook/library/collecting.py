"""Pausing the search for garbage while records are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause the search for garbage: whatever is made of records stays until all of it goes.

    With ten thousand cases the search takes half the time of reading, two thirds of folding.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
