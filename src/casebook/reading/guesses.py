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


def meant_article(text: str) -> str | None:
    """Guess the id of an article from how lawyers write it: "ст. 405 ч. 2 УК" is cc-405.2."""
    said = text.casefold()
    code = next((name for name, pattern in _CODES if re.search(pattern, said)), None)
    part = _PART.search(said)
    rest = said.replace(part[0], " ") if part else said
    numbers = _NUMBER.findall(rest)
    if code is None or len(numbers) != 1:
        return None
    return f"{code}-{numbers[0]}" + (f".{part[1]}" if part else "")


def meant_number(text: str) -> str | None:
    """Guess the number in "150 000 KZT" or "150,000"; None unless there is one reading."""
    digits = re.sub(r"(?<=\d)[\s,'\u00a0](?=\d{3}\b)", "", text)
    found = re.findall(r"-?\d+(?:\.\d+)?", digits)
    return found[0] if len(found) == 1 and re.search(r"\d,\d", digits) is None else None
