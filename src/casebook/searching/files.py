"""The files of the search: a small one to start with, the rest asked for as a query needs them.

All are scripts that hand over one value, not JSON to be fetched: a script also loads from a folder
on a disk. But for the first they lie in a folder named after what they hold, so that no browser
mixes the files of two editions. `docs/assets/javascripts/search-index.js` reads them:

    start.js        what is needed before a query can be read; names the folder
    <folder>/n3.js  keys of names -> entries; how names are written is in `entry.name_keys`.
                    Also what the likeliest of these entries show, so that they need no other file
    <folder>/t7.js  words of texts -> entries, with how much of each text they are
    <folder>/s0.js  groups of words that stand for each other -> entries
    <folder>/l0.js  provisions -> entries in which they play a part, and what provisions show
    <folder>/h12.js what sixteen entries show when they are found
    <folder>/k.js   every key, and w.js every common word, to mend a slip of the finger
    <folder>/e2.js  the same keys, and f0.js the same words, by how they end
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from typing import Final, NamedTuple

from casebook.markdown import plain
from casebook.models.vocabulary import Code
from casebook.names import words_of
from casebook.searching.codes import called
from casebook.searching.entry import Entry, law_term, name_keys
from casebook.searching.habits import Habits
from casebook.searching.postings import FULL, Space, blocks, by_ending
from casebook.searching.stems import stem

HITS_A_FILE: Final = 16
_LONGEST_WORD: Final = 40
# In so many entries, or one in so many, a word is worth mending a slip of the finger for.
_COMMON, _COMMON_IN = 3, 1000
_SHORTEST: Final = 4
_CARRIED: Final = 3  # so many entries of a key come with it
# How much of a text a word is, as in BM25: it counts less each time it is said again.
_SATURATION, _LENGTH = 2.4, 0.75
_LEAD: Final = 2  # so much more counts a word of what tells an entry in short
_LEADING: Final = 1  # the least strength of such a word, however long the text
_MARKED: Final = 2  # the least strength of a word that says what sort of subject it is
_NAMED: Final = 3  # the highest strength; in a group it means a word of the name


_Packed = Mapping[str, Sequence[tuple[str, object]]]
"""Space -> its files, each with the beginning of its first term."""


class _Spaces(NamedTuple):
    names: Space
    texts: Space
    groups: Space
    laws: Space


def search_files(
    entries: Iterable[Entry], habits: Habits, codes: Mapping[str, Code]
) -> dict[str, bytes]:
    """Write all files of the search: path below its folder -> bytes."""
    # By kind, what is told most about first: a number tells the kind and how much is told.
    kinds: dict[str, int] = {}
    ordered = sorted(
        (replace(one, names=(*one.names, *habits.called.get(one.address, ()))) for one in entries),
        key=lambda one: (kinds.setdefault(_kind(one), len(kinds)), -one.level, one.id),
    )
    spaces = _spaces(ordered, habits)
    lines = [_line(entry) for entry in ordered]
    likely = _likeliest(spaces.names), _provisions(ordered)
    packed: dict[str, Sequence[tuple[str, object]]] = {
        **{space.name: [*space.files()] for space in (spaces.texts, spaces.groups)},
        "n": [*_carrying(spaces.names, likely[0], lines)],
        "l": [*_carrying(spaces.laws, likely[1], lines)],
    }
    names, words = spaces.names.terms(), _common(spaces.texts, len(ordered))
    ends = {"e": [*by_ending(names)], "f": [*by_ending(words)]}
    parts = dict(_parts(lines, packed | ends))
    parts |= {"k": _script("k", " ".join(names)), "w": _script("w", " ".join(words))}
    folder = hashlib.sha256(b"\n".join(parts.values())).hexdigest()[:12]
    start = _start(ordered, habits, codes) | {
        "folder": folder,
        "files": {
            name: " ".join(first for first, _ in found) for name, found in (packed | ends).items()
        },
    }
    found = {f"{folder}/{name}.js": content for name, content in parts.items()}
    return {"start.js": _script("start", start)} | found


def _spaces(entries: Sequence[Entry], habits: Habits) -> _Spaces:
    """Sort the words of all entries into the spaces of terms."""
    spaces = _Spaces(Space("n", 4, 2 * FULL), Space("t", 2), Space("s", 2), Space("l", 0))
    groups: dict[str, list[int]] = {}
    for place, group in enumerate(habits.synonyms):
        for word in {stem(one) for one in group}:
            groups.setdefault(word, []).append(place)
    counted = [_counted(entry, habits.stop) for entry in entries]
    usual = sum(sum(words.values()) for words in counted) / max(1, len(counted))
    for number, (entry, words) in enumerate(zip(entries, counted, strict=True)):
        for key, code in dict.fromkeys(name_keys(entry, habits.stop)):
            spaces.names.add(key, number, code)
        strengths = dict(_strengths(entry, words, usual))
        for word, strength in strengths.items():
            spaces.texts.add(word, number, strength)
        for place, strength in _of_groups(entry, strengths, groups).items():
            spaces.groups.add(f"{place:03}", number, strength)
        for law in dict.fromkeys(entry.touches):
            spaces.laws.add(law_term(law), number, 0)
    return spaces


def _strengths(entry: Entry, words: Mapping[str, int], usual: float) -> Iterator[tuple[str, int]]:
    """Yield each word of an entry and how much of its text it is, from 0 to 3."""
    marks = {word for mark in entry.marks for word in _words_of_label(mark)}
    lead = {word for text in entry.lead for word in words_of(text)}
    length = _SATURATION * (1 - _LENGTH + _LENGTH * sum(words.values()) / max(1, usual))
    for word, count in words.items():
        strength = min(_NAMED, int(4 * count / (count + length)))
        least = _MARKED if word in marks else _LEADING if word in lead else 0
        yield word, max(strength, least)


def _of_groups(
    entry: Entry, strengths: Mapping[str, int], groups: Mapping[str, Sequence[int]]
) -> dict[int, int]:
    """Map the groups whose words an entry holds to how much they are of it."""
    named = {stem(word) for name in entry.names for word in words_of(name)}
    found: dict[int, int] = {}
    for word, strength in strengths.items():
        cut = stem(word)
        for place in groups.get(cut, ()):
            told = _NAMED if cut in named else min(strength, _NAMED - 1)
            found[place] = max(found.get(place, 0), told)
    return found


def _counted(entry: Entry, stop: frozenset[str]) -> Counter[str]:
    """Count the words of an entry's texts, each text once; its own count double."""
    own = dict.fromkeys((*entry.names, *entry.also, *entry.text))
    counted = Counter(chain.from_iterable(map(words_of, own)))
    for word in counted:
        counted[word] *= 2
    lead = Counter(chain.from_iterable(map(words_of, entry.lead)))
    for word, count in lead.items():
        counted[word] += _LEAD * count
    counted.update(chain.from_iterable(map(_words_of_label, dict.fromkeys(entry.tied))))
    for word in [word for word in counted if word in stop or len(word) > _LONGEST_WORD]:
        del counted[word]
    return counted


# The same few labels stand at thousands of entries.
_words_of_label: Final = lru_cache(maxsize=100_000)(words_of)


def _parts(lines: Sequence[list[str]], packed: _Packed) -> Iterator[tuple[str, bytes]]:
    for space, files in packed.items():
        for number, (_, terms) in enumerate(files):
            yield f"{space}{number}", _script(f"{space}{number}", terms)
    for number, block in enumerate(blocks(lines, HITS_A_FILE)):
        yield f"h{number}", _script(f"h{number}", block)


def _kind(entry: Entry) -> str:
    """Tell persons from other subjects of cases: a story is most likely about a person."""
    return "body" if entry.kind == "case" and not entry.is_person else entry.kind


def _line(entry: Entry) -> list[str]:
    """What a hit shows."""
    return [plain(entry.title), plain(entry.status), entry.as_of, entry.address]


def _likeliest(names: Space) -> dict[str, list[int]]:
    """Map each key to the entries it most likely means: of few words, of much that is told."""
    return {
        term: [number for _, number in nsmallest(_CARRIED, _by_code(names.held(term)))]
        for term in names.terms()
    }


def _by_code(held: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Turn entries with their codes round, each entry once, with its lowest code."""
    lowest: dict[int, int] = {}
    for number, code in held:
        lowest.setdefault(number, code)
    return ((code, number) for number, code in lowest.items())


def _provisions(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Map the term of each provision to its own entry."""
    return {law_term(one.law): [number] for number, one in enumerate(entries) if one.law}


def _carrying(
    space: Space, likely: Mapping[str, Sequence[int]], lines: Sequence[list[str]]
) -> Iterator[tuple[str, list[object]]]:
    """Make the files of a space, each with what some entries of its terms show."""

    def meant(terms: Iterable[str]) -> list[int]:
        return sorted({number for term in terms for number in likely.get(term, ())})

    def size(terms: Iterable[str]) -> int:
        return sum(len(text) for number in meant(terms) for text in lines[number])

    for first, terms in space.files(size):
        yield first, [terms, {number: lines[number] for number in meant(terms)}]


def _common(texts: Space, entries: int) -> list[str]:
    """List the words of texts that are worth mending a slip of the finger for."""
    least = max(_COMMON, entries // _COMMON_IN)
    return [
        word
        for word in texts.terms()
        if len(word) >= _SHORTEST and word.isalpha() and texts.count(word) >= least
    ]


def _start(
    entries: Sequence[Entry], habits: Habits, codes: Mapping[str, Code]
) -> dict[str, object]:
    """Gather what the browser needs before it can ask.

    `kinds` gives each kind its name in words and how many entries it has of each level, the highest
    first; `laws` the entry of each provision by its number.
    """
    kinds: dict[str, tuple[str, list[int]]] = {}
    laws: dict[str, list[tuple[str, int]]] = {}
    for number, entry in enumerate(entries):
        kinds.setdefault(_kind(entry), (entry.label, [0] * 5))[1][4 - entry.level] += 1
        if entry.law:
            laws.setdefault(entry.law.number, []).append((entry.law.code, number))
    cited = {one.law.code for one in entries if one.law}
    return {
        "kinds": [[kind, label, *counts] for kind, (label, counts) in kinds.items()],
        "laws": laws,
        "codes": called({name: code for name, code in codes.items() if name in cited}),
        "hits": HITS_A_FILE,
        "hints": {kind: " ".join(words) for kind, words in habits.hints.items()},
        "stop": " ".join(sorted(habits.stop)),
        "faint": " ".join(sorted(habits.faint)),
        "personal": " ".join(sorted(habits.personal)),
        "several": " ".join(sorted(habits.several)),
        "lawMarks": " ".join(habits.law_marks),
        "partMarks": " ".join(habits.part_marks),
        "synonyms": [" ".join(group) for group in habits.synonyms],
    }


def _script(name: str, content: object) -> bytes:
    """Write a value as a script that hands it over under a name."""
    text = json.dumps([name, content], ensure_ascii=False, separators=(",", ":"))
    # As in every script: no text may end it, should somebody ever write it into a page.
    text = text.replace("<", "\\u003c")
    return f"casebookSearch.take(...{text});\n".encode()
