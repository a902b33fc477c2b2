"""What lies where in the folder of records, and what to say of something that belongs nowhere."""

import os
from collections.abc import Iterable, Iterator
from typing import Final

from casebook.models import RECORD_FOLDERS
from casebook.problems import closest

GLOSSARY: Final = "glossary.yaml"
REDIRECTS: Final = "redirects.yaml"
REGISTER_FOLDER: Final = "published"
VOCABULARY_FOLDER: Final = "vocabularies"

_FOLDERS: Final = (*RECORD_FOLDERS, REGISTER_FOLDER, VOCABULARY_FOLDER)
_FILES: Final = (GLOSSARY, REDIRECTS, "README.md")


def strays(entries: Iterable[os.DirEntry[str]]) -> Iterator[tuple[str, str, str]]:
    """Find what lies beside the folders of records and belongs to none: name, message, mend."""
    known = dict.fromkeys(_FOLDERS, True) | dict.fromkeys(_FILES, False)
    for entry in entries:
        if known.get(entry.name) != entry.is_dir():
            near = closest(entry.name, known)
            mend = f"rename it to {near}" if near else "move it out of this folder"
            if not near and (entry.is_dir() or entry.name.endswith(".yaml")):
                mend = f"move records into the folder of their kind: {', '.join(RECORD_FOLDERS)}"
            what = "a folder" if entry.is_dir() else "a file"
            yield entry.name, f"no record is expected in {what} of this name", mend
