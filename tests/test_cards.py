"""Cards: what they say, that nothing on them is cut or overlaps, and that they are drawn once."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data
from PIL import Image, ImageDraw

from casebook import catalogue, dates
from casebook.build import build, fold_all
from casebook.cards import CardError, draw, make_cards, making
from casebook.cards.fonts import BOLD, REGULAR, drawable, font, letters
from casebook.cards.layout import BAND, FOOT, MARGIN, Line, lay_out
from casebook.cli import main
from casebook.fold import State
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.models import Case
from casebook.pages.card import HEIGHT, WIDTH, Card, card_of, cards
from casebook.pages.world import World
from casebook.publication import shown
from golden_world import ROOT, put_together

LARGEST = 25_000
"""Bytes of a picture."""
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
RUSSIAN = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё"


def world_of(root: Path) -> World:
    linked = link(load(root))
    public = shown(linked).linked
    meaning = meaning_of(public.library)
    return World(
        linked=public,
        states=fold_all(public, meaning),
        meaning=meaning,
        words=catalogue.load(ROOT / "templates" / "words"),
        date_words=dates.ENGLISH,
    )


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(ROOT)


@pytest.fixture(scope="module")
def of_record(world: World) -> list[Card]:
    """The cards of the real records."""
    found = list(cards(world))
    assert len(found) > 400
    return found


CARD = Card(
    path="cards/cases/given-family.png",
    site="The Casebook",
    kind="Case",
    title="Given Family",
    who="Activist, Almaty",
    known="Where the subject stands, as of 15 February 2023",
    text="Pre-trial detention since some time between 14 November 2022 and March 2023",
    note="Inferred, not stated by a source",
    foot="From published sources",
)
EXTREMES = {
    "one letter": "Ә",
    "a long English title": "Trade Union of Workers of the Fuel and Energy Industry " * 8,
    "a long Russian title": "Общественное объединение «Қазақстанның демократиялық таңдауы» " * 8,
    "a long Kazakh title": "Қазақстандық құқық қорғаушылардың жеріне жеткен өкілдері " * 8,
    "a word without end": "Щ" * 300,
    "wide capital letters": "ШЩЖЮ WWWW MMMM ҚҢҒҰ " * 20,
    "accents that stack": "Ã̂Ē̋Ỗ Қ̆Й̈ " * 10,
    "no-break spaces": "5\u00a0000\u202fперсон\u00a0" * 40,
}


def ink(line: Line) -> tuple[int, int, int, int]:
    """Where the letters of a line really are, drawn with room on every side."""
    room = 200
    size = (line.right - line.left + 2 * room, line.bottom - line.top + 2 * room)
    piece = Image.new("L", size)
    pen = ImageDraw.Draw(piece)
    pen.text((room, room), line.text, 255, font(line.style.face, line.style.size))
    found = piece.getbbox()
    assert found is not None, line
    left, top, right, bottom = found
    right_by, down_by = (inset - room for inset in line.inset)
    return (
        line.left + left + right_by,
        line.top + top + down_by,
        line.left + right + right_by,
        line.top + bottom + down_by,
    )


def assert_well_laid(card: Card) -> None:
    """Each text is there whole, in its own box, in its own part of the card."""
    layout = lay_out(card)
    for line in layout.lines:
        left, top, right, bottom = ink(line)
        assert line.left <= left, line
        assert right <= line.right, line
        assert line.top <= top, line
        assert bottom <= line.bottom, line
        assert line.left >= MARGIN, line
        assert line.right <= WIDTH - MARGIN + 1, line
        assert line.top >= 0, line
        assert line.bottom <= HEIGHT, line
    band = [line for line in layout.lines if line.bottom <= BAND]
    foot = [line for line in layout.lines if line.top >= HEIGHT - FOOT]
    body = [line for line in layout.lines if line not in band and line not in foot]
    assert [line.text for line in band] == [drawable(card.site), drawable(card.kind)]
    assert band[0].right < band[1].left
    assert "".join("".join(line.text.split()) for line in body) == "".join(
        "".join(drawable(text).split())
        for text in (card.title, card.who, card.known, card.text, card.note)
    )
    assert all(above.bottom <= below.top for above, below in pairwise(body))
    assert body[0].top >= BAND
    assert body[-1].bottom <= HEIGHT - FOOT
    assert layout.rule is not None
    assert not [line for line in body if line.top <= layout.rule < line.bottom]


# --- nothing is cut ------------------------------------------------------------------------------


def test_every_card_of_the_record_shows_its_texts_whole(of_record: list[Card]) -> None:
    for card in of_record:
        assert_well_laid(card)


@pytest.mark.parametrize("title", EXTREMES.values(), ids=EXTREMES)
def test_texts_of_any_length_and_script_are_shown_whole(title: str) -> None:
    assert_well_laid(replace(CARD, title=title))
    assert_well_laid(replace(CARD, title=title, who=title[:200], text=title[:400]))


def test_a_long_name_is_smaller_than_a_short_one() -> None:
    short, long = (
        max(line.style.size for line in lay_out(replace(CARD, title=title)).lines)
        for title in ("Given Family", "A much longer name of a body that takes several lines " * 2)
    )
    assert short > long


def test_what_fits_at_no_legible_size_is_refused() -> None:
    with pytest.raises(CardError, match=r"cards/cases/given-family\.png: its texts are too long"):
        draw(replace(CARD, title="Name " * 5_000))


# --- every character is a letter, never an empty box ---------------------------------------------


def test_both_fonts_have_the_letters_of_the_three_languages() -> None:
    assert set(KAZAKH + RUSSIAN + "“”‘’–—…«»№ÄÖÜŞĞİŋ") <= letters()


def test_each_letter_is_drawn_as_itself() -> None:
    for name in (REGULAR, BOLD):
        setting = font(name, 40)
        missing = bytes(setting.getmask("\U0010fffd"))
        for letter in KAZAKH + RUSSIAN:
            assert bytes(setting.getmask(letter)) != missing, letter


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Өскемен, Қазақстан", "Өскемен, Қазақстан"),
        ("Мама\u0301й", "Мамай"),
        ("й", "й"),
        ("قازاق", "qzq"),
        ("新疆", "XinJiang"),
        ("a\u200bb\u202ec", "abc"),
        ("5\u00a0000", "5\u00a0000"),
    ],
)
def test_what_cannot_be_drawn_is_put_in_latin_letters(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_no_card_of_the_record_has_a_character_without_a_glyph(of_record: list[Card]) -> None:
    for card in of_record:
        for line in lay_out(card).lines:
            assert set(line.text) <= letters(), line


# --- what they say -------------------------------------------------------------------------------


def test_a_state_is_never_without_its_date(of_record: list[Card]) -> None:
    cases = [card for card in of_record if card.path.startswith("cards/cases/")]
    assert len(cases) > 100
    for card in cases:
        if card.text:
            assert re.search(r"\b[Aa]s of .*\d{4}$", card.known), card
        assert card.known in card.says
        assert card.known in card.alt


def test_what_is_inferred_or_computed_is_marked(of_record: list[Card]) -> None:
    notes = {card.note for card in of_record}
    assert notes == {
        "",
        "Inferred, not stated by a source",
        "Computed by the calendar, not stated by a source",
    }


def test_of_a_child_no_state_is_shown(world: World) -> None:
    children = [one for one in world.library.cases.values() if one.minor is not None]
    assert children
    for child in children:
        card = card_of(world, child)
        assert card.text == "What is known, with dates and sources, is on the page"
        assert card.known.startswith("As of ")
        assert "Deceased" not in card.alt


def test_without_a_date_there_is_no_state(tmp_path: Path) -> None:
    world = world_of(put_together(tmp_path))
    case = world.library.cases["example-one"]
    assert card_of(world, case).text
    dateless = replace(world, states={case.id: fold_all_of_nothing(world, case)})
    card = card_of(dateless, case)
    assert (card.text, card.note) == ("", "")
    assert card.known == "The date up to which its sources know is not known"


def fold_all_of_nothing(world: World, case: Case) -> State:
    """Play a case without events and checks, so that nothing says up to when anybody knows."""
    empty = case.model_copy(update={"timeline": (), "checked": ()})
    library = replace(world.library, cases={case.id: empty})
    return fold_all(replace(world.linked, library=library), world.meaning)[case.id]


def test_hidden_and_removed_records_have_no_card(tmp_path: Path) -> None:
    found = {card.path for card in cards(world_of(put_together(tmp_path)))}
    assert "cards/cases/example-one.png" in found
    assert not [path for path in found if "hidden" in path or "removed" in path]


def test_pages_name_their_card_and_what_it_says(of_record: list[Card]) -> None:
    files = build(ROOT).files
    named = {}
    for path, content in files.items():
        if path.endswith(".md"):
            meta = get_data(content.decode())[1]
            if "card" in meta:
                named[meta["card"]] = meta
                assert meta["card"] == f"cards/{path.removesuffix('.md')}.png"
    assert set(named) == {card.path for card in of_record}
    one = named["cards/cases/askhat-zheksebaev.png"]
    assert one["card_says"].startswith("Where the subject stands, as of December 2021: Serving")
    assert one["card_alt"].startswith("Askhat Zheksebaev. ")


# --- pictures ------------------------------------------------------------------------------------


def test_a_picture_is_small_and_of_the_size_that_sites_ask_for(of_record: list[Card]) -> None:
    for card in of_record[:: len(of_record) // 12]:
        picture = draw(card)
        assert len(picture) < LARGEST
        with Image.open(io.BytesIO(picture)) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
            assert len(image.getcolors() or ()) <= 16


def test_the_same_card_is_the_same_bytes() -> None:
    assert draw(CARD) == draw(CARD)


def drawn_cards(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """Keep a list of the cards that are really drawn."""
    found: list[Card] = []

    def noting(card: Card) -> bytes:
        found.append(card)
        return draw(card)

    monkeypatch.setattr(making, "draw", noting)
    return found


def some(count: int) -> Iterator[Card]:
    return (
        replace(CARD, path=f"cards/cases/c{number}.png", title=f"Name {number}")
        for number in range(count)
    )


def test_only_changed_cards_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = drawn_cards(monkeypatch)
    site, kept = tmp_path / "site", tmp_path / "kept"
    first = make_cards(some(3), site, kept)
    assert (first.cards, first.drawn, len(noted)) == (3, 3, 3)
    assert make_cards(some(3), site, kept).drawn == 0
    changed = [replace(card, text="Abroad") if card.title[-1] == "1" else card for card in some(3)]
    assert make_cards(changed, site, kept).drawn == 1
    assert noted[3:] == [changed[1]]
    assert (site / changed[1].path).read_bytes() == draw(changed[1])
    assert len([*kept.iterdir()]) == 3


def test_a_card_that_nothing_makes_goes(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    make_cards([*some(2), replace(CARD, path="cards/events/e.png")], site, kept)
    assert (site / "cards/events/e.png").is_file()
    make_cards(some(1), site, kept)
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*"))
    assert found == ["cards", "cards/cases", "cards/cases/c0.png"]
    assert len([*kept.iterdir()]) == 1


@pytest.mark.parametrize("harm", ["cut", "changed", "empty"])
def test_a_broken_cache_is_not_trusted(tmp_path: Path, harm: str) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    make_cards([CARD], site, kept)
    right = (site / CARD.path).read_bytes()
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes({"cut": whole[:-9], "changed": whole[:-1] + b"x", "empty": b""}[harm])
    (site / CARD.path).unlink()
    assert make_cards([CARD], site, kept).drawn == 1
    assert (site / CARD.path).read_bytes() == right
    assert file.read_bytes() == whole


def test_many_cards_are_drawn_by_several_processes_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_WORTH_PROCESSES", 2)
    report = make_cards(some(5), tmp_path, None)
    assert (report.cards, report.drawn) == (5, 5)
    for card in some(5):
        assert (tmp_path / card.path).read_bytes() == draw(card)


# --- the command ---------------------------------------------------------------------------------


def test_the_command_tells_how_many_and_how_long(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASEBOOK_CACHE", raising=False)
    root = put_together(tmp_path)
    assert main(["cards", "--root", str(root)]) == 2
    assert "casebook cards: there is no site in site/; build it first" in capsys.readouterr().err
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("<p>Home</p>", encoding="utf-8")
    assert main(["cards", "--root", str(root)]) == 0
    told = re.fullmatch(r"(\d+) cards, (\d+) drawn anew, in \d+\.\d s\n", capsys.readouterr().out)
    assert told
    assert told[1] == told[2] == str(len([*(root / "site" / "cards").rglob("*.png")]))
    for switch, again in (("", 0), ("off", int(told[1]))):
        monkeypatch.setenv("CASEBOOK_CACHE", switch)
        assert main(["cards", "--root", str(root)]) == 0
        assert f"{told[1]} cards, {again} drawn anew" in capsys.readouterr().out
    (root / "data" / "cases" / "other.yaml").write_text("name: [\n", encoding="utf-8")
    assert main(["cards", "--root", str(root)]) == 2
    assert "the records have errors" in capsys.readouterr().err
