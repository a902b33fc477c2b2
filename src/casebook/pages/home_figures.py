"""What hand-written pages tell of the records: key figures, the version of the data, its files.

Told once, while the site is made, and written down: a page that shows a figure needs no records.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook import edition
from casebook.addresses import HOME, index_of, link
from casebook.catalogue import Words
from casebook.data_files import kind_file
from casebook.figures import figures, in_states
from casebook.fold import Liberty, State
from casebook.library import FOLDER_OF_KIND, Library
from casebook.markdown import md

FIGURES_FILE: Final = "changes/.figures.json"
"""Where it is written down, below `docs/`: name of the macro -> Markdown. No page."""
DATA_PAGE: Final = "data/index.md"
STATED_APART: Final = ("elapsed", "not-stated")
"""Figures whose words for how they count name no states."""


@dataclass(frozen=True)
class Row:
    """One figure: what it is, how many are known and how many possible, how it is counted."""

    name: str
    known: int
    possible: int | None
    how: str
    index: str
    """The kind of the list that shows who is counted, as `addresses` calls it."""


@dataclass(frozen=True)
class Told:
    """The records that may be shown, their states, and the words to speak of them."""

    library: Library
    states: Mapping[str, State]
    words: Words

    def all(self) -> dict[str, str]:
        """Tell everything, by the names of the macros."""
        return {
            "figures": self.figures(),
            "data_version": edition.data_version(self.library),
            "data_counts": self.data_counts(),
            "data_files": self.data_files(),
        }

    def liberties(self) -> tuple[Liberty, ...]:
        """Where each person was when the sources last knew."""
        people = (case for case in self.library.cases.values() if case.kind == "person")
        return tuple(self.states[person.id].liberty for person in people)

    def rows(self) -> Iterator[Row]:
        """Count what the home page shows."""
        words, states, liberties = self.words, self.library.liberty_states, self.liberties()
        for one in figures(self.library):
            name = words(one.words)
            if one.states is None:
                kind = (case.kind == one.kind for case in self.library.cases.values())
                yield Row(name, sum(kind), None, words(one.how), one.index)
                continue
            if one.id in STATED_APART:
                how = words(one.how)
            else:
                chosen = (state for state in states.values() if state.id in one.states)
                labels = ", ".join(str(state.label).lower() for state in chosen)
                how = words(one.how, states=md(labels))
            yield Row(name, *tally(liberties, one.states), how, one.index)

    def figures(self) -> str:
        """Show the key figures, each with how it is counted."""
        words = self.words
        heads = [
            words("figure"),
            words("figure-known"),
            words("figure-possible"),
            words("figure-how"),
        ]
        lines = [f"| {' | '.join(heads)} |", "|---|--:|--:|---|"]
        for row in self.rows():
            possible = "–" if row.possible is None else words.number(row.possible)
            name = f"[{row.name}]({link(HOME, index_of(row.index))})"
            lines.append(f"| {name} | {words.number(row.known)} | {possible} | {row.how} |")
        kinds = (
            ("article", words("count-articles", count=self.number_of("article"))),
            ("event", words("count-events", count=self.number_of("event"))),
            ("source", words("count-sources", count=self.number_of("source"))),
            ("statistic", words("count-statistics", count=self.number_of("statistic"))),
        )
        links = [f"[{text}]({link(HOME, index_of(kind))})" for kind, text in kinds]
        return "\n".join([*lines, "", words("figure-besides", records=", ".join(links))])

    def number_of(self, kind: str) -> int:
        """Count the records of a kind."""
        return len(self.library.of_kind(kind))

    def data_counts(self) -> str:
        """Say how many rows the tables have."""
        cases = self.library.cases.values()
        return self.words(
            "data-counts",
            cases=self.words.number(len(cases)),
            events=self.words.number(sum(len(case.timeline) for case in cases)),
        )

    def data_files(self) -> str:
        """List the files of all records of a kind."""
        lines = []
        for kind, folder in FOLDER_OF_KIND.items():
            path = kind_file(folder)
            name = path.rpartition("/")[2]
            count = self.words("count-records", count=self.number_of(kind))
            lines.append(f"- [{name}]({link(DATA_PAGE, path)}): {count}")
        return "\n".join(lines)


def tally(liberties: Iterable[Liberty], states: frozenset[str]) -> tuple[int, int]:
    """Count those who certainly are in one of the states, and those who only may be."""
    counted = [in_states(liberty, states) for liberty in liberties]
    return counted.count("known"), counted.count("possible")


def figures_file(told: Told) -> bytes:
    """Write down what is told."""
    return f"{json.dumps(told.all(), ensure_ascii=False, indent=1)}\n".encode()
