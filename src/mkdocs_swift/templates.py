"""Templates of pages: compiled once for all builds of a process, and parts that are alike kept.

On a page that is not in the navigation, the navigation of Material for MkDocs depends on nothing
but the folder of the page: nothing in it is marked as the place where the reader is.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, Template, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

MATERIAL: Final = "9.8.1"
"""The version of Material for MkDocs whose navigation is known."""
_PARTS: Final = ("partials/nav.html", "partials/tabs.html")
# What those are made of; one of another theme or of overrides may look at the page.
_MADE_OF: Final = (
    *_PARTS,
    *("base.html", "partials/nav-item.html", "partials/tabs-item.html"),
    *("partials/logo.html", "partials/source.html", "partials/language.html"),
)

Render = Callable[[Context], Iterator[str]]


class _Memory(BytecodeCache):
    """Compiled templates, by a hash of their text; never on the disk, where others could write."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template."""
        if (known := self._kept.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_memory: Final = _Memory()
_get_env_before: Final = Theme.get_env


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place."""
    yield Theme, "get_env", _get_env


def _get_env(self: Theme) -> Environment:
    env = _get_env_before(self)
    env.bytecode_cache = _memory
    return env


def keep_navigation(env: Environment, nav: Navigation, config: MkDocsConfig) -> None:
    """Have the navigation rendered once for all pages of a folder that are not in it."""
    if not all(_is_known(env, name) for name in _MADE_OF):
        return
    inside = {id(page) for page in nav.pages}
    addresses = [*_addresses(nav.items), str(config.extra.get("homepage", ""))]

    def place(page: object) -> tuple[str, int] | None:
        """Return what the addresses of the navigation depend on; None if something else counts."""
        if not isinstance(page, Page) or id(page) in inside:
            return None
        if any(address.startswith(page.url) for address in addresses):
            return None
        return page.url.rstrip("/").rpartition("/")[0], page.url.count("/")

    for name in _PARTS:
        template: Any = env.get_template(name)
        template.root_render_func = _once(template.root_render_func, place)


def _addresses(items: Iterable[StructureItem]) -> Iterator[str]:
    for item in items:
        yield str(getattr(item, "url", ""))
        yield from _addresses(getattr(item, "children", None) or ())


def _once(render: Render, place: Callable[[object], tuple[str, int] | None]) -> Render:
    kept: dict[tuple[str, int], str] = {}

    def render_once(context: Context) -> Iterator[str]:
        where = place(context.resolve("page"))
        if where is None:
            yield from render(context)
            return
        if where not in kept:
            kept[where] = "".join(render(context))
        yield kept[where]

    return render_once


def _is_known(env: Environment, name: str) -> bool:
    """Whether a template is that of the theme, of the known version."""
    folder = _material()
    try:
        template: Template = env.get_template(name)
    except TemplateNotFound:
        return False
    return folder is not None and template.filename == str(folder / name)


@lru_cache(1)
def _material() -> Path | None:
    """Return the folder of the theme's templates, if it is there and known."""
    try:
        if version("mkdocs-material") != MATERIAL:
            return None
    except PackageNotFoundError:
        return None
    import material  # type: ignore[import-untyped]  # noqa: PLC0415 - the theme may be missing

    return Path(material.__file__).parent / "templates"
