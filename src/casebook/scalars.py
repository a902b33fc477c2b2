"""Writing texts as YAML, so that any text is read back as what it was."""

import re
import textwrap
from typing import Final

WIDTH: Final = 100
"""Columns that a line has at most, but for a word that is longer."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9](?:[\w ./()-]*[\w.)])?", re.ASCII)
_LIKE_OTHERS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def short(value: str) -> str:
    """Write a value on the line of its key: in double quotes unless it surely means itself."""
    value = " ".join(value.split())
    if _PLAIN.fullmatch(value) and value.lower() not in _LIKE_OTHERS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def long(key: str, value: str, indent: str) -> list[str]:
    """Write a key and its text below an arrow, wrapped, where nothing can be taken for YAML."""
    words = " ".join(value.split())
    wrapped = textwrap.wrap(
        words, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False
    )
    return [f"{indent}{key}: >-", *(f"{indent}  {line}" for line in wrapped)]
