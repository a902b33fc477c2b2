"""What is kept of a sound record, and the record made of it again."""

import json
from typing import Any

from casebook import source
from casebook.cache import Cache
from casebook.library.folder import Found
from casebook.models import Record
from casebook.models.shape import mentions


def facts_of(record: Record) -> str:
    """Write down, in lines, what others may want to know of a record without making it.

    Its label, then what it names, each once; a part of an article stands under the article.
    """
    names = dict.fromkeys(text.partition(".")[0] for _, _, text in mentions(record))
    return "\n".join([" ".join(record.label.split()), *names])


def made_of_kept(cache: Cache, key: bytes, found: Found, model: type[Record]) -> Record:
    """Make a record that is known to be sound, of what the cache or else the file says."""
    kept = cache.text(key)
    tree: Any = json.loads(kept) if kept else None
    if tree is None:
        document = source.read(found.shown, found.content or b"")
        # It was sound with the same content and the same program.
        tree = document.tree if isinstance(document, source.Document) else {}
    return model.model_validate(tree | {"id": found.stem})
