"""How readers put things: words that tell nothing, and words that stand for each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

FILE = "search.yaml"


@dataclass(frozen=True, slots=True)
class Habits:
    """What `templates/search.yaml` holds, in small letters."""

    stop: frozenset[str]
    """Words that tell nothing in a query or a name."""
    law_marks: tuple[str, ...]
    """Words that announce the number of a provision: article, статья, бап."""
    part_marks: tuple[str, ...]
    """Words that announce the number of a part of one: part, часть."""
    synonyms: tuple[tuple[str, ...], ...]
    """Words of which a record may use one and a reader another."""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Address of an entry -> what readers call it though no source does."""
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind of entry -> words that ask for it."""
    faint: frozenset[str] = frozenset()
    """Words that tell little: the country, somebody."""
    personal: frozenset[str] = frozenset()
    """Words that speak of one person, though they may tell nothing else: his, journalist."""
    several: frozenset[str] = frozenset()
    """Words that speak of several people: activists, relatives."""


def load_habits(templates: Path) -> Habits:
    """Read the file; raises KeyError or ValueError if it is not as it must be."""
    read = yaml.safe_load((templates / FILE).read_text(encoding="utf-8"))
    groups = tuple(tuple(words(group)) for group in read["synonyms"])
    if any(len(group) < 2 for group in groups):  # noqa: PLR2004 - a word stands for another
        raise ValueError(f"{FILE}: a group of synonyms needs two words")
    return Habits(
        frozenset(words(read["stop"])),
        tuple(words(read["law-marks"])),
        tuple(words(read["part-marks"])),
        groups,
        {address: tuple(names) for address, names in read["called"].items()},
        {kind: tuple(words(text)) for kind, text in read["hints"].items()},
        frozenset(words(read["faint"])),
        frozenset(words(read["personal"])),
        frozenset(words(read["several"])),
    )


def words(text: str) -> list[str]:
    """Part a line of words."""
    return text.casefold().split()
