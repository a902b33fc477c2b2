"""Entries of the search: one for each record that may be shown, found by its names and its law."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from casebook import catalogue, searching
from casebook.addresses import web_path
from casebook.build import build, fold_all
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.publication import shown
from casebook.searching.entry import Entry, Law, name_keys
from casebook.searching.gathering import shown as as_seen
from casebook.searching.habits import Habits
from casebook.searching.letters import letters_of
from casebook.searching.lists import HAND_WRITTEN
from casebook.searching.postings import DIGITS, Space, by_ending
from casebook.searching.stems import stem
from golden_world import ROOT, put_together

NO_STOP: frozenset[str] = frozenset()
Files = dict[str, Any]
SCRIPT = re.compile(r"casebookSearch\.take\(\.\.\.(.*)\);\n", re.DOTALL)


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


@pytest.fixture(scope="module")
def made(world: World, entries: dict[str, Entry]) -> Files:
    habits = searching.load_habits(ROOT / "templates")
    return written(searching.search_files(entries.values(), habits, world.library.codes))


def written(files: dict[str, bytes]) -> Files:
    """Read the value that each script hands over."""
    found: Files = {}
    for name, content in files.items():
        script = SCRIPT.fullmatch(content.decode())
        assert script is not None
        stem_of_name, found[name] = json.loads(script[1])
        assert stem_of_name == Path(name).stem
    return found


def unpacked(text: str, bits: int) -> list[tuple[int, int]]:
    """Read entries as the browser does."""
    found: list[tuple[int, int]] = []
    number = value = shift = 0
    for letter in text:
        digit = DIGITS.index(letter)
        value |= (digit % 32) << shift
        shift += 5
        if digit < 32:
            number += value >> bits
            found.append((number, value % (1 << bits)))
            value = shift = 0
    return found


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
        assert {"place", "role", "liberty", "harm", "year", "census", "page"} <= kinds

    def test_no_entry_tells_of_what_is_withheld_or_removed(self, entries: dict[str, Entry]) -> None:
        files = searching.search_files(entries.values(), Habits(NO_STOP, (), (), ()), {})
        text = b"".join(files.values()).decode()
        assert "Testova" in text
        assert "testova" in text
        assert "Unseenov" not in text
        assert "unseenov" not in text
        assert "cases/example-removed/" not in text

    def test_each_leads_to_a_page_that_is_made(
        self, folder: Path, entries: dict[str, Entry]
    ) -> None:
        pages = {web_path(path) for path in build(folder).files}
        assert len(pages) > 10
        assert all((ROOT / "docs" / path).is_file() for path in HAND_WRITTEN)
        pages |= {web_path(path) for path in HAND_WRITTEN}
        assert {one.address.partition("#")[0] for one in entries.values()} <= pages

    def test_a_case_shows_where_it_stands_and_as_of_when(self, entries: dict[str, Entry]) -> None:
        one = entries["case example-one"]
        assert one.title == "Example One Testova"
        assert one.status
        assert re.search(r"20\d\d", one.as_of)
        assert "Пример Первая Тестова" in one.names

    def test_a_record_is_found_by_what_it_is_tied_to(self, entries: dict[str, Entry]) -> None:
        text = " ".join(entries["case example-one"].tied)
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


class TestNames:
    def test_a_name_is_found_word_by_word_with_its_size(self) -> None:
        found = {*name_keys(entry(is_person=True, names=("Maks Bokaev", "Bokaev")), NO_STOP)}
        assert found == {("maks", 1), ("m", 1), ("bokaev", 1), ("bokaev", 0)}

    def test_words_that_tell_nothing_have_no_key(self) -> None:
        found = {*name_keys(entry(kind="event", names=("The Village",)), frozenset({"the"}))}
        assert found == {("vilage", 0), ("vilag", 0), ("thevilage", 0)}
        # A name of nothing else keeps them.
        assert {*name_keys(entry(kind="event", names=("The",)), frozenset({"the"}))} == {("the", 0)}

    def test_other_words_for_it_are_told_apart(self) -> None:
        found = {*name_keys(entry(kind="event", also=("Street Party",)), NO_STOP)}
        assert found == {("stret", 9), ("parti", 9), ("stretparti", 8)}

    def test_words_joined_by_a_hyphen_are_found_as_one(self) -> None:
        found = {*name_keys(entry(kind="place", names=("Nur-Sultan",)), NO_STOP)}
        assert found == {("nur", 1), ("sultan", 1), ("nursultan", 0)}

    def test_a_long_name_counts_as_one_of_eight_words(self) -> None:
        found = {*name_keys(entry(kind="event", names=("a b d e f g h i k l",)), NO_STOP)}
        assert {code for _, code in found} == {7}

    def test_a_title_is_found_by_the_stems_of_its_words(self) -> None:
        found = {*name_keys(entry(kind="article", names=("calls for seizure",)), NO_STOP)}
        assert {("seiz", 2), ("kal", 2), ("seizure", 2)} <= found

    def test_a_body_is_known_by_its_letters(self) -> None:
        names = ("Financial Monitoring Agency", "Министерство внутренних дел Республики Казахстан")
        assert letters_of(names) == ("FMA", "МВДРК", "МВД")
        assert letters_of(("Orda", "Nur Otan", "«Слава Украине»")) == ()


class TestStems:
    @pytest.mark.parametrize(
        "forms",
        [
            "protest protests protester protesters protested protesting",
            "convict convicted conviction convictions",
            "imprison imprisoned imprisonment",
            "sentence sentenced sentences sentencing",
            "labour labor labours",
            "organisation organization organisations",
            "defence defense",
            "centre center centers",
            "paralysed paralyzed",
            "body bodies",
            "stop stopped stopping",
        ],
    )
    def test_forms_of_a_word_meet(self, forms: str) -> None:
        assert len({stem(form) for form in forms.split()}) == 1

    @pytest.mark.parametrize("word", ["bus", "gas", "нападения", "2022", "ред"])
    def test_short_and_foreign_words_stay_whole(self, word: str) -> None:
        assert stem(word) == word


class TestSpace:
    def test_entries_are_read_back(self) -> None:
        held = [(0, 0), (0, 3), (7, 1), (8, 2), (900, 3), (70_000, 1)]
        space = Space("t", 2)
        for number, code in reversed(held):
            space.add("word", number, code)
        assert space.held("word") == held
        ((first, terms),) = space.files()
        assert first == "wor"
        assert unpacked(terms["word"], 2) == held

    def test_terms_of_one_beginning_lie_in_one_file(self) -> None:
        space = Space("t", 2)
        for number in range(3_000):
            for term in (f"aaa{number}", f"aab{number % 40}", "zz", "я", "\U0001d400"):
                space.add(term, number, 1)
        files = [*space.files()]
        assert [first for first, _ in files][:2] == ["aaa", "aab"]
        assert sum(len(terms) for _, terms in files) == len(space) == 3_043
        ordered = [term for _, terms in files for term in terms]
        assert ordered[-2:] == ["я", "\U0001d400"]

    def test_words_of_one_ending_lie_in_one_file(self) -> None:
        words = [f"word{number}{end}" for number in range(900) for end in ("ov", "uly")]
        files = [*by_ending(words)]
        assert len(files) > 1
        assert files[0][0] < files[-1][0]
        assert sorted(" ".join(held for _, held in files).split()) == sorted(words)
        places = {
            end: [n for n, (_, held) in enumerate(files) if f"word7{end}" in held.split()]
            for end in ("ov", "uly")
        }
        assert all(len(found) == 1 for found in places.values())
        assert [*by_ending([])] == []


class TestFiles:
    def test_every_entry_has_a_kind_and_a_hit(self, made: Files, entries: dict[str, Entry]) -> None:
        start = made["start.js"]
        assert sum(sum(counts) for _, _, *counts in start["kinds"]) == len(entries)
        blocks = [made[f"{start['folder']}/h{number}.js"] for number in range(len(entries) // 16)]
        assert len(blocks) > 3
        assert all(len(block) == 16 for block in blocks)
        titles = {hit[0] for block in blocks for hit in block}
        assert "Example One Testova" in titles

    def test_all_but_the_first_lie_in_a_folder_named_after_what_they_hold(
        self, world: World, made: Files, entries: dict[str, Entry]
    ) -> None:
        habits = searching.load_habits(ROOT / "templates")
        again = written(searching.search_files(entries.values(), habits, world.library.codes))
        assert again == made
        folders = {name.partition("/")[0] for name in made} - {"start.js"}
        assert folders == {made["start.js"]["folder"]}
        fewer = [*entries.values()][1:]
        other = written(searching.search_files(fewer, habits, world.library.codes))
        assert other["start.js"]["folder"] != made["start.js"]["folder"]

    def test_the_browser_gets_codes_laws_and_habits(self, made: Files) -> None:
        start = made["start.js"]
        assert start["codes"]["ук"] == ["cc"]
        assert start["codes"]["cao"] == ["cao"]
        assert "constitution" not in start["codes"]  # no article of it is here
        assert [code for code, _ in start["laws"]["991"]] == ["cc"]
        assert "статья" in start["lawMarks"].split()
        assert any("jail" in group.split() for group in start["synonyms"])
        keys = made[f"{start['folder']}/k.js"].split()
        assert "testov" in keys
        ends = [
            made[f"{start['folder']}/e{number}.js"]
            for number in range(len(start["files"]["e"].split()))
        ]
        assert sorted(keys) == sorted(" ".join(ends).split())

    def test_a_provision_leads_to_what_it_plays_a_part_in(self, made: Files) -> None:
        start = made["start.js"]
        terms, lines = made[f"{start['folder']}/l0.js"]
        assert len(unpacked(terms["991cc"], 0)) > 1
        ((_, number),) = start["laws"]["991"]
        assert lines[str(number)][3] == "articles/cc-991/"

    def test_names_come_with_what_their_likeliest_entries_show(self, made: Files) -> None:
        start = made["start.js"]
        count = len(start["files"]["n"].split())
        files = [made[f"{start['folder']}/n{number}.js"] for number in range(count)]
        (terms, lines) = next(one for one in files if "testov" in one[0])
        held = {number for number, _ in unpacked(terms["testov"], 4)}
        assert "Example One Testova" in {lines[str(n)][0] for n in held if str(n) in lines}
        for _, carried in files:
            for number, line in carried.items():
                block = made[f"{start['folder']}/h{int(number) // 16}.js"]
                assert block[int(number) % 16] == line

    def test_no_text_ends_the_script_it_stands_in(self) -> None:
        habits = searching.load_habits(ROOT / "templates")
        hostile = "</script><b>'\"\u2028"
        files = searching.search_files([entry(title=hostile, names=(hostile,))], habits, {})
        name = f"{written(files)['start.js']['folder']}/h0.js"
        assert b"</script" not in files[name]
        # What parts lines is shown as a space, as everywhere.
        assert written(files)[name][0][0] == hostile.strip()


class TestHabits:
    def test_a_synonym_stands_for_another_word(self, tmp_path: Path) -> None:
        text = """stop: a
faint: b
personal: c
several: d
law-marks: art
part-marks: part
synonyms: [prison jail]
called: {}
hints: {}
"""
        (tmp_path / "search.yaml").write_text(text, encoding="utf-8")
        assert searching.load_habits(tmp_path).synonyms == (("prison", "jail"),)
        (tmp_path / "search.yaml").write_text(text.replace(" jail", ""), encoding="utf-8")
        with pytest.raises(ValueError, match="needs two words"):
            searching.load_habits(tmp_path)
