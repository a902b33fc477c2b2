"""The key figures of the home page: which there are, and which cases each counts.

One definition serves the number, the list of who entered or left it, and the summary of a change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from casebook.fold import Liberty
from casebook.library import Library
from casebook.models import Case

PERSON: Final = "person"
ELAPSED: Final = "term-elapsed"
NOT_STATED: Final = "unknown"

Counted = Literal["known", "possible"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the cases of one kind, or the people whose last known state is one of a set."""

    id: str
    words: str
    """The words for what it counts."""
    how: str
    """The words for how."""
    index: str
    """The kind of the list that shows who is counted, as `addresses` calls it."""
    kind: str = PERSON
    states: frozenset[str] | None = None
    """States of liberty; None counts every case of the kind."""

    def counts(self, case: Case, liberty: Liberty) -> Counted | None:
        """Say whether a case is counted, and whether that is known or only possible.

        A person whose partial dates leave only states of the set open certainly is in one of them.
        """
        if case.kind != self.kind:
            return None
        if self.states is None:
            return "known"
        return in_states(liberty, self.states)


def in_states(liberty: Liberty, states: frozenset[str]) -> Counted | None:
    """Say whether a state of liberty is one of a set: certainly, possibly, or not."""
    open_states = {liberty.state, *(one.state for one in liberty.alternatives)}
    if open_states <= states:
        return "known"
    return "possible" if open_states & states else None


def figures(library: Library) -> tuple[Figure, ...]:
    """List the figures of a library; every state of liberty is in exactly one of them."""
    states = library.liberty_states.values()
    held = frozenset(one.id for one in states if one.custody)
    limited = frozenset(one.id for one in states if one.confined and not one.custody)
    died = frozenset(one.id for one in states if one.final)
    apart = held | limited | died | {ELAPSED, NOT_STATED}
    free = frozenset(one.id for one in states if one.id not in apart)
    how = "figure-liberty-how"
    by_state = (
        Figure("held", "figure-held", how, "census", states=held),
        Figure("limited", "figure-limited", how, "census", states=limited),
        Figure("free", "figure-free", how, "liberty", states=free),
        Figure("died", "figure-died", how, "liberty", states=died),
    )
    elapsed, not_stated = frozenset({ELAPSED}), frozenset({NOT_STATED})
    return (
        Figure("people", "figure-people", "figure-people-how", "case"),
        Figure(
            *("organisations", "figure-organisations", "figure-organisations-how", "case"),
            kind="organisation",
        ),
        Figure("groups", "figure-groups", "figure-groups-how", "case", kind="group"),
        *(one for one in by_state if one.states),
        Figure("elapsed", "figure-elapsed", "figure-elapsed-how", "liberty", states=elapsed),
        Figure(
            *("not-stated", "figure-not-stated", "figure-not-stated-how", "liberty"),
            states=not_stated,
        ),
    )


def counted_in(
    chosen: Iterable[Figure], case: Case | None, liberty: Liberty | None
) -> Mapping[str, Counted]:
    """Say in which figures a case is counted; in none if there is no case."""
    if case is None or liberty is None:
        return {}
    return {one.id: how for one in chosen if (how := one.counts(case, liberty)) is not None}
