"""Quicker ways to the addresses in a page: many of its links lead to the same few places."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from mkdocs import utils as _typed
from mkdocs.structure import pages

_KEPT: Final = 4096
_links: Final[Any] = pages._RelativePathTreeprocessor  # noqa: SLF001 - of a version we check
_utils: Final[Any] = _typed  # its types do not tell of the inside
# A link as most are: to a place on the page, or to a page and perhaps a place there.
_PLAIN: Final = re.compile(r"(?!/)([\w./-]*\.md)?(?:#([\w.:-]+))?", re.ASCII)


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place."""
    # Functions of texts alone; what they return is not changed by those who ask.
    yield _typed, "_norm_parts", lru_cache(_KEPT)(_utils._norm_parts)  # noqa: SLF001 - as above
    yield _typed, "get_relative_url", lru_cache(_KEPT)(_typed.get_relative_url)
    yield _links, "_target_uri", staticmethod(_target)
    yield _links, "path_to_url", _path_to_url


_path_to_url_before: Final[Callable[[Any, str], str]] = _links.path_to_url


def _target(source: str, path: str) -> str:
    """Return what a link in a file leads to."""
    return _target_from(posixpath.dirname(source), path)


@lru_cache(_KEPT)
def _target_from(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path).lstrip("/"))


def _path_to_url(self: Any, url: str) -> str:  # noqa: ANN401 - a class MkDocs keeps to itself
    """Return the address for a link; if there is something to say about it, MkDocs does."""
    plain = _PLAIN.fullmatch(url)
    if not plain or not url:
        return _path_to_url_before(self, url)
    path, anchor = plain.groups()
    to = self.file
    if path:
        to = self.files.get_file_from_path(_target(self.file.src_uri, path))
        if to is None or to.inclusion.is_excluded():
            return _path_to_url_before(self, url)
    if anchor:
        self.links_to_anchors.setdefault(to, {}).setdefault(anchor, url)
    if not path:
        return url
    address: str = _typed.get_relative_url(to.url, self.file.url)
    return f"{address}#{anchor}" if anchor else address
