"""What hand-written pages may ask for: figures counted from the records, and whom to write to.

mkdocs-macros calls `define_env`; a page asks with `render_macros: true` in its front matter.
Records are read only if a page asks for something that is in them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from casebook import catalogue, edition
from casebook.addresses import HOME, index_of, link
from casebook.data_files import kind_file
from casebook.exports import SHAPES
from casebook.fold import Liberty, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import FOLDER_OF_KIND, Library, load
from casebook.links import link as link_records
from casebook.markdown import address, md, url
from casebook.publication import shown

DATA_PAGE: Final = "data/index.md"
ELAPSED: Final = "term-elapsed"
NOT_STATED: Final = "unknown"


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
class Collection:
    """The records of a repository, as far as they may be shown, and the words to speak of them."""

    root: Path

    @cached_property
    def words(self) -> catalogue.Words:
        """The words of the interface."""
        return catalogue.load(self.root / "templates" / "words")

    @cached_property
    def library(self) -> Library:
        """The records that may be shown."""
        return shown(link_records(load(self.root))).linked.library

    @cached_property
    def liberties(self) -> tuple[Liberty, ...]:
        """Where each person was when the sources last knew."""
        meaning = meaning_of(self.library)
        people = (case for case in self.library.cases.values() if case.kind == "person")
        return tuple(state(person, meaning).liberty for person in people)

    def number_of(self, kind: str) -> int:
        """Count the records of a kind."""
        return len(self.library.of_kind(kind))

    def rows(self) -> Iterator[Row]:
        """Count what the home page shows."""
        words, states = self.words, self.library.liberty_states.values()
        subjects = (
            ("person", words("figure-people"), words("figure-people-how")),
            ("organisation", words("figure-organisations"), words("figure-organisations-how")),
            ("group", words("figure-groups"), words("figure-groups-how")),
        )
        for kind, name, how in subjects:
            cases = self.library.cases.values()
            yield Row(name, sum(case.kind == kind for case in cases), None, how, "case")
        # Every state is in one row: each person is known in one of them, or possible in several.
        held = [one for one in states if one.custody]
        limited = [one for one in states if one.confined and not one.custody]
        died = [one for one in states if one.final]
        told_apart = {*(one.id for one in (*held, *limited, *died)), ELAPSED, NOT_STATED}
        free = [one for one in states if one.id not in told_apart]
        for name, chosen, index in (
            (words("figure-held"), held, "census"),
            (words("figure-limited"), limited, "census"),
            (words("figure-free"), free, "liberty"),
            (words("figure-died"), died, "liberty"),
        ):
            if not chosen:
                continue
            labels = ", ".join(str(one.label).lower() for one in chosen)
            known, possible = tally(self.liberties, {one.id for one in chosen})
            how = words("figure-liberty-how", states=md(labels))
            yield Row(name, known, possible, how, index)
        for name, chosen_id, how in (
            (words("figure-elapsed"), ELAPSED, words("figure-elapsed-how")),
            (words("figure-not-stated"), NOT_STATED, words("figure-not-stated-how")),
        ):
            yield Row(name, *tally(self.liberties, {chosen_id}), how, "liberty")

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

    def data_version(self) -> str:
        """Name the version of the data."""
        return edition.data_version(self.library)

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

    def data_fields(self, table: str) -> str:
        """List the columns of a table with what is in each."""
        (shape,) = (one for one in SHAPES if one.name == table)
        words = self.words
        lines = [f"| {words('data-column')} | {words('data-type')} | {words('data-holds')} |"]
        lines.append("|---|---|---|")
        lines += (f"| `{one.name}` | {one.type} | {md(one.description)} |" for one in shape.columns)
        return "\n".join(lines)


def tally(liberties: Iterable[Liberty], states: set[str]) -> tuple[int, int]:
    """Count those who certainly are in one of the states, and those who only may be.

    A person whose partial dates leave only states of the set open certainly is in one of them.
    """
    known = possible = 0
    for liberty in liberties:
        open_states = {liberty.state, *(one.state for one in liberty.alternatives)}
        known += open_states <= states
        possible += not open_states <= states and bool(open_states & states)
    return known, possible


def contact_words(words: catalogue.Words, contact: str, repository: str) -> str:
    """Say where corrections go, or that this copy of the site names no address."""
    mail = contact if ":" in contact else f"mailto:{contact}"
    ways = []
    if contact and address(mail):
        ways.append(words("contact-private", address=url(mail, contact)))
    if address(repository):
        ways.append(words("contact-public", repository=url(repository)))
    return "\n\n".join(ways or [words("contact-none")])


def repository_words(words: catalogue.Words, repository: str) -> str:
    """Say where the repository is, if this copy of the site knows."""
    known = address(repository)
    return words("repository-at", repository=url(repository)) if known else ""


def define_env(env: Any) -> None:  # noqa: ANN401 - the plugin ships no types
    """Give pages their macros."""
    # Not named like the values of `extra` in mkdocs.yml: those would hide them.
    collection = Collection(Path(env.project_dir))
    extra = env.conf["extra"]

    def where_to_write() -> str:
        return contact_words(collection.words, extra["contact"], extra["repository"])

    def where_it_is_kept() -> str:
        return repository_words(collection.words, extra["repository"])

    @cache
    def counted() -> dict[str, str]:
        # By a collection that goes when it has counted: MkDocs needs the room for its pages.
        fresh = Collection(collection.root)
        macros = (fresh.figures, fresh.data_version, fresh.data_counts, fresh.data_files)
        return {macro.__name__: macro() for macro in macros}

    for name in ("figures", "data_version", "data_counts", "data_files"):
        env.macro(lambda name=name: counted()[name], name)
    for macro in (collection.data_fields, where_to_write, where_it_is_kept):
        env.macro(macro, macro.__name__)
