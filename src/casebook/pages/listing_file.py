"""The compact file from which a page that filters works.

It is a script that sets one variable, not JSON to be fetched: a script also loads from a
folder on a disk. Columns hold numbers into lists of terms, labels and dates; each distinct set of
terms stands once. `docs/assets/javascripts/browse.js` reads it.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from casebook.catalogue import Text, Words
from casebook.dates import EdtfDate
from casebook.markdown import plain
from casebook.models import Case, Citation
from casebook.pages.facet_terms import in_order, term_label
from casebook.pages.facets import Facet, Terms
from casebook.pages.inline import Inline
from casebook.pages.plain_dates import PlainDates
from casebook.pages.world import World

VARIABLE: Final = "casebookFacets"
WORDS: Final = (
    "browse-all",
    "browse-any",
    "browse-as-of",
    "browse-chosen",
    "browse-clear",
    "browse-csv",
    "browse-csv-how",
    "browse-filters",
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
    "csv-address",
    "csv-as-of",
    "csv-basis",
    "csv-id",
    "csv-kind",
    "csv-last-event",
    "csv-name",
    "csv-sources",
    "csv-stands",
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
    dates = PlainDates(world.date_words.forms["plain"])
    stands = [dates.taken_out(unescaped(row.text)) for row in rows]
    told = (
        *(row.last for row in rows),
        *(row.as_of for row in rows),
        *(one for _, held in stands for one in held),
    )
    known = sorted({when for when in told if when is not None}, key=lambda when: when.sort_key)
    place = {when: number for number, when in enumerate(known)}
    form = world.date_words.forms["plain"]
    sources = _Numbers()
    kinds = _Numbers()
    states = _Numbers()
    phrases = _Numbers()
    bases = _Numbers()
    content: dict[str, object] = {
        "words": {key: raw(world.words, shape.words.get(key, key)) for key in WORDS},
        "language": world.words.language,
        "savedAs": shape.saved_as,
        "dates": [
            _date_to_write(when, world.date_in_words(when), dates, phrases) for when in known
        ],
        "dateForms": {
            "months": form.months,
            "dayMonths": form.day_months,
            "day": form.day,
            "month": form.month,
            "year": form.year,
        },
        "facets": [_facet(world, facet, rows) for facet in shape.facets],
        "name": [plain(row.case.name) for row in rows],
        "id": [id_to_write(row.case) for row in rows],
        "kind": [kinds.of(plain(world.label("subject-kinds", row.case.kind))) for row in rows],
        "stands": [states.of(text) for text, _ in stands],
        "since": [[place[when] for when in held] for _, held in stands],
        "asOf": [_number(place, row.as_of) for row in rows],
        "last": [_number(place, row.last) for row in rows],
        "basis": [bases.of(world.words(row.basis)) for row in rows],
        "sources": [[sources.of(one) for one in _cited(world, row.sources)] for row in rows],
    }
    content |= {"kinds": kinds.terms, "bases": bases.terms, "sourceTitles": sources.terms}
    content |= {"states": states.terms, "phrases": phrases.terms}
    anchors = _column([row.anchor for row in rows])
    content |= {"anchors": anchors} if any(anchors[0]) else {}
    content["more"] = [
        [world.words(key), *_column([plain(row.more[number]) for row in rows])]
        for number, key in enumerate(shape.more)
    ]
    return as_script(VARIABLE, content)


def _column(cells: Iterable[str]) -> tuple[list[str], list[int]]:
    """Write each distinct text once, and its number in each row."""
    found = _Numbers()
    numbers = [found.of(cell) for cell in cells]
    return found.terms, numbers


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


def _date_to_write(when: EdtfDate, text: str, phrases: PlainDates, kept: "_Numbers") -> object:
    """Write a date; if the script cannot form its words from `dateForms`, their phrase too."""
    if _PLAIN_DATE.fullmatch(when.text):
        return when.text
    phrase, dates = phrases.taken_out(text)
    texts = [date.text for date in dates]
    # Mostly it is made of the very dates that stand in the text, in their order.
    more = [] if texts == _PLAIN_DATE.findall(when.text) else texts
    return [when.text, kept.of(phrase), *more]


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


@dataclass
class _Numbers:
    """Gives each distinct text a number."""

    terms: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, text: str) -> int:
        if text not in self.numbers:
            self.numbers[text] = len(self.terms)
            self.terms.append(text)
        return self.numbers[text]


def _facet(world: World, facet: Facet, lines: Sequence[Row]) -> dict[str, object]:
    told = dict.fromkeys(term for line in lines for term in line.terms[facet.id])
    ordered = in_order(world, facet.id, told)
    number = {term: place for place, term in enumerate(ordered)}
    rows = [tuple(sorted(number[term] for term in line.terms[facet.id])) for line in lines]
    sets = sorted(set(rows))
    place = {one: position for position, one in enumerate(sets)}
    # Where most have a set of their own, numbers of sets would only add to them.
    alone = 2 * len(sets) > len(rows)
    return {
        "id": facet.id,
        "title": world.words(facet.title),
        "terms": [[term, plain(term_label(world, facet.id, term))] for term in ordered],
        "sets": rows if alone else sets,
        "rows": None if alone else [place[row] for row in rows],
    }


def _cited(world: World, cited: Iterable[Citation]) -> list[str]:
    return [*dict.fromkeys(plain(world.record("source", one.source).label) for one in cited)]


def _number(place: Mapping[EdtfDate, int], when: EdtfDate | None) -> int:
    return -1 if when is None else place[when]
