"""From a YAML document to a record, or to what is wrong with it in plain words."""

from casebook.reading.reader import Reading, read_record
from casebook.reading.words import mended_id

__all__ = ["Reading", "mended_id", "read_record"]
