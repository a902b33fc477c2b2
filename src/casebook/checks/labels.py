"""The rule on vocabularies: every choice is named in three languages."""

from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import Finding, rule
from casebook.links import LinkedLibrary
from casebook.problems import Level

_LANGUAGES: Final = {"en": "English", "ru": "Russian", "kk": "Kazakh"}


@rule("missing-label", Level.WARNING)
def missing_label(linked: LinkedLibrary) -> Iterator[Finding]:
    """A term of a vocabulary is named in English, Russian and Kazakh."""
    for name, terms in linked.library.vocabularies.items():
        for term in terms.values():
            missing = [what for lang, what in _LANGUAGES.items() if not getattr(term.label, lang)]
            if missing:
                message = f"the term '{term.id}' has no label in {' and '.join(missing)}"
                about = f"vocabulary:{name}", term.id
                yield Finding(("label",), message, "add the label", about=about)


LIBRARY_RULES: Final = (missing_label,)
