"""Rules on who a case is about: its kind, its members, children, and names that are alike."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule
from casebook.links import LinkedLibrary, folded
from casebook.models import Case, Event
from casebook.problems import Level

_BELONGS: Final = {
    "organisation_kind": "organisation",
    "size": "group",
    "members": "group",
    "minor": "person",
}
"""Field of a case -> the one kind of subject that may have it."""

# Two to four words, each a capital and at least two small letters: no initials, no label.
_FULL_NAME: Final = re.compile(
    r"[^\W\d_][^\W\d_A-ZА-Я]{2,}(?:[ -][A-ZА-ЯӘҒҚҢӨҰҮҺІ][^\W\d_]{2,}){1,3}"
)


@rule("kind-mismatch")
def kind_mismatch(look: RecordLook) -> Iterator[Finding]:
    """A case has only what fits its kind: an organisation is not detained."""
    case = look.record
    if not isinstance(case, Case):
        return
    for field, kind in _BELONGS.items():
        if getattr(case, field) and case.kind != kind:
            message = f"'{field}' is for a case of kind {kind}, and this is of kind {case.kind}"
            yield Finding((field,), message, "remove it, or correct 'kind'", key=True)
    if isinstance(look, CaseLook) and case.kind == "organisation":
        for index, event in look.standing:
            if look.liberty_set_by(event):
                message = f"'{event.id}' sets a state of liberty, and an organisation has none"
                mend = "tell it in the case of the person, or choose a type such as 'searched'"
                yield Finding(("timeline", index, "type"), message, mend)


@rule("group-without-size", Level.WARNING)
def group_without_size(look: RecordLook) -> Iterator[Finding]:
    """A group says how many it is, or who belongs to it."""
    case = look.record
    if isinstance(case, Case) and case.kind == "group" and not (case.size or case.members):
        mend = "add 'size' as a source states it, or 'members'"
        yield Finding(("kind",), "this group has neither size nor members", mend)


@rule("case-without-events")
def case_without_events(look: RecordLook) -> Iterator[Finding]:
    """A published case says what happened."""
    case = look.record
    if isinstance(case, Case) and case.publication.state == "published" and not case.timeline:
        mend = "add what happened under 'timeline'; a body that nothing was done to has a record "
        folder = f"in {look.linked.library.folder}/organisations/"
        yield Finding((), "this case has no timeline", mend + folder)


@rule("member-not-linking-back", Level.WARNING)
def member_not_linking_back(look: RecordLook) -> Iterator[Finding]:
    """Who is named as member or participant names the group or event in turn."""
    record, library = look.record, look.linked.library
    if isinstance(record, Case):
        for index, name in enumerate(record.members):
            if name in library.cases and not _names(look.linked, name, ("case", record.id)):
                message = f"the case {name} does not name this group"
                mend = f"add {record.id} there, under 'with_cases' of an event or under 'related'"
                yield Finding(("members", index), message, mend)
    if isinstance(record, Event):
        inner = _within(look.linked, record.id)
        for index, participant in enumerate(record.participants):
            name = participant.case
            if name in library.cases and not any(
                _names(look.linked, name, ("event", event)) for event in inner
            ):
                message = f"the case {name} does not name this event"
                mend = f"add 'part_of: {record.id}' to an event there, or the id under 'events'"
                yield Finding(("participants", index, "case"), message, mend)


@rule("minor-without-published-name")
def minor_without_published_name(look: RecordLook) -> Iterator[Finding]:
    """A child is named only where a source made the name public."""
    case = look.record
    if not isinstance(case, Case) or not case.minor or case.anonymised:
        return
    if not case.minor.name_published:
        message = "this subject is under eighteen, and no source made the name public"
        mend = "use initials and 'anonymised: true', or cite the source as 'name_published'"
        yield Finding(("name",), message, mend)


@rule("name-of-anonymised")
def name_of_anonymised(look: RecordLook) -> Iterator[Finding]:
    """An anonymised record holds no full name."""
    case = look.record
    if not isinstance(case, Case) or not case.anonymised:
        return
    names = [(("name",), case.name)]
    spellings = [(("names", index, "text"), one.text) for index, one in enumerate(case.names)]
    for path, text in (*names, *spellings):
        if _FULL_NAME.fullmatch(text):
            mend = "write initials or a label, or remove 'anonymised'"
            yield Finding(path, "this looks like a full name in an anonymised record", mend)


@rule("same-name", Level.WARNING)
def same_name(look: RecordLook) -> Iterator[Finding]:
    """Two cases of one name say how to tell them apart."""
    case = look.record
    if not isinstance(case, Case):
        return
    mine = {one.case for one in case.not_to_be_confused_with}
    cases = look.linked.library.cases
    # A slip can make thousands of one name: one problem a case, and no look at all the others.
    for other in look.linked.namesakes.get(folded(case.name), ()):
        if other == case.id:
            return
        theirs = (one.case for one in cases[other].not_to_be_confused_with)
        if other not in mine and case.id not in theirs:
            message = f"{other} has the same name"
            mend = "add 'not_to_be_confused_with', or merge the two into one"
            yield Finding(("name",), message, mend)
            return


def _names(linked: LinkedLibrary, case: str, target: tuple[str, str]) -> bool:
    return any(
        reference.text == target[1] and linked.target(reference) == target
        for reference in linked.forward.get(("case", case), ())
    )


def _within(linked: LinkedLibrary, event: str) -> set[str]:
    """An event and all that are part of it, however deep."""
    inner: set[str] = set()
    waiting = [event]
    while waiting:
        name = waiting.pop()
        if name in inner:
            continue
        inner.add(name)
        waiting += [
            reference.source[1]
            for reference in linked.back.get(("event", name), ())
            if reference.source[0] == "event" and reference.path == ("part_of",)
        ]
    return inner


RECORD_RULES: Final = (
    kind_mismatch,
    group_without_size,
    case_without_events,
    member_not_linking_back,
    minor_without_published_name,
    name_of_anonymised,
    same_name,
)
