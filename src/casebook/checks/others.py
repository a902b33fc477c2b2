"""The problems that are found before any rule is asked: while files, records and ids are read.

They are listed here, each in one line, so that the manual and the tests know every slug there is.
All are errors: what cannot be read cannot be shown.
"""

from collections.abc import Mapping
from typing import Final

from casebook.library import FOLDER_OF_KIND
from casebook.links import singular
from casebook.models import VOCABULARIES, Term

IN_FILES: Final[Mapping[str, str]] = {
    "byte-order-mark": "A file is UTF-8 without a byte order mark",
    "control-character": "A file holds no invisible control character",
    "duplicate-key": "A key stands once in one place",
    "empty-file": "A file holds a record",
    "file-too-large": "A file has at most one mebibyte",
    "invalid-utf8": "A file is text in UTF-8",
    "merge-conflict": "Nothing is left of a merge that was not finished",
    "no-keys": "A record is made of keys",
    "no-text-key": "A key is a text",
    "odd-space": "No invisible character stands where a space belongs",
    "several-documents": "A file holds one document",
    "smart-quote": "Straight quotation marks hold a text together",
    "tab-indentation": "Lines are indented by spaces",
    "too-deep": "Lists and mappings do not stand too deep in each other",
    "yaml-anchor": "A record repeats nothing by anchor and alias",
    "yaml-directive": "A record has no YAML directive",
    "yaml-syntax": "A file is YAML",
    "yaml-tag": "A record has no YAML tag",
}
"""Found by `casebook.source`."""

IN_RECORDS: Final[Mapping[str, str]] = {
    "bad-choice": "A text that has to be one of a few is one of them",
    "bad-date": "A date is EDTF level 1",
    "bad-id": "An id is made of small Latin letters, digits and hyphens",
    "bad-pattern": "A code, a number or an address is written as such are",
    "empty-list": "A list that has to hold something does",
    "empty-value": "A key has a value, or is left out",
    "id-in-file": "The id of a record is the name of its file, and is not written in it",
    "missing-key": "A record has the keys it cannot do without",
    "not-filled-in": "Nothing is left of the form that a new record began as",
    "out-of-range": "A number is within reason",
    "too-few-items": "A list has as many items as it needs",
    "too-long": "A text is not too long",
    "unknown-key": "A record has no key that nobody reads",
    "wrong-type": "A value is a text, a list, keys, a number or a yes-or-no as its key asks",
}
"""Found by `casebook.reading`."""

IN_FOLDERS: Final[Mapping[str, str]] = {
    "bad-file-name": "A file under `data/` is a record, and its name is an id with `.yaml`",
    "duplicate-id": "No two records, of whatever kind, have one id",
    "duplicate-redirect": "No address is redirected twice",
    "duplicate-term": "No two terms of a vocabulary have one id",
    "missing-vocabulary": "Every vocabulary is there",
    "no-records": "There is something to check",
    "unreadable-file": "Every file can be read, and lies where it seems to",
}
"""Found by `casebook.library`."""

IN_PICTURES: Final[Mapping[str, str]] = {
    "picture-with-properties": "A picture holds nothing but what it shows",
}
"""Found by `casebook.pictures`."""

IN_LINKS: Final[Mapping[str, str]] = {
    "duplicate-proceeding-id": "No two proceedings of a record have one id",
    "duplicate-timeline-id": "No two events of a record have one id",
    "missing-default": "A vocabulary has the terms that are meant when a field is left out",
    "unknown-part": "An article has the part that is named",
    "unknown-proceeding": "A record has the proceeding that is named",
    "unknown-timeline-event": "A record has the event that is named",
}
"""Found by `casebook.links`."""

UNKNOWN_RECORDS: Final[Mapping[str, str]] = {
    f"unknown-{kind}": f"The {kind} that is named is there"
    for kind in (*FOLDER_OF_KIND, Term.kind_name)
}
"""Found by `casebook.links`: ids of records that are not there."""

UNKNOWN_TERMS: Final[Mapping[str, str]] = {
    f"unknown-{singular(name)}": f"The {singular(name).replace('-', ' ')} is one of `{name}.yaml`"
    for name in VOCABULARIES
}
"""Found by `casebook.links`: choices that are not in the vocabulary."""

OTHER_RULES: Final[Mapping[str, str]] = {
    **IN_FILES,
    **IN_RECORDS,
    **IN_FOLDERS,
    **IN_PICTURES,
    **IN_LINKS,
    **UNKNOWN_RECORDS,
    **UNKNOWN_TERMS,
}
"""Slug -> the rule in one line."""
