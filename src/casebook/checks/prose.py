"""Rules on texts: they hold words, no marks of layout, and nobody who should not be named."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import CaseLook, Finding, RecordLook, rule
from casebook.models import Case, Event
from casebook.problems import Level

_MARKUP: Final = re.compile(
    r"(?P<link>\]\(\S+\)|\bhttps?://|\bwww\.\w)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{2,5});)"
    r"|(?P<mark>\*\*\w[^*]*\*\*|(?<!\w)__\w[^_]*__(?!\w))"
)
_SIGNS: Final = ("](", "http", "www.", "<", "&", "**", "__")
"""None of that is there without one of these, which are quick to look for."""
_SAID: Final = {
    "link": ("a link", "write words only: a link belongs under 'links' of its source"),
    "tag": ("a tag of HTML", "write words only: the site shows what is written, letter by letter"),
    "mark": ("marks of layout", "remove the asterisks or underscores: nothing here is bold"),
}
_FOR_NOW: Final = frozenset(
    {"fixme", "lorem-ipsum", "n/a", "na", "none", "placeholder", "tba", "tbc", "tbd", "todo", "xxx"}
)
# Russian saved as Windows-1251 or UTF-8 and read as Western European.
_GARBLED: Final = re.compile(r"[À-ÿ]{4,}|(?:[ÐÑÒÓ][\u0080-\u024f\u2010-\u2122]){3,}|\ufffd")
_HONORIFIC: Final = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|г-н|г-жа)\.?\s", re.IGNORECASE)
_LATIN: Final = re.compile(r"[A-Za-z]")
_SOMEBODY: Final = r"[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)+"
_AGE: Final = re.compile(r"\b(?:[0-9]|1[0-7])(?:-year-old|\)|,\s|\syear)|\baged\s\d")
_CHILD: Final = re.compile(
    rf"\b(?:[0-9]|1[0-7])-year-old\s(?:[a-z]+\s){{0,2}}{_SOMEBODY}"
    rf"|\b{_SOMEBODY}(?:,?\s\(?aged\s(?:[0-9]|1[0-7])\b|\s\((?:[0-9]|1[0-7])\)"
    r"|,\s(?:[0-9]|1[0-7])(?:,\s|\syears?\b))"
)


@rule("markup-in-text", Level.WARNING)
def markup_in_text(look: RecordLook) -> Iterator[Finding]:
    """A text holds words: no link, no tag, no mark of layout."""
    for path, text in look.texts:
        # Of an address in print it may be said what is wrong with it.
        if path[0] == "links" or not any(sign in text for sign in _SIGNS):
            continue
        if found := _MARKUP.search(text):
            what, mend = _SAID[found.lastgroup or ""]
            yield Finding(path, f"this text holds {what}, which is shown as it stands", mend)


@rule("says-nothing")
def says_nothing(look: RecordLook) -> Iterator[Finding]:
    """A text says something, in letters that were not spoilt on their way."""
    for path, text in look.texts:
        plain = text.strip(" .?!-").casefold()
        if not plain or plain.replace(" ", "-") in _FOR_NOW:
            mend = "write what a source says; if none says it, leave the key out"
            yield Finding(path, "this text says nothing yet", mend)
        elif not text.isascii() and _GARBLED.search(text):
            mend = "write it anew, or save the file as UTF-8 where it was still readable"
            yield Finding(path, "the letters of this text were spoilt on their way", mend)


@rule("odd-name", Level.WARNING)
def odd_name(look: CaseLook) -> Iterator[Finding]:
    """A person's name is written as in running text, in Latin letters: Given Family."""
    name = look.case.name
    if look.case.kind != "person" or look.case.anonymised:
        return
    odd = {
        "has no Latin letter": not _LATIN.search(name),
        "is all in capitals": name.isupper() and " " in name,
        "has a comma": "," in name,
        "begins with a form of address": _HONORIFIC.match(name) is not None,
    }
    for what, holds in odd.items():
        if holds:
            mend = "write it as Given Family; other spellings and scripts belong under 'names'"
            yield Finding(("name",), f"the name {what}", mend)
            return


@rule("child-named", Level.WARNING)
def child_named(look: RecordLook) -> Iterator[Finding]:
    """A child is not named in the texts of a case or an event about somebody else."""
    record = look.record
    if not isinstance(record, Case | Event) or (isinstance(record, Case) and record.minor):
        return
    for path, text in look.texts:
        if _AGE.search(text) and _CHILD.search(text):
            message = "this text seems to name somebody under eighteen"
            mend = "write 'a child' or the age alone; one named by sources has 'minor' in a case"
            yield Finding(path, message, mend)


CASE_RULES: Final = (odd_name,)
RECORD_RULES: Final = (markup_in_text, says_nothing, child_named)
