"""Which words tell a change, with all its parts or with what may be said of them."""

from collections.abc import Mapping
from typing import Final

# What a change is about -> the values that must be there, and the words for them; the first that
# can be filled are taken. {known}, {known_before} and {details} are always there.
_Choice = tuple[tuple[str, ...], str]
WORDS: Final[Mapping[str, tuple[_Choice, ...]]] = {
    "liberty": (
        (("before", "after"), "change-liberty"),
        (("after",), "change-liberty-now"),
        ((), "change-liberty-untold"),
    ),
    "liberty-now": ((("after",), "change-liberty-now"),),
    "liberty-certain": (
        (("after",), "change-liberty-certain"),
        ((), "change-liberty-untold"),
    ),
    "liberty-uncertain": (
        (("after",), "change-liberty-uncertain"),
        ((), "change-liberty-untold"),
    ),
    "liberty-known": ((("after",), "change-liberty-known"),),
    "holds-events": ((("count",), "change-holds-events"),),
    "procedure": (
        (("proceeding", "before", "after"), "change-procedure"),
        (("proceeding", "after"), "change-procedure-to"),
        ((), "change-procedure-untold"),
    ),
    "procedure-contested": (
        (("proceeding",), "change-procedure-contested"),
        ((), "change-procedure-contested-untold"),
    ),
    "procedure-unknown": (
        (("proceeding",), "change-procedure-unknown"),
        ((), "change-procedure-untold"),
    ),
    "proceeding-added": (
        (("proceeding", "after"), "change-procedure-added"),
        (("proceeding",), "change-procedure-added-named"),
        ((), "change-procedure-added-untold"),
    ),
    "proceeding-removed": (
        (("proceeding",), "change-procedure-removed"),
        ((), "change-procedure-removed-untold"),
    ),
    "charge": (
        (("charge", "before", "after"), "change-charge"),
        ((), "change-charge-untold"),
    ),
    "charge-added": (
        (("charge", "after"), "change-charge-added"),
        ((), "change-charge-added-untold"),
    ),
    "charge-removed": (
        (("charge",), "change-charge-removed"),
        ((), "change-charge-removed-untold"),
    ),
    "sentence-added": ((("sentence",), "change-sentence-added"),),
    "sentence-ended": ((("sentence",), "change-sentence-ended"),),
    "sentence-removed": ((("sentence",), "change-sentence-removed"),),
    "restriction-elapsed": ((("restriction",), "change-restriction-elapsed"),),
    "restriction-ended": ((("restriction",), "change-restriction-ended"),),
    "restriction-in-force": ((("restriction",), "change-restriction-in-force"),),
    "restriction-not-begun": ((("restriction",), "change-restriction-not-begun"),),
    "restriction-removed": ((("restriction",), "change-restriction-removed"),),
    "restriction-unknown": ((("restriction",), "change-restriction-unknown"),),
    "event-added": ((("event",), "change-event-added"),),
    "event-changed": ((("event", "details"), "change-event-changed"),),
    "event-retracted": ((("event",), "change-event-retracted"),),
    "event-removed": (
        (("event",), "change-event-removed"),
        ((), "change-event-removed-untold"),
    ),
    "check-added": ((("item",), "change-check-added"),),
    "check-changed": ((("item",), "change-check-changed"),),
    "check-removed": ((("item",), "change-check-removed"),),
    "conflict-added": (
        (("item",), "change-conflict-added"),
        ((), "change-conflict-added-untold"),
    ),
    "conflict-changed": (
        (("item",), "change-conflict-changed"),
        ((), "change-conflict-changed-untold"),
    ),
    "conflict-removed": (
        (("item",), "change-conflict-removed"),
        ((), "change-conflict-removed-untold"),
    ),
    "misprint-added": (
        (("item",), "change-misprint-added"),
        ((), "change-misprint-added-untold"),
    ),
    "misprint-changed": (
        (("item",), "change-misprint-changed"),
        ((), "change-misprint-changed-untold"),
    ),
    "misprint-removed": (
        (("item",), "change-misprint-removed"),
        ((), "change-misprint-removed-untold"),
    ),
    "item-added": (
        (("field", "item"), "change-item-added"),
        (("field",), "change-item-added-untold"),
    ),
    "item-changed": (
        (("field", "item"), "change-item-changed"),
        (("field",), "change-item-changed-untold"),
    ),
    "item-removed": (
        (("field", "item"), "change-item-removed"),
        (("field",), "change-item-removed-untold"),
    ),
    "field": (
        (("field", "before", "after"), "change-field"),
        (("field", "after"), "change-field-to"),
        (("field",), "change-field-changed"),
    ),
    "field-given": (
        (("field", "after"), "change-field-given"),
        (("field",), "change-field-given-untold"),
    ),
    "field-dropped": (
        (("field", "before"), "change-field-dropped"),
        (("field",), "change-field-dropped-untold"),
    ),
    "citations": ((("field",), "change-citations"),),
    "citations-added": ((("field",), "change-citations-added"),),
    "citations-removed": ((("field",), "change-citations-removed"),),
    "source-added": ((("source",), "change-source-added"),),
    "source-removed": ((("source",), "change-source-removed"),),
}

ABOUT: Final = frozenset(WORDS)
"""All that a change can be about."""

KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "change-liberty": ("known",),
    "change-liberty-now": ("known",),
    "change-liberty-certain": ("known",),
    "change-liberty-uncertain": ("known",),
    "change-liberty-known": ("known", "known_before"),
    "change-procedure": ("known",),
    "change-procedure-to": ("known",),
    "change-procedure-added": ("known",),
}
"""Words -> the dates up to which something is known that they name."""

ADDED_WORDS: Final[Mapping[str, str]] = {
    "case": "changes-added-cases",
    "article": "changes-added-articles",
    "event": "changes-added-events",
    "organisation": "changes-added-organisations",
    "source": "changes-added-sources",
    "statistic": "changes-added-statistics",
    "recommendation": "changes-added-recommendations",
    "term": "changes-added-terms",
}
"""Kind of record -> the words that count those which came on one day."""
