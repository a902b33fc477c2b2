"""Follows every link of a finished site: in its pages, its data files and what lies at its root."""

import re
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ADDRESSES = {
    "href": None,
    "src": None,
    "poster": None,
    "action": None,
    "data": {"object"},
    "xlink:href": None,
}
"""Attribute that holds an address -> the tags in which it does, None for all."""
TEXTS = {".bib", ".csv", ".ics", ".json", ".ris", ".txt", ".xml"}
"""Files in which whole addresses of the site are looked for."""


class Tags(HTMLParser):
    """What a page links to, and the places on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.places.append(values["id"])
        self.links += [
            value
            for name, value in values.items()
            if name in ADDRESSES and (ADDRESSES[name] is None or tag in (ADDRESSES[name] or ()))
        ]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.links.append(values["content"].partition("url=")[2])
        if tag == "meta" and urlsplit(values.get("content", "")).scheme in ("http", "https"):
            self.links.append(values["content"])
        if "srcset" in values:
            self.links += [part.split()[0] for part in values["srcset"].split(",")]


class Site:
    """A finished site below an address."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self._read: dict[str, Tags] = {}

    @cached_property
    def files(self) -> set[str]:
        """All files, as the site names them."""
        return {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def tags(self, name: str) -> Tags:
        """Read a page."""
        if name not in self._read:
            self._read[name] = Tags((self.folder / name).read_text(encoding="utf-8"))
        return self._read[name]

    def links(self) -> Iterator[tuple[str, str]]:
        """Give every link that stays on the site: file it stands in, whole address."""
        whole = re.compile(re.escape(self.address) + r"[^\s\"'<>,;(){}\\]*")
        for name in sorted(self.files):
            if name.endswith(".html"):
                base = urljoin(self.address, name.removesuffix("index.html"))
                found = [urljoin(base, link) for link in self.tags(name).links]
            elif Path(name).suffix in TEXTS:
                # A calendar folds long lines: a break and a space are no part of an address.
                lines = (self.folder / name).read_bytes().replace(b"\r\n ", b"").decode()
                found = whole.findall(lines)
                found = [link.rstrip(".") for link in found]
            else:
                continue
            yield from ((name, link) for link in found if link.startswith(self.address))

    def why_dead(self, link: str) -> str | None:
        """Say why an address of the site leads nowhere; None if it leads somewhere."""
        path, place = urldefrag(unquote(link.removeprefix(self.address)))
        path = path.partition("?")[0]
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        if name not in self.files:
            return "no file" if f"{path}/index.html" not in self.files else "no slash at the end"
        if place and name.endswith(".html") and place not in self.tags(name).places:
            return "no such place"
        return None
