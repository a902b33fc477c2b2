"""What `docs/contributing/rules.md` takes from the code: its table, and the slugs to explain."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from casebook.checks import CASE_RULES, LIBRARY_RULES, RECORD_RULES, CaseLook, RecordLook, Rule
from casebook.checks.others import OTHER_RULES
from casebook.links import LinkedLibrary
from casebook.problems import Level

BEGIN: Final = "<!-- table of rules: computed, see tests/test_checks_manual.py -->"
END: Final = "<!-- end of the table -->"

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_SECTION: Final = re.compile(r"^### (?P<title>.+)\n(?P<body>(?:(?!#{1,3} ).*\n?)*)", re.MULTILINE)
_FAMILY: Final = re.compile(r"^Slugs: (?P<slugs>(?:.+\n?)+)", re.MULTILINE)


class RuleLine(NamedTuple):
    """A rule as the manual lists it."""

    level: Level
    says: str


_OWN: Final[tuple[Rule[CaseLook] | Rule[RecordLook] | Rule[LinkedLibrary], ...]] = (
    *CASE_RULES,
    *RECORD_RULES,
    *LIBRARY_RULES,
)
_LINES: Final[Mapping[str, RuleLine]] = {
    **{slug: RuleLine(Level.ERROR, says) for slug, says in OTHER_RULES.items()},
    **{rule.slug: RuleLine(rule.level, rule.says) for rule in _OWN},
}
RULES_OF_ALL: Final[Mapping[str, RuleLine]] = {slug: _LINES[slug] for slug in sorted(_LINES)}
"""Every slug that `casebook check` can print."""


def sections_of(manual: str) -> list[str]:
    """List the slugs that the sections of the manual explain, in the order of the text.

    A section is named by its slug, or names those of a whole family in a line `Slugs: ...`.
    """
    slugs: list[str] = []
    for section in _SECTION.finditer(manual):
        if _SLUG.fullmatch(section["title"]):
            slugs.append(section["title"])
        elif family := _FAMILY.search(section["body"]):
            slugs += _SLUG.findall(family["slugs"])
    return slugs


def table(manual: str) -> str:
    """Make the table of all rules, each with a link to the section that explains it."""
    anchors: dict[str, str] = {}
    for section in _SECTION.finditer(manual):
        anchor = section["title"].lower().replace(" ", "-")
        anchors |= dict.fromkeys(sections_of(section[0]), anchor)
    lines = ["| Slug | Level | Rule |", "|---|---|---|"]
    for slug, line in RULES_OF_ALL.items():
        shown = f"[{slug}](#{anchors[slug]})" if slug in anchors else slug
        lines.append(f"| {shown} | {line.level} | {line.says} |")
    return "\n".join(lines)


def with_table(manual: str) -> str:
    """Put the table of today between the marks of the manual.

    Raises ValueError if a mark is missing.
    """
    before, _, rest = manual.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the manual has no lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table(manual)}\n\n{END}{after}"
