"""The numbered notes of a page: which source says something, and where in it.

A fact names its sources and carries their numbers; the places stand once, at the foot of the page,
however often they are cited. Lists of many records have no notes: they cite in full.
"""

from casebook.pages.inline import Inline

PREFIX = "note_"
"""How the anchor of a note begins; no id of a record or event has this underscore."""


class Notes:
    """The notes of one page, numbered in the order in which the page cites."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: dict[Inline, int] = {}

    def number(self, text: Inline) -> int:
        """Give the number of a note; the same text gets the same one."""
        return self._numbers.setdefault(text, len(self._numbers) + 1)

    def all(self) -> tuple[Inline, ...]:
        """List the notes cited so far, by their numbers."""
        return tuple(self._numbers)


def anchor(number: int) -> str:
    """Name the place of a note on its page."""
    return f"{PREFIX}{number}"
