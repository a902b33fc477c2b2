"""Lets `mkdocs serve` look only at files that people write.

MkDocs looks at every file in `docs/` twice a second, tens of thousands of them, and begins anew
when it sees the pages that our build has just written. With this hook it does not see them. Without
it the same site is served, later.
"""

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from casebook.writing import WriteError, read_manifest

_BETWEEN_LOOKS: Final = 0.3  # seconds


def on_serve(
    server: LiveReloadServer,
    *,
    config: MkDocsConfig,
    builder: Callable[..., None],  # noqa: ARG001 - MkDocs gives it
) -> LiveReloadServer:
    """Have the server look at what is not generated; MkDocs adds other folders afterwards."""
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserverVFS(  # type: ignore[assignment]  # it works like the one before
        os.stat, written_by_people(Path(config.docs_dir)), polling_interval=_BETWEEN_LOOKS
    )
    for path in watched:
        server.watch(path)
    return server


def written_by_people(docs: Path) -> Callable[[str | None], Iterator["os.DirEntry[str]"]]:
    """Return what lists a folder without the files that were generated, and folders of them alone.

    Which they are is looked up once: a page that is new in a folder of pages by hand is seen.
    """
    try:
        generated = {str(docs / name) for name in read_manifest(docs)}
    except WriteError as error:
        raise PluginError(str(error)) from error
    hidden = generated | _only_generated(str(docs), generated)

    def list_folder(path: str | None) -> Iterator["os.DirEntry[str]"]:
        with os.scandir(path) as entries:
            for entry in entries:
                # Hidden files are none of the site: the build has some of its own there.
                if entry.path not in hidden and not entry.name.startswith("."):
                    yield entry

    return list_folder


def _only_generated(docs: str, generated: Collection[str]) -> set[str]:
    """Find the folders in which nothing is but what was generated."""
    found: set[str] = set()
    for folder, folders, files in os.walk(docs, topdown=False):
        inside = [f"{folder}{os.sep}{name}" for name in [*folders, *files]]
        if inside and all(path in generated or path in found for path in inside):
            found.add(folder)
    return found
