"""What readers search: one entry for each record, written as small files that browsers read.

Entries are made from linked records and states, never from finished pages, so that a hit is a
record and not a heading. An entry is found by keys of its names (`casebook.names`), by its law and
by its words. The search itself runs in the browser: `docs/assets/javascripts/search-engine.js`
explains how it orders what it finds.
"""

from casebook.searching.entry import Entry, Law
from casebook.searching.files import search_files
from casebook.searching.gathering import entries
from casebook.searching.habits import Habits, load_habits

__all__ = ["Entry", "Habits", "Law", "entries", "load_habits", "search_files"]
