"""YAML text to plain values that know their places, or to what is wrong with it in plain words.

Every scalar stays text, so that `NO`, `121.10` and dates survive; only an empty one (`key:`) is
None. Anchors, aliases, merge keys, tags, directives and second documents are refused.

Values are built from the events of libyaml, the C parser that PyYAML's wheels carry. Without it
the pure parser does the same ten times slower, and also refuses a tab between a key and its value.
"""

from casebook.source.building import DEEPEST, Tree
from casebook.source.document import LARGEST, Document, read, text_of

__all__ = ["DEEPEST", "LARGEST", "Document", "Tree", "read", "text_of"]
