"""A case with all that its exports are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from casebook import addresses
from casebook.exports.csv_text import several
from casebook.exports.doubts import doubted
from casebook.exports.shapes import CaseState
from casebook.fold import Meaning, State
from casebook.library import Library
from casebook.models import Case, TimelineEvent


@dataclass(frozen=True)
class ExportedCase:
    """One case: as curated, as folded, and as its state is exported."""

    library: Library
    meaning: Meaning
    case: Case
    state: State
    standing: CaseState
    version: str

    @cached_property
    def page(self) -> str:
        """The address of its page, from the root of the site."""
        return addresses.web_path(addresses.page_of(Case.kind_name, self.case.id))

    @cached_property
    def timeline(self) -> Mapping[str, TimelineEvent]:
        """Events by id."""
        return {event.id: event for event in self.case.timeline}

    def doubts(self, event: str) -> tuple[str, ...] | None:
        """What sources disagree about, or seem to have misprinted, in an event."""
        found = self.timeline[event]
        return several(doubted(found.disputed, found.misprints))

    def label(self, vocabulary: str, term: str) -> str:
        """Name a term of a vocabulary."""
        return str(self.library.vocabularies[vocabulary][term].label)

    def region(self, place: str | None, region: str | None) -> str | None:
        """The region of a place, or the one that is given without a place."""
        return (self.library.places[place].region if place else None) or region
