"""What git knows of the records: their files at a revision, and which files each commit changed.

The one module that runs git. It reads and never writes; a folder that is no repository, a machine
without git, or a history that was cut off are answers, not errors.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

_REGULAR: Final = ("100644", "100755")
_NOTHING: Final = "0"
# Settings of the person who runs it must not change what git prints.
_PLAIN: Final = ("-c", "core.quotepath=off", "-c", "log.showSignature=false")


class RevisionError(LookupError):
    """A revision that git does not know, or no git to ask."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One commit that changed one file."""

    when: datetime
    """When it was committed, UTC; never earlier than the commit before it."""
    path: str
    blob: str | None
    """The id of the new content; None if the file was removed."""


def git_there(root: Path) -> bool:
    """Whether `root` lies in a repository whose git can be asked."""
    try:
        return _git(root, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except RevisionError:
        return False


def is_whole(root: Path) -> bool:
    """Whether all of the history is here: a shallow clone would date what is old as new."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"false"


def head(root: Path) -> str:
    """Name the newest commit, and say whether its history is whole; empty where git knows none."""
    try:
        asked = ("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
        return _git(root, *asked).decode("utf-8", "replace")
    except RevisionError:
        return ""


def touches(root: Path, folder: str) -> Iterator[Touch]:
    """Tell every change of a file in a folder, oldest first, as the main line of history has it.

    What a merge brought in is dated by the merge, when it came to be published. Raises
    RevisionError where there is no commit yet.
    """
    listed = _git(
        root,
        *("log", "--first-parent", "-m", "--reverse", "--no-renames", "--raw", "--no-abbrev"),
        *("--relative", "--format=commit %ct", "HEAD", "--", folder),
    )
    when = datetime.fromtimestamp(0, UTC)
    for line in listed.decode("utf-8", "replace").splitlines():
        if line.startswith("commit "):
            when = max(when, datetime.fromtimestamp(int(line.split()[1]), UTC))
        elif line.startswith(":"):
            about, _, path = line.partition("\t")
            mode, blob = about.split()[1], about.split()[3]
            yield Touch(when, path, blob if mode in _REGULAR and blob.strip(_NOTHING) else None)


def blobs(root: Path, wanted: Iterable[str]) -> Mapping[str, bytes]:
    """Read contents by their ids, all at once."""
    ids = list(dict.fromkeys(wanted))
    if not ids:
        return {}
    answer = _git(root, "cat-file", "--batch", asked="".join(f"{one}\n" for one in ids).encode())
    found = {}
    place = 0
    for one in ids:
        end = answer.index(b"\n", place)
        head = answer[place:end].split()
        if len(head) == 3 and head[1] == b"blob":  # noqa: PLR2004 - id, type, size
            size = int(head[2])
            found[one] = answer[end + 1 : end + 1 + size]
            end += size + 1
        place = end + 1
    return found


def check_out(root: Path, revision: str, folder: str, target: Path) -> None:
    """Write the regular files of a folder, as a revision has them, below `target`.

    Nothing of the repository is touched. Raises RevisionError for a revision that is not there.
    """
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    listed = _git(root, "ls-tree", "-r", "-z", commit.decode().strip(), "--", folder)
    files = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, tab, path = entry.partition("\t")
        if tab and about.split()[0] in _REGULAR and ".." not in PurePosixPath(path).parts:
            files[path] = about.split()[2]
    found = blobs(root, files.values())
    (target / folder).mkdir(parents=True, exist_ok=True)
    for path, blob in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(found[blob])


def merge_base(root: Path, one: str, other: str) -> str:
    """Find where two revisions parted; raises RevisionError if they never were one."""
    return _git(root, "merge-base", "--end-of-options", one, other).decode().strip()


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    program = shutil.which("git")
    if program is None:
        raise RevisionError("there is no git on this machine")
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    done = subprocess.run(  # noqa: S603 - our own words; what comes from outside follows --end-of-options
        [program, *_PLAIN, *arguments],
        cwd=root,
        input=asked,
        capture_output=True,
        check=False,
        env=environment,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(said[0] if said else f"git {arguments[0]} failed")
    return done.stdout
