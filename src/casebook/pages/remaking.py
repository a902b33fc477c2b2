"""The pages of all records: those that would come out the same from the cache, the others anew.

While a page is made, every look at another record, at its state, at who refers to it, at its
history is noted (`casebook.pages.watched`). It is right for as long as all of those looks see the
same (`casebook.pages.seeing`), with the same program, templates, words and vocabularies. So no page
has to say what it depends on. What is made anew is made by as many processes as there are.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from casebook.cache import Cache, key_of
from casebook.library import FOLDER_OF_KIND, Key, Look, Notes
from casebook.models import Article, Record, Statistic
from casebook.pages.gathered import Gathered
from casebook.pages.record_pages import RecordPages
from casebook.pages.rendering import Renderer
from casebook.pages.seeing import Seeing, digest_of
from casebook.pages.watched import watched, watched_ties
from casebook.pages.world import World
from casebook.workers import in_order

Pages = list[tuple[str, bytes]]
Looks = frozenset[Look]

_DRAWN: Final = frozenset({Article.kind_name, Statistic.kind_name})
"""Kinds whose pages hold charts: a copy of a process may not use the cache that these are in."""
_SAVE: Final = 500
_INDEX: Final = "pages"


@dataclass(frozen=True)
class RecordCache:
    """Where pages of records are kept, and the templates that they are made with."""

    cache: Cache
    templates: Path

    def digest(self) -> str:
        """Digest the templates and all that lies beside them."""
        paths = (path for path in sorted(self.templates.rglob("*")) if path.is_file())
        return digest_of(
            part
            for path in paths
            for part in (path.relative_to(self.templates).as_posix(), path.read_bytes().hex())
        )


@dataclass
class Remaking:
    """Makes the pages of all records of one world, in the order of the records."""

    world: World
    renderer: Renderer
    gathered: Gathered
    kept: RecordCache
    _looks: dict[Key, Looks] = field(default_factory=dict)
    """What was looked at for each page that may be kept."""
    _rows: dict[Key, bytes] = field(default_factory=dict)
    """The key under which each of them lies."""
    _unsaved: int = 0

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Make them, or take them from the cache: path and content."""
        for kind in FOLDER_OF_KIND:
            yield from self._kind(kind)
        self._save_index()

    def _kind(self, kind: str) -> Iterator[tuple[str, bytes]]:
        records = self.world.library.of_kind(kind).values()
        wanted = [one for one in records if isinstance(one, Record)]
        known = {one.id for one in wanted if self._row(one) in self.kept.cache.facts}
        unknown = [one for one in wanted if one.id not in known]
        processes = 1 if kind in _DRAWN else None
        with closing(in_order(self._make, unknown, processes=processes)) as made:
            for record in wanted:
                found = self._taken(record) if record.id in known else None
                if found is None:
                    is_broken = record.id in known
                    found, looks = self._make(record) if is_broken else next(made)
                    self._keep(record, found, looks)
                yield from found

    # --- making -------------------------------------------------------------------------------

    def _make(self, record: Record) -> tuple[Pages, Looks]:
        looks = self._notes.listen()
        try:
            return [*self._record_pages.of(record)], frozenset(looks)
        finally:
            self._notes.seen = None

    @cached_property
    def _notes(self) -> Notes:
        return Notes()

    @cached_property
    def _record_pages(self) -> RecordPages:
        if not self.kept.cache.keeps:
            return RecordPages(self.world, self.renderer, self.gathered)
        notes = self._notes
        ties = watched_ties(self.gathered, notes)
        return RecordPages(watched(self.world, notes), self.renderer, ties)

    # --- keeping ------------------------------------------------------------------------------

    def _taken(self, record: Record) -> Pages | None:
        text = self.kept.cache.text(self._row(record))
        if text is None:
            return None
        key = record.kind_name, record.id
        self._looks[key] = self._known[key]
        return [(path, content.encode()) for path, content in json.loads(text)]

    def _keep(self, record: Record, pages: Pages, looks: Looks) -> None:
        key = record.kind_name, record.id
        row = self._key(key, looks)
        if not row:
            return
        self._looks[key] = looks
        self._rows[key] = row
        text = json.dumps([(path, content.decode()) for path, content in pages], ensure_ascii=False)
        self.kept.cache.keep(row, text)
        self._unsaved += 1
        if self._unsaved >= _SAVE:
            # All that is there stays: what to drop is known when all pages are made.
            self.kept.cache.save(self.kept.cache.facts)
            self._unsaved = 0

    def _row(self, record: Record) -> bytes:
        """The key under which the page lies if it would come out the same; empty if not known."""
        key = record.kind_name, record.id
        looks = self._known.get(key)
        if looks is None:
            return b""
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = self._key(key, looks)
        return found

    def _key(self, key: Key, looks: Looks) -> bytes:
        """Make the key of a page of all that was seen for it; empty if that cannot be told."""
        seen = sorted(self.seeing.seen(look) for look in looks) if self.kept.cache.keeps else [""]
        # The empty one sorts first.
        return key_of(self._of_all, *key, *seen) if seen[:1] != [""] else b""

    @cached_property
    def seeing(self) -> Seeing:
        """What there is to see for the pages."""
        return Seeing(self.world, self.gathered)

    @cached_property
    def _of_all(self) -> str:
        return digest_of([self.kept.digest(), self.seeing.of_all])

    # --- what was looked at ---------------------------------------------------------------------

    @cached_property
    def _known(self) -> dict[Key, Looks]:
        text = self.kept.cache.text(self._index)
        table: dict[str, Any] = json.loads(text) if text else {"looks": [], "pages": []}
        looks = [Look(*one) for one in table["looks"]]
        return {
            (kind, name): frozenset(looks[number] for number in numbers)
            for kind, name, *numbers in table["pages"]
        }

    def _save_index(self) -> None:
        cache = self.kept.cache
        if not cache.keeps:
            return
        numbers: dict[Look, int] = {}
        pages = [
            [*key, *(numbers.setdefault(look, len(numbers)) for look in sorted(looks))]
            for key, looks in self._looks.items()
        ]
        table = {"looks": [*numbers], "pages": pages}
        cache.keep(self._index, json.dumps(table, ensure_ascii=False, separators=(",", ":")))
        cache.save([self._index, *(self._rows[key] for key in self._looks)])

    @cached_property
    def _index(self) -> bytes:
        return key_of(_INDEX, self.world.library.folder)
