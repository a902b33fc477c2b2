"""Sorts of disagreement: sources that differ, and what only looks as if they did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Sort = Literal["differ", "wording", "unclear", "gap", "precise"]


@dataclass(frozen=True, slots=True)
class SortWords:
    """Keys of the words for a sort of disagreement, and its anchor in the list of all."""

    mark: str
    caution: str
    heading: str
    anchor: str


SORTS: Final[Mapping[Sort, SortWords]] = {
    # Its anchor is older than the others: links to it must go on working.
    "differ": SortWords("mark-differ", "status-differ", "heading-differ", "section_disagreements"),
    "wording": SortWords("mark-wording", "status-wording", "heading-wording", "section_wording"),
    "unclear": SortWords("mark-unclear", "status-unclear", "heading-unclear", "section_unclear"),
    "gap": SortWords("mark-gap", "status-gap", "heading-gap", "section_gap"),
    "precise": SortWords("mark-precise", "status-precise", "heading-precise", "section_precise"),
}
"""In the order in which lists show them, the gravest first."""

_MILDER: Final[Mapping[str, Sort]] = {
    "wording": "wording",
    "unclear": "unclear",
    "gap": "gap",
    "precision": "precise",
}


def sort_of(kind: str) -> Sort:
    """Sort a kind of conflict: whatever is not known to be milder is a disagreement.

    One source that can be read in two ways disagrees with nobody, and a month is not at odds with a
    day in it.
    """
    return _MILDER.get(kind, "differ")
