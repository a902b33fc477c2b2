"""Faults in YAML text, and the parsers' errors in words for people who do not program.

The words of PyYAML are matched here and nowhere shown.
"""

import re
from typing import Final, NamedTuple

import yaml

_QUOTE_IT = "put the whole text in double quotes"
ANCHOR: Final = (
    "yaml-anchor",
    "what begins with & or * is an anchor or an alias to YAML, and a record has none",
    f"write the value out; if it is a text, {_QUOTE_IT}",
)
MERGE_KEY: Final = (
    "yaml-anchor",
    "the key << brings other keys in, and a record has all its own",
    "write the keys out",
)
TAG: Final = (
    "yaml-tag",
    "what begins with ! is a tag to YAML, and a record has none",
    f"remove the tag; if it is a text, {_QUOTE_IT}",
)
SECOND_DOCUMENT: Final = (
    "several-documents",
    "a second document begins here: --- or ... ends the first one",
    "remove the line of --- or ..., or move what follows into a file of its own",
)
DIRECTIVE: Final = (
    "yaml-directive",
    "a line that begins with % is a directive to YAML, and a record has none",
    f"remove the line; if it is a text, {_QUOTE_IT}",
)
SMART_QUOTES: Final = "“”„‟«»‘’‚‛"
ODD_SPACES: Final = "\xa0\xad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
"""Spaces that are none to YAML, and invisible marks between letters; for a regular expression."""

_ODD_SPACE = re.compile(rf"(?:[\s-]*?|\s*(?:- +)*[\w-]+:)(?=[{ODD_SPACES}])")
_SMART_VALUE = re.compile(rf"(?:^|[:,\[{{-])\s*(?=[{SMART_QUOTES}])")
_ODD_HYPHEN = re.compile(r"\s*(?:- +)*(-(?=\w+: )|[–—−](?= ))")
_OTHER_COLON = re.compile(r"\s*(?:- +)*[\w-]+ ?([=：;])(?= ?\S)")
_TIGHT_COLON = re.compile(r"\s*(?:- +)*[\w-]+(?=:(?!//)\S)")

_START = "start"
_HERE = "here"
# Words in which both parsers, the C one and the pure one, say what is wrong -> whether the start
# of the broken thing or the point where the parser gave up tells more, and our own words for it.
_SAID: Final = (
    (
        "quoted scalar: found unexpected (end|doc)",
        _START,
        "yaml-syntax",
        "the quotation mark is not closed",
        "close it with the same mark where the text ends",
    ),
    ("alias|anchor", _START, *ANCHOR),
    (r"\btag\b", _START, *TAG),
    ("directive|incompatible", _START, *DIRECTIVE),
    (
        "block scalar: (?!found a tab)",
        _START,
        "yaml-syntax",
        "something else stands on the line of > or |",
        f"begin the text on the next line, indented; or {_QUOTE_IT}",
    ),
    (
        "flow (sequence|mapping): ",
        _START,
        "yaml-syntax",
        "the bracket is not closed, or a comma is missing in it",
        "close it, put commas between items, and put texts with a colon or comma in double quotes",
    ),
    (
        "cannot start any token",
        _HERE,
        "yaml-syntax",
        "a value cannot begin with {char}",
        _QUOTE_IT,
    ),
    (
        r"node content.* \W$",
        _HERE,
        "yaml-syntax",
        "there is {char} where a value belongs",
        f"write the value, or {_QUOTE_IT}",
    ),
    (
        "sequence entries are not allowed",
        _HERE,
        "yaml-syntax",
        "a list cannot begin here, on the line of its key",
        f"begin each item on a line of its own below the key; if it is a text, {_QUOTE_IT}",
    ),
    (
        "mapping keys are not allowed",
        _HERE,
        "yaml-syntax",
        "a text cannot begin with a question mark and a space",
        _QUOTE_IT,
    ),
)


class Fault(NamedTuple):
    """What is wrong at a place; lines and columns count from 0 here, as the parsers count."""

    line: int
    column: int
    slug: str
    message: str
    mend: str
    length: int = 1
    also: tuple[int, ...] = ()
    """Other lines to show."""


def control_character(line: int, column: int, char: str) -> Fault:
    """A character that no YAML may hold, or that would make other text look different."""
    message = f"there is an invisible control character, U+{ord(char):04X}"
    mend = "delete it, and write anew what belongs there"
    return Fault(line, column, "control-character", message, mend)


def explain(error: Exception, lines: list[str]) -> Fault:
    """Say what an error of the parser means; `lines` are those of the whole text."""
    said = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        # Only the pure parser gives no mark, for a long escape that stands for no character.
        number = next((n for n, line in enumerate(lines) if r"\U" in line), 0)
        return _backslash(number, lines[number].find(r"\U"), lines)
    here = _spot(mark, lines)
    start = _spot(getattr(error, "context_mark", None), lines, here)
    if "node content" in said and (mark.line, mark.column) != here:
        message = "the file ends, and a bracket is still open"
        mend = "write what is missing, and close the bracket"
        return Fault(*here, "yaml-syntax", message, mend)
    char = lines[here[0]][here[1] : here[1] + 1]
    inside_text = re.search("(quoted|block) scalar: (?!found a tab)", said)
    if not inside_text and (odd := _look_near(*here, lines)):
        return odd
    for pattern, point, slug, message, mend in _SAID:
        if re.search(pattern, f"{said} {char}"):
            place = start if point is _START else here
            return Fault(*place, slug, message.format(char=char), mend)
    for pattern, point, words in _TOLD_BY_LINE:
        if re.search(pattern, said):
            return words(*(start if point is _START else here), lines)
    return _stray(*here, lines)


def _spot(
    mark: yaml.Mark | None, lines: list[str], otherwise: tuple[int, int] = (0, 0)
) -> tuple[int, int]:
    """Return line and column of a mark; of the last character if it lies behind the text."""
    if mark is None:
        return otherwise
    line, column = min(mark.line, len(lines) - 1), mark.column
    while line and not lines[line].strip(" "):
        line -= 1
        column = len(lines[line])
    return line, min(column, max(len(lines[line]) - 1, 0))


def _look_near(line: int, column: int, lines: list[str]) -> Fault | None:
    """Find what looks right and is not: tabs, odd spaces and quotes, here and one line above."""
    if lines[line][column : column + 1] == "\t":
        message = "a tab stands where only spaces may"
        mend = "put spaces in its place, two a level"
        return Fault(line, column, "tab-indentation", message, mend)
    for number in (line, _above(line, lines)):
        if space := _ODD_SPACE.match(lines[number]):
            return odd_space(number, space.end(), lines[number][space.end()])
    if quote := _SMART_VALUE.search(lines[line], 0, column + 1):
        return smart_quote(line, quote.end(), lines[line][quote.end()])
    return None


def _above(line: int, lines: list[str]) -> int:
    """Return the number of the next line above that is not empty; this line's if there is none."""
    return next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)


def odd_space(line: int, column: int, char: str) -> Fault:
    """An invisible character that is no space to YAML, where a space or nothing belongs."""
    message = f"the invisible character U+{ord(char):04X} is not a space to YAML"
    mend = "delete it, and type an ordinary space if one belongs there"
    return Fault(line, column, "odd-space", message, mend)


def smart_quote(line: int, column: int, char: str) -> Fault:
    """A curved quotation mark that is meant to hold a value together."""
    message = f"the mark {char} is a letter like any other to YAML and holds no text together"
    mend = 'put straight marks (") around the whole text; curved ones may stay inside'
    return Fault(line, column, "smart-quote", message, mend)


def _colon(line: int, column: int, lines: list[str]) -> Fault:
    """A colon makes a key where none may be: in a text, or on a line that is out of place."""
    before = lines[line][:column]
    if re.search(r":\s", before):
        message = "a colon and a space in a text make YAML look for a key"
        return Fault(line, column, "yaml-syntax", message, _QUOTE_IT)
    above = _above(line, lines)
    if tight := _TIGHT_COLON.match(lines[above]):
        return _tight(above, tight.end())
    for number in (line, above):
        if odd := _ODD_HYPHEN.match(lines[number]):
            return _hyphen(number, odd.start(1), odd[1])
    message = "a key cannot begin here, below a text"
    mend = "begin it below the first letter of the key it belongs with; or make a key of the text"
    return Fault(line, len(before) - len(before.lstrip()), "yaml-syntax", message, mend)


def _no_colon(line: int, column: int, lines: list[str]) -> Fault:
    """A line ends without making a key, where only keys may be."""
    if tight := _TIGHT_COLON.match(lines[line]):
        return _tight(line, tight.end())
    if odd := _ODD_HYPHEN.match(lines[line]):
        return _hyphen(line, odd.start(1), odd[1])
    if other := _OTHER_COLON.match(lines[line]):
        message = f"after a key stands a colon, and there is {other[1]}"
        return Fault(line, other.start(1), "yaml-syntax", message, "write ': ' in its place")
    message = "the line has no key: a colon and a space are missing"
    mend = "write 'key: value'; indent the line if it goes on with the text above"
    return Fault(line, column, "yaml-syntax", message, mend)


def _tight(line: int, column: int) -> Fault:
    message = "there is no space after the colon"
    return Fault(line, column, "yaml-syntax", message, "put a space after the colon")


def _hyphen(line: int, column: int, mark: str) -> Fault:
    message = "there is no space after the hyphen"
    if mark != "-":
        message = f"the mark {mark} is longer than the hyphen that begins an item"
    return Fault(line, column, "yaml-syntax", message, "write a hyphen and a space")


def _stray(line: int, column: int, lines: list[str]) -> Fault:
    """Something stands where nothing of its kind may; what is before it tells why."""
    before, char = lines[line][:column].rstrip(), lines[line][column : column + 1]
    message = "this line cannot be understood"
    mend = "look at its indentation, quotation marks and brackets, and at the line above"
    if char == ":":
        message, mend = "there is no key before the colon", "write the key before the colon"
    elif char in ("]", "}", ","):
        message = f"there is {char} where nothing is open"
        mend = f"remove it; if it is part of a text, {_QUOTE_IT}"
    elif before.endswith(('"', "'")):
        message = "the text goes on after its closing quotation mark"
        mend = "put the whole text in one pair of marks; look above for a mark that is not closed"
    elif before.endswith(("]", "}")):
        message = "the text goes on after a closing bracket"
        mend = f"remove what follows the bracket, or {_QUOTE_IT}"
    elif not before:
        message = "the line is not in line with those it belongs with"
        mend = "begin it below the first letter of the key or hyphen it belongs with"
    return Fault(line, column, "yaml-syntax", message, mend)


def _backslash(line: int, column: int, lines: list[str]) -> Fault:
    """An escape in double quotes that does not exist, or stands for no character."""
    column = max(lines[line].rfind("\\", 0, column + 1), 0)
    message = "the backslash does not begin an escape that YAML knows"
    mend = "write the backslash twice, or put the text in single quotes"
    return Fault(line, column, "yaml-syntax", message, mend)


def _behind_the_end(line: int, column: int, lines: list[str]) -> Fault:
    """Something follows the value of the whole file."""
    if any(above.startswith("...") for above in lines[:line]):
        return Fault(line, column, *SECOND_DOCUMENT)
    return _stray(line, column, lines)


_TOLD_BY_LINE: Final = (
    ("escape|hexa?dec", _HERE, _backslash),
    ("mapping values", _HERE, _colon),
    ("simple key", _START, _no_colon),
    ("document start", _HERE, _behind_the_end),
)
