"""The small invented world whose pages are compared whole, put together for a test."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "worlds" / "golden" / "data"
EXPLAINED = re.compile(r"^ +glossary: (\S+)\n", re.MULTILINE)


def put_together(folder: Path, data: Path = DATA) -> Path:
    """Copy a world into a folder, with the vocabularies and templates of the site.

    The glossary of the world is small, if it has one: only the terms it explains are tied to it.
    """
    shutil.copytree(data, folder / "data")
    shutil.copytree(ROOT / "templates", folder / "templates")
    path = data / "glossary.yaml"
    glossary = path.read_text(encoding="utf-8") if path.exists() else ""
    known = set(re.findall(r"^  - id: (\S+)$", glossary, re.MULTILINE))
    assert known or not path.exists()
    vocabularies = folder / "data" / "vocabularies"
    vocabularies.mkdir()
    for path in (ROOT / "data" / "vocabularies").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        kept = EXPLAINED.sub(lambda found: found[0] if found[1] in known else "", text)
        (vocabularies / path.name).write_text(kept, encoding="utf-8")
    return folder
