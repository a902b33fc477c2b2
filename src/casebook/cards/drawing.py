"""From a card to the bytes of a picture: a PNG with a small palette, the same bytes each time.

The picture is made of numbers of colours. Each colour of text on its ground is a ramp of a few
steps, so that letters are smooth and the file stays small.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Final

from PIL import Image, ImageDraw

from casebook.cards.fonts import font
from casebook.cards.layout import (
    BAND,
    FOOT,
    MARGIN,
    SYMBOL,
    CardError,
    Layout,
    Line,
    lay_out,
)
from casebook.pages.card import HEIGHT, WIDTH, Card

__all__ = ["CardError", "draw"]

_Colour = tuple[int, int, int]
# The colours of docs/assets/stylesheets/casebook.css.
_PAPER: Final = (255, 255, 255)
_BAND: Final = (35, 57, 77)
_RAMPS: Final[Mapping[str, tuple[_Colour, _Colour]]] = {
    "ink": (_PAPER, (31, 37, 41)),
    "quiet": (_PAPER, (76, 86, 94)),
    "band": (_BAND, _PAPER),
}
"""Colours of text by name: the ground, and the text on it."""
_STEPS: Final = 5
"""Three ramps of five and the colour of rules are sixteen colours: half a byte for each dot."""
_LINE_COLOUR: Final = (198, 206, 213)
_NUMBERS: Final = {name: place * _STEPS for place, name in enumerate(_RAMPS)}
_LINE: Final = len(_RAMPS) * _STEPS


def draw(card: Card) -> bytes:
    """Draw a card; raises CardError for one whose texts are too long."""
    layout = lay_out(card)
    # A picture in shades of grey, each of which stands for the number of a colour.
    picture = Image.new("L", (WIDTH, HEIGHT), _NUMBERS["ink"])
    _draw_frame(ImageDraw.Draw(picture), layout)
    for line in layout.lines:
        picture.paste(_drawn(line), (line.left, line.top))
    coloured = Image.frombytes("P", picture.size, picture.tobytes())
    coloured.putpalette([part for colour in _palette() for part in colour])
    file = io.BytesIO()
    # A higher level takes eight times as long and saves a tenth.
    coloured.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _draw_frame(pen: ImageDraw.ImageDraw, layout: Layout) -> None:
    """Draw the band with the sign of the site, and the rules."""
    pen.rectangle((0, 0, WIDTH, BAND - 1), fill=_NUMBERS["band"])
    top = (BAND - SYMBOL) // 2
    white = _NUMBERS["band"] + _STEPS - 1
    # As docs/assets/favicon.svg has it, in a square of 32: one stroke down, three across.
    for left, upper, right, lower in ((10, 8, 10, 24), (10, 10, 23, 10), (10, 16, 23, 16)):
        _stroke(pen, (left, upper, right, lower), top, white)
    _stroke(pen, (10, 22, 18, 22), top, white)
    if layout.rule is not None:
        pen.rectangle((MARGIN, layout.rule, WIDTH - MARGIN - 1, layout.rule + 1), fill=_LINE)
    pen.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT - FOOT + 1), fill=_LINE)


def _stroke(
    pen: ImageDraw.ImageDraw, stroke: tuple[int, int, int, int], top: int, colour: int
) -> None:
    half, scale = 2, SYMBOL / 32
    left, upper, right, lower = (round(one * scale) for one in stroke)
    pen.rectangle(
        (MARGIN + left - half, top + upper - half, MARGIN + right + half, top + lower + half),
        fill=colour,
    )


def _drawn(line: Line) -> Image.Image:
    """Draw a line of text on a piece of its own, in the numbers of its colours."""
    piece = Image.new("L", (line.right - line.left, line.bottom - line.top))
    setting = font(line.style.face, line.style.size)
    ImageDraw.Draw(piece).text(line.inset, line.text, 255, setting)
    first = _NUMBERS[line.style.colour]
    return piece.point([first + (shade * (_STEPS - 1) + 127) // 255 for shade in range(256)])


def _palette() -> Iterator[_Colour]:
    for ground, text in _RAMPS.values():
        for step in range(_STEPS):
            red, green, blue = (
                (low * (_STEPS - 1 - step) + high * step) // (_STEPS - 1)
                for low, high in zip(ground, text, strict=True)
            )
            yield red, green, blue
    yield _LINE_COLOUR
