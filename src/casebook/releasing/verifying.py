"""Whether a copy of a frozen version is whole and unchanged, by the hashes that came with it.

The list proves that nothing broke or was changed on the way if it comes from somebody you trust:
whoever can change a file in a copy can change the list in it too.
"""

import zipfile
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from casebook.releasing.archive import SUMS, below

_DIGITS: Final = 64


def verify(copy: Path) -> tuple[int, list[str]]:
    """Check a folder or an archive against its list, and each archive in a folder against its own.

    Returns how many files were compared, and what is wrong, one sentence each. A copy without a
    list is wrong.
    """
    if zipfile.is_zipfile(copy):
        return _archive(copy, copy.name)
    if not copy.is_dir():
        return 0, [f"{copy.name}: it is neither a folder nor an archive"]
    files = dict(below(copy))
    compared, wrong = _compared(files, lambda name: files[name].read_bytes())
    for name, path in files.items():
        if path.suffix == ".zip":
            more, faults = _archive(path, name)
            compared += more
            wrong += faults
    return compared, wrong


def _archive(path: Path, shown: str) -> tuple[int, list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            folder = names[0].partition("/")[0] if names else ""
            inside = {name.removeprefix(f"{folder}/") for name in names}
            read = archive.read
            compared, wrong = _compared(inside, lambda name: read(f"{folder}/{name}"))
    except (zipfile.BadZipFile, KeyError) as error:
        return 0, [f"{shown}: it cannot be read: {error}"]
    return compared, [f"{shown}: {one}" for one in wrong]


def _compared(names: Collection[str], read: Callable[[str], bytes]) -> tuple[int, list[str]]:
    """Compare what is there with what the list names."""
    if SUMS not in names:
        return 0, [f"there is no {SUMS}"]
    listed = dict(_listed(read(SUMS).decode(errors="replace")))
    wrong = [] if listed else [f"{SUMS} lists nothing"]
    for name, digest in listed.items():
        if name not in names:
            wrong.append(f"{name} is missing")
        elif sha256(read(name)).hexdigest() != digest:
            wrong.append(f"{name} is not what it was")
    wrong += [f"{name} is not listed" for name in sorted({*names} - {*listed, SUMS})]
    return len(listed), wrong


def _listed(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        if len(digest) == _DIGITS and name:
            yield name, digest
