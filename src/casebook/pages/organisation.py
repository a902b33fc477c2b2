"""The page of a body that records refer to, with everything that does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.links import Reference
from casebook.models import Organisation
from casebook.pages.blocks import Block, Continued, block, cut
from casebook.pages.front import Front, front
from casebook.pages.happenings import Fact, inferred_facts
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.mentions import events_in, grouped, holders, in_field, links, mentions
from casebook.pages.page import HOME_COUNTRY, Page
from casebook.pages.record_parts import conflicts_block, notes_block, sources_block, spellings
from casebook.pages.tables import Table, table


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """All that the template of an organisation prints."""

    front: Front
    name: str
    spellings: Inline
    description: Inline
    facts: tuple[Fact, ...]
    cases: Block | None
    bodies: Block | None
    published: Block | None
    statistics: Block | None
    recommendations: Block | None
    events: Block | None
    criticism: Block | None
    conflicts: Block | None
    notes: Block | None
    sources: Block | None
    continued: Continued | None


def organisation_view(page: Page, body: Organisation) -> OrganisationView:
    """Lay out the page of an organisation."""

    def named_by(holder: str, *fields: str) -> tuple[str, ...]:
        found = mentions(page, "organisation", body.id, holder)
        return holders(in_field(found, *fields) if fields else found)

    in_cases = mentions(page, "organisation", body.id, "case")
    shown, continued = cut(page, _cases(page, in_cases), "cases")
    description = NOTHING
    if body.description is not None:
        parts = [page.text(body.description.text), page.sources(body.description.sources)]
        description = join(parts, " ")
    elif body.short_description is not None:
        description = page.text(body.short_description)
    about = str(body.description.text) if body.description else body.name
    return OrganisationView(
        front=front(page, body.name, about, ("organisation", body.id)),
        name=body.name,
        spellings=spellings(page, body.names),
        description=description,
        facts=tuple(_facts(page, body)),
        cases=shown,
        bodies=block(items=links(page, "organisation", named_by("organisation", "part_of"))),
        published=block(items=links(page, "source", named_by("source", "publishers"))),
        statistics=block(items=links(page, "statistic", named_by("statistic"))),
        recommendations=block(items=_recommendations(page, body)),
        events=block(items=links(page, "event", named_by("event"))),
        criticism=block(items=(page.article(one, titled=True) for one in named_by("article"))),
        conflicts=conflicts_block(page, body),
        notes=notes_block(page, body),
        sources=sources_block(page, body),
        continued=continued,
    )


def _facts(page: Page, body: Organisation) -> Iterator[Fact]:
    say = page.say
    kind = inline(page.world.label("organisation-kinds", body.kind))
    yield Fact(say("fact-kind"), kind)
    country = body.country if body.country != HOME_COUNTRY else None
    where = page.place(body.place, None, country)
    if where:
        yield Fact(say("fact-place"), where)
    for one in body.part_of:
        larger = join([page.body(one.organisation), page.cite(one.sources)])
        yield Fact(say("fact-part-of"), larger)
    yield from inferred_facts(page, body.inferred)


def _recommendations(page: Page, body: Organisation) -> Iterator[Inline]:
    found = mentions(page, "organisation", body.id, "recommendation")
    for name in holders(in_field(found, "proposers")):
        yield page.say("recommends", recommendation=page.link("recommendation", name))
    for name in holders(in_field(found, "addressees")):
        yield page.say("is-asked", recommendation=page.link("recommendation", name))


def _cases(page: Page, references: Sequence[Reference]) -> Table | None:
    """List the cases that name the body, with the events in which they do."""
    return table(
        page,
        ("column-subject", "column-as-what", "column-events"),
        (
            (
                page.link("case", name),
                _as_what(page, found),
                events_in(page, name, found) or inline("–"),
            )
            for name, found in grouped(references).items()
        ),
    )


def _as_what(page: Page, references: Sequence[Reference]) -> Inline:
    tied = any(one.path[0] == "affiliations" for one in references)
    acting = any(one.path[0] == "timeline" for one in references)
    return join(
        [
            page.say("tied-to-it") if tied else NOTHING,
            page.say("acting-in-events") if acting else NOTHING,
        ]
    )
