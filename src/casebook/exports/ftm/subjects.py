"""Subjects: people and organisations to whom something was done."""

from collections.abc import Iterator

from casebook.exports.doubts import doubted
from casebook.exports.exported import ExportedCase
from casebook.exports.ftm.bodies import body_id, schema_of
from casebook.exports.ftm.entity import Entity, entity_id, proven, published
from casebook.exports.shapes import LibertyState
from casebook.exports.world import ExportedWorld
from casebook.models import Case


def subject_id(case: Case) -> str | None:
    """Name the entity of a subject; None for one that is not to be matched with anybody.

    A group is no legal entity, and what stands for a name that is kept back would match others.
    """
    if case.kind == "group" or case.anonymised or case.minor is not None:
        return None
    return entity_id("case", case.id)


def of_subject(world: ExportedWorld, one: ExportedCase) -> Iterator[Entity]:
    """Make the entity of a subject, and its ties to others."""
    case = one.case
    name = subject_id(case)
    if name is None:
        return
    schema = "Person" if case.kind == "person" else schema_of(case.organisation_kind)
    entity = Entity(name, schema)
    entity.add("name", case.name)
    entity.add("alias", *(spelling.text for spelling in case.names))
    entity.add("country", *sorted(_countries(one)))
    entity.add("keywords", *(one.label("roles", role) for role in case.roles))
    entity.add("summary", str(case.summary.text))
    if case.kind == "person":
        entity.add("notes", _liberty(one.standing.liberty))
    entity.add("notes", *doubted(case.disputed, case.misprints))
    entity.add("notes", *(f"Concluded: {two.field}: {two.why}" for two in case.inferred))
    proven(entity, case.summary.sources)
    published(entity, world, one.page)
    yield entity
    yield from _ties(world, case, name)


def _countries(one: ExportedCase) -> set[str]:
    """Countries of what was done, never a nationality."""
    found = {proceeding.country.lower() for proceeding in one.case.proceedings}
    region = one.region(one.case.place, one.case.region)
    return found | ({region.partition("-")[0].lower()} if region else set())


def _liberty(liberty: LibertyState) -> str:
    """Write the state with its date and basis: it is never said without them."""
    known = liberty.as_of.text if liberty.as_of else "a date that is not known"
    sure = "" if liberty.certain else ", other states are possible"
    return f"Liberty as of {known}: {liberty.label} ({liberty.basis}{sure})"


def _ties(world: ExportedWorld, case: Case, name: str) -> Iterator[Entity]:
    """Ties that sources report, as links of no kind: a membership may itself be the accusation."""
    for number, tie in enumerate(case.affiliations, start=1):
        entity = Entity(entity_id("case", case.id, f"affiliation-{number}"), "UnknownLink")
        entity.add("subject", name)
        entity.add("object", body_id(world, tie.organisation))
        role = str(tie.role) if tie.role else "not stated as what"
        entity.add("role", f"Tie reported by sources: {role}")
        entity.add("description", *(f"Source: {at.source} ({at.at})" for at in tie.sources))
        yield entity
    for number, near in enumerate(case.related, start=1):
        other = subject_id(world.library.cases[near.case])
        if other is None:
            continue
        entity = Entity(entity_id("case", case.id, f"related-{number}"), "UnknownLink")
        entity.add("subject", name)
        entity.add("object", other)
        entity.add("role", str(near.why))
        entity.add("description", *(f"Source: {at.source} ({at.at})" for at in near.sources))
        yield entity
