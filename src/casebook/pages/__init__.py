"""Pages: linked, checked records and their states in, Markdown out.

    render(linked, states, meaning, words, templates) -> (path under docs/, bytes), one by one

A view function for each kind of page groups, sorts and words what its template prints; templates
hold no logic beyond loops and optional blocks, type no path and no word of the interface.
"""

from casebook.pages.site import render

__all__ = ["render"]
