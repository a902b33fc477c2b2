"""Ids where they are found: in the names of files, and in a file that could not be read."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from casebook.models.base import ID_PATTERN
from casebook.reading import mended_id

LONGEST_ID: Final = 100


class BadName(NamedTuple):
    """What to say of a file whose name is no id, and the id that was most likely meant."""

    meant: str
    message: str
    mend: str


def bad_name(stem: str) -> BadName | None:
    """Look whether a file's name can be an id; None if it can."""
    if re.fullmatch(ID_PATTERN, stem) and len(stem) <= LONGEST_ID:
        return None
    guess, why = mended_id(stem)
    because = f" (it has {why})" if why else ""
    message = f"the file's name is not an id{because}"
    better = f"{guess or 'an-id-like-this'}.yaml"
    mend = f"rename it to {better}: an id has small Latin letters, digits and hyphens"
    return BadName(guess or stem, message, mend)


def written_ids(tree: object) -> Iterator[str]:
    """Find the ids in a file of terms that could not be read."""
    terms = tree.get("terms") if isinstance(tree, dict) else None
    for term in terms if isinstance(terms, list) else ():
        if isinstance(term, dict) and isinstance(term.get("id"), str):
            yield term["id"]
