"""What a second person reads before it is published: deaths, children, torture, sexual violence.

And health. The rule stands in CONTRIBUTING.md; here is how a change that falls under it is known:
by what events do to liberty and which harm they report, by the mark of a child, and, for texts, by
words. Words find too much rather than too little: a reader decides.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from casebook.fold import Meaning
from casebook.models import Case, TimelineEvent

Reason = Literal["death", "child", "torture", "sexual-violence", "health"]
REASONS: Final[tuple[Reason, ...]] = ("death", "child", "torture", "sexual-violence", "health")

HARM: Final[dict[str, Reason]] = {
    "death": "death",
    "ill-treatment": "torture",
    "sexual-violence": "sexual-violence",
    "denied-care": "health",
    "gunshot": "health",
    "health": "health",
    "injury": "health",
    "self-harm": "health",
}
"""Kind of harm -> why somebody else reads it."""

LIBERTY: Final[dict[str, Reason]] = {"psychiatric-confinement": "health"}
"""State of liberty -> why somebody else reads it; those that nothing can follow are deaths."""

_STEMS: Final[tuple[tuple[Reason, str], ...]] = (
    ("death", "dead\\b|death|died\\b|killed|killing|murder|suicide|body of"),
    ("child", "child|minors?\\b|under 18|under eighteen|teenage|juvenile|underage|school"),
    ("torture", "tortur|ill-treat|beat(?:en|ing)s?\\b|electric"),
    ("sexual-violence", "rape|sexual"),
    ("health", "hospital|illness|ill\\b(?!-)|injur|HIV|diagnos|disabilit|psychiatr|hunger strike"),
)
_WORDS: Final = {reason: re.compile(rf"\b(?:{stems})", re.IGNORECASE) for reason, stems in _STEMS}


def of_event(event: TimelineEvent, meaning: Meaning) -> frozenset[Reason]:
    """Tell why an event is read by a second person; empty if it need not be."""
    kind = meaning.event_types.get(event.type)
    harm = {*event.harm, *(kind.effects.harm if kind else ())}
    found = {HARM[one] for one in harm if one in HARM}
    states = {event.liberty}
    if kind and kind.effects.liberty:
        states.add(kind.effects.liberty.set)
    for name in states - {None}:
        state = meaning.liberty_states.get(str(name))
        if state is not None and state.final:
            found.add("death")
        if name in LIBERTY:
            found.add(LIBERTY[str(name)])
    return frozenset(found)


def of_case(case: Case) -> frozenset[Reason]:
    """Tell why every change of a case is read by a second person."""
    return frozenset({"child"} if case.minor is not None else ())


def of_texts(texts: Iterable[str]) -> frozenset[Reason]:
    """Tell what words in new texts speak of."""
    return frozenset(_spoken_of(tuple(texts)))


def _spoken_of(texts: tuple[str, ...]) -> Iterator[Reason]:
    for reason, pattern in _WORDS.items():
        if any(pattern.search(text) for text in texts):
            yield reason
