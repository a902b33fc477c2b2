"""The text by which a record is found: its own words, and the names of all it is tied to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.models import (
    Case,
    Citation,
    Inference,
    LocalText,
    Misprint,
    Model,
    Organisation,
    Record,
    VocabularyTerm,
)
from casebook.models.shape import fields_of
from casebook.models.vocabulary import PlaceTerm
from casebook.pages.world import World

# Where a thing is said and how it was read tells nothing of what happened.
_SKIPPED: Final = (Citation, Inference, Misprint)
_SPOKEN: Final = frozenset({"offences", "from_offences", "by_names", "publisher_names", "unit"})
"""Fields of plain text that a reader may remember."""
_TELLING: Final = frozenset(
    {
        "designations",
        "event-kinds",
        "event-types",
        "harm-kinds",
        "organisation-kinds",
        "places",
        "regions",
        "restriction-kinds",
        "roles",
        "sentence-kinds",
        "topics",
    }
)
"""Vocabularies whose labels are worth finding a record by."""


@dataclass(frozen=True, slots=True)
class Tied:
    """What a record refers to: the names, and the articles among them."""

    labels: tuple[str, ...]
    articles: tuple[str, ...]


def in_all_languages(*texts: LocalText | None) -> tuple[str, ...]:
    """List texts in every language that they are in."""
    return tuple(text for one in texts if one for text in (one.en, one.ru, one.kk) if text)


def names_of_place(place: PlaceTerm) -> tuple[str, ...]:
    """List a town's names, old and new, in every spelling."""
    return (*in_all_languages(place.label, *place.former_names), *place.aliases)


def held_texts(model: Model) -> Iterator[str]:
    """Yield the texts of a record, however deep, but for what is about sources."""
    if isinstance(model, LocalText):
        yield from in_all_languages(model)
        return
    for name, shape in fields_of(type(model)).items():
        value = getattr(model, name)
        if value is None or not (shape.model or name in _SPOKEN):
            continue
        for item in value if shape.many else (value,):
            if isinstance(item, str):
                yield item
            elif not isinstance(item, _SKIPPED):
                yield from held_texts(item)
    date = getattr(model, "date", None)
    if date is not None:
        yield str(date.text)


def tied_labels(world: World, record: Record) -> Tied:
    """Name what a record refers to, each once."""
    labels: dict[str, None] = {}
    articles: dict[str, None] = {}
    for reference in world.linked.forward[record.kind_name, record.id]:
        target = world.linked.target(reference)
        if target is None or target[0] == "source":
            continue
        kind, name = target
        if kind == "article":
            articles[name] = None
            article = world.library.articles[name]
            named = (world.article_label(name), *in_all_languages(article.short_title))
        else:
            named = _names(world.library.of_kind(kind)[name], kind)
        labels.update(dict.fromkeys(named))
    return Tied(tuple(labels), tuple(articles))


def _names(found: Record | VocabularyTerm, kind: str) -> tuple[str, ...]:
    if isinstance(found, PlaceTerm):
        return names_of_place(found)
    if isinstance(found, VocabularyTerm):
        telling = kind.removeprefix("vocabulary:") in _TELLING
        return (*in_all_languages(found.label), *found.aliases) if telling else ()
    if isinstance(found, Case | Organisation):
        return (found.name, *(one.text for one in found.names))
    return (found.label,)
