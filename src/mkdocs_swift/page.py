"""Pages whose content stays on the disk until somebody asks for it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_swift.describing import describe
from mkdocs_swift.disk import digest
from mkdocs_swift.index import Entry
from mkdocs_swift.store import BrokenError, Store
from mkdocs_swift.watching import WatchedMeta

# What MkDocs sets when it reads a page, and forgets when it is done with it.
_READ: Final = ("markdown", "content", "toc", "meta", "_title_from_render")
# Attributes that Page has as a class too, so that a missing one would not be noticed.
_ANCHORS: Final = ("present_anchor_ids", "links_to_anchors")

Links = dict[str, dict[str, str]]
"""By the path of a file: the anchors linked to there, and the link as it is written."""


class Keeper(Protocol):
    """Who knows where the content of pages is."""

    store: Store
    files: Files
    looked_at: set[str]
    """Pages whose content was asked for."""
    looked_up: set[str]
    """Pages whose metadata were asked for."""
    in_hand: str | None
    """The page that is being made."""
    asked: set[str]
    """Keys of metadata of other pages that it asked for."""
    writes: list[str]
    """Files that were written, in order."""

    def read_again(self, page: "LazyPage") -> None:
        """Render a page whose content is lost, without saying anything."""

    def verdict(self, page: "LazyPage", look: Callable[[], None]) -> None:
        """Say what is wrong with a page's links to anchors; `look` finds out."""


class LazyPage(Page):
    """A page of MkDocs that has been read, here or elsewhere or in an earlier build.

    Its title is there; its content, table of contents, Markdown and metadata come from the store
    when they are asked for, and what links need of it apart from them.
    """

    keeper: Keeper
    entry: Entry
    loaded: Mapping[str, object] | None = None
    """What was taken from the store."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - attributes are of any kind
        """Fetch what was put away; only called for attributes that are missing."""
        entry = self.__dict__.get("entry")
        if self.loaded is not None or entry is None:
            raise AttributeError(name)
        if name == "meta":
            self._load_meta()
        # Templates also ask for attributes that no page has.
        elif name in entry.attributes.split():
            self.load()
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def _load_meta(self) -> None:
        self.keeper.looked_up.add(self.file.src_uri)
        try:
            meta = self.keeper.store.part(self.file.src_uri, 1)
            if self.keeper.in_hand not in {None, self.file.src_uri}:
                meta = WatchedMeta(meta, self.keeper.asked)
            self.__dict__["meta"] = meta
        except BrokenError:
            self.load()

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """Anchors of the page."""
        return self._anchors[0]

    @present_anchor_ids.setter
    def present_anchor_ids(self, value: set[str] | None) -> None:
        self.__dict__["_known"] = (value, self.__dict__.get("_known", (None, None))[1])

    @property
    def links_to_anchors(self) -> dict[File, dict[str, str]] | None:
        """Links to anchors that the page contains."""
        links = self._anchors[1]
        if links is None:
            return None
        found = {self.keeper.files.get_file_from_path(path): of for path, of in links.items()}
        return {file: of for file, of in found.items() if file is not None}

    @links_to_anchors.setter
    def links_to_anchors(self, value: dict[File, dict[str, str]] | None) -> None:
        links = None if value is None else {file.src_uri: of for file, of in value.items()}
        self.__dict__["_known"] = (self.__dict__.get("_known", (None, None))[0], links)

    @property
    def _anchors(self) -> tuple[set[str] | None, Links | None]:
        if "_known" not in self.__dict__:
            try:
                anchors, links = self.keeper.store.part(self.file.src_uri, 0)
                self.__dict__["_known"] = (set(anchors), links)
            except BrokenError:
                self.keeper.read_again(self)
        known: tuple[set[str] | None, Links | None] = self.__dict__["_known"]
        return known

    def load(self) -> None:
        """Take everything out of the store, or make it again."""
        self.keeper.looked_at.add(self.file.src_uri)
        self.loaded = {}
        try:
            _, meta, rest = self.keeper.store.whole(self.file.src_uri, self.entry.state)
            self.loaded = rest
            self.__dict__.setdefault("meta", meta)
            self.__dict__.update(rest)
        except BrokenError:
            self.keeper.read_again(self)
            self.loaded = {name: self.__dict__[name] for name in _READ if name != "meta"}

    def unload(self) -> None:
        """Forget what is in the store."""
        for name in (*_READ, *(self.loaded or ()), "loaded", "_known"):
            if name != "title" or self.entry.title is None:
                self.__dict__.pop(name, None)

    def was_changed(self) -> bool:
        """Whether somebody has put other content into the page; if not, forget what it holds."""
        held = self.__dict__.keys() & set(_READ)
        if not held:
            return False
        if self.loaded is not None:
            now = {name: self.__dict__.get(name) for name in self.loaded}
            changed = not self.keeper.store.holds(self.file.src_uri, self.meta, now)
        else:
            changed = held != {"meta"} or digest(describe(self.meta)) != self.entry.meta
        if not changed:
            self.unload()
        return changed

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Say which links lead to no anchor, looking only where something may have changed."""
        self.keeper.verdict(
            self, lambda: Page.validate_anchor_links(self, files=files, log_level=log_level)
        )


def put_away(page: Page, entry: Entry, keeper: Keeper) -> None:
    """Make a page lazy; what was read of it is forgotten."""
    for name in (*_READ, *_ANCHORS):
        page.__dict__.pop(name, None)
    page.__class__ = LazyPage
    page.__dict__["keeper"], page.__dict__["entry"] = keeper, entry
    if entry.title is not None:
        page.__dict__["title"] = entry.title


def what_was_read(page: Page, before: Mapping[str, object]) -> dict[str, object]:
    """Return the attributes of a page that are other than before it was read."""
    nothing = object()
    return {
        name: value
        for name, value in sorted(page.__dict__.items())
        if name not in _ANCHORS and before.get(name, nothing) is not value
    }
