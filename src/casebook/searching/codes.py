"""What readers call the codes of law."""

from collections.abc import Mapping

from casebook.models.vocabulary import Code
from casebook.names import words_of
from casebook.searching.texts import in_all_languages


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
    """Leave out the year of an edition: `УК 1997`, `Criminal Code of 2014`."""
    return " ".join(
        word
        for word in words_of(text)
        if not word.isdecimal() and word not in ("of", "года", "год", "жылғы", "ж", "рк", "қр")
    )
