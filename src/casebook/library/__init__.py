"""All records of `data/`, read once and kept with their places. Nothing else reads that folder."""

from casebook.library.collecting import without_collecting
from casebook.library.contents import FOLDER_OF_KIND, Held, Key, KeyPath, Library
from casebook.library.loading import load, load_shelves
from casebook.library.shelves import Look, Notes, Shelf

__all__ = [
    "FOLDER_OF_KIND",
    "Held",
    "Key",
    "KeyPath",
    "Library",
    "Look",
    "Notes",
    "Shelf",
    "load",
    "load_shelves",
    "without_collecting",
]
