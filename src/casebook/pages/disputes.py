"""Where sources disagree or slip, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.models import Conflict, Inference, Misprint
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.page import Page
from casebook.pages.sorts import SORTS, sort_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that sources give, and who says so."""

    value: Inline
    sources: Inline


@dataclass(frozen=True, slots=True)
class Box:
    """A disagreement or slip in a box of its own, beside what it is about."""

    style: str
    """Name of the box for the style sheet: conflict, misprint."""
    lead: Inline
    sides: tuple[Side, ...]
    """The values, to be shown side by side; none for a slip, which is told in one sentence."""
    note: Inline


def boxes(
    page: Page, disputed: Iterable[Conflict], misprints: Iterable[Misprint]
) -> tuple[Box, ...]:
    """Show disagreements with their values side by side, and slips in print."""
    return (
        *(
            Box(
                "conflict",
                page.say("disputed-lead", kind=_kind(page, one), about=one.about),
                sides(page, one),
                inline(one.note) if one.note is not None else NOTHING,
            )
            for one in disputed
        ),
        *(Box("misprint", misprint_words(page, one), (), NOTHING) for one in misprints),
    )


def sides(page: Page, conflict: Conflict) -> tuple[Side, ...]:
    """Give each value with its sources."""
    return tuple(Side(inline(one.value), page.cite(one.sources)) for one in conflict.values)


def mark_words(page: Page, disputed: Iterable[Conflict]) -> Iterator[Inline]:
    """Mark what is disputed in a few words, once for each sort of disagreement."""
    found = {sort_of(one.kind) for one in disputed}
    return (page.say(words.mark) for sort, words in SORTS.items() if sort in found)


def conflict_cells(page: Page, conflict: Conflict) -> tuple[Inline, Inline]:
    """Say in two cells what is disputed, and every value beside the others with its sources."""
    about = page.say("conflict-of", kind=_kind(page, conflict), about=conflict.about)
    shown = (
        Inline(f'<span class="side"><strong>{one.value}</strong> {one.sources}</span>')
        for one in sides(page, conflict)
    )
    return join([about, conflict.note or NOTHING], ". "), join(shown, " ")


def _kind(page: Page, conflict: Conflict) -> str:
    return page.world.label("conflict-kinds", conflict.kind)


def misprint_words(page: Page, misprint: Misprint) -> Inline:
    """Say what is printed, how it is read, and why."""
    return page.say(
        "misprint",
        about=misprint.about,
        printed=misprint.as_printed,
        read=misprint.read_as,
        why=misprint.why,
        sources=page.cite(misprint.sources),
    )


def inference_words(page: Page, inference: Inference) -> Inline:
    """Say which field is concluded, and from what."""
    return page.say("inferred", field=inference.field.replace("_", " "), why=inference.why)
