"""One entry of the search, and the marks by which it is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from casebook.names import strict_keys, words_of

_MOST_WORDS: Final = 8  # a longer title is no name that anybody types whole
_SIZES: Final = (("a", 1), ("b", 2), ("c", 4), ("d", 1000))  # of names, in words
_LEVELS: Final = (4, 8, 16, 32)  # of weight
_MOST_WHOLE: Final = 6  # marks for one name with ambiguous letters


@dataclass(frozen=True, slots=True)
class Law:
    """A provision as people cite it: the family of its code (`cc`, `cao`), its number."""

    code: str
    number: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record is found by, and what a hit shows of it.

    `kind` is a kind of record, or `place`, `role`, `liberty`, `year`. `address` is relative to the
    root of the site: `cases/max-bokayev/`.
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
    weight: int = 0
    """How much is told about it; decides between entries of one name."""


def marks(entry: Entry, stop: frozenset[str]) -> Iterator[str]:
    """Yield all marks of an entry. They end in `q` so that one is never the beginning of another.

    `qn<key>q<a-d>`: a word of a name; the letter says how many words the name has (1, 2, 3 or 4,
    more). `qw<key>q`: a word of what else it is called. `qf<keys>q`: a whole name in its order,
    `qg<keys>q` in the order of the alphabet; `qh<keys>q` the same for what else it is called.
    `ql<code>z<number>q`, `qm<number>q`: the provision it is; `qr…q` one that it touches.
    `qk<kind>q`: its kind, unless it is a case. `qp<a-d>q`: its weight.
    """
    for name in dict.fromkeys(entry.names):
        words = telling(name, stop)
        size = next(letter for letter, most in _SIZES if len(words) <= most)
        for word in words:
            yield from (f"qn{key}q{size}" for key in keys_of(word))
        for whole in wholes(words):
            yield f"qf{''.join(whole)}q"
            yield f"qg{''.join(sorted(whole))}q"
    for name in dict.fromkeys(entry.also):
        words = telling(name, stop)
        for word in words:
            yield from (f"qw{key}q" for key in keys_of(word))
        yield from (f"qh{''.join(whole)}q" for whole in wholes(words))
    if entry.law is not None:
        yield f"ql{law_key(entry.law)}q"
        yield f"qm{number_key(entry.law.number)}q"
    for law in dict.fromkeys(entry.touches):
        yield f"qr{law_key(law)}q"
        yield f"qr{number_key(law.number)}q"
    level = sum(entry.weight >= least for least in _LEVELS)
    if level:
        yield f"qp{'abcd'[level - 1]}q"
    if entry.kind != "case":
        yield f"qk{entry.kind}q"


def telling(name: str, stop: frozenset[str]) -> tuple[str, ...]:
    """Part a name into words, without those that tell nothing unless it has no others."""
    words = words_of(name)
    return tuple(word for word in words if word not in stop) or words


def keys_of(word: str) -> tuple[str, ...]:
    """Return the keys of a word of a name; an English plural is found by its singular."""
    keys = strict_keys(word)
    if len(word) > 4 and word.endswith("s") and word.isascii():  # noqa: PLR2004
        keys = (*keys, *strict_keys(word[:-1]))
    return tuple(dict.fromkeys(keys))


def wholes(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Return each way to write a whole name in keys; none for a title that nobody types whole."""
    keys = [found for word in words if (found := strict_keys(word))]
    if not keys or len(keys) > _MOST_WORDS:
        return []
    return [choice for choice, _ in zip(product(*keys), range(_MOST_WHOLE), strict=False)]


def law_key(law: Law) -> str:
    """Return a provision as letters: `cczyeaf` for article 405 of the Criminal Code."""
    letters = law.code.replace("-", "").translate(str.maketrans("0123456789", "abcdefghij"))
    return f"{letters}z{number_key(law.number)}"


def number_key(number: str) -> str:
    """Return the number of a provision as letters: 489-1 is `yeijyb`."""
    return "".join(key for word in words_of(number) for key in strict_keys(word))
