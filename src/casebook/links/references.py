"""Finding the ids of other things that a record holds: every field with the mark `Ref`."""

from collections.abc import Iterator
from typing import NamedTuple

from casebook.library import Key, KeyPath
from casebook.models import Case, Event, Record, TimelineEvent, VocabularyTerm
from casebook.models.event import Happening
from casebook.models.shape import mentions


class Reference(NamedTuple):
    """One id of something else, and where it is written."""

    source: Key
    """Kind and id of the record it is written in; of a term, `vocabulary:roles` and its id."""
    holder: Record | VocabularyTerm
    """That record itself."""
    path: KeyPath
    targets: tuple[str, ...]
    text: str

    @property
    def event(self) -> TimelineEvent | Happening | None:
        """The event in a timeline that it is written in, if it is."""
        if isinstance(self.holder, Case | Event) and self.path[0] == "timeline":
            return self.holder.timeline[int(self.path[1])]
        return None


def references(record: Record | VocabularyTerm, kind: str | None = None) -> Iterator[Reference]:
    """Find the ids in a record that somebody wrote; what a model fills in is not among them.

    `kind` names the vocabulary of a term: `vocabulary:roles`.
    """
    name = kind or (record.kind_name if isinstance(record, Record) else "")
    for path, targets, text in mentions(record):
        yield Reference((name, record.id), record, path, targets, text)
