"""Seals every page with its content security policy as MkDocs writes it.

Not under `mkdocs serve`: that puts a script of its own into the pages, which no policy knows. The
site comes out the same without this hook, if `casebook seal` runs on it afterwards.
"""

from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from casebook.sealing import SealError, sealed

_serving = False
_copied: list[str] = []


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 - MkDocs gives it
    """Find out whether the pages are only to be looked at while they are written."""
    global _serving  # noqa: PLW0603 - the module is what MkDocs keeps of a hook
    _serving = command == "serve"


def swift_page_key(config: MkDocsConfig) -> bool:  # noqa: ARG001 - asked with it
    """Each page is sealed alone, or none is; see mkdocs_swift.fitness."""
    return _serving


@event_priority(-100)
def on_files(files: Files, *, config: MkDocsConfig) -> None:  # noqa: ARG001 - MkDocs gives it
    """Note the pages that MkDocs only copies, such as those that lead on from old addresses."""
    _copied[:] = [
        file.dest_uri
        for file in files
        if file.src_uri.endswith((".html", ".htm")) and file.inclusion != InclusionLevel.EXCLUDED
    ]


@event_priority(-100)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001 - as above
    """Seal a page, after everybody else had their say about it."""
    return _sealed(output, page.file.src_uri)


@event_priority(-100)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001 - as above
    """Seal a page that is made from a template alone, such as the one for lost addresses."""
    return _sealed(output, template_name) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Seal the pages that were only copied."""
    for name in _copied:
        path = Path(config.site_dir, name)
        page = path.read_bytes().decode()
        if (new := _sealed(page, name)) != page:
            path.write_bytes(new.encode())


def _sealed(page: str, name: str) -> str:
    if _serving or not page.strip():
        return page
    try:
        # MkDocs writes what has no place in UTF-8 so; the hashes must be of what it writes.
        return sealed(page.encode("utf-8", "xmlcharrefreplace")).decode()
    except SealError as error:
        raise PluginError(f"{name} cannot be sealed: {error}") from error
