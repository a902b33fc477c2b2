"""What the pages of a site depend on, each thing once, as short hashes."""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import ModuleType
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_swift.describing import describe
from mkdocs_swift.disk import Signature, digest, short, signature, tree_digest

# Where a build is written to is no part of what is written.
_NO_INPUT: Final = frozenset({"site_dir", "dev_addr", "watch", "strict"})
_TEMPLATES: Final = (".html", ".jinja", ".jinja2", ".j2", ".xml", ".txt")
_CLOCK: Final = re.compile(r"build_date_utc|update_date")

# By name: a module, its file and how that was. MkDocs loads its hooks again, as other modules.
_met: dict[str, tuple[ModuleType, str, Signature | None]] = {}


def settings_key(config: MkDocsConfig, promised: str) -> str:
    """Hash the configuration, what plugins promised, and how much is logged.

    Raises:
        UndescribableError: a setting holds something that cannot be hashed.
    """
    kept = {name: value for name, value in config.data.items() if name not in _NO_INPUT}
    # `mkdocs serve --config-file` gives it relative to begin with, and whole afterwards.
    place = os.path.abspath(config.config_file_path)
    kept["config_file_path"] = place
    loud = logging.getLogger("mkdocs").getEffectiveLevel()
    return digest(describe(kept), place, str(loud), promised, *_installed())


def modules() -> dict[str, Signature | None]:
    """Tell the files of all modules that are loaded, as they were when each was first met.

    That is the program that makes the pages: a file that is edited while `mkdocs serve` runs is
    not part of it before the next start.
    """
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if isinstance(path, str) and (name not in _met or _met[name][0] is not module):
            _met[name] = module, path, signature(path)
    return {path: found for _, path, found in _met.values()}


def unchanged(found: dict[str, Signature | None]) -> bool:
    """Whether the program is what it was: modules that are loaded, and files of others."""
    met = modules()
    return bool(found) and all(
        (met[path] if path in met else signature(path)) == before for path, before in found.items()
    )


def theme_key(config: MkDocsConfig) -> str:
    """Hash the folders of templates, by the names, sizes and times of what is in them."""
    return digest(*(tree_digest(os.path.abspath(folder)) for folder in config.theme.dirs))


def clock_words(config: MkDocsConfig) -> str:
    """Return which of the two dates templates of pages use, as their names, a space between."""
    words: set[str] = set()
    for folder in config.theme.dirs:
        for parent, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(parent, name)
                inside = os.path.relpath(path, folder).replace(os.sep, "/")
                if name.endswith(_TEMPLATES) and inside not in config.theme.static_templates:
                    with open(path, encoding="utf-8", errors="replace") as file:
                        words.update(_CLOCK.findall(file.read()))
    return " ".join(sorted(words))


def clock_key(words: str) -> str | None:
    """Return what dates add to the key of a page; None if no two builds are alike."""
    if not words:
        return ""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    if "build_date_utc" in words:
        return None
    return datetime.now(UTC).date().isoformat()  # noqa: TID251 - MkDocs reads it


def file_key(file: File) -> str:
    """Return what a link to a file, or a page made from it, takes from it."""
    return short(f"{file.url}\n{file.dest_uri}\n{file.inclusion.name}\n{file.edit_uri}")


def files_key(files: Files) -> dict[str, str]:
    """Return for the path of each file what links to it take from it."""
    return {file.src_uri: file_key(file) for file in files}


def nav_key(nav: Navigation, meta: Callable[[Page], str]) -> str:
    """Hash the navigation: titles, addresses and metadata of what is in it, in order."""
    return digest(*(part for item in nav.items for part in _item(item, meta)))


def _item(item: StructureItem, meta: Callable[[Page], str]) -> Iterator[str]:
    yield type(item).__name__
    yield str(item.title)
    if isinstance(item, Page):
        yield item.file.src_uri
        yield meta(item)
    elif isinstance(item, Section):
        for child in item.children:
            yield from _item(child, meta)
        yield "end"
    else:
        yield str(getattr(item, "url", ""))


def _installed() -> Iterator[str]:
    # What is installed, with versions: a package that is not loaded yet may be with another one.
    for folder in sys.path:
        if os.path.isdir(folder):
            yield from sorted(name for name in os.listdir(folder) if name.endswith("-info"))
    yield sys.version
