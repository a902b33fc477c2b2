"""A hook of MkDocs that notes when each stage of our build begins.

Not part of the site: `building` adds it to the hooks of mkdocs.yml, in the copies it measures. Each
line of the file named by the variable holds a stage, the seconds of the monotonic clock, and those
that processors have worked for MkDocs and for the processes it has waited for.
"""

import os
import time
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

VARIABLE: Final = "CASEBOOK_BENCH_MARKS"
FIRST, LAST = 1000, -1000
# mkdocs_swift ends its part of the build at 100, the search begins at 0.
BEFORE_SEARCH: Final = 50


def mark(stage: str) -> None:
    """Note that a stage begins now."""
    if name := os.environ.get(VARIABLE):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(f"{stage} {time.monotonic()} {sum(os.times()[:4])}\n")


@event_priority(FIRST)
def _generating(config: MkDocsConfig) -> None:  # noqa: ARG001 - MkDocs gives it
    mark("generate")


@event_priority(LAST)
def _converting(config: MkDocsConfig) -> None:  # noqa: ARG001 - as above
    mark("mkdocs")


@event_priority(BEFORE_SEARCH)
def _searching(config: MkDocsConfig) -> None:  # noqa: ARG001 - as above
    mark("search")


@event_priority(LAST)
def _ending(config: MkDocsConfig) -> None:  # noqa: ARG001 - as above
    mark("end")


on_pre_build = CombinedEvent(_generating, _converting)
on_post_build = CombinedEvent(_searching, _ending)
