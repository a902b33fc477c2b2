"""Languages by their names."""

from typing import Final

from casebook.pages.inline import Inline, inline
from casebook.pages.page import Page

_WORDS: Final = {"en": "language-en", "kk": "language-kk", "ru": "language-ru"}


def language_name(page: Page, code: str) -> Inline:
    """Name a language; one that has no words here is shown by its code."""
    return page.say(_WORDS[code]) if code in _WORDS else inline(code)
