"""What keeps old addresses alive: pages that lead on, places that moved, lists that ran empty.

A page that moved leaves a small page of its own, plain HTML without the theme: it has to work from
any host, without JavaScript, and cost nothing. A place that moved off a page which is still there
leaves a line at the foot of that page, under the old anchor.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.library import Key
from casebook.models import Publication, Redirect
from casebook.pages.blocks import Block
from casebook.pages.front import front
from casebook.pages.inline import Inline, inline
from casebook.pages.lists import ListView, Section
from casebook.pages.page import Page
from casebook.pages.rendering import Renderer
from casebook.pages.world import World
from casebook.permalinks import MARK, anchor_of, key_of, page_of, register, written

ICON: Final = "assets/favicon.svg"
SCRIPT: Final = "assets/javascripts/moved.js"
_GENERATED: Final = frozenset(path.partition("/")[0] for path in addresses.INDEXES.values())

Made = Iterator[tuple[str, bytes]]
Removed = Mapping[Key, Publication]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that moved on its own: its old anchor, also as words, and where it is."""

    anchor: str
    name: Inline
    href: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """All that a page prints which leads to another."""

    language: str
    href: str
    canonical: str
    """Whole address of the new page, relative where the site has none."""
    icon: str
    script: str
    places: tuple[Place, ...]


def told(world: World, removed: Removed) -> tuple[Redirect, ...]:
    """Give the redirects that may be shown: not those to a record that is withheld."""
    library = world.library

    def is_shown(redirect: Redirect) -> bool:
        key = key_of(redirect.new)
        return key is None or key in removed or key[1] in library.of_kind(key[0])

    return tuple(one for one in library.redirects.values() if is_shown(one))


def with_moved(made: Made, world: World, renderer: Renderer, removed: Removed) -> Made:
    """Pass all pages on, each with what moved off it, then make those that only lead on."""
    leading: dict[str, str] = {}
    places: defaultdict[str, list[Redirect]] = defaultdict(list)
    for redirect in told(world, removed):
        if MARK in redirect.old:
            places[page_of(redirect.old)].append(redirect)
        else:
            leading[redirect.old] = redirect.new
    there = set()
    for path, content in made:
        address = written(path) if path.endswith(".md") else ""
        there.add(address)
        if address in places:
            stubs = [_stub(Page(world, path), one) for one in places[address]]
            yield path, content + renderer.render("parts/moved.md.j2", stubs)
        else:
            yield path, content
    for old, new in leading.items():
        if old not in there:
            view = _moved(world, old, new, places.get(old, ()))
            yield f"{old}/index.html", renderer.render("moved.html.j2", view)
    for address in _run_empty(world, there | leading.keys()):
        page = Page(world, f"{address}.md")
        yield page.path, renderer.render("list.md.j2", _empty(page))


def _moved(world: World, old: str, new: str, places: list[Redirect] | tuple[()]) -> MovedView:
    site = world.site_url
    href = _href(old, new)
    return MovedView(
        language=world.words.language,
        href=href,
        canonical=f"{site}{page_of(new)}/" if site else href,
        icon=posixpath.relpath(ICON, old),
        script=posixpath.relpath(SCRIPT, old),
        places=tuple(_place(old, one) for one in places),
    )


def _place(old: str, redirect: Redirect) -> Place:
    anchor = anchor_of(redirect.old)
    return Place(anchor, Inline(anchor), _href(old, redirect.new))


def _href(old: str, new: str) -> str:
    """Lead from one page to an address, both as the finished site has them."""
    path = posixpath.relpath(page_of(new), old)
    return f"{path}/{MARK}{anchor_of(new)}" if MARK in new else f"{path}/"


def _stub(page: Page, redirect: Redirect) -> Inline:
    """Link to where a place is now; the link carries the old anchor."""
    world, new = page.world, redirect.new
    key = key_of(new)
    if key and key[1] in world.library.of_kind(key[0]):
        found = addresses.address_of(*key)
        path, label = found.page, world.record(*key).label
    else:
        path = f"{page_of(new)}.md" if "/" in new else f"{page_of(new)}/index.md"
        label = page_of(new)
    link = page.link_to(path, inline(label), anchor_of(new) or None)
    return Inline(f"{link}{{ #{anchor_of(redirect.old)} }}")


def _run_empty(world: World, there: set[str]) -> Iterator[str]:
    """Find lists that were published and hold nothing now, so that no page was made of them."""
    for address in sorted({line.text for line in register(world.library)} - there):
        folder, slash, _ = address.partition("/")
        if slash and folder in _GENERATED and key_of(address) is None and folder in there:
            yield address


def _empty(page: Page) -> ListView:
    title = page.world.words("title-run-empty")
    whole = f"{page.folder}/index.md"
    instead = Block(lines=(page.link_to(whole, page.say("list-whole")),))
    look = Section(page.say("heading-look"), "section_look", instead)
    about = front(page, title, title, robots="noindex")
    return ListView(about, title, (page.say("run-empty"),), (look,), ())
