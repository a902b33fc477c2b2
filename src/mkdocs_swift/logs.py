"""Log records of pages rendered elsewhere or earlier: caught, kept, said again in their turn."""

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from unittest import mock


class Said(NamedTuple):
    """One log record: the logger's name, the level, and the whole text."""

    logger: str
    level: int
    text: str


@contextmanager
def caught() -> Iterator[list[Said]]:
    """Catch what is logged meanwhile, before any filter or handler sees it; give the list."""
    records: list[Said] = []

    def catch(_logger: logging.Logger, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            text = "\n".join([text, "".join(traceback.format_exception(*record.exc_info)).rstrip()])
        records.append(Said(record.name, record.levelno, text))

    with mock.patch.object(logging.Logger, "handle", catch):
        yield records


def say(records: Sequence[Said]) -> None:
    """Log records again: filters, handlers and the counting of strict builds meet them now."""
    for name, level, text in records:
        logger = logging.getLogger(name)
        if logger.isEnabledFor(level):
            logger.handle(logger.makeRecord(name, level, "", 0, text, (), None))
