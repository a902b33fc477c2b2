"""The whole examples in data/README.md are sound: a person may copy them."""

import re
import shutil
from pathlib import Path

import pytest

from casebook import checks
from casebook.library import load
from casebook.links import LinkedLibrary, link
from casebook.models import RECORD_FOLDERS
from casebook.problems import render
from golden_world import ROOT

GLOSSARY = "glossary.yaml"
_HEADING = re.compile(r"^### (?=`data/)(.+)$", re.MULTILINE)
_FILE = re.compile(r"`data/([a-z-]+(?:/[a-z0-9-]+)?\.yaml)`")
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> dict[str, str]:
    """Path below data/ -> text, of each example whose heading names its file."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    told = text.split("## One whole example of each kind")[1].split("\n## ")[0]
    found: dict[str, str] = {}
    _, *parts = _HEADING.split(told)
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        names, blocks = _FILE.findall(heading), _BLOCK.findall(body)
        assert len(names) == len(blocks), heading
        found |= dict(zip(names, blocks, strict=True))
    return found


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> LinkedLibrary:
    """The examples among the real records, as a person would add them, linked."""
    data = tmp_path_factory.mktemp("examples") / "data"
    shutil.copytree(ROOT / "data", data)
    for name, text in examples().items():
        file = data / name
        assert file.exists() == (name == GLOSSARY), f"{name} is an example and a record"
        before = file.read_text(encoding="utf-8") if name == GLOSSARY else ""
        file.write_text(before + (text.removeprefix("terms:\n") if before else text), "utf-8")
    return link(load(data.parent, data.name))


def test_each_kind_of_record_has_an_example() -> None:
    folders = {name.partition("/")[0] for name in examples()}

    assert folders == {*RECORD_FOLDERS, GLOSSARY}


def test_the_examples_break_no_rule(checked: LinkedLibrary) -> None:
    found = [*checked.problems, *checks.run(checked)]

    assert not found, render(found, records=checked.library.files)


def test_the_examples_are_read_as_records(checked: LinkedLibrary) -> None:
    wanted = {Path(name).stem for name in examples() if "/" in name}

    assert wanted
    assert wanted <= {record.id for record in checked.library.records()}
    assert "invented-riots" in {term.id for term in checked.library.terms.values()}
