"""The exports of a folder of records, for the tests of all formats."""

from pathlib import Path

from casebook.build import fold_all
from casebook.exports import export
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.publication import shown


def exports_of(root: Path, site_url: str = "") -> dict[str, bytes]:
    """Export the records below `root`, as far as they may be shown."""
    linked = link(load(root))
    assert linked.problems == ()
    public = shown(linked).linked
    meaning = meaning_of(public.library)
    made = export(public, fold_all(public, meaning), meaning, site_url=site_url)
    return {
        path: content if isinstance(content, bytes) else content.read_bytes()
        for path, content in made
    }


def written(files: dict[str, bytes], folder: Path) -> Path:
    """Write files below a folder."""
    assert files
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
