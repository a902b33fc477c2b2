"""From a YAML document to a record, or to what is wrong with it in plain words."""

from casebook.reading.guesses import mended_id
from casebook.reading.reader import Reading, model_meant, read_record

__all__ = ["Reading", "mended_id", "model_meant", "read_record"]
