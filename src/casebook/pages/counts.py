"""Numbers as sources give them: exact, at least, about, between, or not at all."""

from casebook.models import LocalText
from casebook.pages.inline import Inline, inline
from casebook.pages.page import Page

_PATTERNS = {
    "exact": "value-exact",
    "at-least": "value-at-least",
    "at-most": "value-at-most",
    "more-than": "value-more-than",
    "less-than": "value-less-than",
    "about": "value-about",
    "share": "value-share",
}
COUNTED = {
    "years": "count-years",
    "months": "count-months",
    "days": "count-days",
    "hours": "count-hours",
}
RANGE = "range"
NOT_STATED = "not-stated"


def size_words(page: Page, count: int, kind: str, unit: LocalText | None = None) -> Inline:
    """Say how many people, or how many of another unit."""
    number = value_words(page, count, None, kind)
    if unit is not None:
        return page.say("value-unit", value=number, unit=page.text(unit))
    return page.say("people", number=number, count=count)


def value_words(page: Page, value: float | None, high: float | None, kind: str) -> Inline:
    """Say a number with how exactly it is meant; one that is not stated says so."""
    number = page.world.words.number
    if value is None:
        return inline(page.world.label("value-kinds", kind if kind != "exact" else NOT_STATED))
    if kind == RANGE and high is not None:
        return page.say("range", low=number(value), high=number(high))
    key = _PATTERNS.get(kind)
    if key is None:
        label = page.world.label("value-kinds", kind)
        return page.say("value-other", kind=label, value=number(value))
    return page.say(key, value=number(value))


def quantity(page: Page, number: float, unit: str | None) -> Inline:
    """Say a number in a unit of penalties: "1 year", "200 monthly calculation indices"."""
    shown = page.world.words.number(number)
    if unit is None:
        return inline(shown)
    if unit in COUNTED and number == int(number):
        return page.say(COUNTED[unit], count=int(number))
    label = page.world.label("penalty-units", unit)
    return page.say("value-unit", value=shown, unit=label[:1].lower() + label[1:])
