"""What changed between two libraries, told from records and states, never from lines of text."""

import json
from pathlib import Path

import pytest

from casebook import catalogue
from casebook.differing import careful
from casebook.differing.change import CHANGES
from casebook.differing.libraries import Difference, compare
from casebook.differing.sentences import ABOUT
from casebook.library import load
from casebook.models import RECORD_FOLDERS
from casebook.reporting import Report, escaped
from golden_world import ROOT
from revised_world import HARMED, HIDDEN, ONE, RELEASED, TWO, Repository, world_in

WORDS = catalogue.load(ROOT / "templates" / "words")


@pytest.fixture
def world(tmp_path: Path) -> Repository:
    return world_in(tmp_path)


def report(before: Path, after: Path, site_url: str = "") -> str:
    old, new = load(before), load(after)
    return Report(compare(old, new), old, new, WORDS, site_url).markdown()


class Edited:
    """The world before and after an edit."""

    def __init__(self, folder: Path) -> None:
        self.before = world_in(folder / "before")
        self.after = world_in(folder / "after")

    @property
    def difference(self) -> Difference:
        return compare(load(self.before.root), load(self.after.root))

    def report(self, site_url: str = "") -> str:
        return report(self.before.root, self.after.root, site_url)


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def test_nothing_changed_says_so(edited: Edited) -> None:
    assert load(edited.before.root).files > 10
    assert edited.difference.records == ()
    assert WORDS("diff-nothing") in edited.report()


def test_writing_a_file_differently_is_no_change(edited: Edited) -> None:
    path = edited.after.root / ONE
    text = path.read_text(encoding="utf-8")
    path.write_text("# A comment.\n" + text.replace("ch. 1, para. 3", '"ch. 1, para. 3"'))
    assert path.read_text(encoding="utf-8") != text
    # The order of what happened in the file says nothing.
    head, _, timeline = text.partition("timeline:\n")
    events = timeline.split("  - id: ")[1:]
    path.write_text(head + "timeline:\n" + "".join(f"  - id: {one}" for one in reversed(events)))
    assert edited.difference.records == ()


def test_a_state_that_moves_is_told_with_its_date_and_its_figures(edited: Edited) -> None:
    edited.after.append(ONE, RELEASED)
    told = edited.report()
    assert "Liberty: At liberty, as of 2 April 2031 (before: " in told
    assert "Event added: Released, 4 March 2031" in told
    figures = {one.figure: one for one in edited.difference.moved}
    assert figures["free"].entered == ("example-one",)
    assert figures["elapsed"].left == ("example-one",)
    assert figures["free"].after == figures["free"].before + 1
    assert "now counted: Example One Testova" in told


def test_what_changed_within_an_event_is_told_beside_it(edited: Edited) -> None:
    edited.after.edit(ONE, "date: 2030-12-10", "date: 2030-12-11")
    edited.after.edit(ONE, "She was refused parole.", "Parole was refused.")
    edited.after.edit(ONE, "    articles: [cc-991.2]\n    offences", "    offences")
    told = edited.report()
    assert (
        "Event changed, Convicted, 11 December 2030: "
        "Date: 11 December 2030 (before: 10 December 2030)" in told
    )
    assert "Text: “Parole was refused.” (before: “She was refused parole.”)" in told
    assert "Articles: removed CC 991 part 2" in told


def test_conflicts_sources_and_looks_are_told(edited: Edited) -> None:
    path = edited.after.root / ONE
    text = path.read_text(encoding="utf-8")
    start, end = text.index("    disputed:\n"), text.index("  - id: charged-2030-05")
    path.write_text(text[:start] + text[end:] + "checked:\n  - {date: 2031-05-01, by: editor}\n")
    told = edited.report()
    assert "Disagreement between sources no longer recorded: “day of the detention”" in told
    assert "Sources looked at again on 1 May 2031" in told
    back = report(edited.after.root, edited.before.root)
    assert "Disagreement between sources recorded: “day of the detention”" in back


def test_records_that_come_and_go(edited: Edited) -> None:
    (edited.before.root / TWO).unlink()
    for path, old in ((ONE, "example-two, "), (ONE, None)):
        if old:
            edited.before.edit(path, f"[{old}", "[")
    (found,) = [one for one in edited.difference.records if one.id == "example-two"]
    assert found.what == "added"
    back = compare(load(edited.after.root), load(edited.before.root))
    (gone,) = [one for one in back.records if one.id == "example-two"]
    assert gone.what == "deleted"


def test_a_withheld_record_leaves_no_trace(edited: Edited) -> None:
    for world in (edited.before, edited.after):
        path = world.root / "data/cases/example-hidden.yaml"
        hidden = path.read_text(encoding="utf-8")
        shown = hidden.replace("state: withheld", "state: published")
        path.write_text(shown if world is edited.before else hidden, encoding="utf-8")
    assert HIDDEN in "".join(load(edited.before.root).cases["example-hidden"].name)
    told = edited.report()
    assert HIDDEN not in told
    assert "example-hidden" not in told
    assert "example-hidden" not in json.dumps(
        [CHANGES.dump_python(one.changes, mode="json") for one in edited.difference.records]
    )
    # Only the number moves; nobody is named, and no other record is said to have changed.
    assert edited.difference.records == ()
    assert [
        (one.figure, one.left) for one in edited.difference.moved if one.figure == "people"
    ] == [("people", ())]


def test_a_tombstone_says_only_that(edited: Edited) -> None:
    path = edited.before.root / "data/cases/example-removed.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("state: tombstone", "state: published"), encoding="utf-8")
    (found,) = edited.difference.records
    assert (found.what, found.label, found.changes) == ("removed", "example-removed", ())
    assert HIDDEN not in edited.report()


def test_what_cannot_be_read_is_listed_and_not_compared(edited: Edited) -> None:
    edited.before.edit(TWO, "kind: person", "kind: robot")
    edited.after.edit(ONE, "kind: person", "knd: person")
    found = edited.difference
    assert not [one for one in found.records if one.id in ("example-one", "example-two")]
    assert "example-two" in found.unread_before
    assert "example-one" in found.unread_after
    assert "example-one" in edited.report()


class TestSecondReader:
    """Deaths, children, torture, sexual violence and health are read by a second person."""

    def test_harm_of_an_added_event(self, edited: Edited) -> None:
        edited.after.append(ONE, HARMED)
        (found,) = edited.difference.records
        assert found.reasons == ("sexual-violence",)
        assert WORDS("diff-second-reader") in edited.report()

    def test_a_child_and_words_in_texts(self, edited: Edited) -> None:
        edited.after.append(TWO, "minor: {}\n")
        edited.after.edit(ONE, "She was refused parole.", "She died in hospital.")
        found = {one.id: one.reasons for one in edited.difference.records}
        assert found == {"example-two": ("child",), "example-one": ("death", "health")}

    def test_an_ordinary_change_needs_none(self, edited: Edited) -> None:
        edited.after.append(ONE, RELEASED)
        (found,) = edited.difference.records
        assert found.reasons == ()

    def test_every_kind_of_harm_that_it_names_exists(self) -> None:
        vocabularies = load(ROOT).vocabularies
        assert careful.HARM.keys() <= vocabularies["harm-kinds"].keys()
        assert careful.LIBERTY.keys() <= vocabularies["liberty-states"].keys()


class TestMarkdown:
    """Nothing of a change becomes markup, mentions anybody or makes a link."""

    HOSTILE = (
        "<img src=x onerror=alert(1)> @everyone #12 [a](https://evil.example) www.evil.example"
    )

    def test_hostile_texts_stay_texts(self, edited: Edited) -> None:
        edited.after.edit(ONE, "name: Example One Testova", f"name: '{self.HOSTILE}'")
        edited.after.edit(ONE, "about: day of the detention", f"about: '{self.HOSTILE}'")
        told = edited.report("https://casebook.example/")
        assert "&lt;img src=x onerror" in told
        for live in ("<img", "@everyone", " #12", "](https://evil", "https://evil", "www.evil"):
            assert live not in told, live

    def test_commits_and_line_breaks(self) -> None:
        assert "0a1b2c3d4e" not in escaped("0a1b2c3d4e")
        assert "\n" not in escaped("a\n# b\n- c")
        assert escaped("Example One, 14 March") == "Example One, 14 March"

    def test_links_lead_to_pages_and_events(self, edited: Edited) -> None:
        edited.after.append(ONE, RELEASED)
        told = edited.report("https://casebook.example/")
        assert "(https://casebook.example/cases/example-one/)" in told
        assert "(https://casebook.example/cases/example-one/#released-2031-03)" in told
        assert "](" not in edited.report()


def test_json_holds_the_same(edited: Edited) -> None:
    edited.after.append(ONE, RELEASED)
    old, new = load(edited.before.root), load(edited.after.root)
    found = json.loads(Report(compare(old, new), old, new, WORDS).as_json())
    (record,) = found["records"]
    assert record["id"] == "example-one"
    assert "Event added: Released, 4 March 2031" in record["told"]
    assert CHANGES.validate_python(record["changes"])
    assert found["figures"]


def test_every_sentence_can_be_asked_for() -> None:
    assert len(ABOUT) > 30
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "src/casebook/differing").glob("*.py"))
        if path.name != "sentences.py"
    )
    stems = ("item-", "conflict-", "misprint-", "check-", "restriction-")
    for about in ABOUT:
        assert f'"{about}"' in source or about.startswith(stems), about


def test_records_of_every_kind_can_be_compared(world: Repository) -> None:
    library = load(world.root)
    assert {kind for kind in RECORD_FOLDERS if len(library.of_kind(RECORD_FOLDERS[kind].kind_name))}
    before = load(world.root)
    for folder in RECORD_FOLDERS:
        for path in sorted((world.root / "data" / folder).glob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            note = "notes: [{text: Added., sources: [{source: example-watch-2031, at: p. 9}]}]\n"
            path.write_text(text + note, encoding="utf-8")
    found = compare(before, load(world.root))
    assert {one.kind for one in found.records} >= {"case", "article", "event", "source"}
    assert all(one.what == "changed" for one in found.records)
