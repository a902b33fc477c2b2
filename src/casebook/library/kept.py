"""What is kept of a sound record, and the record made of it again."""

import json
from typing import Any, NamedTuple

from casebook import source
from casebook.cache import Cache
from casebook.library.folder import Found
from casebook.library.naming import bad_name
from casebook.models import Record
from casebook.models.shape import mentions
from casebook.reading import read_record


class Sound(NamedTuple):
    """What is kept of a sound record: the tree of texts that YAML gave, as JSON, and its facts."""

    tree: str
    facts: str


def read_sound(asked: tuple[Found, type[Record]]) -> Sound | None:
    """Read a file as a kind of record; None if anything is wrong with it, which is not told here.

    It is asked of copies of the process, and what one gives is to be sent: no record, no problem.
    """
    found, model = asked
    if found.content is None or bad_name(found.stem) is not None:
        return None
    document = source.read(found.shown, found.content)
    if not isinstance(document, source.Document):
        return None
    record, _ = read_record(document, model, found.stem)
    if record is None:
        return None
    return Sound(json.dumps(document.tree, ensure_ascii=False), facts_of(record))


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


def made_of_tree(tree: str, found: Found, model: type[Record]) -> Record:
    """Make a record that is known to be sound, of its tree as JSON."""
    return model.model_validate(json.loads(tree) | {"id": found.stem})
