"""Whatever bytes a record's file holds: a report and no traceback, and nothing outside docs/.

Whole commands, run as a person runs them, over a small world with one file that may hold anything.
"""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.cli import main
from casebook.models import RECORD_FOLDERS, Case, Model
from casebook.models.shape import fields_of

ROOT: Final = Path(__file__).resolve().parent.parent
TINY: Final = ROOT / "tests/worlds/tiny"
NAMES: Final = ("cases/hostile.yaml", "events/hostile.yaml", "sources/hostile.yaml")
BAD: Final = (
    *("<script>alert(1)</script>", "{{ 7*7 }}{% include 'x' %}", "---\ntitle: x\n---\n"),
    *("../../../etc/passwd", "..", "/etc/passwd", "C:\\x", "javascript:alert(1)", "# x\n## y"),
    *("\u202ex\u0000", "\ud800", "[x](file:///etc/passwd)", "'\"<>&", "x" * 5_000, "", " ", "~"),
    *(
        "2022-13-99",
        "9999-99",
        "../..",
        "1e999",
        "NaN",
        "-1",
        "true",
        "null",
        "cc-900.1.1",
        "KZ-75",
    ),
    *("example-one", "detained", "report", "person", "2022", "2022-01-01", "p. 1"),
)

scalars: Final = st.one_of(st.sampled_from(BAD), st.text(max_size=30))
trees: Final = st.recursive(
    scalars | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4),
    max_leaves=20,
)


def shaped(model: type[Model], depth: int = 3) -> st.SearchStrategy[Any]:
    """Trees with the keys of a model, and anything at all as their values."""
    inner: dict[str, st.SearchStrategy[Any]] = {}
    for name, shape in fields_of(model).items():
        value = shaped(shape.model, depth - 1) if shape.model and depth else scalars
        value = value | trees if depth == 3 else value
        inner[name] = st.lists(value, max_size=2) if shape.many else value
    return st.fixed_dictionaries({}, optional=inner)


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    """A repository of the tiny world, in a folder that holds nothing else."""
    with tempfile.TemporaryDirectory() as around:
        world = Path(around) / "around" / "world"
        shutil.copytree(TINY, world)
        shutil.copytree(ROOT / "templates", world / "templates")
        (world / "docs").mkdir()
        yield world


def everything(root: Path) -> dict[str, bytes]:
    """Every file around and in the repository but for its docs/."""
    return {
        path.relative_to(root.parent).as_posix(): path.read_bytes()
        for path in root.parent.rglob("*")
        if path.is_file() and not path.is_relative_to(root / "docs")
    }


@contextmanager
def holding(root: Path, name: str, content: bytes) -> Iterator[None]:
    """The world with one file more."""
    path = root / "data" / name
    path.write_bytes(content)
    try:
        yield
    finally:
        path.unlink()


def run(*arguments: str) -> tuple[int, str]:
    """Run a command; whatever it raises fails the test."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = main(arguments)
    return status, said.getvalue()


def look(root: Path, name: str, content: bytes) -> int:
    """Check and build with a file in place, and see what came of it; return the exit status."""
    with holding(root, name, content):
        before = everything(root)
        data = str(root / "data")
        status, told = run("check", "--data", data, "--format", "text")
        assert status in (0, 1), told
        assert (status == 0) == ("error:" not in told)
        assert "Traceback" not in told
        built, _ = run("build", "--root", str(root))
        assert built == status
        formatted, told = run("format", "--data", data, "--check")
        assert formatted in (0, 1), told
        assert everything(root) == before
        return status


def telling(text: str, at: str, name: str) -> bytes:
    """A case that is right but for what its texts may be."""
    event = {"id": "a", "date": "2022", "type": "detained", "text": text}
    cited = {"source": "example-report", "at": at}
    tree = {
        "name": name,
        "kind": "person",
        "names": [{"text": text}],
        "summary": {"text": text, "sources": [cited]},
        "timeline": [event | {"sources": [dict(cited)]}],
    }
    assert tree.keys() <= fields_of(Case).keys()
    return yaml.safe_dump(tree, allow_unicode=True).encode(errors="surrogatepass")


SETTINGS: Final = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def test_the_world_is_sound_without_it(root: Path) -> None:
    assert run("check", "--data", str(root / "data"))[0] == 0
    assert run("build", "--root", str(root))[0] == 0
    assert [*(root / "docs/cases").glob("*.md")]


@SETTINGS
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=300))
def test_any_bytes(root: Path, name: str, content: bytes) -> None:
    look(root, name, content)


@SETTINGS
@given(name=st.sampled_from(NAMES), tree=trees)
def test_any_yaml(root: Path, name: str, tree: object) -> None:
    look(root, name, yaml.safe_dump(tree, allow_unicode=True).encode(errors="surrogatepass"))


@SETTINGS
@given(data=st.data(), folder=st.sampled_from(sorted(RECORD_FOLDERS)))
def test_any_values_below_the_keys_of_a_record(
    root: Path, data: st.DataObject, folder: str
) -> None:
    (root / "data" / folder).mkdir(exist_ok=True)
    tree = data.draw(shaped(RECORD_FOLDERS[folder]))
    content = yaml.safe_dump(tree, allow_unicode=True).encode(errors="surrogatepass")
    look(root, f"{folder}/hostile.yaml", content)


@SETTINGS
@given(text=scalars, at=scalars, name=scalars)
def test_any_texts_in_a_record_that_is_right(root: Path, text: str, at: str, name: str) -> None:
    look(root, "cases/hostile.yaml", telling(text, at, name))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "---\ntitle: x\n---"])
def test_a_hostile_text_is_shown_and_does_nothing(root: Path, text: str) -> None:
    page = root / "docs/cases/hostile.md"
    with holding(root, "cases/hostile.yaml", telling(text, text, f"Name {text}")):
        assert run("build", "--root", str(root))[0] == 0
        shown = page.read_text(encoding="utf-8")
    assert "hostile" in shown
    assert text not in shown.partition("\n---\n")[2]
    assert run("build", "--root", str(root))[0] == 0
    assert not page.exists()


@pytest.mark.parametrize("stem", ["..", "...", "a..b", "-x", "x-", "CON", ".x", "x;y", "x\ny", "é"])
def test_a_hostile_name_of_a_file_leads_nowhere(root: Path, stem: str) -> None:
    look(root, f"cases/{stem}.yaml", b"name: x\nkind: person\n")
