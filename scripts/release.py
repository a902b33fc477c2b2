"""Make a frozen version of the commit that is checked out: `make release VERSION=2026.11`.

    python scripts/release.py 2026.11

The site is built in a checkout of its own, so that no file that git does not keep can reach it,
with the date of the commit in place of the clock. The same commit with the same settings
(CASEBOOK_SITE_URL, CASEBOOK_REPOSITORY, CASEBOOK_CONTACT) gives the same bytes. What comes of it
lies in `dist/casebook-VERSION/`: the site as a copy that opens from a folder, the data package, how
to cite them, and the hashes of all.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from casebook import catalogue  # noqa: E402 - the path comes first
from casebook.build import SITE_URL_VARIABLE, TEMPLATES, WORDS, fold_all  # noqa: E402 - as above
from casebook.citation import with_slash  # noqa: E402 - as above
from casebook.data_files import ROOT as DATA_FILES  # noqa: E402 - as above
from casebook.fold.vocabulary import meaning_of  # noqa: E402 - as above
from casebook.library import load  # noqa: E402 - as above
from casebook.links import link  # noqa: E402 - as above
from casebook.problems import Level  # noqa: E402 - as above
from casebook.publication import shown  # noqa: E402 - as above
from casebook.releasing import (  # noqa: E402 - as above
    SUMS,
    Release,
    ReleaseError,
    check_name,
    facts,
    pack,
    papers,
    sums,
)
from casebook.releasing.archive import Content, below  # noqa: E402 - as above
from casebook.releasing.papers import CITATION, date_in_words  # noqa: E402 - as above
from casebook.revisions import is_whole  # noqa: E402 - as above

STAGES: Final = (
    ("casebook", "build"),
    ("mkdocs", "build", "--strict"),
    ("casebook", "seal"),
    ("casebook", "unhost"),
)
ONLY_HOSTED: Final = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""Files that a host or a search engine asks for, and that mean nothing in a folder."""
LICENCES: Final = ("LICENSE", "LICENSE-DATA")
README: Final = Path(TEMPLATES, "release", "README.txt")


def git(root: Path, *arguments: str) -> str:
    """Run git and return what it prints."""
    run = subprocess.run(["git", *arguments], cwd=root, check=False, capture_output=True, text=True)
    if run.returncode:
        raise ReleaseError(f"git {arguments[0]} failed: {' '.join(run.stderr.split())}")
    return run.stdout.rstrip("\n")


def refuse(root: Path, version: str, target: Path) -> None:
    """Raise ReleaseError if this version must not be made of what is here."""
    check_name(version)
    changed = git(root, "status", "--porcelain").splitlines()
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise ReleaseError(f"commit your changes first: {changed[0][3:]}{more}")
    if not is_whole(root):
        raise ReleaseError("the history is cut off, and pages tell it: git fetch --unshallow")
    tagged = git(root, "tag", "--list", f"v{version}")
    if tagged and git(root, "rev-list", "-n", "1", f"v{version}") != git(root, "rev-parse", "HEAD"):
        raise ReleaseError(f"version {version} exists: the tag v{version} is another commit")
    if target.exists():
        raise ReleaseError(f"version {version} exists: {target.relative_to(root).as_posix()}/")


def facts_of(root: Path, version: str, settings: Mapping[str, str]) -> Release:
    """Gather what is to be said of the version, from the records and the commit."""
    linked = link(load(root))
    if any(problem.level is Level.ERROR for problem in linked.problems):
        raise ReleaseError("the records have errors; `casebook check` shows them")
    public = shown(linked).linked
    return facts(
        version,
        commit=git(root, "rev-parse", "HEAD"),
        seconds=int(git(root, "log", "-1", "--format=%ct")),
        library=public.library,
        states=fold_all(public, meaning_of(public.library)).values(),
        address=with_slash(settings.get(SITE_URL_VARIABLE, "")),
        repository=settings.get("CASEBOOK_REPOSITORY", ""),
    )


def build(tree: Path, release: Release) -> Path:
    """Build the site of a checkout, to be read from a folder; return where it lies."""
    words = catalogue.load(tree / TEMPLATES / WORDS)
    frozen = words(
        "frozen-copy",
        version=release.version,
        date=date_in_words(release),
        data=release.data_version,
    )
    environment = os.environ | {
        "CASEBOOK_FROZEN": frozen,
        "LC_ALL": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(ROOT / "src"),
        "SOURCE_DATE_EPOCH": str(int(release.made.timestamp())),
        "TZ": "UTC",
    }
    for stage in STAGES:
        command = [sys.executable, "-m", *stage]
        if subprocess.run(command, cwd=tree, env=environment, check=False).returncode:
            raise ReleaseError(f"'{' '.join(stage)}' failed")
    site = tree / "site"
    for name in ONLY_HOSTED:
        (site / name).unlink(missing_ok=True)
    return site


def write(tree: Path, site: Path, release: Release, target: Path) -> None:
    """Pack the archives and write what lies beside them; `target` appears whole or not at all."""
    beside: dict[str, Content] = {name: tree / name for name in LICENCES}
    told = papers(release, tree / README)
    beside |= told
    contents = {
        release.name: dict(below(site, "site/")),
        f"{release.name}-data": dict(below(site / DATA_FILES)),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as made:
        folder = Path(made, "whole")
        folder.mkdir(mode=0o755)
        for name, files in contents.items():
            pack({**files, **beside}, folder / f"{name}.zip", name, release.made)
        for name in (CITATION, README.name):
            (folder / name).write_bytes(told[name])
        (folder / SUMS).write_bytes(sums(dict(below(folder))))
        folder.rename(target)


def make(root: Path, version: str) -> Path:
    """Make a version of the commit checked out at `root`; return the folder it lies in.

    Raises ReleaseError if there are changes that are not committed, if the version exists, or if
    the site cannot be built.
    """
    target = root / "dist" / f"casebook-{version}"
    refuse(root, version, target)
    release = facts_of(root, version, os.environ)
    with tempfile.TemporaryDirectory(prefix="casebook-release-") as made:
        tree = Path(made, "tree")
        git(root, "worktree", "add", "--detach", "--quiet", str(tree), release.commit)
        try:
            write(tree, build(tree, release), release, target)
        finally:
            shutil.rmtree(tree, ignore_errors=True)
            git(root, "worktree", "prune")
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a version and say what came of it; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version", help="its name, such as 2026.11")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository (default: this)")
    given = parser.parse_args(arguments)
    try:
        target = make(given.root.resolve(), given.version)
    except ReleaseError as error:
        print(f"release: {error}", file=sys.stderr)
        return 2
    print((target / SUMS).read_text(encoding="utf-8"), end="")
    print(f"version {given.version} is in {target.relative_to(given.root.resolve()).as_posix()}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
