"""What the commands share: exit statuses, the folder of records, and how problems are shown."""

import argparse
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from casebook.cache import SWITCH, Cache, cache_of
from casebook.library import Library, load, load_shelves
from casebook.problems import Form, Level, Problem
from casebook.rechecking import recheck_files

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - the only name it has

OK: Final = 0
BAD_DATA: Final = 1
BAD_USAGE: Final = 2


def add_data(parser: argparse.ArgumentParser) -> None:
    """Give a command the flag that says where the records lie."""
    parser.add_argument("--data", metavar="DIR", default="data", help="the records (default: data)")


def open_cache(root: Path) -> Cache:
    """Open the cache of a repository, unless the environment turns it off."""
    return cache_of(root, os.environ.get(SWITCH))


def load_folder(folder: str, instead: Mapping[str, bytes] | None = None) -> Library:
    """Load a folder of records; inside the current folder, problems name it as it was given.

    `instead` maps paths inside the folder to what shall be read in place of a file.
    """
    root, data = place_of(folder)
    changed = {f"{data}/{inside}": content for inside, content in (instead or {}).items()}
    return load(root, data, changed, open_cache(root))


def place_of(folder: str) -> tuple[Path, str]:
    """Part the path of a folder of records: where it lies, and what problems shall call it."""
    path, here = Path(folder).absolute(), Path.cwd()
    root = here if path.is_relative_to(here) and path != here else path.parent
    return root, path.relative_to(root).as_posix()


def fresh_problems(folder: str, texts: Mapping[str, str]) -> tuple[list[Problem], int]:
    """Find what would be wrong in files with new texts, by path inside, and is not wrong today.

    Returns the problems and the number of all records.
    """
    root, data = place_of(folder)
    paths, cache = [f"{data}/{inside}" for inside in texts], open_cache(root)

    def found(instead: Mapping[str, bytes]) -> tuple[list[Problem], int]:
        library = load_shelves(root, data, instead, cache)
        problems = recheck_files(library, cache, paths).problems
        return [one for one in problems if one.place.path in paths], library.files

    new, records = found(dict(zip(paths, map(str.encode, texts.values()), strict=True)))
    if new:
        known = {(one.slug, one.message) for one in found({})[0]}
        new = [one for one in new if (one.slug, one.message) not in known]
    return new, records


def shown(path: str | Path) -> str:
    """Write a path as problems do."""
    return Path(os.path.relpath(path)).as_posix()


def is_in(path: str, wanted: Iterable[str]) -> bool:
    """Whether a file is one of the paths or in one."""
    return any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def form(given: str | None = None) -> Form:
    """Choose how to show problems."""
    if given:
        return Form(given)
    return Form.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Form.TEXT


def status(problems: Iterable[Problem], *, strict: bool) -> int:
    """Turn problems into an exit status."""
    found = list(problems)
    if any(problem.slug == "no-records" for problem in found):
        return BAD_USAGE
    bad = any(strict or problem.level is Level.ERROR for problem in found)
    return BAD_DATA if bad else OK


def put(path: Path, text: str) -> None:
    """Write a file whole or not at all, even if the command is stopped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".", delete=False
    ) as new:
        new.write(text)
    try:
        mode = path.stat().st_mode if path.exists() else 0o644
        Path(new.name).chmod(mode)
        Path(new.name).replace(path)
    except OSError:
        Path(new.name).unlink(missing_ok=True)
        raise
