"""Entries as Pagefind reads them, and the small file that helps the browser to ask."""

import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping

from casebook.models.vocabulary import Code
from casebook.names import words_of
from casebook.searching.entry import Entry, keys_of, marks, telling
from casebook.searching.habits import Habits
from casebook.searching.texts import in_all_languages

_COMMON = 3
"""In so many entries a word of their text is worth mending a slip of the finger for."""
_SHORTEST = 4


def documents(entries: Iterable[Entry], stop: frozenset[str]) -> dict[str, bytes]:
    """Write each entry as a page that nobody sees: `<kind>-<id>.html` -> its bytes."""
    return {f"{one.kind}-{one.id}.html": _document(one, stop).encode() for one in entries}


def _document(entry: Entry, stop: frozenset[str]) -> str:
    # One field: Pagefind stores each under its name with every entry.
    shown = [entry.kind, entry.label, entry.title, entry.status, entry.as_of, entry.address]
    stored = html.escape(json.dumps(shown, ensure_ascii=False, separators=(",", ":")))
    text = " \n".join(dict.fromkeys((*entry.names, *entry.also, *entry.text)))
    return (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        f'<div data-pagefind-meta="hit[data-hit]" data-hit="{stored}">'
        f"<p>{html.escape(text)}</p><p>{' '.join(dict.fromkeys(marks(entry, stop)))}</p>"
        "</div></body></html>\n"
    )


def keys_file(entries: Iterable[Entry], habits: Habits, codes: Mapping[str, Code]) -> bytes:
    """Write what the browser needs before it can ask: every key, and how readers put things.

    `keys` are the keys of all words of names; `words` the common words of all texts; `codes` maps
    what a code is called to its editions, the one in force first. A law without numbered articles
    is found by its name alone.
    """
    found = tuple(entries)
    keys = {
        key
        for one in found
        for name in (*one.names, *one.also)
        for word in telling(name, habits.stop)
        for key in keys_of(word)
    }
    counted = Counter(
        word
        for one in found
        for word in {word for text in (*one.names, *one.text) for word in words_of(text)}
    )
    words = {
        word
        for word, count in counted.items()
        if count >= _COMMON and len(word) >= _SHORTEST and word.isalpha()
    }
    cited = {one.law.code for one in found if one.law}
    kept = {
        "entries": len(found),
        "keys": " ".join(sorted(keys)),
        "words": " ".join(sorted(words - habits.stop)),
        "stop": " ".join(sorted(habits.stop)),
        "lawMarks": " ".join(habits.law_marks),
        "partMarks": " ".join(habits.part_marks),
        "synonyms": [" ".join(group) for group in habits.synonyms],
        "codes": _codes({n: c for n, c in codes.items() if n in cited}),
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _codes(codes: Mapping[str, Code]) -> dict[str, list[str]]:
    """Map each name of a code, its words parted by one space, to the codes it may mean."""
    named: dict[str, list[str]] = {}
    for name, code in codes.items():
        spoken = {*in_all_languages(code.short, code.label), *code.aliases}
        # "Criminal Code of 1997" is called "Criminal Code" too, after the one in force.
        for text in sorted({*spoken, *(_undated(one) for one in spoken)}):
            called = " ".join(words_of(text))
            if called and name not in named.setdefault(called, []):
                named[called].append(name)
    return named


def _undated(text: str) -> str:
    """Leave out the year of an edition: `УК 1997`, `Criminal Code of 2014`."""
    return " ".join(
        word
        for word in words_of(text)
        if not word.isdecimal() and word not in ("of", "года", "год", "жылғы", "ж", "рк", "қр")
    )
