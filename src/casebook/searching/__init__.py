"""What readers search: one entry for each record, fed to Pagefind after the site is built.

Entries are made from linked records and states, never from finished pages, so that a hit is a
record and not a heading. Beside its text an entry carries *marks*: words of letters only that no
text holds, one for each key of each word of its names and for the law it is about. The search in
the browser asks for marks first and for text second; `docs/assets/javascripts/search-engine.js`
explains how it orders what it finds.
"""

from casebook.searching.documents import documents, keys_file
from casebook.searching.entry import Entry, Law
from casebook.searching.gathering import entries
from casebook.searching.habits import Habits, load_habits

__all__ = ["Entry", "Habits", "Law", "documents", "entries", "keys_file", "load_habits"]
