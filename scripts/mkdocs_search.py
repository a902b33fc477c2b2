"""Builds the search of the finished site; `casebook index` does the same without this hook.

Under `mkdocs serve` a process of its own does it when the pages are there already: until it is
done, the search is that of the build before.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Final, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from casebook.cache import SWITCH, cache_of
from casebook.indexing import FOLDER, IndexingError, index
from casebook.preparing import forget

LOG = logging.getLogger("mkdocs.hooks.casebook")
# MkDocs leaves hidden files in the folder of the site alone.
_BEFORE: Final = f".{FOLDER}-before"

_serving = False
_under_way: list[subprocess.Popen[bytes]] = []


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001 - MkDocs gives it
    """Find out whether somebody waits for the pages."""
    global _serving  # noqa: PLW0603 - the module is what MkDocs keeps of a hook
    _serving = command == "serve"


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    """Put the search of the build before aside, out of the way of this one."""
    end()
    before = Path(config.site_dir, FOLDER)
    if _serving and before.is_dir():
        before.rename(Path(config.site_dir, _BEFORE))


def on_post_build(config: MkDocsConfig) -> None:
    """Build the search, or begin to; raises PluginError if that fails."""
    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    if _serving:
        before = site / _BEFORE
        if before.is_dir():
            before.rename(site / FOLDER)
        command = [
            sys.executable,
            "-m",
            "casebook",
            "index",
            "--root",
            f"{root}",
            "--site",
            f"{site}",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _under_way.append(process)
        Thread(target=process.wait, daemon=True).start()
    else:
        try:
            entries = index(root, site, cache_of(root, os.environ.get(SWITCH)))
        except IndexingError as error:
            raise PluginError(str(error)) from error
        LOG.info("Casebook: %d entries can be searched", entries)
    forget()


def on_shutdown() -> None:
    """Leave no process behind."""
    end()


def end() -> None:
    """End what is under way: it would write into a folder that is being renewed."""
    while _under_way:
        process = _under_way.pop()
        process.terminate()
        process.wait()
