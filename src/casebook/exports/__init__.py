"""Data files: shown, linked records and their states in; JSON, tables and descriptions out.

export(linked, states, meaning, site_url) -> path under docs/ and content, one by one

The same bytes for the same records: no clock, keys and rows in a fixed order. What may not be shown
is gone before this begins. What grows with the number of cases is made on the disk, in a folder of
its own that goes at the end; such a file is given as its path, to be taken before the next.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from casebook import edition
from casebook.citation import CITED_KINDS, with_slash
from casebook.data_files import ENTITIES, kind_file, record_file
from casebook.exports import cite, openapi, package, schema
from casebook.exports.bibliographies import Bibliographies
from casebook.exports.curated import pruned
from casebook.exports.entity_file import EntityFile
from casebook.exports.exported import ExportedCase
from casebook.exports.records import Head, Listing, as_bytes, exported
from casebook.exports.table_files import TableFiles
from casebook.exports.tables import CASE_TABLES, RECORD_TABLES, SHAPES
from casebook.exports.world import ExportedWorld
from casebook.fold import Meaning, State
from casebook.links import LinkedLibrary
from casebook.models import RECORD_FOLDERS, Case, Record
from casebook.permalinks import former_ids

__all__ = ["SHAPES", "export"]

Made = Iterator[tuple[str, bytes | Path]]


def export(
    linked: LinkedLibrary, states: Mapping[str, State], meaning: Meaning, *, site_url: str = ""
) -> Made:
    """Make every data file, one by one: path relative to `docs/`, and bytes or a file to take.

    Args:
        linked: Published records only, without faults.
        states: The state of each case after all that happened, by id.
        meaning: What event types do, and up to when sources know.
        site_url: The address of the site; empty if it is not known.
    """
    world = ExportedWorld(linked, states, meaning, with_slash(site_url))
    with TemporaryDirectory(prefix="casebook-") as folder:
        yield from _Export(world, Path(folder)).files()


class _Export:
    """The data files of one build."""

    def __init__(self, world: ExportedWorld, folder: Path) -> None:
        self.world, self.library, self.folder = world, world.library, folder
        self.version = edition.data_version(world.library)
        self.earlier = former_ids(world.library)

    def files(self) -> Made:
        tables = TableFiles(self.folder, package.about(self.version))
        entities = EntityFile(self.folder / "entities", self.world)
        for folder, model in RECORD_FOLDERS.items():
            yield from self._kind(folder, model.kind_name, tables, entities)
        terms = [as_bytes(pruned(term)) for term in self.library.terms.values()]
        yield kind_file("glossary"), self._listing("glossary", terms)
        yield kind_file("vocabularies"), self._vocabularies()
        for table in RECORD_TABLES:
            tables.add(table.shape, table.rows(self.world))
        described = package.Resources()
        for path, content in tables.finish():
            described.add(path, content)
            yield path, content
        described.add(ENTITIES, entities.close())
        yield ENTITIES, entities.path
        yield package.FILE, package.package(self.version, described)
        yield package.DATASETTE_FILE, package.datasette()
        yield openapi.FILE, openapi.description(self.version, self.world.site_url)
        yield from schema.files().items()
        bibliographies = Bibliographies(self.world)
        for kind in CITED_KINDS:
            yield from self._citations(kind, bibliographies)

    def _kind(self, folder: str, kind: str, tables: TableFiles, entities: EntityFile) -> Made:
        """Write each record of a kind, then all of them in one file; cases fill tables, too."""
        found = [one for one in self.library.of_kind(kind).values() if isinstance(one, Record)]
        listing = Listing(self.folder / f"{folder}.json", self.version, len(found))
        for record in found:
            case = self.world.case(record) if isinstance(record, Case) else None
            line = self._record(record, case)
            listing.add(line)
            yield record_file(folder, record.id), line + b"\n"
            for old in self.earlier.get((kind, record.id), ()):
                yield record_file(*old), line + b"\n"
            if case is not None:
                entities.add(case)
                for table in CASE_TABLES:
                    tables.add(table.shape, table.rows(case))
        yield kind_file(folder), listing.close()

    def _listing(self, name: str, lines: list[bytes]) -> Path:
        listing = Listing(self.folder / f"{name}.json", self.version, len(lines))
        for line in lines:
            listing.add(line)
        return listing.close()

    def _record(self, record: Record, case: ExportedCase | None) -> bytes:
        page = self.world.page(record)
        head = Head(
            kind=record.kind_name,
            id=record.id,
            version=self.world.version(record),
            licence=edition.LICENCE,
            page=page,
            url=f"{self.world.site_url}{page}" if self.world.site_url else None,
            as_of=self.world.as_of(record),
        )
        return as_bytes(exported(head, record, case.standing if case else None))

    def _vocabularies(self) -> bytes:
        terms = {
            name: [pruned(term) for term in found.values()]
            for name, found in sorted(self.library.vocabularies.items())
        }
        head = {"version": self.version, "licence": edition.LICENCE}
        return as_bytes({**head, "vocabularies": terms}) + b"\n"

    def _citations(self, kind: str, bibliographies: Bibliographies) -> Made:
        for record in self.library.of_kind(kind).values():
            if isinstance(record, Record):
                one = self.world.citable(record)
                yield from cite.files(one).items()
                yield from bibliographies.files(record, one)
