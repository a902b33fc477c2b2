"""One entry of the search, and the keys by which its names and its law are found."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from casebook.names import strict_keys, words_of
from casebook.searching.stems import stem

LONGEST_NAME: Final = 8
"""Names of more words count as names of so many."""
_MOST_JOINED: Final = 2  # words of a name that people write as one
_LEVELS: Final = (4, 8, 16, 32)  # of weight

# Names and their words come again: of one person in the next record, of one town in a thousand.
_words: Final = lru_cache(maxsize=100_000)(words_of)
_keys: Final = lru_cache(maxsize=100_000)(strict_keys)


@dataclass(frozen=True, slots=True)
class Law:
    """A provision as people cite it: the family of its code (`cc`, `cao`), its number."""

    code: str
    number: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record is found by, and what a hit shows of it.

    `kind` is a kind of record, or of a list: `place`, `role`, `liberty`, `year`, `page` and others.
    `address` is relative to the root of the site: `cases/max-bokayev/`.
    """

    kind: str
    id: str
    address: str
    label: str
    """The kind in words."""
    title: str
    status: str
    """Where it stands, in one line."""
    as_of: str
    """Up to when sources know, in words; empty where that means nothing."""
    names: tuple[str, ...]
    """Every spelling of its name, in any script."""
    also: tuple[str, ...] = ()
    """Other words for it that name something else first: an article is found by a party's name."""
    law: Law | None = None
    touches: tuple[Law, ...] = ()
    """Provisions that play a part in it."""
    text: tuple[str, ...] = ()
    """What it tells."""
    lead: tuple[str, ...] = ()
    """What of its text tells it in short, as a reader remembers it; worth more than the rest."""
    marks: tuple[str, ...] = ()
    """What sort of subject it is, and where at home: role, town, region."""
    tied: tuple[str, ...] = ()
    """What all it refers to is called; worth less than its own text."""
    is_person: bool = False
    weight: int = 0
    """How much is told about it; decides between entries of one name."""

    @property
    def level(self) -> int:
        """The weight as a number from 0 to 4."""
        return sum(self.weight >= least for least in _LEVELS)


def name_keys(entry: Entry, stop: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield the keys of an entry's names, each with a code that says what sort of name holds it.

    The code is one less than the number of words in the name, so that the browser knows when a
    query is a whole name; 8 more for what else the entry is called. A person is found by the
    initial of the first word too, anything else by the stems of English words and by two words
    written as one.
    """
    for also, names in ((0, entry.names), (LONGEST_NAME, entry.also)):
        for name in dict.fromkeys(names):
            words = telling(name, stop)
            size = min(len(words), LONGEST_NAME)
            for word in words:
                keys = keys_of(word) if entry.is_person else _keys_of_title(word)
                yield from ((key, also + size - 1) for key in keys)
            if entry.is_person and size > 1:
                yield from ((key, also + size - 1) for key in _keys(words[0][0]))
            for joined in _joined(name, whole=not entry.is_person and size <= _MOST_JOINED):
                yield from ((key, also + max(size - 2, 0)) for key in _keys(joined))


def telling(name: str, stop: frozenset[str]) -> tuple[str, ...]:
    """Part a name into words, without those that tell nothing unless it has no others."""
    words = _words(name)
    return tuple(word for word in words if word not in stop) or words


@lru_cache(maxsize=100_000)
def keys_of(word: str) -> tuple[str, ...]:
    """Return the keys of a word of a name; an English plural is found by its singular."""
    keys = strict_keys(word)
    if len(word) > 4 and word.endswith("s") and word.isascii():  # noqa: PLR2004
        keys = (*keys, *strict_keys(word[:-1]))
    return tuple(dict.fromkeys(keys))


@lru_cache(maxsize=100_000)
def _keys_of_title(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*keys_of(word), *strict_keys(stem(word)))))


def _joined(name: str, *, whole: bool) -> Iterator[str]:
    """Yield neighbours of a name as one word: all, or those parted by a hyphen."""
    for part in (name,) if whole else name.split():
        words = _words(part)
        yield from (f"{one}{other}" for one, other in pairwise(words) if one.isalpha())


def law_term(law: Law) -> str:
    """Return the term under which stands what a provision plays a part in: `405cc`."""
    return f"{law.number}{law.code}"
