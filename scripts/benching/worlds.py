"""Repositories to build: what git keeps of ours, with invented records or a copy of the real ones.

Each is a repository of git of its own with one commit, because pages tell what changed since when.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from synthetic import make_world

_NOT_COPIED: Final = ("data/", "tests/")
_AUTHOR: Final = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # scalars stay texts


@dataclass(frozen=True, slots=True)
class Size:
    """Files, their bytes, and the bytes of the largest."""

    files: int
    total: int
    largest: int


def size_of(folder: Path, suffix: str = "") -> Size:
    """Measure the files below a folder whose names end in a suffix."""
    sizes = [path.stat().st_size for path in folder.rglob(f"*{suffix}") if path.is_file()]
    return Size(len(sizes), sum(sizes), max(sizes, default=0))


def copy_kept_files(root: Path, target: Path) -> int:
    """Copy what git keeps, or would with the next commit, but for records and tests; count it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    count = 0
    for name in filter(None, listed.split("\0")):
        source = root / name
        # A file deleted but not yet committed is listed and not there.
        if source.is_file() and not name.startswith(_NOT_COPIED):
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
            count += 1
    return count


def put_up(root: Path, folder: Path, cases: int) -> None:
    """Make a repository with so many invented cases in an empty folder; 0 takes the real ones."""
    copy_kept_files(root, folder)
    if cases:
        make_world(root, folder, cases=cases)
    else:
        shutil.copytree(root / "data", folder / "data")
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, *_AUTHOR, "commit", "--quiet", "--no-gpg-sign", "--message", "Begin")


def clean(folder: Path) -> None:
    """Remove what builds have made and kept, so that the next one begins from nothing."""
    _git(folder, "clean", "-d", "-X", "--force", "--quiet", "--", "docs", ".cache", "site")


def cases_in(folder: Path) -> list[Path]:
    """List the files of cases, some from everywhere: not neighbours that share what they need."""
    files = sorted((folder / "data" / "cases").glob("*.yaml"))
    return files[:: max(len(files) // 20, 1)]


def edit(record: Path, words: str) -> None:
    """Save a record with a few more words in its summary."""
    told = yaml.load(record.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - of the safe kind
    text = told["summary"]["text"]
    if isinstance(text, dict):
        text["en"] += f" {words}"
    else:
        told["summary"]["text"] = f"{text} {words}"
    record.write_text(
        yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8"
    )


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
