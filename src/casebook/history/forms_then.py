"""Reading older forms of records by the program of today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from casebook.differing.forms import Shows, form_of
from casebook.differing.records import Form
from casebook.fold import Meaning
from casebook.history.keeping import Mentions
from casebook.library import Key, Library
from casebook.links import references
from casebook.models import RECORD_FOLDERS, Glossary, Record, Term
from casebook.publication import PUBLISHED
from casebook.reading import read_record
from casebook.source import Document, read

Absent = Literal["unread", "unpublished"]
"""Why there is no form: nothing can be said of it, or it was not shown."""

_MODELS: Final = {model.kind_name: model for model in RECORD_FOLDERS.values()}
# In a file that cannot be read, what looks like a record that was not shown is taken for one.
_UNPUBLISHED: Final = re.compile(rb"\b(?:withheld|tombstone)\b")


@dataclass(frozen=True)
class Then:
    """Makes forms of older contents of files."""

    library: Library
    """The records as they are shown now."""
    meaning: Meaning
    shows: Shows
    contents: Mapping[str, bytes]
    """Contents of files, by the ids that git gives them."""
    _mentions: dict[tuple[Key, str], Mentions] = field(default_factory=dict, repr=False)
    _glossaries: dict[bytes, Mapping[str, Term]] = field(default_factory=dict, repr=False)
    """All terms are in one file, which is read once."""

    def form(self, key: Key, path: str, blob: str) -> Form | Absent:
        """Read one form of a record."""
        content = self.contents.get(blob)
        if content is None:
            return "unread"
        record = self._record(key, path, content)
        self._mentions[key, blob] = tuple(
            dict.fromkeys((one.targets, one.text) for one in references(record)) if record else ()
        )
        if record is None and key[0] == Term.kind_name and self._glossaries.get(content):
            return "unpublished"  # the glossary had no such term yet
        if record is None:
            return "unpublished" if _UNPUBLISHED.search(content) else "unread"
        if record.publication.state != PUBLISHED:
            return "unpublished"
        return form_of(record, self.library, self.meaning, shows=self.shows) or "unread"

    def mentions(self, key: Key, *blobs: str) -> Mentions:
        """Return what the forms that were read name, each once."""
        found = (one for blob in blobs for one in self._mentions.get((key, blob), ()))
        return tuple(dict.fromkeys(found))

    def _record(self, key: Key, path: str, content: bytes) -> Record | None:
        document = read(path, content)
        if not isinstance(document, Document):
            return None
        kind, name = key
        if kind != Term.kind_name:
            return read_record(document, _MODELS[kind], name).record
        if content not in self._glossaries:
            glossary = read_record(document, Glossary).record
            terms = glossary.terms if glossary else ()
            self._glossaries[content] = {term.id: term for term in terms}
        return self._glossaries[content].get(name)
