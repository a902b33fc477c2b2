"""Which state of the data something was made from: versions by content, never by a clock.

The version of a record is the schema version and the first digits of the SHA-256 of its file, so
that anybody can find the file that a citation means in the history of the repository, or prove that
a copy is it. The version of the data is made of the versions of all that is shown.
"""

from hashlib import sha256
from typing import Final

from casebook.library import FOLDER_OF_KIND, Library
from casebook.models import VOCABULARIES, Term

SITE_NAME: Final = "The Casebook"
SCHEMA_VERSION: Final = "1"
"""Raised when the exported shapes change so that a reader of them must change too."""
LICENCE: Final = "CC-BY-4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
_DIGITS: Final = 12


def record_version(library: Library, kind: str, name: str) -> str:
    """Return the version of one record: `1-` and twelve digits of the hash of its file."""
    return _version(library.text(kind, name))


def data_version(library: Library) -> str:
    """Return the version of all records and vocabularies of a library."""
    files = {
        library.path(kind, name): library.text(kind, name)
        for kind in (*FOLDER_OF_KIND, Term.kind_name, *(f"vocabulary:{v}" for v in VOCABULARIES))
        for name in library.of_kind(kind)
    }
    return _version("".join(f"{path} {_hash(text)}\n" for path, text in sorted(files.items())))


def _version(text: str) -> str:
    return f"{SCHEMA_VERSION}-{_hash(text)[:_DIGITS]}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
