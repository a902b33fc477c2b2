"""Who refers to whom, both ways: every field that carries the mark `Ref` is followed."""

from casebook.links.faults import singular
from casebook.links.linking import LinkedLibrary, faults_of, folded, link
from casebook.links.references import Reference, references
from casebook.links.relinking import relink
from casebook.links.shelves import BACK, NAMESAKES, Naming, link_shelves

__all__ = [
    "BACK",
    "NAMESAKES",
    "LinkedLibrary",
    "Naming",
    "Reference",
    "faults_of",
    "folded",
    "link",
    "link_shelves",
    "references",
    "relink",
    "singular",
]
