"""A source as an item of CSL-JSON: what reference managers and styles read."""

from typing import Any

from casebook.dates import EdtfDate, machine
from casebook.links import LinkedLibrary
from casebook.markdown import plain
from casebook.models import Source

Item = dict[str, Any]


def item(linked: LinkedLibrary, source: Source) -> Item:
    """Describe a source; a field that nobody knows is left out, what is doubtful is in `note`."""
    publishers = (
        *(linked.organisation(name).name for name in source.publishers),
        *source.publisher_names,
    )
    link = next((one.url for one in source.links if one.url), None)
    archived = next((one.archived for one in source.links if one.archived), None)
    made: Item = {
        "id": source.id,
        "type": source.type.replace("-", "_") if source.type in _UNDERSCORED else source.type,
        "title": plain(str(source.title or source.short_title)),
        "title-short": plain(source.short_title) if source.title else None,
        "author": [_name(one.model_dump(exclude_none=True)) for one in source.authors],
        "publisher": plain(", ".join(publishers)),
        "issued": _issued(source.issued) if source.issued else None,
        "language": source.lang,
        "URL": link,
        "archive_location": archived,
        "note": note(source),
    }
    return {name: value for name, value in made.items() if value}


# Spelt with an underscore in the list of types of CSL 1.0.2.
_UNDERSCORED = frozenset({"legal-case", "motion-picture"})


def note(source: Source) -> str:
    """Say what the formats have no field for: how far it knows, and what was concluded."""
    parts = []
    if source.issued is not None and machine(source.issued) != source.issued.text:
        parts.append(f"Issued (EDTF): {source.issued.text}.")
    if source.as_of is not None:
        parts.append(f"Knows up to (EDTF): {source.as_of.text}.")
    if not source.read:
        parts.append("Known by citation only, or read in part.")
    parts += [f"Concluded, {one.field}: {plain(one.why)}" for one in source.inferred]
    return " ".join(parts)


def _name(parts: dict[str, str]) -> dict[str, str]:
    return {name: plain(value) for name, value in parts.items()}


def _issued(when: EdtfDate) -> Item | None:
    """Write a date as far as CSL has one: a day, month or year, perhaps about."""
    text = machine(when)
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    return {"date-parts": [parts]} | ({"circa": True} if text != when.text else {})
