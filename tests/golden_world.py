"""The small invented world whose pages are compared whole, put together for a test."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "worlds" / "golden" / "data"


def put_together(folder: Path) -> Path:
    """Copy the world into a folder, with the vocabularies and templates of the site."""
    shutil.copytree(DATA, folder / "data")
    shutil.copytree(ROOT / "data" / "vocabularies", folder / "data" / "vocabularies")
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder
