"""What the repository promises about itself. Each test first makes sure it has something to see."""

import ast
import os
import re
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from casebook.addresses import FOLDERS, INDEXES

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
BENCH_LOCK = "requirements-bench.txt"  # installed beside the first, by `make bench` alone
# fmt: off
GENERATED = (  # folders of docs/
    "articles", "browse", "calendars", "cases", "census", "changes", "conflicts", "convictions",
    "data", "events", "feeds", "glossary", "harm", "imposed", "liberty", "names", "organisations",
    "outcomes", "proceedings", "recognised-by", "recognition", "recommendations", "regions",
    "restrictions", "roles", "sources", "statistics", "ties", "timeline", "ways-out", "years",
)
LAYOUT = (
    ".ci/run", ".editorconfig", ".github/dependabot.yml", ".github/workflows", ".gitignore",
    ".yamllint.yml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-DATA", "Makefile",
    "README.md", "data/README.md", "data/articles", "data/cases", "data/sources",
    "data/vocabularies", "docs/adr", "docs/index.md", "mkdocs.yml", "overrides", "pyproject.toml",
    "requirements-bench.txt", "requirements-dev.txt", "requirements.txt", "schema",
    "scripts/generate_pages.py", "src/casebook/__init__.py", "templates", "tests",
)
# fmt: on
MAX_MODULE_LINES = 300
ADR_SECTIONS = ["Status", "Context", "Decision", "Consequences", "We will look again when"]
# Put together from pieces, so that this file does not hold what it forbids.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    )
)
# A path from the root of somebody's machine. Not preceded by what would make it part of an address.
MACHINE_PATH = re.compile(r"(?<![\w./:~-])/(?:work|tmp|root|home|Users)/(?=\w)")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)", re.MULTILINE)


def git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="session")
def kept_files() -> list[Path]:
    """Every file that is tracked, or would be by the next `git add`."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    files = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    assert len(files) > len(LAYOUT), "git lists hardly any file"
    return files


@pytest.fixture(scope="session")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def make_targets() -> set[str]:
    """The targets that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    assert targets
    return targets


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert all(any(path.is_relative_to(ROOT / folder) for path in found) for folder in folders)
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- layout --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LAYOUT)
def test_the_layout_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("folder", [*(f"docs/{kind}" for kind in GENERATED), "site", ".venv"])
def test_generated_files_are_ignored(folder: str) -> None:
    assert git("check-ignore", f"{folder}/some-page.md")


def test_every_folder_with_addresses_is_a_generated_one() -> None:
    pages = [*FOLDERS.values(), *(PurePosixPath(page).parent.name for page in INDEXES.values())]

    assert pages
    assert set(pages) <= set(GENERATED)


def test_no_generated_file_is_tracked() -> None:
    assert git("ls-files", "--", "Makefile"), "git lists no tracked file"

    generated = [
        *(f"docs/{kind}" for kind in GENERATED),
        "site",
        ":(glob)**/.casebook-manifest.json",
        ":(exclude)docs/data/*.md",  # written by hand, beside what is generated
    ]
    assert not git("ls-files", "--", *generated)


def test_no_module_is_long() -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules("src", "scripts")
    }

    assert not {name: lines for name, lines in lengths.items() if lines > MAX_MODULE_LINES}


def test_every_module_says_what_it_is() -> None:
    without = [
        name_of(path)
        for path in modules("src", "scripts")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not without


def test_no_kept_file_names_a_machine_or_a_registry(kept_files: list[Path]) -> None:
    assert MACHINE_PATH.search("see /" + "home/me/notes")
    assert not MACHINE_PATH.search("https://example.org/" + "home/me, docs/home/")

    found = []
    for path in kept_files:
        text = path.read_text(encoding="utf-8", errors="replace")
        hits = [host for host in REGISTRY_HOSTS if host in text]
        hits += MACHINE_PATH.findall(text)
        found += [f"{name_of(path)}: {hit}" for hit in hits]

    assert not found


# --- doors ---------------------------------------------------------------------------------------


def named_in_papers(kept_files: list[Path], pattern: str) -> dict[str, set[str]]:
    """What the papers name inside code, in backticks or at the start of a line of a block."""
    papers = [path for path in kept_files if path.suffix in {".md", ".yml"}]
    papers += [path for path in kept_files if path.is_relative_to(ROOT / "templates/records")]
    # What has been decided and what has changed may speak of what is gone.
    papers = [path for path in papers if "adr" not in path.parts and path.stem != "CHANGELOG"]
    found = {
        name_of(path): set(
            re.findall(
                rf"(?:`|^ *(?:- run: )?){pattern}", path.read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for path in papers
    }
    assert found["CONTRIBUTING.md"]
    assert len([path for path, names in found.items() if names]) > 3
    return found


def test_the_papers_name_only_targets_that_exist(
    kept_files: list[Path], make_targets: set[str]
) -> None:
    named = named_in_papers(kept_files, r"(?:[A-Z_]+=\S+ )?make ([a-z-]+)")

    assert not {path: names - make_targets for path, names in named.items() if names - make_targets}


def test_the_papers_name_only_commands_that_exist(kept_files: list[Path]) -> None:
    named = named_in_papers(kept_files, r"(?:\.venv/bin/|python -m )?casebook ([a-z-]+)")
    text = "".join(path.read_text(encoding="utf-8") for path in modules("src/casebook/cli"))
    commands = set(re.findall(r'commands\.add_parser\(\s*"([a-z-]+)"', text))
    assert {"check", "build", "add", "from-form"} <= commands

    assert not {path: names - commands for path, names in named.items() if names - commands}


def test_every_target_is_phony_and_explained(make_targets: set[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)

    assert phony
    assert set(phony[1].split()) == make_targets


def test_ci_runs_make_test() -> None:
    script = ROOT / ".ci/run"

    assert script.read_text(encoding="utf-8").rstrip().endswith("\nexec make test")
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)


def test_workflows_call_make_with_least_rights(make_targets: set[str]) -> None:
    workflows = sorted((ROOT / ".github/workflows").glob("*.yml"))
    assert workflows

    for path in workflows:
        text = path.read_text(encoding="utf-8")
        workflow = yaml.safe_load(text)
        used = re.findall(r"uses: (.+)", text)
        targets = re.findall(r"run: make ([a-z-]+)", text)

        assert workflow["permissions"] == {}
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d\S*", action) for action in used)
        assert text.count("actions/checkout@") == text.count("persist-credentials: false")
        assert set(targets) <= make_targets
        assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_a_pull_request_ends_in_one_job_named_pass() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    jobs = workflow["jobs"]

    assert list(jobs)[-1] == "pass"
    assert set(jobs["pass"]["needs"]) == set(jobs) - {"pass"}


# --- locks ---------------------------------------------------------------------------------------


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    found: dict[str, str] = {
        canonicalize_name(match["name"]): match["version"] for match in PIN.finditer(text)
    }
    assert found
    return found


@pytest.mark.parametrize("lock", [*LOCKS, BENCH_LOCK])
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    starts = [match.start() for match in PIN.finditer(text)]
    assert starts

    entries = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]
    assert not re.findall(r"//|@|--(?:extra-)?index-url|--find-links", text)


def test_both_locks_hold_the_same_versions() -> None:
    site, everything = (pins(lock) for lock in LOCKS)

    assert site.items() <= everything.items()


def test_the_lock_of_the_bench_agrees_and_is_for_it_alone(pyproject: dict[str, Any]) -> None:
    held, site, everything = (pins(lock) for lock in (BENCH_LOCK, *LOCKS))
    wanted = [Requirement(item) for item in pyproject["dependency-groups"]["bench"]]
    assert wanted

    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        assert requirement.specifier.contains(held[name])
        assert name not in site
    assert all(everything[name] == held[name] for name in held.keys() & everything.keys())


def test_the_locks_satisfy_pyproject(pyproject: dict[str, Any]) -> None:
    groups = pyproject["dependency-groups"]
    build = pyproject["build-system"]["requires"]
    runtime = [*pyproject["project"]["dependencies"], *groups["build"]]
    tools = [item for item in groups["dev"] if isinstance(item, str)]
    assert groups["build"] == build
    assert tools

    for lock, wanted in ((LOCKS[0], runtime), (LOCKS[1], [*runtime, *tools])):
        held = pins(lock)
        for requirement in map(Requirement, wanted):
            assert requirement.specifier.contains(held[canonicalize_name(requirement.name)])


# --- decisions -----------------------------------------------------------------------------------


def test_each_decision_has_its_sections_and_its_line_in_the_list() -> None:
    pages = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    listed = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    assert pages

    for number, page in enumerate(pages, start=1):
        text = page.read_text(encoding="utf-8")
        title = text.splitlines()[0].removeprefix(f"# {number}. ")

        assert page.name.startswith(f"{number:04}-")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ADR_SECTIONS
        assert f"{number}. [{title}]({page.name})" in listed


def test_decisions_are_not_published() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    excluded = re.search(r"^exclude_docs: \|\n((?:[ ]+.*\n|\n)+)", settings, re.MULTILINE)

    assert excluded
    assert re.search(r"^\s*/?adr/?\s*$", excluded[1], re.MULTILINE)
