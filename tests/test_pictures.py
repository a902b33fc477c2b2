from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from casebook import pictures
from casebook.checks.manual import RULES_OF_ALL

ROOT = Path(__file__).resolve().parent.parent
PLAIN = Image.new("RGB", (4, 4), "white")


def found(docs: Path, made: frozenset[str] = frozenset()) -> list[str]:
    return [f"{one.place.path}: {one.message}" for one in pictures.problems(docs, made)]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.JPEG", "a.gif", "a.webp", "a.avif"])
def test_a_picture_that_only_shows_passes(tmp_path: Path, name: str) -> None:
    PLAIN.save(tmp_path / name)

    assert found(tmp_path) == []


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.avif"])
def test_the_place_of_a_photograph_is_found(tmp_path: Path, name: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (43.0, 14.0, 0.0)  # where it was taken
    exif[0x0110] = "Example Phone"
    folder = tmp_path / "docs" / "assets"
    folder.mkdir(parents=True)
    PLAIN.save(folder / name, exif=exif)

    (message,) = found(tmp_path / "docs")
    assert message.startswith(f"docs/assets/{name}: ")
    assert "exif" in message
    assert "Example Phone" not in message


def test_texts_before_and_after_the_points_of_a_png_are_found(tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Example Person")
    texts.add(b"tEXt", b"Comment\0the end", after_idat=True)
    PLAIN.save(tmp_path / "a.png", pnginfo=texts)

    (message,) = found(tmp_path)
    assert "author, comment" in message
    assert "Example Person" not in message


def test_xmp_and_comments_are_found(tmp_path: Path) -> None:
    PLAIN.save(tmp_path / "a.jpg", xmp=b"<x:xmpmeta/>")
    PLAIN.save(tmp_path / "b.jpg", comment=b"taken at home")

    assert [message.rpartition(": ")[2] for message in found(tmp_path)] == ["xmp", "comment"]


@pytest.mark.parametrize(
    "text",
    [
        "<svg><metadata><rdf:RDF/></metadata></svg>",
        '<svg inkscape:export-filename="/somebody/at/home.png"/>',
        "<!-- Created with a program --><svg/>",
    ],
)
def test_notes_of_a_drawing_program_are_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")

    assert len(found(tmp_path)) == 1


@pytest.mark.parametrize("name", ["scan.pdf", "photo.HEIC", "film.mp4", "letter.docx"])
def test_what_cannot_be_searched_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"anything")

    assert len(found(tmp_path)) == 1


def test_what_is_no_picture_is_refused_under_the_name_of_one(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"anything")

    assert "cannot be read" in found(tmp_path)[0]


def test_what_the_program_wrote_is_passed_over(tmp_path: Path) -> None:
    PLAIN.save(tmp_path / "a.jpg", comment=b"x")

    assert found(tmp_path)
    assert found(tmp_path, frozenset({"a.jpg"})) == []


def test_pages_and_scripts_are_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("<metadata>", encoding="utf-8")

    assert found(tmp_path) == []


def test_the_pictures_of_the_site_hold_nothing_else() -> None:
    seen = [*(ROOT / "docs" / "assets").rglob("*.svg")]

    assert seen
    assert found(ROOT / "docs" / "assets") == []


def test_the_rule_is_in_the_manual() -> None:
    assert pictures.SLUG in RULES_OF_ALL
