"""Items as lines of a bibliography, in our own small style of the Citation Style Language."""

from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from casebook.bibliography.items import Item

STYLE: Final = "style.csl"


def rendered(items: Sequence[Item]) -> dict[str, str]:
    """Write each item as one line of text: id -> line."""
    if not items:
        return {}
    # A note is not printed, and the library warns of each field it does not know.
    known = [{k: v for k, v in one.items() if k not in _NOT_PRINTED} for one in items]
    text = files("casebook.bibliography").joinpath(STYLE).read_bytes()
    style = CitationStylesStyle(BytesIO(text), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(known), formatter.plain)
    for one in known:
        bibliography.register(Citation([CitationItem(one["id"])]))
    lines: list[Any] = bibliography.bibliography()
    return {one["id"]: str(line) for one, line in zip(known, lines, strict=True)}


_NOT_PRINTED: Final = frozenset({"note", "archive_location"})
