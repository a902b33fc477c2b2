"""Weigh the pages of a finished site as a reader's line does: `make weigh`.

A first visit takes the page, its styles and its scripts, each compressed as servers do it. Prints
what all pages share, which is mostly the theme, and the heaviest pages; the exit status is 1 if one
is above the limit. Cards and icons that a browser fetches later or never do not count, nor does the
search, which is fetched when a reader opens it.
"""

import argparse
import gzip
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

LIMIT: Final = 100 * 1024
"""Bytes, compressed, that no page may weigh on a first visit."""
_SHOWN: Final = 10


class _Linked(HTMLParser):
    """Collects the addresses of what a page cannot be drawn without."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take styles, scripts and pictures."""
        of = dict(attrs)
        wanted = of.get("href") if tag == "link" and of.get("rel") == "stylesheet" else None
        if tag in {"img", "script"}:
            wanted = of.get("src")
        if wanted:
            self.found.append(wanted)


@cache
def compressed(path: Path) -> int:
    """How many bytes a file has on the line."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def needed(page: Path, site: Path) -> set[Path]:
    """Find the files that a page cannot be drawn without, itself included.

    Raises FileNotFoundError if one is missing: then the weight would be wrong.
    """
    parser = _Linked()
    parser.feed(page.read_text(encoding="utf-8"))
    found = {page.resolve()}
    for address in parser.found:
        if "://" in address or address.startswith("data:"):
            continue
        base = site if address.startswith("/") else page.parent
        found.add((base / address.lstrip("/")).resolve(strict=True))
    return found


def weights(site: Path) -> Iterator[tuple[int, str]]:
    """Weigh each page: bytes of a first visit, and the page."""
    for page in sorted(site.rglob("index.html")):
        parts = needed(page, site)
        yield sum(map(compressed, parts)), page.parent.relative_to(site).as_posix()


def shared(site: Path) -> dict[str, int]:
    """Weigh what every page takes: name of the file and bytes."""
    pages = [needed(page, site) for page in sorted(site.rglob("index.html"))]
    return {path.name: compressed(path) for path in sorted(set.intersection(*pages))}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", default="site", type=Path)
    site: Path = parser.parse_args().site
    heaviest = sorted(weights(site), reverse=True)
    if not heaviest:
        print(f"there are no pages in {site}: run `make site` first", file=sys.stderr)
        return 2
    print(f"{len(heaviest)} pages; on a first visit, compressed:\n")
    for name, size in sorted(shared(site).items(), key=lambda one: -one[1]):
        print(f"{size / 1024:8.1f} KB  every page: {name}")
    for size, name in heaviest[:_SHOWN]:
        print(f"{size / 1024:8.1f} KB  {name}/")
    over = sum(size > LIMIT for size, _ in heaviest)
    print(f"\n{over} above {LIMIT // 1024} KB")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
