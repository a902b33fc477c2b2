"""Quicker ways to the addresses in a page: many of its links lead to the same few places."""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from mkdocs import utils as _typed
from mkdocs.structure import pages

_KEPT: Final = 4096
_links: Final = pages._RelativePathTreeprocessor  # noqa: SLF001 - the inside of a version we check
_utils: Final[Any] = _typed  # its types do not tell of the inside


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place.

    Each is a function of texts alone, and what it returns is not changed by those who ask.
    """
    yield _typed, "_norm_parts", lru_cache(_KEPT)(_utils._norm_parts)  # noqa: SLF001 - as above
    yield _typed, "get_relative_url", lru_cache(_KEPT)(_typed.get_relative_url)
    yield _links, "_target_uri", staticmethod(_target)


def _target(source: str, path: str) -> str:
    """Return what a link in a file leads to."""
    return _target_from(posixpath.dirname(source), path)


@lru_cache(_KEPT)
def _target_from(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path).lstrip("/"))
