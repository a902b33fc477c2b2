"""The letters of cards: DejaVu Sans, which comes with matplotlib and has the Kazakh alphabet.

Text is measured and drawn with Pillow's basic layout, which is the same on every machine. It joins
no Arabic letters and orders no Hebrew ones, so what is neither Latin, Cyrillic nor Greek, and any
character that the font lacks, is written in Latin letters: a card never shows an empty box.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

import matplotlib as mpl
from anyascii import anyascii
from matplotlib.ft2font import FT2Font
from PIL import ImageFont

REGULAR: Final = "DejaVuSans.ttf"
BOLD: Final = "DejaVuSans-Bold.ttf"
_UNFIT: Final = frozenset({"R", "AL"})
"""Directions of writing that the basic layout cannot do."""
_MARKS: Final = frozenset({"Mn", "Me", "Cc", "Cf", "Cs", "Co"})
"""Categories of what stands on another letter, or shows nothing."""


def font_file(name: str) -> Path:
    """Return where a font lies."""
    return Path(mpl.get_data_path(), "fonts", "ttf", name)


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Load a font in one size, in pixels."""
    return ImageFont.truetype(font_file(name), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def letters() -> frozenset[str]:
    """Return the characters that both fonts have."""
    regular, bold = (FT2Font(str(font_file(name))).get_charmap() for name in (REGULAR, BOLD))
    return frozenset(chr(code) for code in regular if code in bold)


def drawable(text: str) -> str:
    """Return a text in characters that can be drawn; what cannot be is put in Latin letters."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(_drawable(letter) for letter in composed).split(" ")).strip(" ")


@cache
def _drawable(letter: str) -> str:
    if unicodedata.category(letter) in _MARKS:
        return ""
    if letter in letters() and unicodedata.bidirectional(letter) not in _UNFIT:
        return letter
    return anyascii(letter)
