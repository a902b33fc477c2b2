"""From a library to what the fold needs of it."""

from collections.abc import Iterator, Mapping

from casebook.fold.meaning import Meaning, SourceDates
from casebook.library import Library, Shelf
from casebook.models import Source


def meaning_of(library: Library) -> Meaning:
    """Collect the vocabularies with effects, and the dates of the sources."""
    sources = library.sources
    return Meaning(
        event_types=library.event_types,
        liberty_states=library.liberty_states,
        procedure_states=library.procedure_states,
        sentence_kinds=library.sentence_kinds,
        sources=_Dates(sources)
        if isinstance(sources, Shelf)
        else {name: SourceDates(one.issued, one.as_of) for name, one in sources.items()},
    )


class _Dates(Mapping[str, SourceDates]):
    """The dates of sources that stand on a shelf, each looked up when it is asked for."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def __getitem__(self, name: str) -> SourceDates:
        source = self._sources[name]
        return SourceDates(source.issued, source.as_of)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
