"""One build: what MkDocs does for each page, and what is done for all of them at once instead."""

import os
from collections.abc import Callable, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_swift import keys, originals, workers
from mkdocs_swift.asking import forget
from mkdocs_swift.disk import digest, signature
from mkdocs_swift.fitness import Promises
from mkdocs_swift.index import Index, Site
from mkdocs_swift.logs import caught, say
from mkdocs_swift.page import LazyPage, put_away
from mkdocs_swift.reading import Reading
from mkdocs_swift.rendering import Rendering
from mkdocs_swift.site import SiteFolder
from mkdocs_swift.store import Store


class Session:
    """A build that is going on. Its methods take the place of functions of MkDocs."""

    def __init__(
        self, config: MkDocsConfig, store: Store, promises: Promises, settings: str
    ) -> None:
        """Start with what earlier builds left in the store.

        Args:
            config: the configuration.
            store: where what is known is kept.
            promises: what the plugins say about single pages.
            settings: the hash of all settings.
        """
        self.config, self.store, self.promises, self.settings = config, store, promises, settings
        index = store.load()
        if not (index.reading == settings and keys.unchanged(index.modules)):
            sites = {folder: Site(copies=one.copies) for folder, one in index.sites.items()}
            index = Index(sites=sites, facts=index.facts)
        self.index = index
        self.files = Files([])
        self.looked_at: set[str] = set()
        self.looked_up: set[str] = set()
        self.in_hand: str | None = None
        self.asked: set[str] = set()
        self.writes: list[str] = []
        self.reading: Reading | None = None
        self.rendering: Rendering | None = None
        folder = os.path.abspath(config.site_dir)
        self.site = SiteFolder(folder, index.sites.get(folder, Site()))

    def clean(self, folder: str) -> None:
        """Empty a folder; of the site's own, only find out what is in it."""
        if os.path.abspath(folder) == self.site.folder:
            self.site.survey()
        else:
            originals.clean_directory(folder)

    def populate_page(
        self,
        page: Page,
        config: MkDocsConfig,
        files: Files,
        dirty: bool = False,  # noqa: FBT001, FBT002 - MkDocs calls it so
    ) -> None:
        """Read a page, or take what is known of it."""
        if not dirty and self.reading is None:
            self.files = files
            self.reading = Reading(config, files, self.store, self.promises, self.index)
        entry = self.reading.entries.get(page.file.src_uri) if self.reading else None
        if entry is None:
            originals.populate_page(page, config, files, dirty)
            return
        put_away(page, entry, self)
        say(entry.said)

    def read_again(self, page: LazyPage) -> None:
        """Render a page whose content is lost, without saying anything."""
        with caught():
            originals.populate_page(page, self.config, self.files)

    def copy_static_files(
        self,
        files: Files,
        dirty: bool = False,  # noqa: FBT001, FBT002 - MkDocs calls it so
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy what is no page, but for what is there already; and remove what is not expected."""
        if dirty:
            originals.copy_static_files(files, dirty, inclusion=inclusion)
            return
        wanted = [file for file in files if inclusion(file.inclusion)]
        self.site.sweep({file.abs_dest_path for file in wanted})
        stale = {}
        for file in wanted:
            if file.is_documentation_page():
                continue
            source = _source_path(file)
            if source is None or not self.site.copied(source, file.abs_dest_path):
                stale[file.src_uri] = file

        def copy(name: str) -> None:
            stale[name].copy_file()

        before = {name: _source_signature(file) for name, file in stale.items()}
        done = {name for name, _ in workers.each(copy, list(stale), processes=workers.processors())}
        for name, file in stale.items():
            if name not in done:
                file.copy_file()
            self.site.note_copy(before[name], file.abs_dest_path)

    def write_file(self, content: bytes, path: str) -> None:
        """Write a file of the site."""
        originals.write_file(content, path)
        self.writes.append(path)

    def build_page(  # noqa: PLR0913, PLR0917 - as MkDocs calls it
        self,
        page: Page,
        config: MkDocsConfig,
        doc_files: Sequence[File],
        nav: Navigation,
        env: Environment,
        dirty: bool = False,  # noqa: FBT001, FBT002 - MkDocs calls it so
        excluded: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Write a page, or leave it as it is."""
        if self.reading is not None and self.rendering is None:
            self.rendering = Rendering(config, doc_files, nav, env)
            self.rendering.write_all(self, self.site, self.reading.entries, self._common_key())
        output = self.rendering.outputs.get(page.file.src_uri) if self.rendering else None
        if output is None:
            originals.build_page(page, config, doc_files, nav, env, dirty, excluded)
            if isinstance(page, LazyPage):
                page.unload()
            return
        say(output.said)
        if output.signature is not None:
            self.writes.append(page.file.abs_dest_path)

    def _common_key(self) -> str | None:
        theme = keys.theme_key(self.config)
        words = self.index.facts.get(theme)
        if words is None:
            words = keys.clock_words(self.config)
            self.index.facts = {theme: words}
        clock = keys.clock_key(words)
        return None if clock is None else digest(self.settings, theme, clock)

    def verdict(self, page: LazyPage, look: Callable[[], None]) -> None:
        """Say what is wrong with a page's links to anchors; `look` finds out."""
        name, reading = page.file.src_uri, self.reading
        entry = page.entry
        if (
            reading is None
            or entry.verdict is None
            or name in reading.moved
            or reading.asking.meet(entry.lookups, reading.moved)
        ):
            with caught() as said:
                look()
            entry = entry._replace(verdict=said)
            if reading is not None:
                reading.entries[name] = entry
        say(entry.verdict or [])

    def finish(self) -> None:
        """Remove what is left of the site before, and keep what is known for the next build."""
        self.sweep()
        if self.reading is None or self.rendering is None:
            return
        index = self.index
        self.site.now.outputs = self.rendering.outputs
        self.site.now.asked = sorted(self.rendering.asked)
        others = {
            folder: one
            for folder, one in index.sites.items()
            if os.path.isdir(folder) and folder != self.site.folder
        }
        kept = Index(
            reading=self.settings,
            modules={**index.modules, **keys.modules()},
            files=self.reading.places,
            names=self.reading.asking.names,
            entries=self.reading.entries,
            sites={**others, self.site.folder: self.site.now},
            facts=index.facts,
        )
        if index.files.keys() - kept.files.keys():
            forget(kept)
        self.store.save(kept)

    def sweep(self) -> None:
        """Remove what is left of the site before."""
        self.site.claimed.update(self.writes)
        self.site.sweep()


def _source_path(file: File) -> str | None:
    return file.abs_src_path if file._content is None else None  # noqa: SLF001 - no other way


def _source_signature(file: File) -> tuple[int, int, int] | None:
    path = _source_path(file)
    return None if path is None else signature(path)
