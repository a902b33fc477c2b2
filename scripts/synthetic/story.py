"""A timeline under way, and how records are written."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

Record = dict[str, Any]
"""A record or a part of one, as it is written to YAML."""

FIRST_DAY: Final = date(2015, 1, 1)
"""Nothing invented is earlier: the Criminal Code of 2014 is in force from this day."""

_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_record(path: Path, record: Record) -> None:
    """Write a record to its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(record, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8", newline="\n")


@dataclass
class Story:
    """One timeline under way."""

    name: str
    is_person: bool
    events: list[Record] = field(default_factory=list)
    proceedings: dict[str, Record] = field(default_factory=dict)
    stages: dict[str, set[str]] = field(default_factory=dict)
    """Proceeding -> the stages it went through."""
    charges: dict[str, list[str]] = field(default_factory=dict)
    """Proceeding -> articles named in it."""
    restricting: list[str] = field(default_factory=list)
    """Events that imposed a restriction."""
    liberty: str = "unknown"
