"""Frozen versions: the same bytes each time, whole, readable from a folder."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser

from casebook.cli import main
from casebook.dates import EdtfDate
from casebook.releasing import Release, ReleaseError, facts, pack, papers, verify
from golden_world import ROOT, put_together
from release import main as make_release
from site_links import Site

VERSION = "2031.4"
NAME = f"casebook-{VERSION}"
ADDRESS = "https://casebook.example/kz"
COMMITTED = "2031-04-05T23:30:00+0500"
MADE = datetime(2031, 4, 5, 18, 30, tzinfo=UTC)
README = ROOT / "templates" / "release" / "README.txt"


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{one}_{what}": "x@y.example" for one in ("AUTHOR", "COMMITTER") for what in WHAT}
    dates = {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | who | dates,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


WHAT = ("NAME", "EMAIL")


def repository(folder: Path) -> Path:
    """Put the small invented world under version control, with all that a site is built from."""
    world = put_together(folder)
    kept = git(
        ROOT, "ls-files", "-z", "docs", "overrides", "scripts", "src", "LICENSE*", "mkdocs.yml"
    )
    names = [name for name in (*kept.split("\0"), ".gitignore") if name]
    assert len(names) > 20
    for name in names:
        if (ROOT / name).is_file():
            (world / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, world / name)
    git(world, "init", "--quiet")
    git(world, "add", "--all")
    git(world, "commit", "--quiet", "--message", "Begin")
    return world


def release(
    world: Path, version: str = VERSION, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "release.py"), version, "--root", str(world)],
        env=os.environ | {"CASEBOOK_SITE_URL": ADDRESS} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert set(found) == {
        f"{NAME}.zip",
        f"{NAME}-data.zip",
        "CITATION.cff",
        "README.txt",
        "SHA256SUMS",
    }
    return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("frozen") / "world")


@pytest.fixture(scope="module")
def made(world: Path) -> Path:
    """The folder of a version."""
    # Left by an earlier build, and ignored by git: nothing of it may be in the version.
    (world / "docs" / "cases").mkdir()
    (world / "docs" / "cases" / "stale.md").write_text("# Stale\n", encoding="utf-8")
    run = release(world, TZ="Asia/Almaty", PYTHONHASHSEED="1")
    assert run.returncode == 0, run.stdout + run.stderr
    return world / "dist" / NAME


@pytest.fixture(scope="module")
def unpacked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    for name in (NAME, f"{NAME}-data"):
        with zipfile.ZipFile(made / f"{name}.zip") as archive:
            archive.extractall(folder)
    return folder


# --- what is in a version ------------------------------------------------------------------------


@pytest.mark.site
class TestVersion:
    def test_the_same_commit_gives_the_same_bytes(self, made: Path, tmp_path: Path) -> None:
        elsewhere = tmp_path / "another place" / "clone"
        elsewhere.parent.mkdir()
        git(tmp_path, "clone", "--quiet", str(made.parent.parent), str(elsewhere))
        before = os.umask(0o077)
        try:
            again = release(
                elsewhere,
                TZ="America/New_York",
                PYTHONHASHSEED="4242",
                LC_ALL="C",
                SOURCE_DATE_EPOCH="1000000000",
                CASEBOOK_FROZEN="something else",
            )
        finally:
            os.umask(before)
        assert again.returncode == 0, again.stdout + again.stderr
        assert files_of(elsewhere / "dist" / NAME) == files_of(made)

    def test_no_checkout_is_left_behind(self, world: Path, made: Path) -> None:
        assert made.is_dir()
        assert len(git(world, "worktree", "list").splitlines()) == 1
        assert [path.name for path in (world / "dist").iterdir()] == [NAME]

    def test_each_file_has_the_date_of_the_commit_and_no_owner(self, made: Path) -> None:
        with zipfile.ZipFile(made / f"{NAME}.zip") as archive:
            entries = archive.infolist()
        assert len(entries) > 100
        assert [one.filename for one in entries] == sorted(one.filename for one in entries)
        assert {one.date_time for one in entries} == {(2031, 4, 5, 18, 30, 0)}
        assert {one.external_attr >> 16 for one in entries} == {0o100644}
        assert all(one.filename.startswith(f"{NAME}/") for one in entries)

    def test_pages_papers_and_data_name_one_version(self, unpacked: Path) -> None:
        told = json.loads((unpacked / NAME / "release.json").read_bytes())
        data = told["data_version"]
        assert re.fullmatch(r"1-[0-9a-f]{12}", data)
        assert (told["version"], told["date"]) == (VERSION, "2031-04-05")
        package = json.loads((unpacked / f"{NAME}-data" / "datapackage.json").read_bytes())
        assert package["version"] == data
        page = (unpacked / NAME / "site/data/index.html").read_text(encoding="utf-8")
        assert f"<strong>{data}</strong>" in page
        citation = yaml.safe_load((unpacked / NAME / "CITATION.cff").read_bytes())
        assert citation["version"] == VERSION
        assert citation["date-released"] == "2031-04-05"
        assert [one["value"] for one in citation["identifiers"]] == [data]
        assert citation["url"] == f"{ADDRESS}/"
        readme = (unpacked / NAME / "README.txt").read_text(encoding="utf-8")
        assert f"data version {data}" in readme
        assert f"version {VERSION}, 5 April 2031" in readme

    def test_every_page_says_that_it_is_frozen(self, unpacked: Path) -> None:
        found = sorted((unpacked / NAME / "site").rglob("*.html"))
        texts = {path: path.read_text(encoding="utf-8") for path in found}
        # What only leads on from an old address says nothing of its own.
        pages = {path: text for path, text in texts.items() if 'http-equiv="refresh"' not in text}
        assert len(pages) > 30
        said = f"Frozen version {VERSION} of 5 April 2031, data version 1-"
        assert [path for path, text in pages.items() if said not in text] == []

    def test_every_link_names_a_file_of_the_copy(self, unpacked: Path) -> None:
        copy = Site(unpacked / NAME / "site", "https://copy.example/")
        links = [(name, link) for name, link in copy.links() if name.endswith(".html")]
        assert len(links) > 2000
        dead = {link: (name, why) for name, link in links if (why := copy.why_dead(link))}
        assert dead == {}
        # Nobody answers there for a folder with the page in it.
        pages = [name for name in copy.files if name.endswith(".html")]
        paths = {(name, urlsplit(link)) for name in pages for link in copy.tags(name).links}
        own = {(name, one.path) for name, one in paths if not one.scheme and one.path}
        assert len(own) > 1000
        assert [one for one in own if one[1].endswith(("/", ".", ".."))] == []

    def test_it_holds_nothing_that_a_commit_does_not(self, unpacked: Path) -> None:
        names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
        assert f"{NAME}/site/cases/example-one/index.html" in names
        assert f"{NAME}-data/cases/example-one.json" in names
        assert not [name for name in names if "stale" in name or "hidden" in name]
        assert not [name for name in names if name.endswith(("404.html", "sitemap.xml"))]
        held = [path for path in unpacked.rglob("*") if path.is_file()]
        assert not [path for path in held if b"Unseenov" in path.read_bytes()]

    def test_it_can_be_checked_with_what_everybody_has(self, made: Path, unpacked: Path) -> None:
        for folder in (made, unpacked / NAME, unpacked / f"{NAME}-data"):
            lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
            listed = {name: digest for digest, _, name in (one.partition("  ") for one in lines)}
            there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
            assert set(listed) == there - {"SHA256SUMS"}
            for name, digest in listed.items():
                assert sha256((folder / name).read_bytes()).hexdigest() == digest

    def test_the_command_checks_it(
        self, made: Path, unpacked: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for copy in (made, made / f"{NAME}.zip", unpacked / NAME):
            assert main(["verify", str(copy)]) == 0
            assert re.fullmatch(r"\d+ files compared, 0 wrong\n", capsys.readouterr().out)

    def test_a_version_is_made_once(self, world: Path, made: Path) -> None:
        before = files_of(made)
        again = release(world)
        assert again.returncode == 2
        assert f"version {VERSION} exists: dist/{NAME}/" in again.stderr
        assert files_of(made) == before


@pytest.mark.site
@pytest.mark.browser
def test_it_is_read_and_searched_from_a_folder(unpacked: Path, casebook_browser: Browser) -> None:
    page = casebook_browser.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("pageerror", lambda one: wrong.append(str(one)))
    page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
    page.goto((unpacked / NAME / "site" / "index.html").as_uri())
    assert "Frozen version" in page.locator("body").inner_text()
    page.locator('article a[href="cases/index.html"]').first.click()
    page.get_by_role("link", name="Example One Testova").first.click()
    page.wait_for_url("**/site/cases/example-one/index.html")
    page.keyboard.press("/")
    page.keyboard.type("Example Two")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/site/cases/example-two/index.html")
    assert page.locator("h1").inner_text().startswith("Example Two Testov")
    assert wrong == []
    assert asked
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    page.close()


# --- what is refused -----------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository in which nothing is built."""
    world = put_together(tmp_path / "small")
    git(world, "init", "--quiet")
    git(world, "add", "--all")
    git(world, "commit", "--quiet", "--message", "Begin")
    return world


def refusal(world: Path, capsys: pytest.CaptureFixture[str], version: str = VERSION) -> str:
    """What is said when no version is made."""
    assert make_release([version, "--root", str(world)]) == 2
    assert not (world / "dist").exists()
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.mark.parametrize("change", ["edited", "new"])
def test_what_is_not_committed_is_refused(
    small: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    name = {"edited": "data/cases/example-one.yaml", "new": "data/cases/new.yaml"}[change]
    with (small / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert refusal(small, capsys) == f"release: commit your changes first: {name}\n"


def test_a_history_that_was_cut_off_is_refused(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "more.txt").write_text("more\n", encoding="utf-8")
    git(small, "add", "--all")
    git(small, "commit", "--quiet", "--message", "Go on")
    git(tmp_path, "clone", "--quiet", "--depth", "1", small.as_uri(), "shallow")
    assert "the history is cut off" in refusal(tmp_path / "shallow", capsys)


def test_the_name_of_another_commit_is_refused(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(small, "tag", f"v{VERSION}")
    (small / "more.txt").write_text("more\n", encoding="utf-8")
    git(small, "add", "--all")
    git(small, "commit", "--quiet", "--message", "Go on")
    told = f"release: version {VERSION} exists: the tag v{VERSION} is another commit\n"
    assert refusal(small, capsys) == told


@pytest.mark.parametrize(
    "version", ["", "v1", "latest", "1/2", "..", "1..2", "1.", "1" * 41, "1 2"]
)
def test_what_cannot_name_a_file_is_no_version(
    small: Path, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    assert "cannot be a version: begin with a digit" in refusal(small, capsys, version)


def test_records_with_errors_are_not_frozen(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "data" / "cases" / "broken.yaml").write_text("name: [\n", encoding="utf-8")
    git(small, "add", "--all")
    git(small, "commit", "--quiet", "--message", "Break it")
    assert "the records have errors; `casebook check` shows them" in refusal(small, capsys)


def test_a_site_that_cannot_be_built_leaves_nothing(small: Path) -> None:
    (small / "docs").mkdir()
    (small / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    git(small, "add", "--all")
    git(small, "commit", "--quiet", "--message", "Go on")
    run = release(small)  # it has no mkdocs.yml
    assert run.returncode == 2
    assert "release: 'mkdocs build --strict' failed" in run.stderr
    assert not (small / "dist").exists()
    assert len(git(small, "worktree", "list").splitlines()) == 1


# --- the parts -----------------------------------------------------------------------------------


RELEASE = Release(
    version="1.10",
    commit="0" * 40,
    made=MADE,
    data_version="1-0123456789ab",
    cases=3,
    records=9,
    as_of=EdtfDate.parse("2031-02"),
    address="",
    repository="",
)


def test_papers_are_dated_and_give_no_address_that_there_is_not() -> None:
    written = papers(RELEASE, README)
    readme = written["README.txt"].decode()
    assert "the latest of these dates is February 2031" in " ".join(readme.split())
    assert "(this copy names no address)" in readme
    assert max(map(len, readme.splitlines())) < 120
    citation = yaml.safe_load(written["CITATION.cff"])
    assert citation["version"] == "1.10"
    assert citation["license"] == "CC-BY-4.0"
    assert "url" not in citation
    assert json.loads(written["release.json"])["as_of"] == "2031-02"


def test_a_version_says_no_date_that_nobody_knows() -> None:
    with pytest.raises(ReleaseError, match="dated 1970-01-01, which archives cannot hold"):
        facts("1.0", commit="", seconds=0, library=None, states=())  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    pack({"a.txt": b"one", "b/c.txt": b"two"}, tmp_path / "x.zip", "x", MADE)
    return tmp_path / "x.zip"


def test_a_whole_copy_is_right(archive: Path, tmp_path: Path) -> None:
    assert verify(archive) == (2, [])
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "out")
    assert verify(tmp_path / "out" / "x") == (2, [])


def test_what_is_changed_missing_or_added_is_told(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path)
    copy = tmp_path / "x"
    (copy / "a.txt").write_bytes(b"other")
    (copy / "b" / "c.txt").unlink()
    (copy / "d.txt").write_bytes(b"")
    assert verify(copy) == (
        2,
        ["a.txt is not what it was", "b/c.txt is missing", "d.txt is not listed"],
    )


def test_an_archive_in_a_folder_is_looked_into(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    folder.mkdir()
    with zipfile.ZipFile(archive) as opened, zipfile.ZipFile(folder / "x.zip", "w") as broken:
        for name in opened.namelist():
            broken.writestr(name, b"other" if name == "x/a.txt" else opened.read(name))
    digest = sha256((folder / "x.zip").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  x.zip\n", encoding="utf-8")
    assert verify(folder) == (3, ["x.zip: a.txt is not what it was"])


def test_what_has_no_list_is_not_right(tmp_path: Path) -> None:
    assert verify(tmp_path) == (0, ["there is no SHA256SUMS"])
    assert verify(tmp_path / "nothing") == (0, ["nothing: it is neither a folder nor an archive"])
    (tmp_path / "SHA256SUMS").write_bytes(b"")
    assert verify(tmp_path) == (0, ["SHA256SUMS lists nothing"])
    assert main(["verify", str(tmp_path)]) == 1
