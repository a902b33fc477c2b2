"""Lets MkDocs forget the Markdown of a page once it is HTML: it would keep both of every page.

With ten thousand cases that is a third of what a build needs in memory. Without this hook the site
comes out the same.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


def on_page_content(html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Drop the Markdown; MkDocs only asks after this whether there was any, for the title."""
    page.markdown = ""
    return html


def swift_page_key(config: MkDocsConfig) -> None:
    """Each page stands alone here; see mkdocs_swift.fitness."""
