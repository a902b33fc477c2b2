"""Free text made safe for Markdown pages: pure filters, one for each place a text can stand.

Records are written by many hands, so no text of theirs may become markup: not Markdown with the
extensions of mkdocs.yml, not HTML, not Jinja, not an attribute list. Each filter gives back text
that the reader sees exactly as it was meant. Letters of every script stay as they are; backslashes
are used where they read well, and numeric entities where a backslash does not help: the row
splitter of tables and the code parser look at the text before backslashes are understood, and
`{%` must not appear even on a page that never asked for macros.
"""

import html
import json
import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, urlsplit

_MARKUP: Final = str.maketrans(
    {mark: "\\" + mark for mark in "\\*_[]#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {mark: f"&#{ord(mark)};" for mark in "`{}|"}
)
# Raw HTML is carried past most of the parser, but code, escapes and links are looked for first.
_IN_ATTRIBUTE: Final = str.maketrans({mark: f"&#{ord(mark)};" for mark in "&<>\"'`\\*_[]{}()#!|:"})
# Material prints titles and descriptions of front matter into HTML as they are.
_IN_FRONT_MATTER: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "{": "&#123;", "}": "&#125;"}
)

# Characters that show nothing but can hide, reorder or break text: controls, zero-width and
# direction marks, tags, lone surrogates, noncharacters.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# No-break spaces stay: "5 000" must not be broken over two lines.
_SPACE: Final = re.compile("[^\\S\u00a0\u2007\u202f]+")
_PARAGRAPH_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")

_NUMBERED: Final = re.compile(r"(\d+)([.)])(?=\s|$)")
_BULLET: Final = re.compile(r"[-+!.]")
_BLOCK_START: Final = re.compile(r"[=~:?^]")
_SHORTCODE: Final = re.compile(r":(?=[-+\w]+:)")
# The footnotes extension puts its list where a text says "///Footnotes Go Here///".
_FOOTNOTE_PLACE: Final = "///"

_SCHEMES: Final = frozenset({"http", "https", "mailto"})
# What may stand in a link's address as it is; the rest of ASCII is percent-encoded.
_ADDRESS_SAFE: Final = "%/:?#@!$&,;=+~.-_"


def plain(text: object) -> str:
    """Return the text on one line: white space collapsed, invisible characters removed.

    Raises TypeError for None, which would otherwise be printed.
    """
    if text is None:
        raise TypeError("there is no text to show; let the template ask first")
    return _SPACE.sub(" ", _INVISIBLE.sub("", str(text))).strip()


def md(text: object) -> str:
    """Escape a text for a paragraph, heading, list item, link text or table cell."""
    raw = plain(text)
    escaped = raw.translate(_MARKUP)
    escaped = _SHORTCODE.sub("&#58;", escaped).replace(_FOOTNOTE_PLACE, "&#47;//")
    if numbered := _NUMBERED.match(escaped):
        escaped = f"{numbered[1]}\\{escaped[numbered.end(1) :]}"
    elif _BULLET.match(escaped):
        escaped = "\\" + escaped
    elif _BLOCK_START.match(escaped):
        escaped = f"&#{ord(escaped[0])};{escaped[1:]}"
    # An exclamation mark before a link that the template writes would make it an image.
    return escaped[:-1] + "\\!" if len(raw) > 1 and raw.endswith("!") else escaped


def md_paragraphs(text: object) -> str:
    """Escape a text of several paragraphs, which blank lines part."""
    parts = _PARAGRAPH_BREAK.split(str(text)) if plain(text) else []
    return "\n\n".join(escaped for part in parts if (escaped := md(part)))


def cell(text: object) -> str:
    """Escape a text for a table cell; an empty one becomes a dash, so that no cell looks lost."""
    return md(text) or "–"


def attr(text: object) -> str:
    """Escape a text for a quoted attribute of an HTML tag, wherever the tag stands."""
    return plain(text).translate(_IN_ATTRIBUTE)


def code(text: object) -> str:
    """Show a text letter by letter, as code; backticks cannot hold every text."""
    return f"<code>{md(text)}</code>"


def yaml_scalar(text: object) -> str:
    """Quote a text as a value of front matter, safe for a theme that prints it into HTML as is."""
    return json.dumps(plain(text).translate(_IN_FRONT_MATTER), ensure_ascii=False)


def address(text: object) -> str | None:
    """Give a web or mail address as it may stand in a Markdown link, or None if it is not one.

    Only http, https and mailto pass. An address with a user before its host is refused, because
    it can look like another site's.
    """
    url = plain(text)
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or re.search(r"\s", url):
        return None
    if parts.scheme == "mailto":
        if not parts.path or parts.netloc:
            return None
    elif not host or "@" in parts.netloc or "[" in parts.netloc:
        return None
    return html.escape("".join(map(_address_character, url)), quote=True)


def url(text: object, label: object = "") -> str:
    """Link to an address under its label, or under itself; what may not be linked is only text."""
    target = address(text)
    shown = md(label) or md(text)
    return f"[{shown}]({target})" if target and shown else shown


def _address_character(character: str) -> str:
    plain_letter = character.isalnum() or ord(character) > ord("~")
    return character if plain_letter else quote(character, safe=_ADDRESS_SAFE)


FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    "attr": attr,
    "cell": cell,
    "code": code,
    "md": md,
    "md_paragraphs": md_paragraphs,
    "plain": plain,
    "url": url,
    "yaml_scalar": yaml_scalar,
}
"""The filters under the names by which templates call them."""
