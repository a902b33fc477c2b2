"""All that is exported, for the tables that are not about one case."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebook import edition
from casebook.citation import Citable, citable, known_until
from casebook.dates import EdtfDate
from casebook.exports.exported import ExportedCase
from casebook.exports.records import page_of
from casebook.exports.standing import Standings
from casebook.fold import Meaning, State
from casebook.library import Library
from casebook.links import LinkedLibrary
from casebook.models import Case, Record


@dataclass(frozen=True)
class ExportedWorld:
    """The records that may be shown, with their states, and where the site is."""

    linked: LinkedLibrary
    states: Mapping[str, State]
    """By id of the case."""
    meaning: Meaning
    site_url: str
    """Ends with a slash; empty if it is not known."""

    @property
    def library(self) -> Library:
        """The records."""
        return self.linked.library

    def case(self, case: Case) -> ExportedCase:
        """Put one case together."""
        state = self.states[case.id]
        return ExportedCase(
            library=self.library,
            meaning=self.meaning,
            case=case,
            state=state,
            standing=Standings(self.library, self.meaning, case).of(state),
            version=self.version(case),
        )

    def version(self, record: Record) -> str:
        """Name the version of a record."""
        return edition.record_version(self.library, record.kind_name, record.id)

    def as_of(self, record: Record) -> EdtfDate | None:
        """Up to when the sources of a record know."""
        return known_until(self.linked, self.states, self.meaning, record)

    def citable(self, record: Record) -> Citable:
        """Say how the page of a record is cited."""
        return citable(self.linked, self.states, self.meaning, record, self.site_url)

    def page(self, record: Record) -> str:
        """The address of the page of a record, from the root of the site."""
        return page_of(record.kind_name, record.id)

    def label(self, vocabulary: str, term: str) -> str:
        """Name a term of a vocabulary."""
        return str(self.library.vocabularies[vocabulary][term].label)

    def region(self, place: str | None, region: str | None) -> str | None:
        """The region of a place, or the one that is given without a place."""
        return (self.library.places[place].region if place else None) or region
