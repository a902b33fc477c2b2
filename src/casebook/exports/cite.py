"""Citations as files: BibTeX, RIS and CSL-JSON, for reference managers.

No format has a field for the date up to which sources know, so it stands in the note, in words.
The date of access is left to the reader, who alone knows it.
"""

import json

from casebook import edition
from casebook.bibliography import latex
from casebook.citation import Citable
from casebook.markdown import plain


def files(one: Citable) -> dict[str, bytes]:
    """Write the citation of a page in each format: path -> text."""
    made = {"bib": bibtex(one), "ris": ris(one), "json": csl(one)}
    return {one.file(form): text.encode() for form, text in made.items()}


def note(one: Citable) -> str:
    """Say what the formats have no field for."""
    known = f"As of {one.as_of} (EDTF)" if one.as_of else "As of: not known"
    parts = [f"{known}.", f"Data version {one.version}."]
    if one.url is None:
        parts.append(f"This copy of the site names no address; path: /{one.path}.")
    return " ".join(parts)


def bibtex(one: Citable) -> str:
    """Write BibTeX, which older programs read too: `@misc`, UTF-8."""
    fields = {
        "title": f"{{{_latex(one.title)}}}",
        "howpublished": _latex(edition.SITE_NAME),
        "publisher": _latex(edition.SITE_NAME),
        "url": one.url,
        "note": _latex(note(one)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{one.key},", *lines, "}", ""])


def ris(one: Citable) -> str:
    """Write RIS."""
    tags = [
        ("TY", "ELEC"),
        ("ID", one.key),
        ("TI", plain(one.title)),
        ("T2", edition.SITE_NAME),
        ("PB", edition.SITE_NAME),
        ("ET", one.version),
        ("LA", "en"),
        ("UR", one.url),
        ("N1", note(one)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(one: Citable) -> str:
    """Write CSL-JSON: a list of one."""
    item = {
        "id": one.key,
        "type": "webpage",
        "title": plain(one.title),
        "container-title": edition.SITE_NAME,
        "publisher": edition.SITE_NAME,
        "version": one.version,
        "language": "en",
        "URL": one.url,
        "note": note(one),
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2) + "\n"


def _latex(text: str) -> str:
    return latex(plain(text))
