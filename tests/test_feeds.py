"""Feeds and calendars, read by parsers that others wrote, and held against the RFCs."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
import vobject
from icalendar import Calendar

from casebook.build import build
from casebook.deadlines import deadlines
from casebook.feeds.atom import ATOM, Feed, Item, written
from revised_world import HIDDEN, ONE, RELEASED, TWO, Repository, world_in
from timelines import case_of, fold, happened, real_meaning, years

URL = "https://casebook.example/site/"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HOSTILE = "<script>alert(1)</script> & \"]]>\" 'x'\\, ;"


@pytest.fixture
def world(tmp_path: Path) -> Repository:
    made = world_in(tmp_path / "world")
    made.commit("2031-01-01")
    made.edit(ONE, "She was refused parole.", "Parole was refused.")
    made.commit("2031-02-01T08:00:00+00:00")
    made.append(ONE, RELEASED)
    made.commit("2031-02-01T19:30:00+00:00")
    return made


def files(world: Repository, site_url: str = URL) -> dict[str, bytes]:
    made = build(world.root, site_url=site_url)
    assert not made.failed
    return {
        name: content
        for name, content in made.files.items()
        if name.startswith(("feeds/", "calendars/"))
    }


def feeds(made: dict[str, bytes]) -> dict[str, Any]:
    found = {name: feedparser.parse(made[name]) for name in made if name.endswith(".atom")}
    assert len(found) > 5
    return found


class TestAtom:
    """RFC 4287: what a feed and an entry must have, ids that stay, dates of commits."""

    def test_every_feed_is_valid(self, world: Repository) -> None:
        made = files(world)
        for name, feed in feeds(made).items():
            assert not feed.bozo, (name, feed.get("bozo_exception"))
            assert feed.version == "atom10"
            root = ET.fromstring(made[name])  # noqa: S314 - our own bytes
            self.has_what_it_must(root, ("id", "title", "updated", "author"))
            entries = root.findall(f"{{{ATOM}}}entry")
            assert entries
            for entry in entries:
                self.has_what_it_must(entry, ("id", "title", "updated", "content"))
            own = [link.get("href") for link in root.findall(f"{{{ATOM}}}link[@rel='self']")]
            assert own == [URL + name]

    @staticmethod
    def has_what_it_must(element: ET.Element, tags: tuple[str, ...]) -> None:
        for tag in tags:
            (found,) = element.findall(f"{{{ATOM}}}{tag}")
            assert "".join(found.itertext()).strip(), tag
        assert TIME.fullmatch(element.findtext(f"{{{ATOM}}}updated") or "")
        alternates = element.findall(f"{{{ATOM}}}link[@rel='alternate']")
        assert len(alternates) == 1
        assert str(element.findtext(f"{{{ATOM}}}id")).startswith("urn:uuid:")

    def test_ids_are_one_each_and_stay(self, world: Repository) -> None:
        first = feeds(files(world))
        ids = [entry.id for entry in first["feeds/changes.atom"].entries]
        assert len(ids) == len(set(ids)) > 3
        world.edit(TWO, "name: Example Two", "name: Example Too")
        world.commit("2031-03-01")
        # Another address of the site is the same feed.
        later = feeds(files(world, "https://mirror.example/"))
        assert set(ids) < {entry.id for entry in later["feeds/changes.atom"].entries}
        assert {name: feed.feed.id for name, feed in first.items()} == {
            name: feed.feed.id for name, feed in later.items()
        }

    def test_an_entry_says_what_changed_and_when(self, world: Repository) -> None:
        feed = feeds(files(world))["feeds/cases/example-one.atom"]
        newest, oldest = feed.entries
        assert feed.feed.updated == newest.updated == "2031-02-01T19:30:00Z"
        assert oldest.updated == "2031-01-01T12:00:00Z"
        assert newest.link == f"{URL}cases/example-one/"
        assert "Event added: Released, 4 March 2031" in newest.content[0].value
        assert newest.content[0].type == "text/plain"

    def test_an_article_tells_of_the_cases_under_it(self, world: Repository) -> None:
        found = feeds(files(world))["feeds/articles/cc-991.atom"]
        assert {"CC 991", "Example One Testova"} <= {entry.title for entry in found.entries}

    def test_links_are_relative_without_an_address(self, world: Repository) -> None:
        made = files(world, "")
        feed = feeds(made)["feeds/cases/example-one.atom"]
        assert feed.entries[0].link == "../../cases/example-one/"

    def test_hostile_text_stays_text(self, world: Repository) -> None:
        world.edit(TWO, "name: Example Two Testov", f"name: |-\n  {HOSTILE}")
        world.commit("2031-03-01")
        made = files(world)
        feed = feedparser.parse(made["feeds/cases/example-two.atom"], sanitize_html=False)
        assert not feed.bozo
        assert b"<script" not in made["feeds/cases/example-two.atom"]
        assert "alert(1)" in feed.entries[0].title
        for name in (name for name in made if name.endswith(".ics")):
            assert Calendar.from_ical(made[name].decode())

    def test_characters_that_xml_does_not_know_are_left_out(self) -> None:
        item = Item("x", "a\x00b\x0b\ufffe", "2031-01-01T00:00:00Z", "cases/x/", ("\x1f",), "added")
        feed = Feed("feeds/x.atom", "\x08", "", "", (item,))
        assert not feedparser.parse(written(feed, "")).bozo

    def test_many_records_of_a_day_are_one_entry(self, world: Repository) -> None:
        source = (world.root / "data/sources/example-post-2030.yaml").read_text(encoding="utf-8")
        for number in range(30):
            path = world.root / f"data/sources/example-post-{number}.yaml"
            path.write_text(source, encoding="utf-8")
        world.commit("2031-03-01")
        (newest, *_) = feeds(files(world))["feeds/changes.atom"].entries
        assert newest.title == "30 sources added"
        assert newest.link == f"{URL}changes/2031-03/"

    def test_nothing_leads_to_what_is_not_shown(self, world: Repository) -> None:
        for content in files(world).values():
            for secret in (HIDDEN, "example-hidden", "Secret Author", "secret message"):
                assert secret.encode() not in content

    def test_without_history_there_is_one_feed_and_it_is_valid(self, tmp_path: Path) -> None:
        made = files(world_in(tmp_path / "new"))
        assert [name for name in made if name.endswith(".atom")] == ["feeds/changes.atom"]
        feed = feedparser.parse(made["feeds/changes.atom"])
        assert not feed.bozo
        assert feed.entries == []
        assert TIME.fullmatch(feed.feed.updated)
        assert "built without the history" in feed.feed.subtitle


class TestCalendar:
    """RFC 5545: computed dates say that they are computed, and how."""

    def test_two_readers_agree(self, world: Repository) -> None:
        made = {name: text for name, text in files(world).items() if name.endswith(".ics")}
        assert set(made) > {"calendars/dates.ics"}
        for name, content in made.items():
            first = Calendar.from_ical(content.decode())
            second = vobject.readOne(content.decode())
            events: list[Any] = list(first.walk("VEVENT"))
            assert len(events) == len(getattr(second, "vevent_list", ())) > 0, name
            assert not [one for component in first.walk() for one in component.errors]
            for event in events:
                assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
                assert event["DTSTART"].dt < event["DTEND"].dt
                assert all(len(line) <= 75 for line in content.split(b"\r\n"))

    def test_a_computed_date_says_so_and_how(self, world: Repository) -> None:
        text = files(world)["calendars/cases/example-one.ics"].decode()
        events: list[Any] = Calendar.from_ical(text).walk("VEVENT")
        assert events
        for event in events:
            self.is_computed(event)

    @staticmethod
    def is_computed(event: dict[str, Any]) -> None:
        assert event["SUMMARY"].endswith("(computed)")
        assert event["STATUS"] == "TENTATIVE"
        assert "Counted from" in event["DESCRIPTION"]
        assert "not stated by a source" in event["DESCRIPTION"]
        assert event["URL"].startswith(f"{URL}cases/example-one/#")

    def test_an_announced_date_does_not_say_that_it_was_computed(self, world: Repository) -> None:
        world.edit(ONE, "date: 2030-06\n", "date: 2030-06\n    announces: 2030-07-15\n")
        text = files(world)["calendars/cases/example-one.ics"].decode()
        events: list[Any] = Calendar.from_ical(text).walk("VEVENT")
        (event,) = [one for one in events if "date announced" in one["SUMMARY"]]
        assert event["STATUS"] == "CONFIRMED"
        assert event["DTSTART"].dt == date(2030, 7, 15)
        assert "A source announces this date" in event["DESCRIPTION"]

    def test_ids_and_bytes_stay(self, world: Repository) -> None:
        assert files(world) == files(world)


class TestDeadlines:
    """Which dates there are, and whether a source names them."""

    def of(self, *events: dict[str, Any]) -> list[tuple[str, str, bool]]:
        found = deadlines(case_of(*events), fold(*events), real_meaning())
        return [(one.kind, one.when.text, one.computed) for one in found]

    def test_a_term_is_counted(self) -> None:
        convicted = happened(
            "a",
            "2021-03-01",
            "convicted",
            proceeding="p",
            offences=["x"],
            sentence=years("imprisonment", 2),
        )
        assert self.of(convicted) == [("serving-imprisonment", "2023-03-01", True)]

    def test_an_order_with_a_date_is_announced(self) -> None:
        ordered = happened("a", "2022-02-01", "house-arrest", until="2022-04-01")
        assert self.of(ordered) == [("house-arrest", "2022-04-01", False)]

    def test_what_ended_has_no_date_any_more(self) -> None:
        ordered = happened("a", "2022-02-01", "house-arrest", until="2022-04-01")
        assert self.of(ordered, happened("b", "2022-03-01", "released")) == []

    def test_an_inexact_date_is_a_stretch(self) -> None:
        events = (
            happened(
                "a",
                "2021-03",
                "convicted",
                proceeding="p",
                offences=["x"],
                sentence=years("restricted-freedom", 1),
            ),
        )
        (found,) = deadlines(case_of(*events), fold(*events), real_meaning())
        assert (found.first, found.last) == (date(2022, 3, 1), date(2022, 3, 31))

    def test_a_term_without_a_length_has_none(self) -> None:
        convicted = happened(
            "a",
            "2021-03-01",
            "convicted",
            proceeding="p",
            offences=["x"],
            sentence=[{"kind": "imprisonment"}],
        )
        assert self.of(convicted) == []

    def test_a_hearing_that_is_announced_is_told(self) -> None:
        opened = happened(
            "a",
            "2022-02-01",
            "trial-opened",
            proceeding="p",
            offences=["x"],
            announces="2022-03-09",
        )
        assert self.of(opened) == [("trial-opened", "2022-03-09", False)]
