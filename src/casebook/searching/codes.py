"""What readers call the codes of law."""

from collections.abc import Mapping
from typing import Final

from casebook.models.vocabulary import Code
from casebook.names import words_of
from casebook.searching.texts import in_all_languages

_YEAR: Final = frozenset({"года", "год", "г", "жылғы", "ж"})
_COUNTRY: Final = frozenset({"рк", "қр"})


def called(codes: Mapping[str, Code]) -> dict[str, list[str]]:
    """Map each name of a code, its words parted by one space, to the codes it may mean.

    The one in force comes first. A law without numbered articles is found by its name alone.
    """
    named: dict[str, list[str]] = {}
    for name, code in codes.items():
        spoken = {*in_all_languages(code.short, code.label), *code.aliases}
        # "Criminal Code of 1997" is called "Criminal Code" too, after the one in force.
        for text in sorted({*spoken, *(_undated(one) for one in spoken)}):
            words = " ".join(words_of(text))
            if words and name not in named.setdefault(words, []):
                named[words].append(name)
    return named


def _undated(text: str) -> str:
    """Leave out the country and the year of an edition: `УК РК 1997`, `Criminal Code of 2014`."""
    words = words_of(text)
    dated = {at for at, word in enumerate(words) if word.isdecimal()}
    before = {at - 1 for at in dated if at and words[at - 1] == "of"}
    after = {at + 1 for at in dated if words[at + 1 : at + 2] and words[at + 1] in _YEAR}
    left_out = dated | before | after
    return " ".join(
        word for at, word in enumerate(words) if at not in left_out and word not in _COUNTRY
    )
