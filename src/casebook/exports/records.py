"""Exported records: what is curated, what is computed, and where its page is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_core import to_json

from casebook import addresses, edition
from casebook.dates import EdtfDate
from casebook.exports.curated import pruned
from casebook.exports.shapes import CaseState, Shape
from casebook.models import Record


class Head(Shape):
    """What every exported record begins with."""

    kind: str = Field(description="case, article, event and so on.")
    id: str = Field(description="The id, which is never changed or used again.")
    version: str = Field(description="Schema version, and digits of the hash of the curated file.")
    licence: str = Field(description="SPDX id of the licence: CC-BY-4.0.")
    page: str = Field(description="Address of its page, from the root of the site.")
    url: str | None = Field(description="Address of its page; null where the site names none.")
    as_of: EdtfDate | None = Field(description="Up to when its sources know, EDTF.")


def exported(head: Head, record: Record, state: CaseState | None) -> dict[str, Any]:
    """Put one record together; only cases have a computed state."""
    made: dict[str, Any] = {**head.model_dump(mode="json"), "record": pruned(record)}
    if state is not None:
        made["state"] = state.model_dump(mode="json")
    return made


def as_bytes(value: Mapping[str, Any]) -> bytes:
    """Write JSON: UTF-8, keys in their order, one line."""
    return to_json(value)


class Listing:
    """All records of a kind, one a line, so that two versions compare line by line.

    They are written to the disk as they come: those of ten thousand cases need no room in memory.
    """

    def __init__(self, path: Path, version: str, count: int) -> None:
        """Begin the file; `count` records are to come."""
        self.path = path
        self._file = path.open("wb")
        head = {"version": version, "licence": edition.LICENCE, "count": count}
        self._file.write(as_bytes(head)[:-1] + b',"records":[\n')
        self._between = b""

    def add(self, record: bytes) -> None:
        """Write a record."""
        self._file.write(self._between + record)
        self._between = b",\n"

    def close(self) -> Path:
        """Finish the file."""
        self._file.write(b"\n]}\n")
        self._file.close()
        return self.path


def page_of(kind: str, name: str) -> str:
    """Return the address of a record's page, from the root of the site."""
    found = addresses.address_of(kind, name)
    path = addresses.web_path(found.page)
    return f"{path}#{found.anchor}" if found.anchor else path
