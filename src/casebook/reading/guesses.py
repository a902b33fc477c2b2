"""Guessing what was meant by a text that is no id, no number and so on."""

import re
from typing import Final

from anyascii import anyascii

LOOK_ALIKES: Final = str.maketrans("аеорсухікһѕјԁԛԝ", "aeopcyxikhsjdqw")
"""Letters of Cyrillic that look like Latin ones: nobody can see why such an id is refused."""
# How a code is called where its articles are named -> the beginning of its ids.
_CODES: Final = (
    ("cao", r"коап|әқбтк|admin|cao|administrative"),
    ("cc", r"\bук\b|\bқк\b|уголовн|қылмыстық|criminal|\bcc\b|penal"),
)
_OPENING: Final = frozenset("“„‟‘‚")
_CLOSING: Final = frozenset("”“’‘")
_NUMBER: Final = re.compile(r"\b(\d+(?:-\d+)?)\b")
_PART: Final = re.compile(r"(?:\bч(?:асть|\.)?|\bpart|\bpara?\.?|\bбөл\w*)\s*\.?\s*(\d+(?:-\d+)?)")


def mended_id(text: str) -> tuple[str | None, str]:
    """Guess the id that was meant by a text that is none, and why it is none, if hard to see.

    The guess is None when no letter or digit is left; the reason is empty when it is plain.
    """
    plain = text.strip().lower().translate(LOOK_ALIKES)
    alike = sorted({letter for letter in text.lower() if ord(letter) in LOOK_ALIKES})
    mixed = bool(alike) and plain.isascii()
    guess = re.sub(r"[^a-z0-9]+", "-", plain if mixed else anyascii(text).lower()).strip("-")
    why = f"Cyrillic letters that look Latin: {' '.join(alike)}" if mixed else ""
    return guess or None, why


def is_slip(text: str) -> bool:
    """Whether a text is one word, so that an id made of it is likely meant, and not a sentence."""
    return len(text.split()) == 1 and "//" not in text


def meant_articles(text: str) -> tuple[str, ...]:
    """Guess the id of an article from how lawyers write it: "ст. 405 ч. 2 УК" is cc-405.2.

    Where no code is named, one of each; none where no number, or more than one, is.
    """
    said = text.casefold()
    named = [name for name, pattern in _CODES if re.search(pattern, said)][:1]
    part = _PART.search(said)
    rest = said.replace(part[0], " ") if part else said
    numbers = _NUMBER.findall(rest)
    if len(numbers) != 1:
        return ()
    number = numbers[0] + (f".{part[1]}" if part else "")
    return tuple(f"{code}-{number}" for code in named or sorted(code for code, _ in _CODES)[::-1])


def is_held_by_curved_marks(text: str) -> bool:
    """Whether marks of print stand around a text, where straight ones are meant."""
    return text[:1] in _OPENING and text[-1:] in _CLOSING and len(text) > 1


def meant_number(text: str) -> str | None:
    """Guess the number in "150 000 KZT" or "150,000"; None unless there is one reading."""
    digits = re.sub(r"(?<=\d)[\s,'\u00a0](?=\d{3}\b)", "", text)
    found = re.findall(r"-?\d+(?:\.\d+)?", digits)
    return found[0] if len(found) == 1 and re.search(r"\d,\d", digits) is None else None
