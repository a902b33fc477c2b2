"""The compact file from which a page that filters works.

It is a script that sets one variable, not JSON to be fetched: a script also loads from a folder on
a disk. All that choosing, sorting and showing lines needs is in it; what only a saved table shows
is in a second one (`listing_table`), loaded when a reader saves. Columns are packed (`packing`):
numbers into lists of dates and texts, and for each term of a facet the rows that have it.
`docs/assets/javascripts/rows.js` reads it.
"""

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from casebook.catalogue import Text, Words
from casebook.dates import EdtfDate
from casebook.markdown import plain
from casebook.models import Case, Citation
from casebook.pages.facet_terms import in_order, term_label
from casebook.pages.facets import Facet, Terms
from casebook.pages.inline import Inline
from casebook.pages.packing import ALPHABET, LAST, gaps, numbers, signed, texts
from casebook.pages.plain_dates import PlainDates
from casebook.pages.world import World

VARIABLE: Final = "casebookFacets"
ALPHABET_IN_FILES: Final = {"alphabet": ALPHABET, "lastOfNumber": LAST}
"""What a script needs to unpack a file."""
WORDS: Final = (
    "browse-all",
    "browse-any",
    "browse-as-of",
    "browse-chosen",
    "browse-clear",
    "browse-csv",
    "browse-csv-failed",
    "browse-csv-how",
    "browse-filters",
    "browse-find-term",
    "browse-found",
    "browse-last-event",
    "browse-more",
    "browse-none",
    "browse-remove",
    "browse-results",
    "browse-sort",
    "browse-sort-as-of",
    "browse-sort-last-event",
    "browse-sort-name",
)
_ESCAPED: Final = re.compile(r"\\(.)")
_PLAIN_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a case, or one thing in it."""

    case: Case
    text: Inline
    """What is said of it, without links."""
    as_of: EdtfDate | None
    last: EdtfDate | None
    """The other date by which it can be sorted."""
    basis: str
    """The key of its words."""
    sources: tuple[Citation, ...]
    terms: Terms
    anchor: str = ""
    """The place on the page of the case."""
    more: tuple[str, ...] = ()
    """Further cells of its line in a table for spreadsheets."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What all lines of a list share."""

    facets: Sequence[Facet]
    saved_as: str
    """The name of the file that readers save."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Key of the script -> key of the words, where they are not the same."""
    more: Sequence[str] = ()
    """Keys of the headings of `Row.more`."""


def listing_file(world: World, shape: Shape, rows: Sequence[Row]) -> bytes:
    """Write the file of a list."""
    plain_dates = PlainDates(world.date_words.forms["plain"])
    stands = [plain_dates.taken_out(unescaped(row.text)) for row in rows]
    told = (
        *(row.last for row in rows),
        *(row.as_of for row in rows),
        *(one for _, held in stands for one in held),
    )
    known = sorted({when for when in told if when is not None}, key=lambda when: when.sort_key)
    place = {when: number for number, when in enumerate(known)}
    states = sorted({text for text, _ in stands})
    state = {text: number for number, text in enumerate(states)}
    content: dict[str, object] = {
        "words": words_of(world, shape, WORDS),
        "language": world.words.language,
        "savedAs": shape.saved_as,
        **ALPHABET_IN_FILES,
        **_dates(world, plain_dates, known),
        "facets": [_facet(world, facet, rows) for facet in shape.facets],
        "name": texts(plain(row.case.name) for row in rows),
        "id": texts(id_to_write(row.case) for row in rows),
        "states": texts(states),
        "stands": numbers(state[text] for text, _ in stands),
        "since": numbers(
            signed(step)
            for row, (_, held) in zip(rows, stands, strict=True)
            for step in _steps([place[row.last] if row.last else 0, *(place[one] for one in held)])
        ),
        "asOf": numbers(place[row.as_of] + 1 if row.as_of else 0 for row in rows),
        "last": numbers(place[row.last] + 1 if row.last else 0 for row in rows),
    }
    if any(row.anchor for row in rows):
        content["anchors"] = column(row.anchor for row in rows)
    return as_script(VARIABLE, content)


def words_of(world: World, shape: Shape, keys: Iterable[str]) -> dict[str, Text]:
    """The words that a script needs, under the names by which it asks for them."""
    return {key: raw(world.words, shape.words.get(key, key)) for key in keys}


def column(cells: Iterable[str]) -> tuple[list[str], str]:
    """Write each distinct text once, and its number in each row."""
    found: dict[str, int] = {}
    places = numbers([found.setdefault(cell, len(found)) for cell in cells])
    return texts(found), places


def _steps(places: Iterable[int]) -> Iterator[int]:
    """The dates in a line are mostly near its last event: count from there, and on."""
    return (other - one for one, other in pairwise(places))


def as_script(variable: str, content: Mapping[str, object]) -> bytes:
    """Write a value as a script that sets a variable."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # The two places where JSON is no JavaScript, and one that a page could stumble over.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return f"window.{variable}={text};\n".encode()


def id_to_write(case: Case) -> str:
    """Leave out of an id what the name gives away: "", or a rest such as "-2"; else the id."""
    told = _NOT_IN_IDS.sub("-", case.name.lower()).strip("-") if case.name.isascii() else ""
    begins = told and (case.id == told or case.id.startswith(f"{told}-"))
    return case.id.removeprefix(told) if begins else case.id


def _dates(world: World, plain_dates: PlainDates, known: Sequence[EdtfDate]) -> dict[str, object]:
    """Write dates in their order, and how the script words those that are no plain ones.

    The phrase of such a date has {0}, {1} where plain dates stand: mostly the very ones of its
    text, in their order; else they follow the text after spaces.
    """
    form = world.date_words.forms["plain"]
    written: list[str] = []
    phrases: dict[str, int] = {}
    places: list[int] = []
    for when in known:
        if _PLAIN_DATE.fullmatch(when.text):
            written.append(when.text)
            places.append(0)
            continue
        phrase, dates = plain_dates.taken_out(world.date_in_words(when))
        parts = [date.text for date in dates]
        more = [] if parts == _PLAIN_DATE.findall(when.text) else parts
        written.append(" ".join([when.text, *more]))
        places.append(phrases.setdefault(phrase, len(phrases)) + 1)
    return {
        "dates": texts(written),
        "phrases": [*phrases],
        "phrase": numbers(places),
        "dateForms": {
            "months": form.months,
            "dayMonths": form.day_months,
            "day": form.day,
            "month": form.month,
            "year": form.year,
        },
    }


def unescaped(text: Inline) -> str:
    """Undo what `markdown.md` did to a text without links."""
    return html.unescape(_ESCAPED.sub(r"\1", text))


def raw(words: Words, key: str) -> Text:
    """The text of a key with its placeholders, which the script fills."""
    found = words.texts.get(key)
    if found is None and words.instead is not None:
        return raw(words.instead, key)
    if found is None:
        raise KeyError(key)
    return found


def _facet(world: World, facet: Facet, lines: Sequence[Row]) -> dict[str, object]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for term in line.terms[facet.id]:
            rows[term].append(number)
    ordered = in_order(world, facet.id, rows)
    return {
        "id": facet.id,
        "title": world.words(facet.title),
        "terms": [[term, plain(term_label(world, facet.id, term))] for term in ordered],
        "rows": [gaps(rows[term]) for term in ordered],
    }
