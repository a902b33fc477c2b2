"""Cards: the pictures that other sites show of a link, drawn from texts without asking anybody.

    make_cards(cards, site, cache) -> how many there are, how many were drawn

`casebook.pages.card` says what stands on a card, `layout` where, `drawing` makes the picture. A
card whose texts were drawn before is taken from the cache.
"""

from casebook.cards.drawing import CardError, draw
from casebook.cards.making import Report, make_cards

__all__ = ["CardError", "Report", "draw", "make_cards"]
