"""All records of `data/`, read once and kept with their places. Nothing else reads that folder."""

from casebook.library.collecting import without_collecting
from casebook.library.contents import FOLDER_OF_KIND, Key, KeyPath, Library
from casebook.library.loading import load

__all__ = ["FOLDER_OF_KIND", "Key", "KeyPath", "Library", "load", "without_collecting"]
