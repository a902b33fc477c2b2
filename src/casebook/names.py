"""Keys by which one name is found in any spelling: English, Russian, Kazakh, old and new Latin.

A key is what is left of a word when the ways of writing it down are taken out: Боқаев, Bokaev and
Bokayev are all `bokaev`. Two words meet if they share a key. Keys find and suggest; no two records
are ever held to be one because of them.

The search in the browser makes the same keys from what a reader types: every rule here stands
again in `docs/assets/javascripts/search-keys.js`, and a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import product
from typing import Final

# A letter with several readings gives several keys: `j` is Ж in the Kazakh Latin alphabet and Й in
# library romanisation; Ө is romanised as ö, o, or by way of Russian У as u.
_LETTERS: Final[dict[str, tuple[str, ...]]] = {
    **{letter: (letter,) for letter in "abdefghiklmnoprstuvz"},
    **{
        cyrillic: (latin,)
        for cyrillic, latin in zip("абвгдезклмнопрстуф", "abvgdezklmnoprstuf", strict=True)
    },
    "c": ("k",),
    "q": ("k",),
    "w": ("v",),
    "x": ("ks",),
    "y": ("i",),
    "j": ("j", "i"),
    "ж": ("j",),
    "ё": ("e", "io"),
    "и": ("i",),
    "й": ("i",),
    "х": ("h",),
    "ц": ("ts",),
    "ч": ("c",),
    "ш": ("w",),
    "щ": ("w",),
    "ъ": ("",),
    "ы": ("i",),
    "ь": ("",),
    "э": ("e",),
    "ю": ("iu",),
    "я": ("ia",),
    "ә": ("a",),
    "ғ": ("g",),
    "қ": ("k",),
    "ң": ("n",),
    "ө": ("o", "u"),
    "ұ": ("u",),
    "ү": ("u",),
    "һ": ("h",),
    "і": ("i",),
    "ä": ("a",),
    "ə": ("a",),
    "ç": ("c",),
    "č": ("c",),
    "ğ": ("g",),
    "ġ": ("g",),
    "ǵ": ("g",),
    "ı": ("i",),
    "ñ": ("n",),
    "ń": ("n",),
    "ŋ": ("n",),
    "ö": ("o", "u"),
    "ş": ("w",),
    "š": ("w",),
    "ž": ("j",),
}
# Tried before single letters, the longest first.
_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "shch": ("w",),
    "sch": ("w",),
    "dzh": ("j",),
    "дж": ("j",),
    "dž": ("j",),
    "zh": ("j",),
    "kh": ("h",),
    "gh": ("g",),
    "ch": ("c",),
    "sh": ("w",),
    "ph": ("f",),
    "ye": ("e",),
    "yo": ("io", "e"),
    "ngh": ("n",),
    "ng": ("n",),
    "нг": ("n",),
    "ңғ": ("n",),
    "ck": ("k",),
}
_LONGEST: Final = 4
_MOST_KEYS: Final = 8  # a word of several ambiguous letters stays cheap

_APOSTROPHES: Final = re.compile("['’‘ʼʹ`´]")
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE: Final = re.compile(r"['’]s\b", re.IGNORECASE)
# Endings of gender and case after -ov, -ev, -in: Bokayeva, Боқаеву, Сизовым.
_FAMILY_ENDING: Final = re.compile(r"(?<=..)(ov|ev|in)(?:a|u|e|oi|oiu|im|i|ih|imi)$")
_ADJECTIVE_ENDING: Final = re.compile(r"(?<=..)sk(?:aia|oi|uiu|ogo|omu|im|ii|i|ie|ih)$")
_SAID_TWICE: Final = re.compile(r"(.)\1+")
_DIGITS: Final = str.maketrans("0123456789", "abcdefghij")
_CONFUSED: Final = str.maketrans("oewhg", "uiskk")
_NUMBER: Final = "y"  # stands in no key of a word


def words_of(text: str) -> tuple[str, ...]:
    """Part a text into words and numbers: small letters, accents that mean nothing taken off."""
    plain = _APOSTROPHES.sub("", _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text)))
    return tuple(_WORDS.findall(_small(plain)))


def strict_keys(word: str) -> tuple[str, ...]:
    """Return the keys of one word as `words_of` gives it; several where letters are ambiguous.

    A number is its digits as letters after a mark. A word without a known letter has no key.
    """
    if word.isdecimal():
        return (_NUMBER + str(int(word)).translate(_DIGITS),)
    sounds = _sounds(word)
    keys = dict.fromkeys(_settled("".join(one)) for one in _choices(sounds))
    return tuple(key for key in keys if key)


def loose_key(key: str) -> str:
    """Return what is left of a strict key without endings and between sounds often confused.

    Bokai and Bokayev, Otepova and Utepova meet here. Only to suggest: Omarov meets Umarov too.
    """
    if key.startswith(_NUMBER):
        return key
    stem = re.sub(r"(?<=...)(?:ov|ev|in)$", "", key)
    stem = re.sub(r"(?<=...)i$", "", stem)
    return stem.translate(_CONFUSED)


def _small(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = []
    for letter in unicodedata.normalize("NFC", folded):
        if letter in _LETTERS or letter.isascii():
            parts.append(letter)
            continue
        bare = "".join(
            c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)
        )
        parts.append(bare)
    return "".join(parts)


def _sounds(word: str) -> list[tuple[str, ...]]:
    sounds, at = [], 0
    while at < len(word):
        for length in range(_LONGEST, 1, -1):
            found = _GROUPS.get(word[at : at + length])
            if found is not None and at + length <= len(word):
                break
        else:
            length, found = 1, _LETTERS.get(word[at], ())
        if found:
            sounds.append(found)
        at += length
    return sounds


def _choices(sounds: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    found = []
    for choice in product(*sounds):
        found.append(choice)
        if len(found) == _MOST_KEYS:
            break
    return found


def _settled(sounds: str) -> str:
    """Take out what spellings differ in beyond single letters."""
    key = _once(sounds).replace("ie", "e").replace("ng", "n")
    key = _FAMILY_ENDING.sub(r"\1", _once(key))
    return _ADJECTIVE_ENDING.sub("ski", key)


def _once(sounds: str) -> str:
    return _SAID_TWICE.sub(r"\1", sounds)
