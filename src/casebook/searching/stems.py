"""The stem of an English word, cut so that forms of one word meet: protester, protests, protesting.

Rough on purpose: few rules, which stand again in `docs/assets/javascripts/search-keys.js`; a test
holds the two together. Words in other scripts are met by their beginning, in the browser.
"""

import re
from functools import lru_cache
from typing import Final

_SHORTEST: Final = 4
_PLURAL: Final = re.compile(r"(?<=[^aeious])es$|(?<=sh|ch|ss)es$|(?<=[^sui])s$")
_ENDING: Final = re.compile(
    r"(?<=....)(?:ations?|itions?|ions?|ments?|ists?|isms?|ives?|able|ible|ures?|ers?|ors?|ly|al)$"
    r"|(?<=...)(?:ing|ed)$"
)
# One way of writing: organise, labor, defence, centre.
_WAYS: Final = (
    (re.compile(r"(?<=..)([iy])z(?=e|i|a|$)"), r"\1s"),
    (re.compile(r"(?<=...)our(?=$|ed$|s$|ing$|er)"), "or"),
    (re.compile(r"(?<=...)ense(?=s?$)"), "ence"),
    (re.compile(r"(?<=..)nter(?=s?$)"), "ntre"),
)
_DOUBLED: Final = re.compile(r"([bdfgkmnprt])\1$")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Cut a word as `casebook.names.words_of` gives it; a short or foreign one stays whole."""
    if len(word) < _SHORTEST or not word.isascii():
        return word
    for way, usual in _WAYS:
        word = way.sub(usual, word)
    cut = _PLURAL.sub("", word.removesuffix("ies") + "y" if word.endswith("ies") else word)
    cut = _DOUBLED.sub(r"\1", _ENDING.sub("", cut, count=1))
    cut = cut.removesuffix("e")
    return f"{cut[:-1]}i" if cut.endswith("y") else cut
