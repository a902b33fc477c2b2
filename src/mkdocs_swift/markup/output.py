"""From the tree of a page to its HTML."""

from collections.abc import Callable, Iterator
from typing import Any, Final, Literal
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers as _typed
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import STX

_Format = Literal["html", "xhtml"]
serializers: Any = _typed  # its types tell nothing of the inside


def seams() -> Iterator[tuple[object, str, object]]:
    """Give what is replaced: whose, its name, and what takes its place."""
    yield serializers, "_write_html", _write_html
    yield UnescapeTreeprocessor, "unescape", _unescape


_write_html_before: Final[Callable[[Element, _Format], str]] = serializers._write_html  # noqa: SLF001 - the inside of a known version
_escape: Final[Callable[[str], str]] = serializers._escape_cdata  # noqa: SLF001 - as above
_escape_attribute: Final[Callable[[str], str]] = serializers._escape_attrib_html  # noqa: SLF001 - as above
_FLAGS: Final[frozenset[str]] = serializers.BOOLEAN_ATTRIBUTES["html"]
_unescape_before: Final = UnescapeTreeprocessor.unescape
_RAW: Final = frozenset({"script", "style"})


class _UnusualError(TypeError):
    """A tree holds what is not written here, such as comments and names with a namespace."""


def _write_html(root: Element, format: _Format = "html") -> str:  # noqa: A002 - as it is called
    """Write a tree as HTML."""
    found: list[str] = []
    try:
        _write(found.append, root, format)
    except (_UnusualError, TypeError, RecursionError):
        return _write_html_before(root, format)
    return "".join(found)


def _write(write: Callable[[str], None], element: Element, form: _Format) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    if type(tag) is not str:
        raise _UnusualError
    write(f"<{tag}")
    for name, value in sorted(element.items()):
        _write_attribute(write, name, value, form)
    empty = tag.lower() in HTML_EMPTY
    if empty and form == "xhtml":
        write(" />")
    else:
        write(">")
        if text:
            write(text if tag.lower() in _RAW else _escaped(text))
        for child in element:
            _write(write, child, form)
        if not empty:
            write(f"</{tag}>")
    if tail:
        write(_escaped(tail))


def _write_attribute(write: Callable[[str], None], name: str, value: str, form: _Format) -> None:
    if type(name) is not str or type(value) is not str:
        raise _UnusualError
    value = _escape_attribute(value)
    if form == "html" and name == value and name in _FLAGS:
        write(f" {value}")
    else:
        write(f' {name}="{value}"')


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return _escape(text)
    return text


def _unescape(self: UnescapeTreeprocessor, text: str) -> str:
    """Give back the letters that were hidden from the patterns."""
    return _unescape_before(self, text) if STX in text else text
