"""One page of the site in the site's own theme, without building the others."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

_NOT_SERVED: Final = frozenset({".html", ".md", ".py", ".yml", ".xml"})


class Frame:
    """The theme of a site around the Markdown of any of its pages.

    `pages` are the paths of all pages of records: links to them are written as on the site.
    """

    def __init__(self, settings: Path, pages: Iterable[str]) -> None:
        """Read mkdocs.yml; its plugins and hooks are left out."""
        self._config = config = load_config(str(settings), plugins=[], hooks=[], site_url="")
        # Most links lead to pages that are not there.
        config.validation.links.not_found = logging.DEBUG
        config.validation.links.anchors = logging.DEBUG
        config.validation.nav.not_found = logging.DEBUG
        by_hand = (
            path.relative_to(config.docs_dir).as_posix()
            for path in Path(config.docs_dir).glob("*.md")
        )
        listed = dict.fromkeys((*by_hand, *_in_nav(config.nav)))
        self._nav = get_navigation(Files([self._file(one) for one in listed]), config)
        self._files = Files([self._file(one) for one in dict.fromkeys((*listed, *pages))])
        self._environment = config.theme.get_env()

    def page(self, path: str, markdown: str) -> str:
        """Show a page as the site would."""
        page = Page(None, self._file(path, markdown), self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        context = get_context(self._nav, [], self._config, page)
        template = self._environment.get_template(str(page.meta.get("template", "main.html")))
        return template.render(context)

    def asset(self, path: str) -> Path | None:
        """Find a file of the theme or one that lies in `docs/`, such as a style sheet."""
        for folder in (self._config.docs_dir, *self._config.theme.dirs):
            inside = Path(folder).resolve()
            found = (inside / path).resolve()
            if found.is_relative_to(inside) and found.is_file():
                return None if found.suffix in _NOT_SERVED else found
        return None

    def _file(self, path: str, content: str = "") -> File:
        """Make a file of the site that is on no disk."""
        file = File(path, None, self._config.site_dir, self._config.use_directory_urls)
        file.content_string = content
        return file


def _in_nav(item: object) -> Iterable[str]:
    """List the pages that the navigation names."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict):
        for inner in item.values():
            yield from _in_nav(inner)
    elif isinstance(item, list):
        for inner in item:
            yield from _in_nav(inner)
