"""Items as BibTeX and RIS, for reference managers that do not read CSL-JSON."""

from collections.abc import Iterator
from typing import Any, Final

from casebook.bibliography.items import Item

_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_BIBTEX_TYPES: Final = {"report": "techreport", "thesis": "phdthesis"}
_RIS_TYPES: Final = {
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "dataset": "DATA",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "motion_picture": "VIDEO",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}


def latex(text: str) -> str:
    """Write a text so that BibTeX takes every sign as it stands."""
    return text.translate(_LATEX)


def bibtex(item: Item) -> str:
    """Write an entry that older programs read too, in UTF-8."""
    kind = _BIBTEX_TYPES.get(item["type"], "misc")
    parts = _date_parts(item)
    authors = " and ".join(_bibtex_name(one) for one in item.get("author", ()))
    publisher = "institution" if kind == "techreport" else "publisher"
    fields = {
        "title": f"{{{latex(item['title'])}}}",
        "author": authors,
        "school" if kind == "phdthesis" else publisher: latex(item.get("publisher", "")),
        "year": str(parts[0]) if parts else "",
        "month": f"{parts[1]:02}" if len(parts) > 1 else "",
        "url": item.get("URL", ""),
        "language": item.get("language", ""),
        "note": latex(item.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}", ""])


def ris(item: Item) -> str:
    """Write one entry of RIS."""
    lines = [f"{tag}  - {value}" for tag, value in _tags(item) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    yield "TI", item["title"]
    for one in item.get("author", ()):
        family = one.get("literal") or ", ".join(
            one[name] for name in ("family", "given") if name in one
        )
        yield "AU", family
    yield "PB", item.get("publisher", "")
    parts = _date_parts(item)
    if parts:
        yield "PY", str(parts[0])
        yield "DA", "/".join([f"{one:02}" for one in parts] + [""] * (4 - len(parts)))
    yield "LA", item.get("language", "")
    yield "UR", item.get("URL", "")
    yield "N1", item.get("note", "")


def _date_parts(item: Item) -> list[int]:
    dates: dict[str, Any] = item.get("issued", {})
    parts: list[int] = dates.get("date-parts", [[]])[0]
    return parts


def _bibtex_name(one: dict[str, str]) -> str:
    if "literal" in one:
        return f"{{{latex(one['literal'])}}}"
    return latex(", ".join(one[name] for name in ("family", "given") if name in one))
