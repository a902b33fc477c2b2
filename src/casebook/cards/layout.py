"""Where each line of a card stands: texts are wrapped and made smaller until all of them fit.

Nothing is ever cut. The name is the first to become smaller; if that is not enough, everything
does, and words longer than a line are broken only if no legible size spares them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from casebook.cards.fonts import BOLD, REGULAR, drawable, font
from casebook.pages.card import HEIGHT, WIDTH, Card

MARGIN: Final = 72
BAND: Final = 104
"""Height of the band at the top."""
FOOT: Final = 74
"""Height of the line at the bottom."""
SYMBOL: Final = 48
"""Side of the square with the sign of the site, at the left of the band."""
_NAME_SIZES: Final = (76, 68, 60, 54, 48)
_SHRINK: Final = (100, 92, 84, 76, 68, 60, 52, 44, 38, 32)
"""Percents of all sizes, once the name is at its smallest."""
_LEAST_SIZE: Final = 11
_LEADING: Final = 1.08
"""Height of a line, of what its font asks for."""
_CLEAR: Final = 22
"""Least space below the last text, in pixels."""
_SITE_SIZE: Final = 32
_SMALL_SIZE: Final = 24


class CardError(ValueError):
    """Why a card cannot be drawn, in words for the person who wrote the record."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: its font, its size in pixels, and its colour by name."""

    face: str
    size: int
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and the box that is its own: left, top, right, bottom, in pixels.

    `inset` is how far to the right and down the text begins, for letters that reach out to the left
    or above others.
    """

    text: str
    style: Style
    left: int
    top: int
    right: int
    bottom: int
    inset: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a card, and where the rule below who it is about stands, if it has one."""

    lines: tuple[Line, ...]
    rule: int | None


def lay_out(card: Card) -> Layout:
    """Place all texts of a card; raises CardError for one that no legible size fits."""
    edges = (*_band(card), _line(card.foot, Style(REGULAR, _SMALL_SIZE, "quiet"), MARGIN, _foot()))
    for whole_words in (True, False):
        for name_size, percent in _sizes():
            body = _body(card, name_size, percent, whole_words=whole_words)
            if body is not None:
                return Layout((*edges, *body.lines), body.rule)
    raise CardError(f"{card.path}: its texts are too long for a card")


def _sizes() -> Iterator[tuple[int, int]]:
    yield from ((size, _SHRINK[0]) for size in _NAME_SIZES)
    yield from ((_NAME_SIZES[-1], percent) for percent in _SHRINK[1:])


def _foot() -> int:
    return HEIGHT - FOOT + (FOOT - _height(Style(REGULAR, _SMALL_SIZE, ""))) // 2


def _band(card: Card) -> Iterator[Line]:
    """Name the site at the left, the kind of page at the right."""
    site = Style(BOLD, _SITE_SIZE, "band")
    yield _line(card.site, site, MARGIN + SYMBOL + 20, (BAND - _height(site)) // 2)
    kind = Style(REGULAR, _SMALL_SIZE + 2, "band")
    left = WIDTH - MARGIN - _width(drawable(card.kind), kind)
    yield _line(card.kind, kind, left, (BAND - _height(kind)) // 2)


def _line(text: str, style: Style, left: int, top: int) -> Line:
    shown = drawable(text)
    right, down = _inset(shown, style)
    width, height = _width(shown, style), _height(style) + down
    return Line(shown, style, left, top, left + width, top + height, (right, down))


def _body(card: Card, name_size: int, percent: int, *, whole_words: bool) -> Layout | None:
    """Stack the texts between band and foot; None if they need more room than there is."""

    def style(face: str, size: int, colour: str) -> Style:
        return Style(face, max(size * percent // 100, _LEAST_SIZE), colour)

    # Style and the space above it, in hundredths of its height.
    above = (
        (card.title, style(BOLD, name_size, "ink"), 0),
        (card.who, style(REGULAR, 30, "quiet"), 35),
    )
    below = (
        (card.known, style(BOLD, 28, "quiet"), 0),
        (card.text, style(REGULAR, 38, "ink"), 25),
        (card.note, style(REGULAR, 26, "quiet"), 30),
    )
    top = BAND + 44 * percent // 100
    lines: list[Line] = []
    rule = None
    for texts in (above, below):
        for text, setting, gap in texts:
            wrapped = _wrapped(drawable(text), setting, whole_words=whole_words)
            if wrapped is None:
                return None
            if wrapped:
                top += _height(setting) * gap // 100
            for one in wrapped:
                lines.append(_line(one, setting, MARGIN, top))
                top = lines[-1].bottom
        if texts is above:
            space = 26 * percent // 100
            rule = top + space
            top = rule + space
    return Layout(tuple(lines), rule) if top + _CLEAR <= HEIGHT - FOOT else None


def _wrapped(text: str, style: Style, *, whole_words: bool) -> list[str] | None:
    """Part a text into lines; None for too many lines, or a broken word that must stay whole."""
    lines: list[str] = []
    most = (HEIGHT - BAND - FOOT) // _height(style)
    for word in text.split(" "):
        if len(lines) > most:
            return None
        together = f"{lines[-1]} {word}" if lines else word
        if _fits(together, style):
            lines[-1:] = [together]
        elif _fits(word, style):
            lines.append(word)
        elif whole_words:
            return None
        else:
            lines += _broken(word, style)
    return [line for line in lines if line]


def _broken(word: str, style: Style) -> Iterator[str]:
    """Part a word that is wider than a line."""
    piece = ""
    for letter in word:
        if piece and not _fits(piece + letter, style):
            yield piece
            piece = ""
        piece += letter
    yield piece


def _fits(text: str, style: Style) -> bool:
    return _width(text, style) <= WIDTH - 2 * MARGIN


def _width(text: str, style: Style) -> int:
    """Measure a text: its advance, or its ink where that reaches further."""
    setting = font(style.face, style.size)
    right = max(setting.getlength(text), setting.getbbox(text)[2])
    return ceil(right) + _inset(text, style)[0] + 1


def _inset(text: str, style: Style) -> tuple[int, int]:
    left, top, _, _ = font(style.face, style.size).getbbox(text)
    return max(0, -floor(left)), max(0, -floor(top))


def _height(style: Style) -> int:
    ascent, descent = font(style.face, style.size).getmetrics()
    return int((ascent + descent) * _LEADING)
