"""From Markdown to what a page is: done anew only where text or link targets have changed."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_swift import keys, originals, workers
from mkdocs_swift.asking import Asking
from mkdocs_swift.describing import describe
from mkdocs_swift.disk import digest
from mkdocs_swift.fitness import Promises
from mkdocs_swift.index import Entry, Index
from mkdocs_swift.logs import caught
from mkdocs_swift.page import Links, what_was_read
from mkdocs_swift.store import Store
from mkdocs_swift.watching import watched

# What `Entry.extra` holds for a page of which nobody says what it depends on.
_UNKNOWN: Final = "?"


class Reading:
    """The pages of a site, read."""

    def __init__(
        self, config: MkDocsConfig, files: Files, store: Store, promises: Promises, index: Index
    ) -> None:
        """Read all pages, or take what is known of them.

        Args:
            config: the configuration of the build.
            files: all files of the site.
            store: where what comes of pages is kept.
            promises: what plugins say about single pages.
            index: what is known; empty if that holds no more.
        """
        self.config, self.files, self.store, self.promises = config, files, store, promises
        self.places = keys.files_key(files)
        self.entries: dict[str, Entry] = {}
        """Of each page that could be read apart from MkDocs, what came of it."""
        self.moved = _differing(self.places, index.files)
        """Paths that appeared, went, or lead elsewhere, and pages with other anchors."""
        self.asking = Asking(index.names)
        self._extra: str | None = None
        self._sources: dict[str, str] = {}
        self._read_all(index.entries)

    def _read_all(self, before: Mapping[str, Entry]) -> None:
        pages = self.files.documentation_pages()
        times = Counter(file.dest_uri for file in pages)
        first: list[str] = []
        others: list[str] = []
        for file in pages:
            name, source = file.src_uri, _source(file)
            # Pages that overwrite each other are left to MkDocs, which does so in its order.
            if source is None or times[file.dest_uri] > 1 or file.page is None:
                continue
            self._sources[name] = digest(source)
            entry = before.get(name)
            if entry is not None and self._holds(entry, name):
                self.entries[name] = entry
            else:
                # Together, so that one process gathers what they all need.
                (first if self.promises.may_ask(source) else others).append(name)
        names = [*first, *others]
        if names:
            # Before anything is made: what is saved meanwhile must count the next time.
            self._extra_key()
        for name, read in workers.each(self.read, names, processes=workers.processors()):
            if read is not None:
                entry, asked = read
                lookups = None if asked is None else self.asking.text(asked)
                self.entries[name] = entry._replace(lookups=lookups)
        for name in {*names, *before.keys() - self._sources.keys()}:
            old, new = before.get(name), self.entries.get(name)
            if old is None or new is None or old.anchors != new.anchors:
                self.moved.add(name)

    def _holds(self, entry: Entry, name: str) -> bool:
        return (
            entry.source == self._sources[name]
            and name not in self.moved
            and entry.extra != _UNKNOWN
            and (not entry.extra or entry.extra == self._extra_key())
            and not self.asking.meet(entry.lookups, self.moved)
        )

    def _extra_key(self) -> str:
        if self._extra is None:
            self._extra = self.promises.macros_key(self.config)
        return self._extra

    def read(self, name: str) -> tuple[Entry, list[str] | None] | None:
        """Read one page and put it into the store; None if only MkDocs can, or nobody.

        Returns its entry, still without the paths it asked for, and those; None for them if it
        looked at all files. The page itself is left as it was.
        """
        file = self.files.get_file_from_path(name)
        if file is None or (page := file.page) is None:
            return None
        before = dict(page.__dict__)
        try:
            with caught() as said, watched(self.files) as watch:
                originals.populate_page(page, self.config, self.files)
                asked = None if watch.everything else sorted(watch.asked)
            head = sorted(page.present_anchor_ids or ()), _links(page.links_to_anchors)
            title, meta = page.title, digest(describe(page.meta))
            extra = (self._extra_key() or _UNKNOWN) if self.promises.asks(page) else ""
            read = what_was_read(page, before)
            if not isinstance(read.get("title", ""), str):
                return None
            state = self.store.put(name, head, read.pop("meta", page.meta), read)
        except (Exception, SystemExit):  # noqa: BLE001 - MkDocs meets it in its turn
            return None
        finally:
            page.__dict__.clear()
            page.__dict__.update(before)
        entry = Entry(
            source=self._sources[name],
            extra=extra,
            state=state,
            title=title if isinstance(title, str) else None,
            meta=meta,
            attributes=" ".join(read),
            anchors=digest(*head[0]),
            lookups=None,
            said=said,
            verdict=None,
        )
        return entry, asked


def _differing(now: Mapping[str, str], before: Mapping[str, str]) -> set[str]:
    if now == before:
        return set()
    return {name for name, _ in now.items() ^ before.items()}


def _links(links: Mapping[File, dict[str, str]] | None) -> Links | None:
    return None if links is None else {file.src_uri: found for file, found in links.items()}


def _source(file: File) -> bytes | None:
    try:
        return file.content_bytes
    except OSError:  # MkDocs says so
        return None
