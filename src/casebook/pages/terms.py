"""Glossary terms in running text: found by their first word, so that a text is read once.

Only the term itself is looked for, not other words for it: those have other meanings too ("mayor",
"region"). A single word in the plural ("Views") is too common to be sure of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from casebook.models import Term

_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 4


class Terms:
    """The terms of a glossary that can be told in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Sort terms by their first word, longer ones first."""
        self._by_word: defaultdict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms:
            label = term.term.en or ""
            first = _WORD.match(label)
            alone = label.isalpha()
            if first is None or (alone and (len(label) < _SHORTEST or label.endswith("s"))):
                continue
            self._by_word[first[0].casefold()].append((_spelling(label), term))
        for found in self._by_word.values():
            found.sort(key=lambda one: -len(one[0]))

    def spotted(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Give the places of terms in a text, from its start; none within another."""
        after = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < after:
                continue
            for label, term in self._by_word.get(word[0].casefold(), ()):
                end = start + len(label)
                if _spelling(text[start:end]) == label and not text[end : end + 1].isalnum():
                    yield start, end, term
                    after = end
                    break


def _spelling(label: str) -> str:
    """Take a term as it may stand within a sentence: its first letter may be small."""
    return label[:1].casefold() + label[1:]
