"""The register of published addresses: what is in it, what is lost, what may be erased."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook import addresses, registering
from casebook.build import build
from casebook.cli import main
from casebook.library import Library, load
from casebook.links import link
from casebook.permalinks import Standing, addresses_of, is_address, key_of, register, written
from casebook.publication import shown
from golden_world import ROOT, put_together

Run = Callable[..., tuple[int, str]]
CASE = "cases/example-one"
MADE_UP = {
    "name": "Example One Testov",
    "kind": "person",
    "summary": {"text": "Invented.", "sources": [{"source": "report", "at": "p. 1"}]},
    "proceedings": [{"id": "first", "label": "An invented case"}],
    "timeline": [
        {
            "id": name,
            "date": "2022-03-02",
            "type": "detained",
            "text": "Invented.",
            "sources": [{"source": "report", "at": "p. 1"}],
        }
        for name in ("held", "held-again")
    ],
}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one case, registered and committed."""
    root = tmp_path / "world"
    shutil.copytree(ROOT / "tests/wrong/base/data", root / "data")
    shutil.copytree(ROOT / "data/vocabularies", root / "data/vocabularies")
    for path in (root / "data/vocabularies").glob("*.yaml"):
        text = re.sub(r"(?m)^ +glossary: .*\n", "", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    put(root, CASE, MADE_UP)
    monkeypatch.chdir(root)
    assert main(["register"]) == 0
    commit(root)
    return root


@pytest.fixture
def run(world: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in that repository."""
    assert (world / "data/published/cases.txt").is_file()
    capsys.readouterr()

    def command(*words: str) -> tuple[int, str]:
        status = main([*words])
        said = capsys.readouterr()
        return status, said.out + said.err

    return command


def put(root: Path, name: str, record: object) -> None:
    """Write a record; JSON is YAML."""
    path = root / "data" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(record), encoding="utf-8")


def commit(root: Path) -> None:
    """Commit all there is."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "State"]):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def registered(root: Path) -> set[str]:
    return {line.text for line in register(load(root))}


def moved(root: Path, *redirects: tuple[str, str]) -> None:
    """Redirect."""
    put(root, "redirects", {"redirects": [{"old": old, "new": new} for old, new in redirects]})


# --- what is published ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Library:
    return shown(link(load(ROOT))).linked.library


def test_every_address_of_the_record_is_one(real: Library) -> None:
    published = [address for record in real.records() for address in addresses_of(record)]

    assert len(published) > 1000
    assert len(set(published)) == len(published)
    for address in published:
        assert is_address(address)
        assert key_of(address) is not None


def test_what_is_promised_is_on_the_pages(tmp_path: Path) -> None:
    """Every page and place that the register would hold is in the Markdown of its page."""
    world = put_together(tmp_path / "world")
    made = build(world)
    assert not made.failed
    pages = {written(path): text.decode() for path, text in made.files.items() if ".md" in path}
    library = shown(link(load(world))).linked.library
    promised = [address for record in library.records() for address in addresses_of(record)]

    assert len([one for one in promised if "#" in one]) > 20
    for address in promised:
        page, _, anchor = address.partition("#")
        assert page in pages, address
        assert not anchor or re.search(rf"\{{ ?#{re.escape(anchor)} ?\}}", pages[page]), address


def test_the_register_of_the_record_is_whole() -> None:
    """Nothing registered is lost: the same as `casebook check`, and that there is a register."""
    library = load(ROOT)
    lines = [line.text for line in register(library)]

    assert len(lines) > 1000
    assert all(map(is_address, lines))
    assert Standing(library).lost(lines) == []


@pytest.mark.parametrize("page", ["cases/x.md", "glossary/index.md", "years/2021.md"])
def test_addresses_are_written_without_slashes_at_the_ends(page: str) -> None:
    assert is_address(written(page))
    assert written(page) == addresses.web_path(page).strip("/")


# --- the command ---------------------------------------------------------------------------------


def test_the_register_holds_pages_and_places(world: Path) -> None:
    assert registered(world) == {
        "articles/cc-900",
        "articles/cc-900#part-1",
        CASE,
        f"{CASE}#held",
        f"{CASE}#held-again",
        f"{CASE}#proceeding_first",
        "organisations/invented-body",
        "sources/report",
    }


def test_to_register_again_changes_nothing(world: Path, run: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in (world / "data/published").iterdir()}

    assert run("register") == (0, "8 addresses in data/published/, 0 of them new\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_is_new_is_no_fault(world: Path, run: Run) -> None:
    put(world, "cases/example-two", MADE_UP | {"name": "Example Two Testov"})

    assert run("check")[0] == 0
    assert run("register", "--against", "HEAD")[0] == 0
    assert run("register", "--check") == (0, "4 of 12 addresses are not in the register yet\n")
    assert "cases/example-two" not in registered(world)


def test_pages_that_are_no_records_are_registered(world: Path, run: Run) -> None:
    for page in ("docs/method.md", "docs/years/2021.md", "docs/index.md", "docs/adr/0001-x.md"):
        (world / page).parent.mkdir(parents=True, exist_ok=True)
        (world / page).write_text("# Page\n", encoding="utf-8")

    assert run("register")[0] == 0
    assert (world / "data/published/pages.txt").read_text(
        encoding="utf-8"
    ) == "method\nyears/2021\n"


def test_what_is_withheld_is_not_registered(world: Path, run: Run) -> None:
    hidden = {"state": "withheld", "since": "2022", "reason": "safety"}
    put(world, "cases/secret", MADE_UP | {"name": "Example Two Testov", "publication": hidden})

    assert run("register")[0] == 0
    assert not any("secret" in line for line in registered(world))


def test_what_git_merges_is_read_in_any_order(world: Path, run: Run) -> None:
    path = world / "data/published/cases.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*reversed(lines), lines[0], ""]), encoding="utf-8")

    assert run("check")[0] == 0
    assert run("register")[0] == 0
    assert path.read_text(encoding="utf-8").splitlines() == lines


# --- what is lost --------------------------------------------------------------------------------


def renamed(world: Path, record: object = MADE_UP) -> None:
    (world / f"data/{CASE}.yaml").unlink()
    put(world, "cases/one-example", record)


def test_a_record_that_is_renamed_is_lost_once(world: Path, run: Run) -> None:
    renamed(world)
    status, said = run("check")

    assert status == 1
    assert re.findall(r"\[([\w-]+)\]$", said, re.MULTILINE) == ["lost-address"]
    assert "'cases/example-one' was published, and is no longer there" in said
    assert "(to cases/one-example?)" in said


def test_a_redirect_takes_the_events_along(world: Path, run: Run) -> None:
    renamed(world)
    moved(world, (CASE, "cases/one-example"))

    assert run("check") == (0, "no problems in 4 records\n")
    assert run("register", "--against", "HEAD")[0] == 0


def test_an_event_that_went_missing_on_the_way_is_lost(world: Path, run: Run) -> None:
    renamed(world, MADE_UP | {"timeline": MADE_UP["timeline"][:1]})  # type: ignore[index]
    moved(world, (CASE, "cases/one-example"))
    status, said = run("check")

    assert status == 1
    assert "'cases/example-one#held-again' was published" in said
    assert "'cases/example-one' was" not in said

    moved(world, (CASE, "cases/one-example"), (f"{CASE}#held-again", "cases/one-example#held"))
    assert run("check")[0] == 0


def test_an_event_that_moved_to_a_part_of_a_page_is_kept(world: Path, run: Run) -> None:
    renamed(world)
    moved(world, (CASE, "cases/one-example#held"))

    assert run("check")[0] == 0


@pytest.mark.parametrize("state", ["tombstone", "withheld"])
def test_a_page_that_was_taken_down_loses_nothing(world: Path, run: Run, state: str) -> None:
    put(
        world,
        CASE,
        MADE_UP | {"publication": {"state": state, "since": "2026", "reason": "safety"}},
    )

    assert run("check")[0] == 0
    assert run("register", "--against", "HEAD")[0] == 0
    assert run("register")[0] == 0
    assert f"{CASE}#held" in registered(world)


def test_a_record_that_cannot_be_read_is_not_lost_as_well(world: Path, run: Run) -> None:
    (world / f"data/{CASE}.yaml").write_text("name: [", encoding="utf-8")
    status, said = run("check")

    assert status == 1
    assert "lost-address" not in said
    assert run("register")[0] == 1


def test_a_line_taken_out_of_the_register_is_seen_in_git(world: Path, run: Run) -> None:
    """The record and its lines at once: only a comparison with what was can tell."""
    (world / f"data/{CASE}.yaml").unlink()
    (world / "data/published/cases.txt").unlink()

    assert run("check")[0] == 0
    status, said = run("register", "--against", "HEAD")
    assert status == 1
    assert said.count("[lost-address]") == 4


def test_what_was_never_registered_is_seen_in_git(world: Path, run: Run) -> None:
    put(world, "cases/example-two", MADE_UP | {"name": "Example Two Testov"})
    commit(world)
    (world / "data/cases/example-two.yaml").unlink()

    assert run("check")[0] == 0
    status, said = run("register", "--against", "HEAD")
    assert status == 1
    assert "data/cases/example-two.yaml:1:1: error: 'cases/example-two' was published" in said


def test_a_commit_without_records_is_no_proof_that_nothing_is_lost(world: Path, run: Run) -> None:
    (world / "data").rename(world / "later")
    commit(world)
    (world / "later").rename(world / "data")

    said = "casebook register: there are no records in data at 'HEAD'\n"
    assert run("register", "--against", "HEAD") == (2, said)


@pytest.mark.parametrize("revision", ["no-such", "--output=x"])
def test_a_commit_that_is_not_there_is_wrong_usage(world: Path, run: Run, revision: str) -> None:
    assert run("register", f"--against={revision}")[0] == 2
    assert not (world / "x").exists()


def test_what_leaves_no_trace_is_erased(world: Path, run: Run) -> None:
    status, said = run("register", "--erase", f"/{CASE}/", "--reason", "safety")
    assert (status, said) == (0, "4 addresses erased; now remove the record itself\n")
    (world / f"data/{CASE}.yaml").unlink()

    assert run("check")[0] == 0
    assert run("register", "--against", "HEAD") == (
        0,
        "nothing is lost of what was published at HEAD; 4 addresses were erased on purpose\n",
    )
    noted = (world / "data/published/erased.txt").read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d safety 4\n", noted)
    assert "example-one" not in "".join(registered(world))
    (world / "data/sources/report.yaml").rename(world / "data/sources/other.yaml")
    assert run("register", "--against", "HEAD")[0] == 1


def test_what_is_not_there_cannot_be_erased(run: Run) -> None:
    assert run("register", "--erase", "cases/nobody")[0] == 2


def test_changes_that_add_records_merge_by_themselves(world: Path) -> None:
    """Two branches that each registered a record beside the same one."""
    (world / ".gitattributes").write_text(
        (ROOT / ".gitattributes").read_text(encoding="utf-8"), encoding="utf-8"
    )
    commit(world)
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")

    def git(*words: str) -> None:
        subprocess.run(["git", *who, *words], cwd=world, check=True, capture_output=True)

    git("branch", "-M", "main")
    for branch in ("a", "b"):
        git("checkout", "-q", "-b", branch, "main")
        put(world, f"cases/example-one-{branch}", MADE_UP | {"name": f"Example {branch} Testov"})
        assert main(["register"]) == 0
        commit(world)
    git("merge", "-q", "-m", "Both", "a")

    assert {"cases/example-one-a", "cases/example-one-b#held"} <= registered(world)
    assert main(["check"]) == 0


def test_files_of_the_register_are_sorted_and_have_one_address_a_line() -> None:
    text = registering.by_file(["cases/b", "cases/a#e", "cases/a", "years/2021", "glossary#x"])

    assert text == {
        "cases.txt": "cases/a\ncases/a#e\ncases/b\n",
        "glossary.txt": "glossary#x\n",
        "pages.txt": "years/2021\n",
    }
