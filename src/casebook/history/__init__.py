"""What changed in each published record, day by day, from the git history of `data/`.

read(root, public) = commits -> the last form of each record on each day -> compared -> entries

It depends on the commit and the records alone: no clock, no names of authors, no messages. What is
not published today is not in it, nor what a record said once and says no more.
"""

from casebook.history.entry import NO_HISTORY, Entry, History, Moved
from casebook.history.telling_days import read

__all__ = ["NO_HISTORY", "Entry", "History", "Moved", "read"]
