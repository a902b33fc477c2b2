"""Archives whose bytes depend on nothing but the files in them and one date.

ZIP, because every system opens it without a further program. Names are in order, each file has the
date of the commit, the same rights and no owner.
"""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

SUMS: Final = "SHA256SUMS"
"""The list of hashes, in the form that `sha256sum --check` reads."""
_UNIX: Final = 3
_MODE: Final = 0o100644
_LEVEL: Final = 9

Content = bytes | Path
"""The bytes of a file, or where to read them."""


def pack(files: Mapping[str, Content], target: Path, folder: str, made: datetime) -> None:
    """Write an archive of files and the list of their hashes.

    Args:
        files: Path within the archive -> content.
        target: The file to be written; it must not exist.
        folder: The folder that all of them lie in, so that unpacking strews nothing about.
        made: The date of each file.
    """
    whole = {**files, SUMS: sums(files)}
    with zipfile.ZipFile(target, "x") as archive:
        for name in sorted(whole):
            entry = zipfile.ZipInfo(f"{folder}/{name}", made.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _read(whole[name]), compresslevel=_LEVEL)


def sums(files: Mapping[str, Content]) -> bytes:
    """List the hashes of files."""
    lines = (f"{sha256(_read(files[name])).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def below(folder: Path, within: str = "") -> Iterator[tuple[str, Path]]:
    """Find all files below a folder: path within the archive, and where it lies."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{within}{path.relative_to(folder).as_posix()}", path


def _read(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()
