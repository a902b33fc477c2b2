"""Restrictions, ways out, recognition and harm of one case, as rows of tables."""

from collections.abc import Iterable, Mapping
from typing import Final

from casebook.dates import EdtfDate
from casebook.fold import Designation, Harm, Restriction, State, WayOut
from casebook.models import Case, TimelineEvent
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.page import Page
from casebook.pages.sentences import sentence_words
from casebook.pages.tables import Table, table
from casebook.pages.world import World

STANDINGS: Final[Mapping[str, str]] = {
    "in-force": "restriction-in-force",
    "not-begun": "restriction-not-begun",
    "elapsed": "restriction-elapsed",
    "ended": "restriction-ended",
    "unknown": "restriction-unknown",
}
"""How a restriction stands -> the key of its words."""
BASES: Final[Mapping[str, str]] = {
    "stated": "basis-stated-short",
    "inferred": "basis-inferred-short",
    "computed": "basis-computed-short",
}
"""Basis -> the key of its words."""
RESULTS: Final[Mapping[str, str]] = {
    "asked": "way-out-asked",
    "granted": "way-out-granted",
    "refused": "way-out-refused",
    "refusal-upheld": "way-out-refusal-upheld",
    "revoked": "way-out-revoked",
}
"""What came of a step on the way out -> the key of its words."""
REFUSED: Final = frozenset({"refused", "refusal-upheld"})


def restrictions_as_of(
    world: World, case: Case, restrictions: Iterable[Restriction]
) -> EdtfDate | None:
    """Up to when the sources of these restrictions know."""
    events = [
        event for one in restrictions for event in (one.event, one.ended_by) if event is not None
    ]
    return world.known(events, case)


def restrictions_table(page: Page, case: Case, state: State) -> Table | None:
    """List every restriction with its span, its standing and who says so."""
    return table(
        page,
        ("column-restriction", "column-from", "column-until", "column-standing", "column-source"),
        (_restriction(page, case, one) for one in state.restrictions),
    )


def _restriction(page: Page, case: Case, one: Restriction) -> tuple[Inline, ...]:
    what = page.explained("restriction-kinds", one.kind)
    if one.item is not None:
        what = sentence_words(page, one.item)
    as_of = restrictions_as_of(page.world, case, [one])
    standing = page.say(STANDINGS[one.status])
    if as_of is not None and one.status != "ended":
        standing = page.say("standing-as-of", standing=standing, date=page.time(as_of))
    if one.basis != "stated":
        standing = join([standing, page.say(BASES[one.basis])], "; ")
    until = page.time(one.until) if one.until else NOTHING
    if one.ended_by is not None:
        until = join([until, _at(page, one.ended_by)], "; ")
    return (
        what,
        page.time(one.since) if one.since else NOTHING,
        until,
        standing,
        join([_at(page, one.event), page.cite(one.event.sources)], "; "),
    )


def ways_out_table(page: Page, ways: Iterable[WayOut]) -> Table | None:
    """List what was asked for, granted and refused on the way out."""
    return table(
        page,
        ("column-way-out", "column-result", "column-date", "column-ground", "column-source"),
        (_way_out(page, one) for one in ways),
    )


def _way_out(page: Page, one: WayOut) -> tuple[Inline, ...]:
    event = one.event
    return (
        page.explained("ways-out", one.kind),
        page.say(RESULTS[one.result]),
        _at(page, event),
        ground_words(page, one),
        page.cite(event.sources),
    )


def ground_words(page: Page, one: WayOut) -> Inline:
    """Say why it was refused; empty where no source does."""
    if one.event.grounds is not None:
        return inline(page.world.label("refusal-grounds", one.event.grounds))
    return NOTHING if one.result in REFUSED else page.say("not-applicable")


def designations_table(page: Page, designations: Iterable[Designation]) -> Table | None:
    """List who recognises the subject as what."""
    return table(
        page,
        ("column-recognised-as", "column-by-whom", "column-date", "column-source"),
        (_designation(page, one) for one in designations),
    )


def _designation(page: Page, one: Designation) -> tuple[Inline, ...]:
    what = page.explained("designations", one.kind)
    if one.withdrawn_by is not None:
        what = page.say("designation-withdrawn", what=what, event=_at(page, one.withdrawn_by))
    event = one.event
    by = page.bodies(event.by, (page.text(actor) for actor in event.actors))
    return what, by, _at(page, event), page.cite(event.sources)


def harm_table(page: Page, harms: Iterable[Harm]) -> Table | None:
    """List harm reported, saying whether it is alleged, and by whom."""
    return table(
        page,
        ("column-harm", "column-date", "column-who-did", "column-claim", "column-source"),
        (_harm(page, one) for one in harms),
    )


def _harm(page: Page, one: Harm) -> tuple[Inline, ...]:
    event = one.event
    return (
        join(page.explained("harm-kinds", kind) for kind in one.kinds),
        _at(page, event),
        page.bodies(event.by, (page.text(actor) for actor in event.actors)),
        claim_words(page, event),
        page.cite(event.sources),
    )


def claim_words(page: Page, event: TimelineEvent) -> Inline:
    """Say whether the source states it or passes on what somebody says."""
    label = page.world.label("claim-kinds", event.claim)
    if not event.claimed_by:
        return inline(label)
    who = join(page.text(one) for one in event.claimed_by)
    return page.say("claimed-by", claim=label, who=who)


def _at(page: Page, event: TimelineEvent) -> Inline:
    """Link to an event of this page under its date."""
    return Inline(f"[{inline(page.world.date_in_words(event.date))}](#{event.id})")
