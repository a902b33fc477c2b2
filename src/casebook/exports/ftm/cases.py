"""A case: its subject, its proceedings and each event of its timeline."""

from collections.abc import Iterator
from typing import Final

from casebook.exports.doubts import doubted
from casebook.exports.exported import ExportedCase
from casebook.exports.ftm.bodies import body_id
from casebook.exports.ftm.entity import Entity, dated, entity_id, proven, published
from casebook.exports.ftm.subjects import of_subject, subject_id
from casebook.exports.shapes import ChargeState, ProceedingOut
from casebook.exports.world import ExportedWorld
from casebook.models import TimelineEvent

# What the subject is in a proceeding; never "accused" where somebody else is.
_ROLES: Final = {
    "subject": "the proceeding is against the subject",
    "others": "the one harmed; somebody else is accused",
    "by-subject": "brought the proceeding",
    "international": "the body judges what the state did to the subject",
}


def of_case(world: ExportedWorld, one: ExportedCase) -> Iterator[Entity]:
    """Make the entities of a case; one whose subject is not to be matched keeps its events."""
    yield from of_subject(world, one)
    for proceeding in (*one.standing.proceedings, *one.standing.accountability):
        yield from _proceeding(world, one, proceeding)
    for event in one.case.timeline:
        if event.retracted_by is None:
            yield _event(world, one, event)


def _proceeding(world: ExportedWorld, one: ExportedCase, told: ProceedingOut) -> Iterator[Entity]:
    entity = Entity(entity_id("case", one.case.id, "proceeding", told.id), "CourtCase")
    entity.add("name", f"Proceeding concerning {one.case.name}: {told.title}")
    entity.add("category", one.label("proceeding-kinds", told.kind))
    entity.add("country", told.country.lower())
    known = told.as_of.text if told.as_of else "a date that is not known"
    state = f"{told.label} ({told.basis})" if told.label else "not stated"
    entity.add("status", f"As of {known}: {state}")
    entity.add("notes", f"Side: {_ROLES[told.against]}")
    entity.add("notes", *(_charge(charge) for charge in told.charges))
    courts = (one.timeline[name].court for name in told.events)
    entity.add("court", *(str(court) for court in courts if court))
    for name in told.events:
        event = one.timeline[name]
        entity.add("notes", *doubted(event.disputed, event.misprints))
        proven(entity, event.sources)
    published(entity, world, one.page)
    yield entity
    subject = subject_id(one.case)
    if subject is not None:
        party = Entity(f"{entity.id}--party", "CourtCaseParty")
        party.add("case", entity.id)
        party.add("party", subject)
        party.add("role", _ROLES[told.against])
        yield party


def _charge(charge: ChargeState) -> str:
    claim = "" if charge.told.claim == "stated" else f", {charge.told.claim}"
    return (
        f"Charge: {charge.article or charge.offence}: {charge.label} "
        f"(event of {charge.told.date.text}, {charge.basis}{claim})"
    )


def _event(world: ExportedWorld, one: ExportedCase, event: TimelineEvent) -> Entity:
    entity = Entity(entity_id("case", one.case.id, "event", event.id), "Event")
    entity.add("name", f"{one.label('event-types', event.type)}: {one.case.name}")
    dated(entity, event.date)
    entity.add("country", (event.country or "KZ").lower())
    entity.add("location", one.label("places", event.place) if event.place else None)
    entity.add("description", str(event.text))
    entity.add("involved", subject_id(one.case))
    entity.add("involved", *(body_id(world, name) for name in event.by))
    entity.add("notes", f"Claim: {one.label('claim-kinds', event.claim)}")
    entity.add("notes", *(f"Alleged by: {who}" for who in event.claimed_by))
    entity.add("notes", *(f"Concluded: {two.field}: {two.why}" for two in event.inferred))
    entity.add("notes", *doubted(event.disputed, event.misprints))
    proven(entity, event.sources)
    published(entity, world, f"{one.page}#{event.id}")
    return entity
