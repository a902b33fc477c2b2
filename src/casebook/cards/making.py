"""All cards of a site, each drawn once: pictures are kept by what they show.

The cache is never trusted: a kept picture begins with the hash of its bytes, and one that does not
match is drawn again. Its key holds the texts, the program that draws, the version of Pillow and the
fonts.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import PIL

from casebook.cards.drawing import draw
from casebook.cards.fonts import BOLD, REGULAR, font_file
from casebook.pages.card import FOLDER, Card

_WORTH_PROCESSES: Final = 200
"""Cards to draw, from which on several processes are faster than one."""
_DIGEST: Final = 32


@dataclass(frozen=True, slots=True)
class Report:
    """How many cards a site has, and how many of them had to be drawn."""

    cards: int
    drawn: int


def make_cards(cards: Iterable[Card], site: Path, kept: Path | None) -> Report:
    """Put the cards into a finished site, and take out those that nothing makes any more.

    Args:
        cards: What stands on them; paths are relative to the site.
        site: The folder of the finished site.
        kept: The folder of the cache; None for none. What no card needs leaves it.

    Raises CardError for a card whose texts are too long.
    """
    wanted = {_key(card): card for card in cards}
    found = {key: image for key in wanted if (image := _kept(kept, key)) is not None}
    missing = {key: card for key, card in wanted.items() if key not in found}
    for key, image in _drawn(missing):
        found[key] = image
        if kept is not None:
            _keep(kept, key, image)
    pictures = {card.path: found[key] for key, card in wanted.items()}
    _put(pictures, site)
    if kept is not None and kept.is_dir():
        _forget(kept, wanted)
    return Report(len(wanted), len(missing))


def _drawn(missing: Mapping[str, Card]) -> Iterator[tuple[str, bytes]]:
    """Draw cards, many of them in several processes."""
    if len(missing) < _WORTH_PROCESSES:
        yield from ((key, draw(card)) for key, card in missing.items())
        return
    # Not forked: a child would carry all records that this process holds.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from zip(missing, pool.map(draw, missing.values(), chunksize=32), strict=True)


def _key(card: Card) -> str:
    parts = (PIL.__version__, _tools(), *astuple(card))
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def _tools() -> str:
    """Hash the fonts and the modules of this package."""
    files = [font_file(REGULAR), font_file(BOLD), *sorted(Path(__file__).parent.glob("*.py"))]
    return "".join(sha256(path.read_bytes()).hexdigest() for path in files)


def _kept(kept: Path | None, key: str) -> bytes | None:
    """Take a picture from the cache, if it is whole."""
    if kept is None:
        return None
    try:
        content = (kept / key).read_bytes()
    except OSError:
        return None
    digest, image = content[:_DIGEST], content[_DIGEST:]
    return image if sha256(image).digest() == digest else None


def _keep(kept: Path, key: str, image: bytes) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    (kept / key).write_bytes(sha256(image).digest() + image)


def _forget(kept: Path, wanted: Mapping[str, Card]) -> None:
    for path in kept.iterdir():
        if path.name not in wanted:
            path.unlink()


def _put(pictures: Mapping[str, bytes], site: Path) -> None:
    """Bring the folder of cards up to date; what is right is left alone."""
    folder = site / FOLDER
    paths = {site / name: image for name, image in pictures.items()}
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder comes before it
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in paths:
            path.unlink()
    for path, image in paths.items():
        if not path.is_file() or path.read_bytes() != image:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(image)
