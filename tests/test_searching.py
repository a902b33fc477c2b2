"""Entries of the search: one for each record that may be shown, found by its names and its law."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from casebook import catalogue, searching
from casebook.addresses import web_path
from casebook.build import build, fold_all
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.names import strict_keys
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.publication import shown
from casebook.searching.entry import Entry, Law, law_key, marks
from casebook.searching.gathering import shown as as_seen
from golden_world import ROOT, put_together

NO_STOP: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_together(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def world(folder: Path) -> World:
    public = shown(link(load(folder))).linked
    meaning = meaning_of(public.library)
    return World(
        linked=public,
        states=fold_all(public, meaning),
        meaning=meaning,
        words=catalogue.load(ROOT / "templates" / "words"),
        date_words=DATE_WORDS["en"],
    )


@pytest.fixture(scope="module")
def entries(world: World) -> dict[str, Entry]:
    return {f"{one.kind} {one.id}": one for one in searching.entries(world)}


def entry(**fields: object) -> Entry:
    given = {"status": "", "as_of": "", "label": "Case", "title": "One Testova", "names": ()}
    return Entry(**{"kind": "case", "id": "x", "address": "cases/x/", **given, **fields})  # type: ignore[arg-type]


class TestEntries:
    def test_every_record_that_is_shown_has_one(
        self, world: World, entries: dict[str, Entry]
    ) -> None:
        wanted = {f"{one.kind_name} {one.id}" for one in world.library.records()}
        assert len(wanted) > 10
        assert wanted <= entries.keys()
        kinds = {one.kind for one in entries.values()}
        assert {"place", "role", "liberty"} <= kinds

    def test_no_entry_tells_of_what_is_withheld_or_removed(self, entries: dict[str, Entry]) -> None:
        files = searching.documents(entries.values(), NO_STOP)
        text = b"".join(files.values()).decode()
        assert "Testova" in text
        assert "Unseenov" not in text
        assert "case-example-removed.html" not in files

    def test_each_leads_to_a_page_that_is_made(
        self, folder: Path, entries: dict[str, Entry]
    ) -> None:
        pages = {web_path(path) for path in build(folder).files}
        assert len(pages) > 10
        assert {one.address.partition("#")[0] for one in entries.values()} <= pages

    def test_a_case_shows_where_it_stands_and_as_of_when(self, entries: dict[str, Entry]) -> None:
        one = entries["case example-one"]
        assert one.title == "Example One Testova"
        assert one.status
        assert re.search(r"20\d\d", one.as_of)
        assert "Пример Первая Тестова" in one.names

    def test_a_record_is_found_by_what_it_is_tied_to(self, entries: dict[str, Entry]) -> None:
        text = " ".join(entries["case example-one"].text)
        assert "Алма-Ата" in text  # an old name of the town
        assert Law("cc", "991") in entries["case example-one"].touches
        assert entries["article cc-991"].law == Law("cc", "991")

    def test_they_are_the_same_each_time(self, world: World) -> None:
        assert searching.entries(world) == searching.entries(world)

    def test_a_town_leads_to_its_region_and_a_city_is_one_entry_with_it(
        self, entries: dict[str, Entry]
    ) -> None:
        assert entries["place semey"].address == "regions/kz-10/"
        assert "Semipalatinsk" in entries["place semey"].names
        assert "place astana" not in entries
        assert {"Nur-Sultan", "Целиноград"} <= {*entries["place kz-71"].names}

    def test_finished_markdown_is_shown_as_a_reader_sees_it(self) -> None:
        assert as_seen(r"\[A\] \*b\* &amp; [c](../d.md) 5 &lt; 6") == "[A] *b* & c 5 < 6"


class TestMarks:
    def test_a_name_is_marked_word_by_word_and_whole(self) -> None:
        found = [*marks(entry(names=("Maks Bokaev",)), NO_STOP)]
        assert found == ["qnmaksqb", "qnbokaevqb", "qfmaksbokaevq", "qgbokaevmaksq"]

    def test_words_that_tell_nothing_have_none(self) -> None:
        found = [*marks(entry(names=("The Village", "The")), frozenset({"the"}))]
        assert "qnvilageqa" in found
        assert not [one for one in found if one.startswith("qnvilageqb")]
        # A name of nothing else keeps them.
        assert "qfteq" not in found
        assert [one for one in found if one.startswith("qfthe")]

    def test_other_words_for_it_count_less(self) -> None:
        found = [*marks(entry(also=("Street Party",)), NO_STOP)]
        assert found == [f"qw{strict_keys('street')[0]}q", "qwpartiq", "qhstretpartiq"]

    def test_law_is_marked_with_and_without_its_code(self) -> None:
        law = Law("cc1997", "489-1")
        assert law_key(law) == "ccbjjhzyeijyb"
        assert [*marks(entry(law=law), NO_STOP)] == ["qlccbjjhzyeijybq", "qmyeijybq"]
        assert [*marks(entry(touches=(law, law)), NO_STOP)] == ["qrccbjjhzyeijybq", "qryeijybq"]

    def test_they_are_letters_only_and_none_begins_another(self, entries: dict[str, Entry]) -> None:
        # Pagefind parts words at anything else, and takes a beginning for a match.
        found = sorted({mark for one in entries.values() for mark in marks(one, NO_STOP)})
        assert len(found) > 100
        assert all(mark.isascii() and mark.isalpha() and mark.islower() for mark in found)
        twins = [(one, other) for one, other in pairwise(found) if other.startswith(one)]
        assert twins == []


class TestFiles:
    def test_a_hostile_name_stays_text(self) -> None:
        one = entry(title='"><script>alert(1)</script>', names=("</p><script>alert(2)</script>",))
        (text,) = searching.documents([one], NO_STOP).values()
        assert b"<script" not in text
        stored = re.search(rb'data-hit="([^"]*)"', text)
        assert stored is not None
        assert b"alert(1)" in stored[1]

    def test_the_browser_gets_keys_words_codes_and_habits(
        self, world: World, entries: dict[str, Entry]
    ) -> None:
        habits = searching.load_habits(ROOT / "templates")
        made = searching.keys_file(entries.values(), habits, world.library.codes)
        kept = json.loads(made)
        assert kept["entries"] == len(entries)
        assert "testov" in kept["keys"].split()
        assert kept["codes"]["ук"] == ["cc"]
        assert kept["codes"]["cao"] == ["cao"]
        assert "constitution" not in kept["codes"]  # no article of it is here
        assert "статья" in kept["lawMarks"].split()
        assert any("jail" in group.split() for group in kept["synonyms"])

    def test_a_synonym_stands_for_another_word(self, tmp_path: Path) -> None:
        text = "stop: a\nlaw-marks: art\npart-marks: part\nsynonyms: [prison jail]\n"
        (tmp_path / "search.yaml").write_text(text, encoding="utf-8")
        assert searching.load_habits(tmp_path).synonyms == (("prison", "jail"),)
        (tmp_path / "search.yaml").write_text(text.replace(" jail", ""), encoding="utf-8")
        with pytest.raises(ValueError, match="needs two words"):
            searching.load_habits(tmp_path)
