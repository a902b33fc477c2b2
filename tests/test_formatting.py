"""Putting records into shape: what changes, and that the meaning never does."""

import random
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook import source
from casebook.cli import main
from casebook.formatting import WIDTH, FormatError, formatted, order_of
from casebook.models import RECORD_FOLDERS, Case, Model
from casebook.models.shape import fields_of
from casebook.models.timeline import TimelineEvent

ROOT: Final = Path(__file__).resolve().parent.parent
RECORDS: Final = sorted(
    path for folder in RECORD_FOLDERS for path in (ROOT / "data" / folder).glob("*.yaml")
)
JUMBLED: Final = """\
# This file is about one person.

# What the report calls it.
kind: person # not an organisation
name: Example One   # as in the report
timeline:
  # The first thing known.
  - type: detained # by the police
    id: held
    # What happened.
    text: "A text that is too long for one line of the file, as it goes on: and holds LETTERS"
    sources:
      - at: p. 1
        source: report
      # - another one
    date: 2022-03-02
    # claim: alleged
  - {date: 2022-04, id: freed, type: released, text: He was freed.}
summary:
  sources:
    - {source: report, at: "p. 1"}
  text: >-
    A short text.
# The end.
""".replace("LETTERS", "many more letters.")
SHAPED: Final = """\
# This file is about one person.

name: Example One   # as in the report
# What the report calls it.
kind: person # not an organisation
summary:
  text: >-
    A short text.
  sources:
    - {source: report, at: "p. 1"}
timeline:
  # The first thing known.
  - id: held
    date: 2022-03-02
    type: detained # by the police
    # What happened.
    text: >-
      A text that is too long for one line of the file, as it goes on: and holds many more letters.
    sources:
      - source: report
        at: p. 1
      # - another one
    # claim: alleged
  - {date: 2022-04, id: freed, type: released, text: He was freed.}
# The end.
"""


def document(text: str) -> source.Document:
    """A text that can be read."""
    found = source.read("data/cases/x.yaml", text.encode())
    assert isinstance(found, source.Document), found
    return found


def in_order(tree: Any, model: type[Model] | None) -> bool:  # noqa: ANN401 - a tree of YAML
    """Whether all keys are in the order of the model."""
    if isinstance(tree, list):
        return all(in_order(item, model) for item in tree)
    if not isinstance(tree, dict) or model is None:
        return True
    order = [key for key in order_of(model) if key in tree]
    shapes = fields_of(model)
    return [key for key in tree if key in order] == order and all(
        in_order(value, shapes[key].model) for key, value in tree.items() if key in shapes
    )


def test_keys_move_with_their_comments_and_long_texts_are_wrapped() -> None:
    assert formatted(document(JUMBLED), Case) == SHAPED


def test_what_is_in_shape_stays() -> None:
    assert formatted(document(SHAPED), Case) == SHAPED


def test_the_order_ends_with_text_and_sources() -> None:
    order = order_of(TimelineEvent)
    assert order[:3] == ("id", "date", "type")
    assert order[-5:] == ("text", "sources", "inferred", "disputed", "misprints")
    assert sorted(order) == sorted(fields_of(TimelineEvent))


@pytest.mark.parametrize(
    "text",
    [
        "name: x # " + "a comment that is long " * 9 + "\n",
        f"summary:\n  text: |\n    {'kept line ' * 14}.\n    as it is\n",
        f"summary:\n  text: >-\n    {'a paragraph ' * 12}.\n\n    another\n",
        f"name: '{'two  spaces ' * 12}.'\n",
        f"name: {'x' * 120}\n",
    ],
)
def test_what_wrapping_could_harm_is_left(text: str) -> None:
    read = document(text)
    shaped = formatted(read, Case)
    assert document(shaped).tree == read.tree


def test_unknown_keys_go_last_and_stay() -> None:
    assert formatted(document("zzz: 1\nname: x\n"), Case) == "name: x\nzzz: 1\n"


def test_the_records_of_this_repository_keep_their_meaning() -> None:
    assert RECORDS
    for path in RECORDS:
        read = document(path.read_text(encoding="utf-8"))
        model = RECORD_FOLDERS[path.parent.name]
        shaped = formatted(read, model)
        assert document(shaped).tree == read.tree, path
        assert formatted(document(shaped), model) == shaped, path


def shuffled(tree: Any, chance: random.Random) -> Any:  # noqa: ANN401 - a tree of YAML
    """The same tree with keys in another order."""
    if isinstance(tree, list):
        return [shuffled(item, chance) for item in tree]
    if not isinstance(tree, dict):
        return tree
    keys = [*tree]
    chance.shuffle(keys)
    return {key: shuffled(tree[key], chance) for key in keys}


@settings(deadline=None, max_examples=60)
@given(path=st.sampled_from(RECORDS), chance=st.randoms(use_true_random=False), data=st.data())
def test_jumbled_records_come_back_in_order(
    path: Path, chance: random.Random, data: st.DataObject
) -> None:
    model = RECORD_FOLDERS[path.parent.name]
    tree = shuffled(document(path.read_text(encoding="utf-8")).tree, chance)
    width = data.draw(st.sampled_from([60, 10_000]))
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=width)
    lines = text.split("\n")
    keys = [
        number
        for number, key, _ in _block_keys(yaml.compose(text, yaml.CSafeLoader))
        if lines[number].lstrip("- ").startswith(key)
    ]
    for count, number in enumerate(sorted(data.draw(st.sets(st.sampled_from(keys), max_size=5)))):
        indent = len(lines[number + count]) - len(lines[number + count].lstrip())
        lines.insert(number + count, f"{' ' * indent}# note {count}")
    read = document("\n".join(lines))
    shaped = formatted(read, model)
    again = document(shaped)
    assert again.tree == read.tree
    assert in_order(again.tree, model)
    assert formatted(again, model) == shaped
    assert shaped.count("# note") == "\n".join(lines).count("# note")


def _block_keys(node: Any) -> list[tuple[int, str, int]]:  # noqa: ANN401 - untyped nodes
    """Lines on which a key begins."""
    if isinstance(node, yaml.SequenceNode):
        return [key for item in node.value for key in _block_keys(item)]
    if not isinstance(node, yaml.MappingNode):
        return []
    return [
        found
        for key, value in node.value
        for found in [
            (key.start_mark.line, key.value, key.start_mark.column),
            *_block_keys(value),
        ]
    ]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(shutil.copytree(ROOT / "tests/worlds/tiny", tmp_path / "world"))
    return Path.cwd()


def test_the_command_writes_once(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = world / "data/cases/other.yaml"
    path.write_text(JUMBLED, encoding="utf-8")
    assert main(["format", "--check", "data/cases/other.yaml"]) == 1
    assert "other.yaml: would change" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == JUMBLED
    assert main(["format", "data/cases/other.yaml"]) == 0
    assert path.read_text(encoding="utf-8") == SHAPED
    assert main(["format", "--check", "data/cases/other.yaml"]) == 0
    assert [*path.parent.glob(".*")] == []


def test_the_command_writes_plain_line_ends(world: Path) -> None:
    path = world / "data/cases/other.yaml"
    path.write_bytes(SHAPED.replace("\n", "\r\n").encode())
    assert main(["format"]) == 0
    assert path.read_bytes() == SHAPED.encode()


def test_what_cannot_be_read_is_reported_and_left(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = world / "data/cases/other.yaml"
    path.write_text("name: [\n", encoding="utf-8")
    assert main(["format", "data/cases"]) == 1
    assert "[yaml-syntax]" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == "name: [\n"


@pytest.mark.parametrize("arguments", [["nobody.yaml"], ["templates"], ["--data", "nowhere"]])
def test_nothing_to_do_is_wrong_usage(world: Path, arguments: list[str]) -> None:
    (world / "templates").mkdir(exist_ok=True)
    assert main(["format", *arguments]) == 2


def test_a_change_of_meaning_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.formatting._Shaping.whole", lambda *_: "name: y\n")
    with pytest.raises(FormatError, match="meaning"):
        formatted(document("name: x\n"), Case)


def test_no_wrapped_line_is_too_long() -> None:
    text = "word " * 200 + "end."
    lines = formatted(document(f"summary:\n  text: {text}\n"), Case).split("\n")
    assert len(lines) > 5
    assert WIDTH - 5 <= max(map(len, lines)) <= WIDTH
