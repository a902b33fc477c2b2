"""Partial dates as the sources give them: EDTF level 1, read by the `edtf` library.

"June 2022" is neither before nor after 14 June 2022, and no rule may pretend that it is. So a date
is a pair of inclusive bounds, and comparisons answer "certainly" or "possibly".
"""

from casebook.dates.reading import DateError, Precision
from casebook.dates.value import (
    EdtfDate,
    certainly_after,
    certainly_before,
    machine,
    possibly_overlaps,
)
from casebook.dates.words import ENGLISH, DateForm, DateWords, words

__all__ = [
    "ENGLISH",
    "DateError",
    "DateForm",
    "DateWords",
    "EdtfDate",
    "Precision",
    "certainly_after",
    "certainly_before",
    "machine",
    "possibly_overlaps",
    "words",
]
