"""Invented names in three scripts, with variants, near names and now and then the same name.

Every family name has the syllable "test" in it, so that nobody can take one for a person's.
"""

from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

Word: TypeAlias = tuple[str, str, str]
"""A word in Latin, Russian and Kazakh letters."""

# Latin, Russian, Kazakh; letters that only one of them has are in it on purpose.
_SYLLABLES: Final = (
    ("zha", "жа", "жа"),
    ("kai", "кай", "қай"),
    ("gul", "гуль", "гүл"),
    ("or", "ор", "өр"),
    ("yng", "ынг", "ың"),
    ("sha", "ша", "ша"),
    ("khe", "хе", "хе"),
    ("bul", "бул", "бұл"),
    ("igi", "иги", "ігі"),
    ("agha", "ага", "аға"),
    ("dau", "дау", "дәу"),
    ("tem", "тем", "тем"),
    ("chi", "чи", "чи"),
    ("mur", "мур", "мұр"),
    ("sey", "сей", "сей"),
    ("kyz", "кыз", "қыз"),
    ("ulan", "улан", "ұлан"),
    ("ner", "нер", "нер"),
    ("yuz", "юз", "жүз"),
    ("har", "хар", "һар"),
)
_TESTS: Final = (
    ("testov", "тестов", "тестов"),
    ("testova", "тестова", "тестова"),
    ("testuly", "тестулы", "тестұлы"),
    ("testkyzy", "тесткызы", "тестқызы"),
)
# How one name is spelt by different hands.
_VARIANTS: Final = (("zh", "j"), ("kh", "h"), ("gh", "g"), ("y", "i"), ("ul", "ool"), ("ov", "off"))
_BODIES: Final = (
    ("Union", "Союз", "Одағы"),
    ("Party", "Партия", "Партиясы"),
    ("Herald", "Вестник", "Хабаршысы"),
    ("Foundation", "Фонд", "Қоры"),
)
_NEAR: Final = 0.04
_SAME: Final = 0.01


@dataclass(frozen=True, slots=True)
class Named:
    """A name in three scripts, other spellings of it, and earlier ones it can be taken for."""

    latin: str
    russian: str
    kazakh: str
    variants: tuple[str, ...]
    alike: tuple[int, ...] = ()
    """Numbers of the earlier names that it is near to, or the same as."""


class Names:
    """Gives one name after another; which ones depends on the random numbers alone."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: list[tuple[Word, Word]] = []
        self._people: list[int] = []
        """Numbers of the names of people: nobody is called almost like a body."""
        self._taken: dict[str, list[int]] = {}
        """Name -> numbers of those who bear it."""

    def person(self) -> Named:
        """Invent the name of a person."""
        people = self._people
        if people and self._random.random() < _NEAR + _SAME:
            near = self._random.choice(people)
            given, family = self._given[near]
            is_same = self._random.random() < _SAME / (_NEAR + _SAME)
            parts = (given, family if is_same else self._changed(family))
        else:
            near, parts = None, (self._stem(2), self._family())
        people.append(len(self._given))
        return self._keep(parts, near)

    def body(self) -> Named:
        """Invent the name of an organisation."""
        return self._keep((self._stem(3), self._random.choice(_BODIES)), None)

    def _keep(self, parts: tuple[Word, Word], near: int | None) -> Named:
        latin, russian, kazakh = (
            " ".join(word[:1].upper() + word[1:] for word in words)
            for words in zip(*parts, strict=True)
        )
        bearers = self._taken.setdefault(latin, [])
        alike = {*bearers, *(() if near is None else (near,))}
        bearers.append(len(self._given))
        self._given.append(parts)
        variants = (latin.replace(usual, other) for usual, other in _VARIANTS)
        others = dict.fromkeys(one for one in variants if one != latin)
        return Named(latin, russian, kazakh, tuple(others), tuple(sorted(alike)))

    def _stem(self, syllables: int) -> Word:
        chosen = [self._random.choice(_SYLLABLES) for _ in range(syllables)]
        latin, russian, kazakh = ("".join(parts) for parts in zip(*chosen, strict=True))
        return latin, russian, kazakh

    def _family(self) -> Word:
        stem, test = self._stem(2), self._random.choice(_TESTS)
        return stem[0] + test[0], stem[1] + test[1], stem[2] + test[2]

    def _changed(self, word: Word) -> Word:
        """Put one more syllable in front: a name near to it."""
        more = self._random.choice(_SYLLABLES)
        return more[0] + word[0], more[1] + word[1], more[2] + word[2]
