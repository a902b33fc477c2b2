"""Giving a finished site its cards: texts from the records, pictures from the texts."""

from pathlib import Path
from typing import Final

from casebook import catalogue
from casebook.build import TEMPLATES, WORDS
from casebook.cache import Cache
from casebook.cards import CardError, Report, make_cards
from casebook.pages.card import cards
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.preparing import prepare_once

CACHE: Final = ".cache/cards"
"""Where drawn cards are kept, below the root of the repository."""


class IllustratingError(Exception):
    """The cards cannot be made; the text says why, in one line."""


def illustrate(root: Path, site: Path, cache: Cache | None = None) -> Report:
    """Put the cards of the repository at `root` into the finished `site`.

    With a `cache` that keeps anything, records are read from it where they can be, and cards that
    were drawn before are taken from a folder of their own beside it.

    Raises IllustratingError without a site, for records with errors, and for a text that is too
    long for a card.
    """
    if not (site / "index.html").is_file():
        raise IllustratingError(f"there is no site in {site.name}/; build it first")
    prepared = prepare_once(root, cache=cache)
    if prepared.failed:
        raise IllustratingError("the records have errors; `casebook check` shows them")
    words = catalogue.load(root / TEMPLATES / WORDS)
    world = World(
        linked=prepared.linked,
        states=prepared.states,
        meaning=prepared.meaning,
        words=words,
        date_words=DATE_WORDS[words.language],
    )
    try:
        kept = root / CACHE if cache is not None and cache.keeps else None
        return make_cards(cards(world), site, kept)
    except CardError as error:
        raise IllustratingError(str(error)) from error
