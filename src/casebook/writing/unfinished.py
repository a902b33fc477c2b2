"""Files under way: they have names of their own until they are whole."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_BEGIN: Final = ".casebook-"
_END: Final = ".tmp"


def write_whole(target: Path, content: bytes) -> None:
    """Put the whole content in place at once; a reader sees the old file or the new one."""
    unfinished = target.parent / unfinished_name()
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def unfinished_name() -> str:
    """Make a name that nothing has."""
    return f"{_BEGIN}{secrets.token_hex(8)}{_END}"


def is_unfinished(name: str) -> bool:
    """Whether a name is one of these."""
    return name.startswith(_BEGIN) and name.endswith(_END)


def remove_unfinished(docs: Path, paths: Iterable[str], keep: Path) -> None:
    """Remove what killed runs left half-written in the folders that they wrote to."""
    for folder in {"", *(path.rpartition("/")[0] for path in paths)}:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            with os.scandir(docs / folder) as entries:
                found = [docs / folder / one.name for one in entries if is_unfinished(one.name)]
            for entry in found:
                if entry == keep:
                    continue
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()
