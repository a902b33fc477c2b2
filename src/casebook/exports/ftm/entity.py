"""One entity, and the ids and properties that several kinds share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pydantic_core import to_json

from casebook import edition
from casebook.dates import EdtfDate
from casebook.dates import machine as machine_date
from casebook.exports.world import ExportedWorld
from casebook.models import Citation

DATASET: Final = "casebook"


@dataclass
class Entity:
    """One entity: properties are lists of texts; what is empty or said already is left out."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, *values: str | None) -> None:
        """Add values to a property."""
        for value in values:
            if value and value not in self.properties.get(name, ()):
                self.properties.setdefault(name, []).append(value)

    def line(self) -> bytes:
        """Write it as a line of JSON."""
        return to_json(
            {
                "id": self.id,
                "schema": self.schema,
                "properties": self.properties,
                "datasets": [DATASET],
            }
        )


def entity_id(*parts: str) -> str:
    """Name an entity by the ids of its record and of what is in it: they never change."""
    return "--".join((DATASET, *parts))


def published(entity: Entity, world: ExportedWorld, page: str) -> None:
    """Say who says so, and where: this collection, on the page of the record."""
    entity.add("publisher", edition.SITE_NAME)
    if world.site_url:
        entity.add("publisherUrl", world.site_url)
        entity.add("sourceUrl", f"{world.site_url}{page}")


def proven(entity: Entity, citations: Iterable[Citation]) -> None:
    """Point to the documents that say so, and to the places in them."""
    for one in citations:
        entity.add("proof", entity_id("source", one.source))
        entity.add("notes", f"Source: {one.source} ({one.at})")


def dated(entity: Entity, when: EdtfDate) -> None:
    """Give a date that needs no sign; one that does stands in words, as EDTF."""
    if machine_date(when) == when.text:
        entity.add("date", when.text)
    else:
        entity.add("notes", f"Date, EDTF: {when.text}")
