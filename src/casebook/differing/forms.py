"""Making the forms that are compared: only what may be shown, folded where that is possible."""

from collections.abc import Callable, Mapping

from casebook.differing.records import Form
from casebook.fold import Meaning, state
from casebook.library import Library
from casebook.links.faults import inner_faults
from casebook.models import Case, Event, Model, Record
from casebook.models.shape import fields_of
from casebook.publication import PUBLISHED, without

Shows = Callable[[tuple[str, ...], str], bool]
"""Whether something with an id, of one of some kinds, may be mentioned."""


def form_of(
    record: Record, library: Library, meaning: Meaning, *, shows: Shows | None = None
) -> Form | None:
    """Make a form of one version of a record; None if nothing may or can be said of it.

    Args:
        record: The record as that version has it.
        library: Holds the vocabularies by which it is read, and the record as it is now.
        meaning: What events do, and up to when sources know.
        shows: Leaves out mentions of what may not be shown; None if there is nothing of the kind.
    """
    if record.publication.state != PUBLISHED or not known_terms(record, library.vocabularies):
        return None
    kept = without(record, lambda kinds, name: not shows(kinds, name)) if shows else record
    if not isinstance(kept, Record):
        return None
    if isinstance(kept, Case | Event) and any(inner_faults(library, kept)):
        return None
    return Form(kept, meaning, state(kept, meaning) if isinstance(kept, Case) else None)


def known_terms(model: Model, vocabularies: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether every term of a vocabulary that a model names is there.

    An older version may name terms that are gone; what it meant then cannot be said now.
    """
    for name in model.model_fields_set:
        shape = fields_of(type(model)).get(name)
        value = getattr(model, name)
        if shape is None or value is None:
            continue
        for item in value if shape.many else (value,):
            if isinstance(item, Model):
                if not known_terms(item, vocabularies):
                    return False
            elif shape.targets and shape.targets[0].startswith("vocabulary:"):
                vocabulary = shape.targets[0].removeprefix("vocabulary:")
                if item not in vocabularies.get(vocabulary, {}):
                    return False
    return True


def shows_only(*libraries: Library) -> Shows:
    """Let only what is in one of some libraries be mentioned; terms of vocabularies always."""

    def shows(kinds: tuple[str, ...], text: str) -> bool:
        if kinds[0].startswith("vocabulary:"):
            return True
        name = text.partition(".")[0]
        return any(_holds(library, kinds, name) for library in libraries)

    return shows


def _holds(library: Library, kinds: tuple[str, ...], name: str) -> bool:
    if any(name in library.of_kind(kind) for kind in kinds):
        return True
    return "organisation" in kinds and name in library.cases
