"""What a court or body imposed, in words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from casebook.dates import EdtfDate
from casebook.models import SentenceItem
from casebook.pages.counts import COUNTED
from casebook.pages.inline import Inline, inline, join
from casebook.pages.page import Page
from casebook.pages.world import World

_ASSUMED_START = "verdict"
_NO_START = "not-stated"
TERM_WORDS: Final[Mapping[str, str]] = {
    "running": "term-running",
    "not-begun": "term-not-begun",
    "elapsed": "term-elapsed",
    "ended": "term-ended",
    "replaced": "term-replaced",
    "deferred": "term-deferred",
    "not-stated": "term-not-stated",
}
"""What became of a term -> the key of its words."""


def sentence_words(page: Page, item: SentenceItem, *, linked: bool = True) -> Inline:
    """Say one item: "Imprisonment: 7 years"; without links or elements where none may be."""
    label = inline(page.world.label("sentence-kinds", item.kind))
    if linked:
        label = page.explained("sentence-kinds", item.kind)
    size = _size(page.world, item)
    said = page.say("sentence-sized", kind=label, size=size) if size else label
    qualities = join([*_qualities(page, item, page.time if linked else page.day)], "; ")
    if qualities:
        said = page.say("sentence-qualified", sentence=said, qualities=qualities)
    if item.text is None:
        return said
    terms = page.text(item.text) if linked else inline(item.text)
    return page.say("sentence-terms", sentence=said, terms=terms)


def _size(world: World, item: SentenceItem) -> Inline:
    """Say how long or how much; empty where the source does not."""
    parts: list[object] = []
    if item.life:
        parts.append(world.say("for-life"))
    for unit, key in COUNTED.items():
        count = getattr(item, unit)
        if count is not None:
            parts.append(world.say(key, count=count))
    size = join(parts, " ")
    money = _money(world, item)
    if money:
        size = join([size, money])
    if size and item.at_least:
        return world.say("at-least", what=size)
    if size and item.at_most:
        return world.say("at-most", what=size)
    return size


def _money(world: World, item: SentenceItem) -> Inline:
    parts = []
    if item.amount is not None:
        amount = world.words.number(item.amount)
        if item.amount_to is not None:
            high = world.words.number(item.amount_to)
            amount = world.words("range", low=amount, high=high)
        parts.append(world.say("money", amount=amount, currency=item.currency or ""))
    if item.mci is not None:
        parts.append(world.say("mci", amount=world.words.number(item.mci)))
    return join(parts)


def _qualities(
    page: Page, item: SentenceItem, time: Callable[[EdtfDate], Inline]
) -> Iterator[Inline]:
    if item.conditional:
        yield page.say("sentence-conditional")
    if item.additional:
        yield page.say("sentence-additional")
    if item.since is not None:
        yield page.say("sentence-from", date=time(item.since))
    elif item.runs_from not in (_ASSUMED_START, _NO_START):
        yield page.say("sentence-runs", start=page.world.label("term-starts", item.runs_from))
    if item.until is not None:
        yield page.say("sentence-until", date=time(item.until))
