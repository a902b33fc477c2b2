"""The places inside MkDocs where a session steps in, and out again: the only module that does."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest import mock

from mkdocs import utils
from mkdocs.commands import build
from mkdocs.structure.files import Files

from mkdocs_swift import addresses, markup, templates
from mkdocs_swift.session import Session

_steps = ExitStack()
_current: list[Session] = []


def take(start: Callable[[], Session]) -> None:
    """Put a session in the places of MkDocs' functions; it starts when MkDocs first needs it.

    What MkDocs and Python-Markdown do very often is done in quicker ways meanwhile.
    """

    def current() -> Session:
        if not _current:
            _current.append(start())
        return _current[0]

    def method(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed on as they come
            return getattr(current(), name)(*args, **kwargs)

        return call

    def copy(files: Files, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        current().copy_static_files(files, *args, **kwargs)

    for place, name, value in (
        (build, "_populate_page", method("populate_page")),
        (build, "_build_page", method("build_page")),
        (Files, "copy_static_files", copy),
        (utils, "clean_directory", method("clean")),
        (utils, "write_file", method("write_file")),
        *addresses.seams(),
        *templates.seams(),
        *markup.seams(),
    ):
        _steps.enter_context(mock.patch.object(place, name, value))


def finish() -> None:
    """End a build that went well so far."""
    try:
        if _current:
            _current[0].finish()
    finally:
        restore()


def abandon() -> None:
    """End a build that failed."""
    try:
        if _current:
            _current[0].sweep()
    finally:
        restore()


def restore() -> None:
    """Give MkDocs its functions back."""
    _steps.close()
    while _current:
        _current.pop().store.close()
