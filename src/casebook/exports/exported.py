"""A case with all that its exports are made from."""

from dataclasses import dataclass
from functools import cached_property

from casebook import addresses
from casebook.exports.shapes import CaseState
from casebook.fold import Meaning, State
from casebook.library import Library
from casebook.models import Case


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

    def label(self, vocabulary: str, term: str) -> str:
        """Name a term of a vocabulary."""
        return str(self.library.vocabularies[vocabulary][term].label)

    def region(self, place: str | None, region: str | None) -> str | None:
        """The region of a place, or the one that is given without a place."""
        return (self.library.places[place].region if place else None) or region
