"""Entries for all that readers look for: records, and what `lists` adds to them."""

import html
import re
from collections.abc import Iterator
from typing import Final

from casebook import addresses
from casebook.citation import beginning
from casebook.dates import EdtfDate
from casebook.models import (
    Article,
    Case,
    Event,
    Organisation,
    Recommendation,
    Record,
    Source,
    Statistic,
    Term,
)
from casebook.pages.counts import value_words
from casebook.pages.front import shortened
from casebook.pages.gathered import Gathered, gather
from casebook.pages.liberty import as_of_date
from casebook.pages.page import Page
from casebook.pages.status import standing
from casebook.pages.world import World
from casebook.searching.entry import Entry, Law
from casebook.searching.letters import letters_of
from casebook.searching.lists import Lists
from casebook.searching.texts import held_texts, in_all_languages, names_of_place, tied_labels

_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def entries(world: World) -> tuple[Entry, ...]:
    """Make an entry for each record, and for each page that lists cases or explains."""
    return tuple(_Entries(world, gather(world)).all())


class _Entries:
    """The entries of one build."""

    def __init__(self, world: World, gathered: Gathered) -> None:
        self.world = world
        self.gathered = gathered
        self.page = Page(world, addresses.HOME)

    def all(self) -> Iterator[Entry]:
        library = self.world.library
        yield from map(self._case, library.cases.values())
        yield from map(self._article, library.articles.values())
        yield from map(self._event, library.events.values())
        yield from map(self._organisation, library.organisations.values())
        yield from map(self._source, library.sources.values())
        yield from map(self._statistic, library.statistics.values())
        yield from map(self._recommendation, library.recommendations.values())
        yield from map(self._term, library.terms.values())
        yield from Lists(self.world, self.gathered).all()

    # --- records --------------------------------------------------------------------------------

    def _case(self, case: Case) -> Entry:
        stands = standing(self.world, case)
        names = (case.name, *(one.text for one in case.names))
        also = () if case.kind == "person" else letters_of(names)
        return self._entry(
            case, case.name, names, shown(stands.text), shown(stands.as_of), also=also
        )

    def _article(self, article: Article) -> Entry:
        world = self.world
        code = world.library.codes[article.code]
        names = in_all_languages(article.short_title, article.title)
        parts = [
            str(code.label),
            world.label("article-statuses", article.status),
            self._cases(self.gathered.how_many_charged.get(article.id, 0)),
        ]
        title = world.article_label(article.id)
        if article.number is not None:
            title = f"{title} {article.short_title or article.title}"
        return self._entry(
            article,
            title,
            names,
            "; ".join(parts),
            self._as_of(beginning(article.text_as_of) if article.text_as_of else None),
            also=article.aliases,
            law=self._law(article.id),
        )

    def _event(self, event: Event) -> Entry:
        kind = self.world.label("event-kinds", event.kind)
        status = f"{kind}, {self.world.date_in_words(event.date)}"
        known = self.world.meaning.known_until(event.summary.sources)
        names = (*in_all_languages(event.title), *(one.text for one in event.names))
        return self._entry(event, event.label, names, status, self._as_of(known))

    def _organisation(self, body: Organisation) -> Entry:
        about = body.short_description or (body.description.text if body.description else None)
        status = str(about) if about else self.world.label("organisation-kinds", body.kind)
        explained = (
            name
            for term in self.world.library.terms.values()
            if term.organisation == body.id
            for name in (*in_all_languages(term.term), *term.aliases)
        )
        names = tuple(dict.fromkeys((body.name, *(one.text for one in body.names), *explained)))
        return self._entry(body, body.name, names, status, "", also=letters_of(names))

    def _source(self, source: Source) -> Entry:
        kind = self.world.label("source-types", source.type)
        issued = self.world.date_in_words(source.issued) if source.issued else ""
        known = self._as_of(source.as_of or source.issued)
        authors = (
            one.literal or " ".join(part for part in (one.given, one.family) if part)
            for one in source.authors
        )
        return self._entry(
            source,
            source.label,
            (source.short_title, *in_all_languages(source.title)),
            ", ".join(part for part in (kind, issued) if part),
            known,
            also=tuple(author for author in authors if author),
        )

    def _statistic(self, statistic: Statistic) -> Entry:
        last = max(statistic.values, key=lambda one: one.period.sort_key)
        number = shown(value_words(self.page, last.value, last.high, last.kind))
        period = self.world.date_in_words(last.period)
        status = f"{number} {statistic.unit} ({period})"
        known = self.world.meaning.known_until(last.sources)
        names = in_all_languages(statistic.title)
        return self._entry(statistic, statistic.label, names, status, self._as_of(known))

    def _recommendation(self, one: Recommendation) -> Entry:
        bodies = (self.world.linked.organisation(name).label for name in one.proposers)
        who = ", ".join((*bodies, *one.proposer_names))
        known = self.world.meaning.known_until(one.sources)
        numbers = (one.number or "", *one.upr_numbers)
        status = "; ".join(part for part in (who, *one.upr_numbers) if part)
        names = in_all_languages(one.title)
        return self._entry(
            one, one.label, names, status, self._as_of(known), text=(*numbers, *one.proposer_names)
        )

    def _term(self, term: Term) -> Entry:
        names = (*in_all_languages(term.term), *term.aliases)
        return self._entry(term, term.label, names, str(term.definition), "")

    def _entry(  # noqa: PLR0913 - what an entry is made of
        self,
        record: Record,
        title: str,
        names: tuple[str, ...],
        status: str,
        as_of: str,
        *,
        also: tuple[str, ...] = (),
        law: Law | None = None,
        text: tuple[str, ...] = (),
    ) -> Entry:
        kind = record.kind_name
        tied = tied_labels(self.world, record)
        return Entry(
            kind=kind,
            id=record.id,
            address=self._address(kind, record.id),
            label=self.world.words(f"kind-{kind}"),
            title=title,
            status=shortened(status),
            as_of=as_of,
            names=names,
            also=also,
            law=law,
            touches=tuple(found for one in tied.articles if (found := self._law(one))),
            text=(*text, *held_texts(record)),
            lead=tuple(held_texts(summary))
            if (summary := getattr(record, "summary", None))
            else (),
            marks=self._marks(record),
            tied=tied.labels,
            is_person=isinstance(record, Case) and record.kind == "person",
            weight=self._weight(record),
        )

    def _weight(self, record: Record) -> int:
        """Count what is told about a record: by others, and by itself."""
        told = self.world.linked.back.get((record.kind_name, record.id), ())
        own = record.timeline if isinstance(record, Case | Event) else ()
        return len({reference.source for reference in told}) + len(own)

    def _marks(self, record: Record) -> tuple[str, ...]:
        """Name what a subject is and where it is at home, in all languages."""
        if not isinstance(record, Case):
            return ()
        library = self.world.library
        place = library.places.get(record.place or "")
        region = library.regions.get((place.region if place else record.region) or "")
        roles = library.vocabularies["roles"]
        return (
            *in_all_languages(*(roles[role].label for role in record.roles)),
            *(names_of_place(place) if place else ()),
            *(in_all_languages(region.label) if region else ()),
        )

    # --- small things ---------------------------------------------------------------------------

    def _law(self, reference: str) -> Law | None:
        article = self.world.library.articles[reference.partition(".")[0]]
        return Law(article.code, article.number) if article.number else None

    def _cases(self, count: int) -> str:
        return self.world.words("search-cases", count=count)

    def _as_of(self, when: EdtfDate | None) -> str:
        return shown(as_of_date(self.world, when)) if when is not None else ""

    def _address(self, kind: str, name: str) -> str:
        found = addresses.address_of(kind, name)
        path = addresses.web_path(found.page)
        return f"{path}#{found.anchor}" if found.anchor else path


def shown(text: str) -> str:
    """Turn finished Markdown of one line into the text that a reader sees."""
    return html.unescape(_ESCAPED.sub(r"\1", _LINK.sub(r"\1", text)))
