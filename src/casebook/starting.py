"""Starting a record: a commented file to fill in, one for each kind that people write often."""

from pathlib import Path
from typing import Final

from casebook.models import RECORD_FOLDERS
from casebook.reading import mended_id

FORMS: Final = "templates/records"
KINDS: Final = {model.kind_name: folder for folder, model in RECORD_FOLDERS.items()}
"""What a command calls a kind of record -> its folder under `data/`."""


class StartError(ValueError):
    """Why a record cannot be started, in words for the person who asked."""


def start(root: Path, kind: str, name: str) -> tuple[Path, str]:
    """Return where a new record belongs and the text to begin it with; nothing is written.

    Raises StartError for a kind without a form, an id that is none, or one that is taken.
    """
    form = root / FORMS / f"{kind}.yaml"
    if kind not in KINDS or not form.is_file():
        known = ", ".join(sorted(path.stem for path in (root / FORMS).glob("*.yaml")))
        raise StartError(f"there is no form for a {kind}; there is one for: {known}")
    guess, why = mended_id(name)
    if guess != name:
        reason = why or "ids are lower-case Latin letters, digits and single hyphens"
        advice = f"; {guess} would do" if guess else ""
        raise StartError(f"{name!r} is not an id: {reason}{advice}")
    free(root / "data", name)
    return root / "data" / KINDS[kind] / f"{name}.yaml", form.read_text(encoding="utf-8")


def free(data: Path, name: str) -> None:
    """Raise StartError if a record in the folder has the id."""
    taken = sorted(data.glob(f"*/{name}.yaml"))
    if taken:
        where = taken[0].relative_to(data.parent).as_posix()
        raise StartError(f"the id {name} is taken by {where}; an id is never used twice")
