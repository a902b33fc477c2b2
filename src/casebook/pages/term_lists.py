"""Pages of the terms of a vocabulary: each lists its cases, and one lists the terms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casebook import addresses
from casebook.models import Case, VocabularyTerm
from casebook.pages.blocks import Block, block
from casebook.pages.inline import Inline, inline
from casebook.pages.lists import ListView, Section, list_pages, only
from casebook.pages.outcome_tables import CasesTable
from casebook.pages.page import Page
from casebook.pages.tables import table

Cases = Mapping[str, Sequence[Case]]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Cases by the terms of a vocabulary that has pages: states of liberty, regions, roles."""

    kind: str
    """What `addresses` calls the pages."""
    vocabulary: str
    found: Cases
    second: Cases = field(default_factory=dict)
    """Cases tied to the term in a weaker way: possibly in the state, or only events there."""
    events: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of records of events tied to the term."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Keys of the words with which a grouping speaks."""

    title: str
    column: str
    second_column: str
    heading: str
    second_heading: str


def _plain(title: str, column: str) -> _Words:
    """Words of a grouping that has no weaker way to be tied to a term."""
    return _Words(title, column, "column-possible", "heading-cases", "heading-possible")


_WORDS = {
    "designation": _plain("title-designations", "column-recognised-as"),
    "harm": _plain("title-harm", "column-harm"),
    "imposed": _plain("title-imposed", "column-imposed"),
    "outcome": _plain("title-outcomes", "column-outcome"),
    "proceeding": _plain("title-proceedings", "column-proceeding-kind"),
    "liberty": _Words(
        "title-liberty", "column-state", "column-possible", "heading-known", "heading-possible"
    ),
    "region": _Words(
        "title-regions",
        "column-region",
        "column-happened-there",
        "heading-from-here",
        "heading-happened-here",
    ),
    "role": _plain("title-roles", "column-role"),
}


def term_pages(
    index: Page, grouping: Grouping, cases_table: CasesTable, lead: Iterable[Inline] = ()
) -> Iterator[tuple[Page, ListView]]:
    """Lay out the list of terms with counts, under a lead, and a page for each.

    A term without cases has a page too: its address has been or will be in use.
    """
    words = index.world.words
    keys = _WORDS[grouping.kind]
    terms = index.world.library.vocabularies[grouping.vocabulary]
    made = table(
        index,
        (keys.column, "column-cases", *([keys.second_column] if grouping.second else [])),
        (_row(index, grouping, name) for name in terms),
    )
    yield from list_pages(index, words(keys.title), only(index.say("heading-list"), made), lead)
    for name, term in terms.items():
        page = Page(index.world, addresses.page_of(grouping.kind, name))
        sections = [
            *(
                Section(page.say(key), anchor, Block(table=listed))
                for key, anchor, cases in (
                    (keys.heading, "section_cases", grouping.found.get(name, ())),
                    (keys.second_heading, "section_more_cases", grouping.second.get(name, ())),
                )
                if (listed := cases_table(page, name, cases))
            ),
            *_event_sections(page, grouping.events.get(name, ())),
        ]
        yield from list_pages(page, str(term.label), sections, _explained(page, term))


def _row(page: Page, grouping: Grouping, name: str) -> tuple[Inline, ...]:
    cells = [
        page.vocabulary_link(grouping.kind, grouping.vocabulary, name),
        inline(str(len(grouping.found.get(name, ())))),
    ]
    if grouping.second:
        cells.append(inline(str(len(grouping.second.get(name, ())))))
    return tuple(cells)


def _event_sections(page: Page, names: Iterable[str]) -> Iterator[Section]:
    """List events of several, by date."""
    events = page.world.library.events
    ordered = sorted(names, key=lambda name: (events[name].date.sort_key, name))
    found = block(items=(page.link("event", name) for name in ordered))
    if found is not None:
        yield Section(page.say("heading-events-here"), "section_events", found)


def _explained(page: Page, term: VocabularyTerm) -> Iterator[Inline]:
    if term.definition is not None:
        yield page.text(term.definition)
