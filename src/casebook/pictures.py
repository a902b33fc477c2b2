"""Finds what pictures tell beside what they show: the camera, the place, the author, the program.

A photograph can carry the coordinates of a home and the name of who took it. Pictures that people
put into `docs/` must hold nothing but the picture; what the program writes there is its own affair.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from casebook.problems import Level, Place, Problem

SLUG: Final = "picture-with-properties"

_PICTURES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
# Their properties cannot be taken out with certainty, or not by a tool that everybody has.
_OTHERS: Final = frozenset(
    {".bmp", ".doc", ".docx", ".heic", ".heif", ".mov", ".mp3", ".mp4", ".odt", ".pdf", ".tif"}
    | {".tiff", ".xls", ".xlsx"}
)
# What Pillow calls that which only says how the points are to be drawn.
_DRAWING: Final = frozenset(
    {"adobe", "adobe_transform", "aspect", "background", "bbox", "chromaticity", "default_image"}
    | {"dpi", "duration", "extension", "gamma", "icc_profile", "interlace", "jfif", "jfif_density"}
    | {"jfif_unit", "jfif_version", "loop", "progression", "progressive", "srgb", "timestamp"}
    | {"transparency", "version"}
)
_SVG: Final = re.compile(rb"<(?:metadata|rdf:RDF)\b|\b(?:inkscape|sodipodi):|<!-- (?:Created|Gen)")


def problems(docs: Path, made: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Find pictures with properties, and files that cannot be searched for any.

    Args:
        docs: The folder of the pages; problems name it by its own name.
        made: Paths in it that a program wrote, which are passed over.
    """
    # A program writes a hundred thousand files there: they go before anything is done with a path.
    for inside in sorted(set(_files(docs)) - made):
        path = docs / inside
        if path.is_file() and (found := properties(path)):
            yield Problem(
                Place(f"{docs.name}/{inside}"),
                Level.ERROR,
                SLUG,
                f"this file holds more than a picture: {', '.join(found)}",
                "save it as a new PNG without properties, look at the result, and put that here",
            )


def _files(docs: Path) -> Iterator[str]:
    """List all files below a folder by their path in it, with slashes."""
    for folder, _, names in os.walk(docs):
        inside = Path(folder).relative_to(docs).as_posix()
        yield from (name if inside == "." else f"{inside}/{name}" for name in names)


def properties(path: Path) -> list[str]:
    """Name what a file tells beside its picture, but not the contents: a report may be public."""
    kind = path.suffix.lower()
    if kind in _OTHERS:
        return [f"nobody can see what a file of the kind {kind} holds"]
    if kind == ".svg":
        return ["notes of the program it was drawn with"] if _SVG.search(path.read_bytes()) else []
    if kind not in _PICTURES:
        return []
    try:
        with Image.open(path) as picture:
            picture.load()  # PNG may carry texts after the points
            names = {str(name).lower() for name in picture.info}
            return sorted(names - _DRAWING | ({"exif"} if picture.getexif() else set()))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return [f"it cannot be read as {kind}"]
