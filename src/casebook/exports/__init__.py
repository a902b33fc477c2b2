"""Data files: shown, linked records and their states in, JSON, CSV and their descriptions out.

export(linked, states, meaning, site_url) -> path under docs/ and bytes, one by one

Pure, and the same bytes for the same records: no clock, keys and rows in a fixed order. What may
not be shown is gone before this begins.
"""

from collections.abc import Iterator, Mapping

from casebook import edition
from casebook.citation import CITED_KINDS, citable, known_until, with_slash
from casebook.data_files import kind_file, record_file, table_file
from casebook.exports import cite, openapi, package, schema
from casebook.exports.curated import pruned
from casebook.exports.exported import ExportedCase
from casebook.exports.records import Head, as_bytes, exported, listing, page_of
from casebook.exports.standing import Standings
from casebook.exports.tables import SHAPES, tables
from casebook.fold import Meaning, State
from casebook.links import LinkedLibrary
from casebook.models import RECORD_FOLDERS, Case, Record

__all__ = ["SHAPES", "export"]

Made = Iterator[tuple[str, bytes]]


def export(
    linked: LinkedLibrary, states: Mapping[str, State], meaning: Meaning, *, site_url: str = ""
) -> Made:
    """Make every data file, one by one: path relative to `docs/`, and bytes.

    Args:
        linked: Published records only, without faults.
        states: The state of each case after all that happened, by id.
        meaning: What event types do, and up to when sources know.
        site_url: The address of the site; empty if it is not known.
    """
    return _Export(linked, states, meaning, with_slash(site_url)).files()


class _Export:
    """The data files of one build."""

    def __init__(
        self,
        linked: LinkedLibrary,
        states: Mapping[str, State],
        meaning: Meaning,
        site_url: str,
    ) -> None:
        self.linked, self.library = linked, linked.library
        self.states, self.meaning, self.site_url = states, meaning, site_url
        self.version = edition.data_version(self.library)

    def files(self) -> Made:
        cases = {name: self._case(case) for name, case in self.library.cases.items()}
        for folder, model in RECORD_FOLDERS.items():
            yield from self._kind(folder, model.kind_name, cases)
        terms = [as_bytes(pruned(term)) for term in self.library.terms.values()]
        yield kind_file("glossary"), listing(self.version, terms)
        yield kind_file("vocabularies"), self._vocabularies()
        filled = tables([*cases.values()])
        for name, content in filled.items():
            yield table_file(name), content
        yield package.FILE, package.package(self.version, filled)
        yield openapi.FILE, openapi.description(self.version, self.site_url)
        yield from schema.files().items()
        for kind in CITED_KINDS:
            yield from self._citations(kind)

    def _kind(self, folder: str, kind: str, cases: Mapping[str, ExportedCase]) -> Made:
        """Write each record of a kind, then all of them in one file."""
        lines = []
        for name, record in self.library.of_kind(kind).items():
            if isinstance(record, Record):
                line = self._record(record, cases)
                lines.append(line)
                yield record_file(folder, name), line + b"\n"
        yield kind_file(folder), listing(self.version, lines)

    def _case(self, case: Case) -> ExportedCase:
        state = self.states[case.id]
        return ExportedCase(
            library=self.library,
            meaning=self.meaning,
            case=case,
            state=state,
            standing=Standings(self.library, self.meaning, case).of(state),
            version=edition.record_version(self.library, Case.kind_name, case.id),
        )

    def _record(self, record: Record, cases: Mapping[str, ExportedCase]) -> bytes:
        page = page_of(record.kind_name, record.id)
        head = Head(
            kind=record.kind_name,
            id=record.id,
            version=edition.record_version(self.library, record.kind_name, record.id),
            licence=edition.LICENCE,
            page=page,
            url=f"{self.site_url}{page}" if self.site_url else None,
            as_of=known_until(self.linked, self.states, self.meaning, record),
        )
        standing = cases[record.id].standing if isinstance(record, Case) else None
        return as_bytes(exported(head, record, standing))

    def _vocabularies(self) -> bytes:
        terms = {
            name: [pruned(term) for term in found.values()]
            for name, found in sorted(self.library.vocabularies.items())
        }
        head = {"version": self.version, "licence": edition.LICENCE}
        return as_bytes({**head, "vocabularies": terms}) + b"\n"

    def _citations(self, kind: str) -> Made:
        for record in self.library.of_kind(kind).values():
            if isinstance(record, Record):
                one = citable(self.linked, self.states, self.meaning, record, self.site_url)
                yield from cite.files(one).items()
