"""Sources as others cite them: CSL-JSON, BibTeX, RIS, and lines of a bibliography."""

from casebook.bibliography.formats import bibtex, latex, ris
from casebook.bibliography.items import Item, item
from casebook.bibliography.rendered import rendered

__all__ = ["Item", "bibtex", "item", "latex", "rendered", "ris"]
