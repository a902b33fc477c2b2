"""Sources: what the record rests on."""

from typing import Final

from casebook.dates import machine
from casebook.exports.ftm.entity import Entity, entity_id
from casebook.exports.world import ExportedWorld
from casebook.models import Source

# What comes out on the web or in a paper; the rest has pages. Neither means that we hold a file.
_ARTICLES: Final = frozenset({"webpage", "post-weblog", "article-newspaper", "petition"})
_LANGUAGES: Final = {"en": "eng", "ru": "rus", "kk": "kaz", "de": "deu", "fr": "fra"}


def of_source(world: ExportedWorld, source: Source) -> Entity:
    """Make the entity of a source, published by its publisher and not by us."""
    kind = "Article" if source.type in _ARTICLES else "Pages"
    entity = Entity(entity_id("source", source.id), kind)
    entity.add("name", source.short_title)
    entity.add("title", str(source.title) if source.title else None)
    bodies = (world.linked.organisation(name).name for name in source.publishers)
    entity.add("publisher", *bodies, *source.publisher_names)
    entity.add(
        "author",
        *(one.literal or " ".join(filter(None, (one.given, one.family))) for one in source.authors),
    )
    entity.add("language", _LANGUAGES.get(source.lang or ""))
    if source.issued is not None:
        if machine(source.issued) == source.issued.text:
            entity.add("publishedAt", source.issued.text)
        else:
            entity.add("notes", f"Issued, EDTF: {source.issued.text}")
    if source.as_of is not None:
        entity.add("notes", f"Knows up to, EDTF: {source.as_of.text}")
    entity.add("notes", None if source.read else "Known by citation only, or read in part.")
    entity.add("notes", *(f"Concluded: {one.field}: {one.why}" for one in source.inferred))
    entity.add("sourceUrl", *(one.url for one in source.links))
    entity.add("description", str(source.description) if source.description else None)
    return entity
