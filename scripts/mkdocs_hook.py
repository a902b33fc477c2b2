"""Keeps generated pages up to date under `mkdocs serve`: our build, before each of MkDocs' own.

A comfort and never the only way: with this hook taken out of mkdocs.yml the site builds just as
well, if `casebook build` ran before. Only what changed is written, so that an edit of a record sets
off no build but its own, or at most one more without `mkdocs_watch.py`. After a change of the
program itself `mkdocs serve` has to be started again.
"""

import logging
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from casebook import build
from casebook.cache import SWITCH, WRITTEN_FILE, cache_of
from casebook.preparing import prepare_once
from casebook.problems import render
from casebook.writing import WriteError, write

# Below "mkdocs", so that messages look like its own. Warnings about records are shown and do not
# fail a strict build of the site: `casebook check --strict` is the judge of records.
LOG = logging.getLogger("mkdocs.hooks.casebook")


def on_pre_build(config: MkDocsConfig) -> None:
    """Bring `docs/` up to date; raises PluginError, which ends a build, if the records are bad."""
    root = Path(config.config_file_path).parent
    # Not the site_url of the configuration: `mkdocs serve` puts its own address there.
    site_url = os.environ.get(build.SITE_URL_VARIABLE, "")
    cache = cache_of(root, os.environ.get(SWITCH))
    # Pages with figures and the search ask for the same records later in this run.
    made = build.build_of(prepare_once(root, cache=cache), root, site_url=site_url, cache=cache)
    if made.problems:
        LOG.info("%s", render(made.problems, records=made.records, written=not made.failed))
    if made.failed:
        raise PluginError("the records have errors; nothing was written")
    try:
        remembered = root / WRITTEN_FILE if cache.keeps else None
        report = write(made.made(), Path(config.docs_dir), remembered, made.made_of)
    except WriteError as error:
        raise PluginError(str(error)) from error
    if report.written or report.removed:
        LOG.info("Casebook: %d files written, %d removed", report.written, report.removed)
