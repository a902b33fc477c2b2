"""Filled issue forms: the fields that a person wrote in them, and the record that they make.

A body is text from a stranger. It is cut into fields by the labels of our own forms, and each
field is written as a value of YAML that cannot be anything else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from casebook import scalars
from casebook.adding import NewEvent
from casebook.models import Source
from casebook.problems import closest
from casebook.reading import mended_id
from casebook.reading.guesses import meant_articles
from casebook.reading.odd_values import TO_FILL

FOLDER: Final = ".github/ISSUE_TEMPLATE"
LARGEST: Final = 65_536
"""Characters that a body may have: what the host of the forms allows."""
LONGEST: Final = 5_000
"""Characters that one answer may have."""
LONGEST_ID: Final = 60

_EMPTY: Final = "_No response_"
_HEADING: Final = re.compile(r"(?m)^### (.+?)[ \t]*$")
_IN_BRACKETS: Final = re.compile(r"\(([a-z0-9-]+)\)$")
_WEB: Final = re.compile(r"https?://[^\s<>\"']{1,2000}")
_ABOUT_SOURCE: Final = ("link", "title", "publisher", "issued")
_ADDRESS: Final = re.compile(r"/cases/([^/?#]+)")


class FormError(ValueError):
    """Why a form cannot be used, in words for the person who tries."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that somebody filled: the stem of its file, and what stands in each of its fields."""

    form: str
    answers: Mapping[str, str]

    def answer(self, field: str) -> str:
        """What was written on one line, or an empty text."""
        return " ".join(self.answers.get(field, "").split())


def read_form(body: str, root: Path) -> Filled:
    """Tell which form of the repository at `root` a body is of, and what was written in it.

    Raises FormError for a text that no form has, an answer that is missing, and one too long.
    """
    if len(body) > LARGEST:
        raise FormError(f"the text has {len(body):,} characters, and {LARGEST:,} is the most")
    answers = _answers(body)
    known = {path.stem: _fields(path) for path in sorted((root / FOLDER).glob("*.yml"))}
    fitting = [
        (len(fields.keys() & answers.keys()), form)
        for form, fields in known.items()
        if fields and all(label in answers for label, (_, need) in fields.items() if need)
    ]
    if not fitting:
        raise FormError("this is no filled form of this repository: its headings are missing")
    form = max(fitting)[1]
    found: dict[str, str] = {}
    for label, (field, needed) in known[form].items():
        text = answers.get(label, "")
        if needed and not text:
            raise FormError(f"there is no answer under '{label}'")
        if len(text) > LONGEST:
            raise FormError(
                f"the answer under '{label}' has {len(text):,} characters; {LONGEST:,} is the most"
            )
        found[field] = text
    return Filled(form, found)


def case_of(filled: Filled, source: str | None = None) -> tuple[str, str]:
    """Make the id and the text of a record from the form of a new case.

    `source` is the id of the source that it cites, if that is known; see `source_meant`.
    """
    guess, _ = mended_id(filled.answer("name")[:LONGEST_ID])
    if guess is None:
        raise FormError("no id can be made of the name: it has no letter or digit")
    source = source or source_id(filled)
    lines = [f"name: {scalars.short(filled.answer('name'))}", f"kind: {filled.answer('kind')}"]
    if filled.answer("kind") not in ("person", "organisation", "group"):
        raise FormError("the kind is person, organisation or group")
    spellings = [" ".join(one.split()) for one in filled.answers.get("spellings", "").splitlines()]
    if named := [one for one in spellings if one]:
        lines.append("names:")
        for spelling in named:
            lines += [f"  - text: {scalars.short(spelling)}", f"    lang: {_language(spelling)}"]
    lines += ["summary:", *scalars.long("text", filled.answer("summary"), "  "), "  sources:"]
    lines += [f"    - source: {source}", f"      at: {scalars.short(filled.answer('at'))}"]
    return guess, "\n".join(lines) + "\n"


def development_of(filled: Filled, source: str | None = None) -> NewEvent:
    """Make an event of the form of a new development; `case_meant` says whose it is.

    `source` is as for `case_of`.
    """
    kind = _IN_BRACKETS.search(filled.answer("type"))
    return NewEvent(
        type=kind[1] if kind else filled.answer("type"),
        date=filled.answer("date"),
        text=filled.answer("text"),
        source=source or source_id(filled),
        at=filled.answer("at"),
        proceeding=filled.answer("proceeding") or None,
        articles=[article for one in _several(filled, "articles") for article in _meant(one)],
        sentence=_several(filled, "sentence"),
    )


def case_meant(filled: Filled) -> str:
    """Find the id of the case that a development belongs to, in an address or by itself."""
    case = _ADDRESS.search(filled.answer("case"))
    return case[1] if case else filled.answer("case")


def _several(filled: Filled, field: str) -> list[str]:
    """Part an answer at its commas, but not at those within numbers."""
    return [one.strip() for one in re.split(r"[;,](?!\d)", filled.answer(field)) if one.strip()]


def _meant(article: str) -> tuple[str, ...]:
    """Take an id of an article as it is, and guess that of one in words if only one fits."""
    meant = meant_articles(article)
    known = re.fullmatch(r"[a-z0-9-]+(?:\.[0-9-]+)?", article)
    return meant if len(meant) == 1 and not known else (article,)


def source_meant(filled: Filled, known: Mapping[str, Source]) -> tuple[str, str | None]:
    """Tell which source a form cites: its id, and the text of a new record if there is none.

    A link that a known source has says that it is that one. Without a link, a title, a publisher or
    a date there is nothing to make a record of; a word that is nearly an id is a slip in it.
    """
    name, written = source_id(filled), filled.answer("source")
    told = [filled.answer(field) for field in _ABOUT_SOURCE]
    slip = " " not in written and closest(name, known) is not None
    if name in known or slip or not any(told):
        return name, None
    same = _same_address(told[0])
    for other in known.values():
        if same and same in {_same_address(address) for address in _addresses(other)}:
            return other.id, None
    return name, _source_draft(filled)


def _source_draft(filled: Filled) -> str:
    """Write a record of a source as a form tells of it, with gaps where it does not."""
    link, title, publisher, issued = (filled.answer(field) for field in _ABOUT_SOURCE)
    lines = [
        "# From an issue form. Compare each field with the document itself, then remove this line.",
        f"short_title: {scalars.short(filled.answer('source'))}",
    ]
    if title:
        lines.append(f"title: {scalars.short(title)}")
    lines.append(f"type: {'webpage' if link else 'document'}")
    if publisher:
        lines.append(f"publisher_names: [{scalars.short(publisher)}]")
    lines.append(f"issued: {scalars.short(issued) if issued else TO_FILL}")
    if link:
        url = scalars.short(link) if _WEB.fullmatch(link) else TO_FILL
        lines += ["links:", f"  - url: {url}"]
    return "\n".join(lines) + "\n"


def _addresses(source: Source) -> Iterator[str]:
    for link in source.links:
        yield from filter(None, (link.url, link.archived))


def _same_address(url: str) -> str:
    """Write an address so that two ways to write one look the same."""
    plain = re.sub(r"^https?://(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    return plain.partition("#")[0].rstrip("/") if plain != url.strip() else ""


def source_id(filled: Filled) -> str:
    """Make an id of what is said of the source; one that is an id already stays as it is."""
    guess, _ = mended_id(filled.answer("source"))
    if guess is None:
        raise FormError("no id can be made of the source: it has no letter or digit")
    return guess[:LONGEST_ID].strip("-")


def _answers(body: str) -> dict[str, str]:
    """Cut a body at its headings; of two headings with one name the first is ours."""
    plain = "".join(
        char
        for char in body.replace("\r\n", "\n").replace("\r", "\n")
        if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )
    parts = _HEADING.split(plain)
    found: dict[str, str] = {}
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        answer = text.strip()
        found.setdefault(label, "" if answer == _EMPTY else answer)
    return found


def _fields(path: Path) -> dict[str, tuple[str, bool]]:
    """Read a form: its labels, each with the id of its field and whether an answer is needed."""
    form: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        item["attributes"]["label"]: (
            item["id"],
            bool(item.get("validations", {}).get("required")),
        )
        for item in form.get("body", ())
        if "id" in item
    }


def _language(text: str) -> str:
    """Guess the language of a spelling by its letters."""
    if re.search("[әғқңөұүһі]", text.lower()):
        return "kk"
    return "ru" if re.search("[а-яё]", text.lower()) else "en"
