"""From a library to what the fold needs of it."""

from casebook.fold.meaning import Meaning, SourceDates
from casebook.library import Library


def meaning_of(library: Library) -> Meaning:
    """Collect the vocabularies with effects, and the dates of the sources."""
    return Meaning(
        event_types=library.event_types,
        liberty_states=library.liberty_states,
        procedure_states=library.procedure_states,
        sentence_kinds=library.sentence_kinds,
        sources={
            name: SourceDates(source.issued, source.as_of)
            for name, source in library.sources.items()
        },
    )
