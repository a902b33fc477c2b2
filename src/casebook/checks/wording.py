"""Rules on wording: allegations stay allegations, and texts stay short."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule, words_in
from casebook.models import Case, Event, TimelineEvent
from casebook.problems import Level

SUMMARY_WORDS: Final = 120
EVENT_WORDS: Final = 100

_SAYING: Final = re.compile(
    r"\b(?:accord|accus|alleg|apparent|claim|complain|describ|report|said|say|stat(?:e|ing)|testif|"
    r"told|сообщ|заяв|утвержд|по словам|жал[оу]|предполаг|якобы|рассказ|айт|хабарла|мәлімде|шағым)",
    re.IGNORECASE,
)


@rule("allegation-unattributed", Level.WARNING)
def allegation_unattributed(look: CaseLook) -> Iterator[Finding]:
    """An allegation says whose it is, or at least that somebody says so."""
    for index, event in look.events:
        if event.claim == "alleged" and not event.claimed_by and not _says_so(event):
            message = f"'{event.id}' is an allegation, and nothing says whose"
            mend = "add 'claimed_by', or say in the text who says so"
            yield Finding(("timeline", index, "text"), message, mend)


@rule("ill-treatment-as-fact", Level.WARNING)
def ill_treatment_as_fact(look: CaseLook) -> Iterator[Finding]:
    """Ill-treatment is an allegation unless a court found it."""
    found = _found_by_court(look)
    for index, event in look.events:
        effects = look.meaning.type_of(event).effects
        if "ill-treatment" not in effects.harm or event.claim != "stated" or found:
            continue
        if not any(_is_court(look, body) for body in event.by):
            message = f"'{event.id}' states ill-treatment as a fact, and no court found it"
            mend = "add 'claim: alleged' and 'claimed_by'; or name the court under 'by'"
            yield Finding(("timeline", index, "type"), message, mend)


@rule("designation-without-author")
def designation_without_author(look: CaseLook) -> Iterator[Finding]:
    """A recognition says who recognises."""
    for index, event in look.events:
        kind = look.meaning.type_of(event)
        # Where the type itself asks for one of the two, `needs-field` has said so.
        if kind.effects.designation and not (event.by or event.actors or "by" in kind.needs_any):
            message = f"'{event.id}' does not say who decided it"
            mend = "add 'by' with the body, or 'actors' where it has no record"
            yield Finding(("timeline", index, "type"), message, mend)


@rule("long-summary", Level.WARNING)
def long_summary(look: RecordLook) -> Iterator[Finding]:
    """A summary has at most 120 words."""
    if isinstance(look.record, Case | Event):
        for lang, text in words_in(look.record.summary.text):
            if (count := len(text.split())) > SUMMARY_WORDS:
                message = f"the summary has {count} words ({lang}), and {SUMMARY_WORDS} is the most"
                mend = "keep two to four sentences; the timeline tells the rest"
                yield Finding(("summary", "text"), message, mend)


@rule("long-text", Level.WARNING)
def long_text(look: CaseLook) -> Iterator[Finding]:
    """The text of an event has at most 100 words."""
    for index, event in look.events:
        for lang, text in words_in(event.text):
            if (count := len(text.split())) > EVENT_WORDS:
                message = f"the text has {count} words ({lang}), and {EVENT_WORDS} is the most"
                mend = "keep one or two sentences, or make it two events"
                yield Finding(("timeline", index, "text"), message, mend)


def _says_so(event: TimelineEvent) -> bool:
    return any(_SAYING.search(text) for _, text in words_in(event.text))


def _is_court(look: RecordLook, body: str) -> bool:
    organisation = look.linked.library.organisations.get(body)
    return organisation is not None and organisation.kind == "court"


def _found_by_court(look: CaseLook) -> bool:
    """Whether officials were convicted of harm to the subject, or a court called it torture."""
    return any(one.state == "convicted" for one in look.state.accountability) or any(
        one.kind == "torture-victim" for one in look.state.designations
    )


CASE_RULES: Final = (
    allegation_unattributed,
    ill_treatment_as_fact,
    designation_without_author,
    long_text,
)
RECORD_RULES: Final = (long_summary,)
