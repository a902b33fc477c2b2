"""The hook for mkdocs.yml. See the package's own text for what it does and how to go without."""

import logging
import os
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from mkdocs_swift import fitness, keys, seams
from mkdocs_swift.describing import UndescribableError
from mkdocs_swift.disk import digest
from mkdocs_swift.session import Session
from mkdocs_swift.store import Store

LOG = logging.getLogger("mkdocs.hooks.swift")
SWITCH: Final = "MKDOCS_SWIFT"
"""Environment variable: "off" leaves everything to MkDocs, "fresh" starts without a cache."""

_said: set[str] = set()


@event_priority(-100)
def on_config(config: MkDocsConfig) -> None:
    """Take the place of what MkDocs does for each page, until the build is over."""
    seams.restore()
    keys.modules()  # before anybody has had time to edit them
    if os.environ.get(SWITCH) == "off":
        return
    reason = fitness.refusal(config)
    if reason is not None:
        _say_once(f"Left to MkDocs alone: {reason}")
        return
    seams.take(lambda: _session(config))


def _session(config: MkDocsConfig) -> Session:
    fresh = os.environ.get(SWITCH) == "fresh"
    unknown = fitness.unknown_extension(config)
    if unknown is not None:
        _say_once(f"Nothing is kept for later builds: {unknown} may read files of its own")
        fresh = True
    promises, settings = fitness.Promises(""), ""
    try:
        promises = fitness.promises(config)
        settings = keys.settings_key(config, promises.key)
    except UndescribableError as error:
        _say_once(f"Nothing is kept for later builds: {error}")
        fresh = True
    root = Path(config.config_file_path or ".").resolve().parent
    name = digest(str(config.config_file_path), config.docs_dir, config.site_url or "")
    return Session(
        config, Store(root / ".cache" / "mkdocs_swift" / name, fresh=fresh), promises, settings
    )


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:  # noqa: ARG001 - MkDocs gives it
    """Clear away and remember, before other plugins add to the finished site."""
    seams.finish()


@event_priority(100)
def on_build_error(error: Exception) -> None:  # noqa: ARG001 - MkDocs gives it
    """Leave nothing of the site before, as MkDocs would."""
    seams.abandon()


def _say_once(text: str) -> None:
    if text not in _said:
        _said.add(text)
        LOG.info("%s", text)
