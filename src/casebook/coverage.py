"""What the record rests on: how much of it cites which document, and which places in it.

An editor sees from this what would fall with a source, and which documents are hardly used.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.library import Library
from casebook.models import RECORD_FOLDERS, Citation, Model
from casebook.models.shape import fields_of


@dataclass(frozen=True, slots=True)
class Use:
    """How one source is used: citing records, citations, and each place with its citations."""

    source: str
    title: str
    read: bool
    records: int
    citations: int
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of the whole record, and the use of every source, most cited first."""

    records: tuple[tuple[str, int], ...]
    events: int
    citations: int
    uses: tuple[Use, ...]
    unused: tuple[str, ...]
    """Sources that were read and that nothing cites."""


def cover(library: Library) -> Coverage:
    """Count records, timeline events, citations and cited places."""
    citing: dict[str, set[tuple[str, str]]] = defaultdict(set)
    places: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record in library.records():
        for citation in _citations(record):
            citing[citation.source].add((record.kind_name, record.id))
            places[citation.source][citation.at] += 1
    uses = tuple(
        Use(
            name,
            source.short_title,
            source.read,
            len(citing[name]),
            sum(places[name].values()),
            tuple(sorted(places[name].items(), key=lambda one: (-one[1], one[0]))),
        )
        for name, source in library.sources.items()
        if name in citing
    )
    events = [len(case.timeline) for case in library.cases.values()]
    events += [len(event.timeline) for event in library.events.values()]
    counts = [(name, len(library.of_kind(m.kind_name))) for name, m in RECORD_FOLDERS.items()]
    return Coverage(
        records=(*counts, ("terms", len(library.terms))),
        events=sum(events),
        citations=sum(one.citations for one in uses),
        uses=tuple(sorted(uses, key=lambda one: (-one.citations, one.source))),
        unused=tuple(
            name for name, one in library.sources.items() if one.read and name not in citing
        ),
    )


def as_table(coverage: Coverage, *, places: bool = False) -> str:
    """Show it as Markdown: counts, one row a source, and with `places` one row a cited place."""
    lines = ["| records | number |", "|---|---:|"]
    lines += [f"| {name} | {count} |" for name, count in coverage.records]
    lines += [f"| timeline events | {coverage.events} |", f"| citations | {coverage.citations} |"]
    lines += ["", "| source | read | records | citations | places |", "|---|---|---:|---:|---:|"]
    lines += [
        f"| {one.source} | {'yes' if one.read else 'by citation only'} "
        f"| {one.records} | {one.citations} | {len(one.places)} |"
        for one in coverage.uses
    ]
    if coverage.unused:
        lines += ["", f"Read and never cited: {', '.join(coverage.unused)}."]
    if places:
        lines += ["", "| source | place | citations |", "|---|---|---:|"]
        lines += [
            f"| {one.source} | {at.replace('|', '/')} | {count} |"
            for one in coverage.uses
            for at, count in one.places
        ]
    return "\n".join(lines)


def _citations(part: Model) -> Iterator[Citation]:
    """Find every citation in a record, however deep."""
    if isinstance(part, Citation):
        yield part
        return
    for name, shape in fields_of(type(part)).items():
        if shape.model is None:
            continue
        value = getattr(part, name)
        inside: Sequence[Model] = value if shape.many else [value] if value is not None else []
        for one in inside:
            yield from _citations(one)
