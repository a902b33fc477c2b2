"""Whether a build may be hastened, and what its plugins promise about single pages.

A handler of a page's events may be run in another process, or not at all where its page is known
already, only if its plugin says that each page stands alone: what comes of one depends on that page
with its metadata, on the configuration and on the program, and nothing is gathered on the way. A
hook or plugin says so with a function

    def swift_page_key(config: MkDocsConfig) -> object

which returns what else its handlers depend on, in plain values, such as a setting from the
environment or the contents of a file; None if nothing. An extension of Markdown that is not one of
those known here says so with the same function in its module.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_swift.describing import UndescribableError, describe
from mkdocs_swift.disk import digest

MKDOCS: Final = "1.6.1"
PROMISE: Final = "swift_page_key"
PAGE_EVENTS: Final = (
    *("env", "pre_page", "page_markdown", "page_content"),
    *("page_context", "post_page"),
)
_BUILT_IN: Final = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
    }
)
_PYMDOWN: Final = frozenset(
    {
        *("arithmatex", "betterem", "caret", "critic", "details", "emoji", "escapeall", "extra"),
        *("highlight", "inlinehilite", "keys", "magiclink", "mark", "progressbar", "saneheaders"),
        *("smartsymbols", "striphtml", "superfences", "tabbed", "tasklist", "tilde"),
    }
)
_FAMILIES: Final = {"": _BUILT_IN, "markdown.extensions": _BUILT_IN, "pymdownx": _PYMDOWN}


@dataclass(frozen=True)
class Promises:
    """What the plugins of a build say about single pages."""

    key: str
    """Hash of what their handlers depend on besides page, configuration and program."""
    macros: Any = None
    """The plugin mkdocs-macros, if it is in use."""

    def asks(self, page: Page) -> bool:
        """Whether a page that has been read is more than its own text: it has macros filled in."""
        if self.macros is None:
            return False
        asked = page.meta.get("render_macros")
        return bool(asked or self.macros.force_page_rendering(page.file.src_path))

    def may_ask(self, source: bytes) -> bool:
        """Whether a page looks as if it asked; only to render such pages together."""
        return self.macros is not None and b"render_macros:" in source

    def macros_key(self, config: MkDocsConfig) -> str:
        """Hash of what pages with macros depend on; empty if nobody says.

        A module of macros says it as a plugin does, on what `define_env` is given:
        `env.swift_page_key = function`.
        """
        promise = getattr(self.macros, PROMISE, None)
        try:
            return "" if promise is None else digest(describe(promise(config)))
        except UndescribableError:
            return ""


def refusal(config: MkDocsConfig) -> str | None:
    """Say why a build must be left to MkDocs alone; None if it need not."""
    found = version("mkdocs")
    if found != MKDOCS:
        return f"this is MkDocs {found}, and only the inside of {MKDOCS} is known"
    if not hasattr(os, "fork"):
        return "this system cannot fork processes"
    if config.plugins.events["page_read_source"]:
        return "a plugin reads the sources of pages itself"
    for name in sorted(set(_handlers(config))):
        plugin = config.plugins.get(name)
        if name == "macros" and _macros_are_known(plugin):
            continue
        if plugin is None or not callable(getattr(plugin, PROMISE, None)):
            return f"{name} does not say that it treats each page alone"
    return None


def promises(config: MkDocsConfig) -> Promises:
    """Return what the plugins of a build say, which `refusal` has found in order."""
    keys = [
        f"{name} {describe(promise(config))}"
        for name in sorted(set(_handlers(config)))
        if name != "macros" and (promise := getattr(config.plugins[name], PROMISE))
    ]
    keys += [
        f"{name} {describe(promise(config))}"
        for name in map(str, config.markdown_extensions)
        if (promise := _extension_promise(name)) is not None
    ]
    return Promises(digest(*keys), config.plugins.get("macros"))


def unknown_extension(config: MkDocsConfig) -> str | None:
    """Name an extension of Markdown that may read files of which no key knows; None if none."""
    for name in config.markdown_extensions:
        family, _, last = str(name).rpartition(".")
        known = family in _FAMILIES and last in _FAMILIES[family]
        if not known and _extension_promise(str(name)) is None:
            return str(name)
    return None


def _extension_promise(name: str) -> Callable[[MkDocsConfig], object] | None:
    """What an extension of Markdown promises, in the module that it is named by."""
    promise = getattr(sys.modules.get(name), PROMISE, None)
    return promise if callable(promise) else None


def _handlers(config: MkDocsConfig) -> Iterator[str]:
    for event in PAGE_EVENTS:
        for method in config.plugins.events[event]:
            try:
                yield config.plugins._event_origins.get(method, event)  # noqa: SLF001 - no other way
            except TypeError:  # a handler that cannot be hashed
                yield event


def _macros_are_known(plugin: Any) -> bool:  # noqa: ANN401 - a plugin of any kind
    # Each page is rendered alone where nothing is done before and after, and where most do not ask.
    return (
        type(plugin).__module__ == "mkdocs_macros.plugin"
        and not plugin.config["render_by_default"]
        and not plugin.pre_macro_functions
        and not plugin.post_macro_functions
    )
