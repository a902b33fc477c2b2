"""What sources disagree about, and likely slips in print, in one cell each."""

from collections.abc import Iterable, Iterator

from casebook.models import Conflict, Misprint


def disputed(conflicts: Iterable[Conflict]) -> Iterator[str]:
    """Write conflicts: `about: value / value`."""
    for one in conflicts:
        yield f"{one.about}: {' / '.join(value.value for value in one.values)}"


def misprinted(misprints: Iterable[Misprint]) -> Iterator[str]:
    """Write slips: `about: as printed / read as`."""
    for one in misprints:
        yield f"{one.about}: {one.as_printed} / {one.read_as}"


def doubted(conflicts: Iterable[Conflict], misprints: Iterable[Misprint]) -> Iterator[str]:
    """Write both, each marked with which it is."""
    yield from (f"disputed: {one}" for one in disputed(conflicts))
    yield from (f"misprint: {one}" for one in misprinted(misprints))
