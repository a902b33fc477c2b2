"""Who refers to whom, both ways: every field that carries the mark `Ref` is followed."""

from casebook.links.faults import singular
from casebook.links.linking import LinkedLibrary, link
from casebook.links.references import Reference, references

__all__ = ["LinkedLibrary", "Reference", "link", "references", "singular"]
