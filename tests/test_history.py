"""The history of each record, read from git: what is told of it, and what is not."""

import subprocess
from pathlib import Path

import pytest

from casebook import history as histories
from casebook.build import build
from casebook.history import History
from casebook.history.keeping import Keeper
from casebook.library import load
from casebook.links import link
from casebook.publication import shown
from revised_world import HARMED, HIDDEN, ONE, RELEASED, TWO, Repository, world_in

SECRETS = (HIDDEN, "Secret Author", "secret@example.org", "secret message")


@pytest.fixture
def world(tmp_path: Path) -> Repository:
    """A world whose first version is of 2031-01-01."""
    made = world_in(tmp_path / "world")
    made.commit("2031-01-01")
    return made


def history_of(world: Repository, keeper: Keeper | None = None) -> History:
    public = shown(link(load(world.root)))
    return histories.read(world.root, public.linked.library, public.removed, keeper=keeper)


def told(world: Repository, name: str = "example-one", kind: str = "case") -> list[tuple[str, str]]:
    return [(str(one.day), one.what) for one in history_of(world).of(kind, name)]


def pages(world: Repository) -> dict[str, str]:
    made = build(world.root)
    assert not made.failed
    return {name: content.decode("utf-8", "replace") for name, content in made.files.items()}


def test_days_are_told_newest_first_and_squashed(world: Repository) -> None:
    world.edit(ONE, "She was refused parole.", "Parole was refused.")
    world.commit("2031-02-01T08:00:00+00:00")
    world.append(ONE, RELEASED)
    world.commit("2031-02-01T19:30:00+00:00")
    world.edit(TWO, "name: Example Two", "name: Example Too")
    world.commit("2031-03-01")
    assert told(world) == [("2031-02-01", "changed"), ("2031-01-01", "added")]
    (changed, _) = history_of(world).of("case", "example-one")
    assert changed.when.isoformat() == "2031-02-01T19:30:00+00:00"
    assert {"event-added", "event-changed", "liberty"} <= {one.about for one in changed.changes}
    assert history_of(world).entries[0].key == ("case", "example-two")


def test_what_is_undone_the_same_day_has_not_happened(world: Repository) -> None:
    before = (world.root / ONE).read_text(encoding="utf-8")
    world.append(ONE, RELEASED)
    world.commit("2031-02-01T08:00:00+00:00")
    (world.root / ONE).write_text(before, encoding="utf-8")
    world.commit("2031-02-01T09:00:00+00:00")
    (world.root / ONE).write_text("# A comment.\n" + before, encoding="utf-8")
    world.commit("2031-02-02")
    assert told(world) == [("2031-01-01", "added")]


def test_a_branch_counts_from_its_merge(world: Repository) -> None:
    world.git("checkout", "--quiet", "-b", "work")
    world.append(ONE, RELEASED)
    world.commit("2031-02-01")
    world.git("checkout", "--quiet", "main")
    merge = ("merge", "--quiet", "--no-ff", "--message=A secret message", "work")
    world.git(*merge, when="2031-04-05T12:00:00+00:00")
    assert told(world)[0] == ("2031-04-05", "changed")


def test_a_clock_that_ran_back_does_not_turn_days_round(world: Repository) -> None:
    world.append(ONE, RELEASED)
    world.commit("2030-05-05")
    assert told(world) == [("2031-01-01", "added")]


def test_nothing_leads_to_what_is_withheld_or_gone(world: Repository) -> None:
    hidden, removed = "data/cases/example-hidden.yaml", "data/cases/example-removed.yaml"
    # Once all was published, and named by others.
    for path, state in ((hidden, "withheld"), (removed, "tombstone")):
        world.edit(path, f"state: {state}", "state: published")
    world.edit(ONE, "with_cases: [example-two, ", "with_cases: [example-removed, example-two, ")
    world.commit("2031-02-01")
    world.edit(ONE, "She was refused parole.", f"She was refused parole, like {HIDDEN}.")
    world.commit("2031-02-02")
    world.edit(ONE, f"She was refused parole, like {HIDDEN}.", "She was refused parole.")
    world.edit(hidden, "state: published", "state: withheld")
    world.commit("2031-02-03")
    world.edit(removed, "state: published", "state: tombstone")
    world.commit("2031-02-04")
    found = history_of(world)
    assert found.of("case", "example-hidden") == ()
    assert [
        (str(one.day), one.what, one.changes) for one in found.of("case", "example-removed")
    ] == [("2031-02-04", "removed", ())]
    made = pages(world)
    for name, page in made.items():
        for secret in (*SECRETS, "example-hidden"):
            assert secret not in page, (name, secret)
    assert "A record" in made["changes/2031-02.md"]


def test_a_text_that_is_gone_is_not_quoted(world: Repository) -> None:
    world.edit(TWO, "name: Example Two", "name: Childs Name")
    world.commit("2031-02-01")
    (world.root / TWO).write_text(
        (world.root / TWO).read_text(encoding="utf-8").replace("Childs Name", "E. T."),
        encoding="utf-8",
    )
    world.commit("2031-02-02")
    made = pages(world)
    assert "E. T." in made["cases/example-two.md"].replace("\\", "")
    assert not [name for name, page in made.items() if "Childs Name" in page]


def test_an_event_that_did_harm_and_is_gone_is_not_named(world: Repository) -> None:
    before = (world.root / ONE).read_text(encoding="utf-8")
    world.append(ONE, HARMED)
    world.commit("2031-02-01")
    assert "Attacked" in pages(world)["changes/2031-02.md"]
    (world.root / ONE).write_text(before, encoding="utf-8")
    world.commit("2031-02-02")
    page = pages(world)["changes/2031-02.md"]
    assert "Attacked" not in page
    assert "An event was removed" in page
    assert "20 February 2031" not in page


def test_an_event_that_was_wrong_is_named_when_it_goes(world: Repository) -> None:
    before = (world.root / ONE).read_text(encoding="utf-8")
    world.append(ONE, RELEASED)
    world.commit("2031-02-01")
    (world.root / ONE).write_text(before, encoding="utf-8")
    world.commit("2031-02-02")
    assert "Event removed: Released, 4 March 2031" in pages(world)["changes/2031-02.md"]


def test_of_a_form_that_cannot_be_read_nothing_is_said(world: Repository) -> None:
    good = (world.root / TWO).read_text(encoding="utf-8")
    (world.root / TWO).write_text("nam: [old shape]\n", encoding="utf-8")
    world.commit("2031-02-01")
    (world.root / TWO).write_text(good, encoding="utf-8")
    world.commit("2031-02-02")
    (world.root / TWO).write_text("publication: {state: withheld}\nnam: x\n", encoding="utf-8")
    world.commit("2031-02-03")
    (world.root / TWO).write_text(
        good.replace("roles: [blogger]", "roles: [activist]"), encoding="utf-8"
    )
    world.commit("2031-02-04")
    assert told(world, "example-two") == [
        ("2031-02-04", "added"),  # what looks withheld was not shown, so it is new again
        ("2031-02-02", "unclear"),
        ("2031-02-01", "unclear"),
        ("2031-01-01", "added"),
    ]


def test_a_term_that_is_gone_makes_a_form_unreadable(world: Repository) -> None:
    world.edit(TWO, "kind: person", "kind: alien")
    world.commit("2031-02-01")
    world.edit(TWO, "kind: alien", "kind: person")
    world.commit("2031-02-02")
    assert ("2031-02-02", "unclear") in told(world, "example-two")


class TestWithoutHistory:
    """No git, a shortened history or no commit: said, and everything else is the same."""

    def test_no_repository(self, world: Repository, tmp_path: Path) -> None:
        other = tmp_path / "archive"
        world.root.rename(other)
        for part in sorted((other / ".git").rglob("*"), reverse=True):
            part.rmdir() if part.is_dir() else part.unlink()
        (other / ".git").rmdir()
        made = pages(Repository(other))
        assert "built without the history" in made["changes/index.md"]
        page = made["cases/example-one.md"].partition("## What changed on this page")[2]
        assert page.partition("## ")[0].count("\n- ") == 0
        assert "built without the history" in page.partition("## ")[0]
        assert "changes/2031-01.md" not in made

    def test_a_shallow_clone(self, world: Repository, tmp_path: Path) -> None:
        world.append(ONE, RELEASED)
        world.commit("2031-02-01")
        clone = tmp_path / "clone"
        source = f"file://{world.root}"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", source, str(clone)], check=True)
        assert history_of(Repository(clone)).missing == "shallow"
        assert "shortened history" in pages(Repository(clone))["changes/index.md"]

    def test_no_commit_yet(self, tmp_path: Path) -> None:
        assert history_of(world_in(tmp_path)).missing == "no-git"

    def test_records_that_are_not_committed(self, world: Repository) -> None:
        world.append(ONE, RELEASED)
        assert told(world) == [("2031-01-01", "added")]


def test_pages_depend_on_the_commit_alone(
    world: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.append(ONE, RELEASED)
    world.commit("2031-02-01T23:30:00-05:00")
    clone = tmp_path / "elsewhere"
    subprocess.run(["git", "clone", "--quiet", str(world.root), str(clone)], check=True)
    first = pages(world)
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert pages(Repository(clone)) == first
    assert "2 February 2031" in first["changes/2031-02.md"]


class Memory:
    """Keeps texts as a cache does."""

    def __init__(self) -> None:
        self.texts: dict[bytes, str] = {}
        self.kept = 0

    def text(self, key: bytes) -> str | None:
        return self.texts.get(key)

    def keep(self, key: bytes, text: str) -> None:
        self.kept += 1
        self.texts[key] = text

    def save(self, asked_for: object) -> None:
        assert asked_for is not None


class TestKeeping:
    """What was compared once is not compared again, and never trusted when it may differ."""

    def test_nothing_is_compared_twice(self, world: Repository) -> None:
        world.append(ONE, RELEASED)
        world.commit("2031-02-01")
        memory = Memory()
        first = history_of(world, memory)
        assert memory.kept == 1
        assert history_of(world, memory) == first
        assert memory.kept == 1

    def test_a_record_that_is_withheld_since_changes_what_is_told(self, world: Repository) -> None:
        world.append(ONE, "checked:\n  - {date: 2031-05-01, by: editor}\n")
        world.edit(ONE, "[example-two, example-hidden, example-seven]", "[example-seven]")
        world.commit("2031-02-01")
        memory = Memory()
        said = str(history_of(world, memory).of("case", "example-one")[0].changes)
        assert "example-two" in said
        world.append(TWO, "publication: {state: withheld, reason: safety}\n")
        world.commit("2031-02-02")
        fresh, kept = history_of(world), history_of(world, memory)
        assert "example-two" not in str(fresh.entries)
        assert kept == fresh

    def test_a_date_of_a_source_changes_what_is_told(self, world: Repository) -> None:
        world.append(ONE, RELEASED)
        world.commit("2031-02-01")
        memory = Memory()
        before = history_of(world, memory)
        path = next((world.root / "data/sources").glob("example-correction-2031.yaml"))
        path.write_text(path.read_text(encoding="utf-8") + "as_of: 2031-06-01\n", encoding="utf-8")
        world.commit("2031-03-01")
        after = history_of(world, memory)
        assert after.of("case", "example-one") != before.of("case", "example-one")
        assert after == history_of(world)


class TestHome:
    """The newest changes and why the figures moved, as the home page takes them in."""

    def test_the_first_version_moves_nothing(self, world: Repository) -> None:
        made = pages(world)
        assert "No number has moved" in made["changes/.moved.txt"]
        assert "1 January 2031" in made["changes/.newest.txt"]

    def test_who_entered_and_left_a_figure_is_named(self, world: Repository) -> None:
        world.append(ONE, RELEASED)
        world.commit("2031-04-05")
        made = pages(world)
        (line,) = [
            one for one in made["changes/.moved.txt"].splitlines() if "not held and under no" in one
        ]
        assert "5 April 2031" in line
        assert "now counted: [Example One Testova](cases/example-one.md)" in line
        assert "no longer counted: [Example One Testova]" in made["changes/.moved.txt"]
        assert made["changes/.newest.txt"].startswith("- <time")
        assert "Example One Testova" in made["changes/.newest.txt"].splitlines()[0]

    def test_a_case_that_comes_later_is_told_under_each_figure(self, world: Repository) -> None:
        text = (world.root / TWO).read_text(encoding="utf-8")
        path = world.root / "data/cases/example-three.yaml"
        path.write_text(text.replace("Example Two", "Example Three"), encoding="utf-8")
        world.commit("2031-04-05")
        moved = pages(world)["changes/.moved.txt"]
        assert "[Example Three" in moved.splitlines()[0]
        assert moved.startswith("- People, ")


def test_long_months_are_parted(world: Repository) -> None:
    source = (world.root / "data/sources/example-post-2030.yaml").read_text(encoding="utf-8")
    for number in range(1500):
        path = world.root / f"data/sources/example-post-{number}.yaml"
        path.write_text(source, encoding="utf-8")
    world.commit("2031-03-01")
    made = pages(world)
    parts = [name for name in made if name.startswith("changes/2031-03")]
    assert len(parts) > 1
    assert max(len(made[name]) for name in parts) < 80_000
    assert sum(made[name].count("](../sources/") for name in parts) == 1500
    assert len(made["changes/index.md"]) < 10_000


def test_hostile_texts_stay_texts(world: Repository) -> None:
    hostile = "[x](javascript:alert) <img src=x> {{ 7*7 }} {% raw %} | `a` { .lead }"
    world.edit(TWO, "name: Example Two Testov", f"name: '{hostile}'")
    world.edit(ONE, "about: day of the detention", f"about: '{hostile}'")
    world.commit("2031-02-01")
    made = pages(world)
    assert "Name changed: " in made["changes/2031-02.md"]
    for name in ("changes/2031-02.md", "changes/index.md", "changes/.newest.txt"):
        for live in ("x](javascript", "<img", "{{", "{%", "{ .lead"):
            assert live not in made[name], (name, live)
