"""Events of several."""

from casebook.exports.doubts import doubted
from casebook.exports.ftm.entity import Entity, dated, entity_id, proven, published
from casebook.exports.ftm.subjects import subject_id
from casebook.exports.world import ExportedWorld
from casebook.models import Event


def of_group_event(world: ExportedWorld, event: Event) -> Entity:
    """Make the entity of an event that happened to several."""
    entity = Entity(entity_id("event", event.id), "Event")
    entity.add("name", str(event.title))
    entity.add("alias", *(one.text for one in event.names))
    dated(entity, event.date)
    entity.add("country", event.country.lower())
    entity.add("location", world.label("places", event.place) if event.place else None)
    entity.add("summary", str(event.summary.text))
    entity.add("keywords", world.label("event-kinds", event.kind))
    entity.add(
        "involved",
        *(subject_id(world.library.cases[one.case]) for one in event.participants),
    )
    entity.add("notes", *doubted(event.disputed, event.misprints))
    entity.add("notes", *(f"Concluded: {one.field}: {one.why}" for one in event.inferred))
    proven(entity, event.summary.sources)
    published(entity, world, world.page(event))
    return entity
