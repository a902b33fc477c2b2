"""The glossary: every term on one page, each with its own address."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebook import addresses
from casebook.models import Term
from casebook.pages.front import Front, front
from casebook.pages.happenings import Fact
from casebook.pages.inline import NOTHING, Inline, join
from casebook.pages.page import Page
from casebook.pages.world import spoken


@dataclass(frozen=True, slots=True)
class TermView:
    """One term."""

    id: str
    term: Inline
    others: Inline
    """The term in other languages and other words for it; empty if there are none."""
    definition: Inline
    facts: tuple[Fact, ...]
    basis: Inline
    sources: Inline


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All that the template of the glossary prints."""

    front: Front
    title: Inline
    terms: tuple[TermView, ...]


def glossary_view(page: Page) -> GlossaryView:
    """Lay out the glossary in the order of the alphabet."""
    terms = sorted(
        page.world.library.terms.values(), key=lambda one: (one.label.casefold(), one.id)
    )
    title = page.say("title-glossary")
    lead = page.say("glossary-lead")
    return GlossaryView(front(page, title, lead), title, tuple(_term(page, one) for one in terms))


def _term(page: Page, term: Term) -> TermView:
    languages = [
        spoken(text, lang)
        for lang, text in (("ru", term.term.ru), ("kk", term.term.kk))
        if text is not None and term.term.en is not None
    ]
    others = join([*languages, *term.aliases])
    return TermView(
        id=term.id,
        term=page.text(term.term),
        others=page.say("also-called", names=others) if others else NOTHING,
        definition=page.text(term.definition),
        facts=tuple(_facts(page, term)),
        basis=page.say("basis-of-term", basis=page.world.label("definition-bases", term.basis)),
        sources=page.sources(term.sources),
    )


def _facts(page: Page, term: Term) -> Iterator[Fact]:
    say = page.say
    if term.organisation is not None:
        yield Fact(say("fact-body"), page.body(term.organisation))
    if term.articles:
        yield Fact(say("fact-law"), page.articles(term.articles, titled=True))
    if term.see_also:
        index = addresses.index_of("term")
        others = (
            page.link_to(index, page.world.library.terms[one].label, one) for one in term.see_also
        )
        yield Fact(say("fact-see-also"), join(others))
