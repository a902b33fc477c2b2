"""A page that is being made: where it lies, and what its place lets it say."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from casebook import addresses
from casebook.dates import EdtfDate
from casebook.markdown import attr
from casebook.models import Citation, LocalText
from casebook.pages.inline import NOTHING, Inline, inline, join
from casebook.pages.notes import Notes, anchor
from casebook.pages.world import World

ARTICLE = "article"
HOME_COUNTRY = "KZ"
_CHAINS = {"place": "places-and", "source": "sources-also"}


@dataclass(frozen=True)
class Page:
    """Links, citations and dates as one page writes them."""

    world: World
    path: str
    notes: Notes | None = None
    """The notes of the page of a record; other pages name the place in a source each time."""

    @cached_property
    def folder(self) -> str:
        """The folder it lies in."""
        return posixpath.dirname(self.path)

    # --- links --------------------------------------------------------------------------------

    def href(self, kind: str, name: str, anchor: str | None = None) -> str:
        """Return the relative address of a record, or of a place on its page."""
        found = self.world.href(self.folder, kind, name)
        return f"{found}#{anchor}" if anchor else found

    def link(
        self, kind: str, name: str, text: object | None = None, anchor: str | None = None
    ) -> Inline:
        """Link to a record under its label, or under another text."""
        if kind == ARTICLE and text is None:
            return self.article(name, titled=True)
        shown = inline(self.world.record(kind, name).label if text is None else text)
        return Inline(f"[{shown}]({self.href(kind, name, anchor)})")

    def link_to(self, page: str, text: object, anchor: str | None = None) -> Inline:
        """Link to a page by its path."""
        return Inline(f"[{inline(text)}]({addresses.link(self.path, page, anchor)})")

    def body(self, name: str) -> Inline:
        """Link to a body: an organisation, or a case of that kind."""
        return self.link(self.world.kind_of_body(name), name)

    def bodies(self, names: Iterable[str], others: Iterable[object] = ()) -> Inline:
        """Link to bodies, with those that have no record after them."""
        return join([*(self.body(name) for name in names), *others])

    def cases(self, names: Iterable[str]) -> Inline:
        """Link to cases."""
        return join(self.link("case", name) for name in names)

    def article(self, reference: str, *, titled: bool = False) -> Inline:
        """Link to an article, or to a part of one, under its number."""
        world = self.world
        label = inline(world.article_label(reference))
        title = world.article_title(reference) if titled else ""
        text = world.say("article-titled", article=label, title=title) if title else label
        return Inline(f"[{text}]({self._article_href(reference)})")

    def _article_href(self, reference: str) -> str:
        article, part = self.world.linked.article(reference)
        # A part that its article does not list has no anchor to lead to.
        return self.href("article", reference if part else article.id)

    def articles(self, references: Iterable[str], *, titled: bool = False) -> Inline:
        """Link to several articles."""
        return join(self.article(one, titled=titled) for one in references)

    def explained(self, vocabulary: str, term: str) -> Inline:
        """Name a term of a vocabulary; one that the glossary explains is a link to it."""
        label = inline(self.world.label(vocabulary, term))
        explained_by = self.world.library.vocabularies[vocabulary][term].glossary
        return self._term(explained_by, label) if explained_by else label

    def _term(self, name: str, label: object) -> Inline:
        """Link to a term of the glossary, with what it means for those who point at it or ask."""
        meaning = attr(self.world.library.terms[name].definition)
        return Inline(f'[{inline(label)}]({self.href("term", name)} "{meaning}")')

    def vocabulary_link(self, kind: str, vocabulary: str, term: str) -> Inline:
        """Link to the page of a term that has one: a role, a state of liberty, a region."""
        label = inline(self.world.label(vocabulary, term))
        return Inline(f"[{label}]({self.href(kind, term)})")

    def region(self, code: str) -> Inline:
        """Link to a region."""
        return self.vocabulary_link("region", "regions", code)

    def place(self, place: str | None, region: str | None, country: str | None = None) -> Inline:
        """Name a place with its region; another country by its code."""
        parts: list[object] = []
        if place is not None:
            region = self.world.library.places[place].region or region
            name = self.world.label("places", place)
            # Almaty is a town and a region of its own.
            if region is None or name != self.world.label("regions", region):
                parts.append(name)
        if region is not None:
            parts.append(self.region(region))
        if country is not None and country != HOME_COUNTRY:
            parts.append(self.world.say("country-code", code=country))
        return join(parts)

    # --- what pages say -----------------------------------------------------------------------

    def say(self, key: str, /, **values: object) -> Inline:
        """Fill words of the interface."""
        return self.world.say(key, **values)

    def time(self, when: EdtfDate) -> Inline:
        """Say a date."""
        return self.world.time(when)

    def day(self, when: EdtfDate) -> Inline:
        """Say a date in plain words, without an element."""
        return inline(self.world.date_in_words(when))

    def text(self, text: LocalText) -> Inline:
        """Show a text of a record."""
        return self.world.text(text)

    def explaining(self, text: LocalText) -> Inline:
        """Show a text of a record, with glossary terms explained where the page first uses them."""
        if self.notes is None or text.en is None:
            return self.text(text)
        shown, parts, after = inline(text.en), [], 0
        for start, end, term in self.world.terms.spotted(shown):
            if term.id not in self._met:
                self._met.add(term.id)
                parts += [shown[after:start], self._term(term.id, Inline(shown[start:end]))]
                after = end
        return Inline("".join([*parts, shown[after:]]))

    @cached_property
    def _met(self) -> set[str]:
        """The terms that the page has explained."""
        return set()

    def cite(self, citations: Iterable[Citation]) -> Inline:
        """Name each source once: with the number of its note, or where there are none, in full."""
        if self.notes is None:
            return self.cite_in_full(citations)
        cited = [
            _noted(number, self.world.record("source", name).label)
            for name, number in self._numbers(self.notes, citations)
        ]
        return self._chain("source", cited)

    def marks(self, citations: Iterable[Citation]) -> Inline:
        """Give the numbers of the notes alone, for cells of a table that repeats its sources."""
        if self.notes is None:
            return self.cite_in_full(citations)
        return join((_noted(one) for _, one in self._numbers(self.notes, citations)), " ")

    def cite_in_full(self, citations: Iterable[Citation]) -> Inline:
        """Name each source with the places in it: "IPHR and KIBHR, March 2023, ch. 3"."""
        return self._chain("source", list(self._in_full(citations).values()))

    def _in_full(self, citations: Iterable[Citation]) -> dict[str, Inline]:
        places: dict[str, list[Inline]] = {}
        for one in citations:
            places.setdefault(one.source, []).append(self._place_in_source(one))
        return {
            name: self.say(
                "citation", source=self.link("source", name), place=self._chain("place", found)
            )
            for name, found in places.items()
        }

    def _numbers(self, notes: Notes, citations: Iterable[Citation]) -> Iterator[tuple[str, int]]:
        for name, text in self._in_full(citations).items():
            yield name, notes.number(text)

    def _place_in_source(self, citation: Citation) -> Inline:
        if citation.note is None:
            return inline(citation.at)
        return self.say("place-noted", place=citation.at, note=citation.note)

    def _chain(self, kind: Literal["place", "source"], parts: Sequence[Inline]) -> Inline:
        """Put parts in one line in the words of the interface."""
        chain = parts[0] if parts else NOTHING
        for part in parts[1:]:
            chain = self.say(_CHAINS[kind], first=chain, second=part)
        return chain

    def sources(self, citations: Sequence[Citation]) -> Inline:
        """Say "Source: …"; empty where nothing is cited."""
        if not citations:
            return NOTHING
        count = len({one.source for one in citations})
        return self.say("cited", count=count, sources=self.cite(citations))


def _noted(number: int, source: object = NOTHING) -> Inline:
    """Link to a note under its number, which may follow the name of the source."""
    shown = join([source, Inline(f"\\[{number}\\]")], " ")
    return Inline(f"[{shown}](#{anchor(number)})")
