"""What a court imposed, as people write it: "imprisonment 3 years 6 months" as keys of a record."""

import re
from typing import Final

_TERM: Final = re.compile(r"\b(\d+) (year|month|day|hour)s?\b")
_SUM: Final = re.compile(r"\b(\d+) ([A-Z]{3})\b")
_INDICES: Final = re.compile(r"\b(\d+) mci\b", re.IGNORECASE)
_LIFE: Final = re.compile(r"\b(?:for )?life\b")
_GROUPED: Final = re.compile(r"(?<=\d)[ ,'\u00a0](?=\d{3}\b)")
_BETWEEN: Final = re.compile(r"[\s,;:]+|\band\b|\bof\b")
HOW: Final = "imprisonment 3 years, or fine 50000 KZT, or activity-ban 2 years 6 months"
"""Examples of what is understood."""


class ImposedError(ValueError):
    """What of a text is not understood, in words for the person who wrote it."""


def imposed(text: str) -> dict[str, str]:
    """Part one thing that was imposed into the keys of an item of `sentence`.

    Its kind is not looked up: what is left when terms and sums are taken out is the kind.
    """
    left = _GROUPED.sub("", " ".join(text.split()))
    keys: dict[str, str] = {}
    for pattern in (_TERM, _INDICES, _SUM, _LIFE):
        for found in pattern.finditer(left):
            if pattern is _TERM:
                key, value = f"{found[2]}s", found[1]
            elif pattern is _SUM:
                key, value = "amount", found[1]
            elif pattern is _INDICES:
                key, value = "mci", found[1]
            else:
                key, value = "life", "true"
            if key in keys:
                raise ImposedError(f"'{text}' has two of {key}; write each sentence by itself")
            keys[key] = value
            if pattern is _SUM:
                keys["currency"] = found[2]
        left = pattern.sub(" ", left)
    kind = "-".join(word for word in _BETWEEN.split(left) if word).lower()
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", kind):
        raise ImposedError(f"'{text}' is not understood; write it like {HOW}")
    return {"kind": kind} | keys
