"""From what a page is to its HTML on the disk: done anew only where something in it has changed."""

from collections.abc import Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_swift import keys, originals, templates, workers
from mkdocs_swift.describing import UndescribableError, describe
from mkdocs_swift.disk import digest, signature
from mkdocs_swift.index import Entry, Output
from mkdocs_swift.logs import caught
from mkdocs_swift.page import Keeper, LazyPage
from mkdocs_swift.site import SiteFolder
from mkdocs_swift.store import BrokenError
from mkdocs_swift.watching import ALL, WatchedList, WatchedMeta


class Rendering:
    """The pages of a site, written."""

    def __init__(
        self, config: MkDocsConfig, pages: Sequence[File], nav: Navigation, env: Environment
    ) -> None:
        """Take what MkDocs gives every page to be written: `pages` are all of them."""
        self.config, self.nav, self.env = config, nav, env
        templates.keep_navigation(env, nav, config)
        self._pages = {file.src_uri: file for file in pages}
        self._all = WatchedList(pages)
        self._keys: dict[str, str] = {}
        self._in_nav = {page.file.src_uri for page in nav.pages}
        self.outputs: dict[str, Output] = {}
        """Pages that stand as they should."""
        self.asked: set[str] = set()
        """Keys of metadata of others for which any page was seen to ask."""

    def write_all(
        self, keeper: Keeper, site: SiteFolder, entries: dict[str, Entry], common: str | None
    ) -> None:
        """Write the pages that do not stand yet.

        Args:
            keeper: who has the content of the pages.
            site: where they stand.
            entries: the pages, as they were read.
            common: hash of what all pages depend on; None if it cannot be told.
        """
        self._keeper = keeper
        stale = []
        self.asked = {*site.before.asked}
        shared = "" if common is None else digest(common, self._nav_key(entries))
        changed = any(_differs(file.page) for file in self._pages.values())
        for name, entry in entries.items():
            file = self._pages.get(name)
            if file is None or not isinstance(file.page, LazyPage):
                continue
            key = (
                ""
                if common is None or changed
                else digest(shared, entry.state, keys.file_key(file))
            )
            self._keys[name] = key
            before = site.before.outputs.get(name)
            if before and key and before.key == key and site.stands(before, file.abs_dest_path):
                self.outputs[name] = before
            else:
                stale.append(name)
        for name, written in workers.each(self._write, stale, processes=workers.processors()):
            if written is not None:
                self.outputs[name], asked = written
                self.asked.update(asked)
        if common is not None and self.asked != {*site.before.asked}:
            self._name_anew(digest(common, self._nav_key(entries)), entries)

    def _name_anew(self, shared: str, entries: dict[str, Entry]) -> None:
        """Give all pages that stand the keys they have when what was asked for first counts."""
        for name, output in self.outputs.items():
            if output.key:
                key = digest(shared, entries[name].state, keys.file_key(self._pages[name]))
                self.outputs[name] = output._replace(key=key)

    def _nav_key(self, entries: dict[str, Entry]) -> str:
        """Hash of the navigation, with those metadata in it for which pages were seen to ask.

        Who asks for others for the first time has a key without them, which will not do again.
        """
        asked = sorted(self.asked)

        def meta(page: Page) -> str:
            entry = entries.get(page.file.src_uri)
            if entry is None or ALL in self.asked:
                return "" if entry is None else entry.meta
            try:
                found = self._keeper.store.part(page.file.src_uri, 1)
                return describe([bool(found), asked, [found.get(name) for name in asked]])
            except (BrokenError, UndescribableError):
                return entry.meta

        return keys.nav_key(self.nav, meta)

    def _write(self, name: str) -> tuple[Output, set[str]] | None:
        file = self._pages[name]
        page = file.page
        if not isinstance(page, LazyPage):
            return None
        # What it says itself is in its own key: others may have asked for it before.
        if isinstance(page.__dict__.get("meta"), WatchedMeta):
            page.unload()
        self._all.used = False
        keeper = self._keeper
        keeper.looked_at.clear()
        keeper.looked_up.clear()
        keeper.asked.clear()
        keeper.in_hand = name
        start = len(keeper.writes)
        try:
            with caught() as said:
                originals.build_page(page, self.config, self._all, self.nav, self.env)
        except (Exception, SystemExit):  # noqa: BLE001 - MkDocs meets it in its turn
            return None
        finally:
            keeper.in_hand = None
            # Also of others, so that it is noticed when the next page looks at them.
            others = keeper.looked_at | (keeper.looked_up - self._in_nav)
            for other in (name, *others):
                if isinstance(known := self._pages[other].page, LazyPage):
                    known.unload()
        written = keeper.writes[start:]
        # A page made with the content of others is known by no key; what is in the navigation is.
        alone = not self._all.used and others <= {name}
        path = file.abs_dest_path
        output = Output(
            key=self._keys[name] if alone and written == [path] else "",
            signature=signature(path) if path in written else None,
            said=said,
        )
        return output, {*keeper.asked}


def _differs(page: Page | None) -> bool:
    """Whether a plugin has changed a page since it was read."""
    return isinstance(page, LazyPage) and page.was_changed()
