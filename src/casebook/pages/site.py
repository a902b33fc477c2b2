"""Every page of the site, in a stable order."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook import addresses, dates
from casebook.catalogue import Words
from casebook.fold import Meaning, State
from casebook.links import LinkedLibrary
from casebook.pages.case import case_view
from casebook.pages.gathered import Gathered, gather
from casebook.pages.page import Page
from casebook.pages.rendering import Renderer
from casebook.pages.world import World

DATE_WORDS: Mapping[str, dates.DateWords] = {"en": dates.ENGLISH}


def render(
    linked: LinkedLibrary,
    states: Mapping[str, State],
    meaning: Meaning,
    words: Words,
    templates: Path,
) -> dict[str, bytes]:
    """Render all pages; paths are relative to `docs/`.

    `linked` holds published records only, without faults; `states` has the state of each case.
    """
    world = World(
        linked=linked,
        states=states,
        meaning=meaning,
        words=words,
        date_words=DATE_WORDS[words.language],
    )
    return dict(_pages(world, Renderer(templates, world), gather(world)))


def _pages(world: World, renderer: Renderer, gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    page = Page(world, addresses.index_of("case"))
    for case in world.library.cases.values():
        page = page.near(addresses.page_of("case", case.id))
        yield page.path, renderer.render("case.md.j2", case_view(page, case, gathered))
