"""The letters that a body is known by: FMA, МВД, ҚР ӘМ. Made from its names, not from a source.

They find; they are never shown.
"""

from collections.abc import Iterable, Iterator
from typing import Final

_OF_THE_COUNTRY: Final = (
    "Республики Казахстан",
    "Қазақстан Республикасының",
    "Қазақстан Республикасы",
    "of the Republic of Kazakhstan",
    "of Kazakhstan",
)
_SMALL: Final = frozenset(
    {"of", "the", "for", "and", "to", "in", "on", "de", "по", "и", "в", "на", "за", "о", "с", "мен"}
)
_FEWEST, _MOST = 3, 8


def letters_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first letters of each name of several words, with and without its country."""
    return tuple(dict.fromkeys(_letters(names)))


def _letters(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        short = name
        for country in _OF_THE_COUNTRY:
            short = short.replace(country, "")
        for text in (name, short):
            words = [word for word in text.split() if word[0].isalpha()]
            telling = [word for word in words if word not in _SMALL]
            if _FEWEST <= len(telling) <= _MOST:
                yield "".join(word[0] for word in telling).upper()
