"""Frozen versions: a finished site and its data as archives that anybody can keep, check and cite.

`facts` says what a version is, `papers` writes that down for people and programs, `archive` packs
files so that the same files are the same bytes, `verifying` checks what was packed. Building the
site of a commit is left to `scripts/release.py`.
"""

from casebook.releasing.archive import SUMS, pack, sums
from casebook.releasing.facts import Release, ReleaseError, check_name, facts
from casebook.releasing.papers import papers
from casebook.releasing.verifying import verify

__all__ = [
    "SUMS",
    "Release",
    "ReleaseError",
    "check_name",
    "facts",
    "pack",
    "papers",
    "sums",
    "verify",
]
