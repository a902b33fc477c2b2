"""The manifest: what was made here, and with which content."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from casebook.writing.refusing import MANIFEST, WriteError, bad_paths, refuse
from casebook.writing.unfinished import write_whole

_VERSION: Final = 1

Manifest = Mapping[str, frozenset[str]]
"""Path -> hashes of what it may hold: one, or two while a run is under way."""


def read_manifest(docs: Path) -> Manifest:
    """Read it; without one nothing was made here. Raises WriteError for one that is spoilt."""
    try:
        stored = json.loads((docs / MANIFEST).read_bytes())
        files = {_VERSION: stored["files"]}[stored["version"]]  # no other version is known
        found = {str(path): frozenset(map(str, hashes)) for path, hashes in files.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WriteError(
            f"{docs.name}/{MANIFEST}: cannot be read; delete it together with the generated pages"
        ) from error
    refuse(docs, [f"{MANIFEST}: names {reason}" for reason in bad_paths(found)])
    return found


def manifest_digest(docs: Path) -> str:
    """Tell one manifest from another; empty without one."""
    try:
        return sha256((docs / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def write_manifest(docs: Path, manifest: Manifest) -> None:
    """Write it whole."""
    files = {path: sorted(manifest[path]) for path in sorted(manifest)}
    # On one line: the writer of indented text is no part of the C library, and takes seconds.
    text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False)
    write_whole(docs / MANIFEST, text.encode() + b"\n")
