"""Bodies that records refer to."""

from typing import Final

from casebook.exports.ftm.entity import Entity, entity_id, proven, published
from casebook.exports.world import ExportedWorld
from casebook.models import Organisation

# Of the state. Other kinds are organisations, whatever a court has said of them.
_PUBLIC: Final = frozenset(
    {"court", "prosecutor", "police", "ministry", "local-authority", "parliament", "president"}
)


def schema_of(kind: str | None) -> str:
    """Name the schema for a kind of organisation."""
    if kind == "company":
        return "Company"
    return "PublicBody" if kind in _PUBLIC else "Organization"


def body_id(world: ExportedWorld, name: str) -> str:
    """Name the entity of a body: a record of its own, or a case of kind organisation."""
    kind = "organisation" if name in world.library.organisations else "case"
    return entity_id(kind, name)


def of_organisation(world: ExportedWorld, body: Organisation) -> Entity:
    """Make the entity of a body."""
    entity = Entity(entity_id("organisation", body.id), schema_of(body.kind))
    entity.add("name", body.name)
    entity.add("alias", *(one.text for one in body.names))
    entity.add("country", body.country.lower() if body.country else None)
    entity.add("classification", world.label("organisation-kinds", body.kind))
    if body.description is not None:
        entity.add("summary", str(body.description.text))
        proven(entity, body.description.sources)
    published(entity, world, world.page(body))
    return entity
