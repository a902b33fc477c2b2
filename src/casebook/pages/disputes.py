"""Where sources disagree or slip, in words."""

from collections.abc import Iterator

from casebook.models import Conflict, Inference, Misprint
from casebook.pages.inline import Inline, inline, join
from casebook.pages.page import Page


def conflict_words(page: Page, conflict: Conflict) -> Inline:
    """Say every value side by side, each with its sources."""
    values = join(
        (
            page.say("disputed-value", value=one.value, sources=page.cite(one.sources))
            for one in conflict.values
        ),
        "; ",
    )
    said = page.say("disputed", about=conflict.about, values=values)
    kind = inline(page.world.label("conflict-kinds", conflict.kind))
    parts = [page.say("dispute-kind", kind=kind), said]
    if conflict.note is not None:
        parts.append(inline(conflict.note))
    return join(parts, " ")


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


def disagreements(
    page: Page,
    *,
    disputed: tuple[Conflict, ...] = (),
    misprints: tuple[Misprint, ...] = (),
    inferred: tuple[Inference, ...] = (),
) -> tuple[Inline, ...]:
    """Say all that is not plain about a record or an event, a line each."""

    def lines() -> Iterator[Inline]:
        yield from (conflict_words(page, one) for one in disputed)
        yield from (misprint_words(page, one) for one in misprints)
        yield from (inference_words(page, one) for one in inferred)

    return tuple(lines())
