"""What a frozen version is: its name, the commit it was made from, what is in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from casebook import __version__, edition
from casebook.dates import EdtfDate
from casebook.fold import State, latest
from casebook.library import FOLDER_OF_KIND, Library

_VERSION: Final = re.compile(r"[0-9][0-9A-Za-z]*(?:[.-][0-9A-Za-z]+)*")
_LONGEST: Final = 40
_FIRST_YEAR: Final = 1980
"""Archives cannot hold an earlier date."""


class ReleaseError(ValueError):
    """Why a version cannot be made, in words for the person who asked for it."""


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen version. Nothing in it comes from a clock."""

    version: str
    """The name that a person gave it: `2026.11`."""
    commit: str
    made: datetime
    """When the commit was made, in UTC."""
    data_version: str
    cases: int
    records: int
    as_of: EdtfDate | None
    """Up to when the sources know that know most of any case."""
    address: str
    """Of the site, with a slash at its end; empty if the build was told none."""
    repository: str
    program: str = __version__

    @property
    def name(self) -> str:
        """What its folder and files are called."""
        return f"casebook-{self.version}"

    @property
    def date(self) -> str:
        """The day of the commit: `2026-11-22`."""
        return self.made.date().isoformat()


def check_name(version: str) -> None:
    """Raise ReleaseError if a version cannot be called so.

    Its name becomes that of files: a digit first, then letters and digits with single dots or
    hyphens between.
    """
    if not _VERSION.fullmatch(version) or len(version) > _LONGEST:
        raise ReleaseError(
            f"{version!r} cannot be a version: begin with a digit, as in 2026.11 or 1.0"
        )


def facts(  # noqa: PLR0913 - what a version is
    version: str,
    *,
    commit: str,
    seconds: int,
    library: Library,
    states: Iterable[State],
    address: str = "",
    repository: str = "",
) -> Release:
    """Gather what is to be said of a version.

    Args:
        version: Its name, as `check_name` lets it pass.
        commit: The commit it is made from.
        seconds: When that was made, in seconds since 1970.
        library: The records that are shown.
        states: The state of each of its cases.
        address: Where the site is published, with a slash at its end.
        repository: Where the records are kept.

    Raises:
        ReleaseError: The version has no possible name, or the commit is from before 1980.
    """
    check_name(version)
    made = datetime.fromtimestamp(seconds, UTC)
    if made.year < _FIRST_YEAR:
        raise ReleaseError(f"the commit is dated {made.date()}, which archives cannot hold")
    known = (one.known.until for one in states)
    return Release(
        version=version,
        commit=commit,
        made=made,
        data_version=edition.data_version(library),
        cases=len(library.cases),
        records=sum(len(library.of_kind(kind)) for kind in FOLDER_OF_KIND),
        as_of=latest(when for when in known if when is not None and not when.open_end),
        address=address,
        repository=repository,
    )
