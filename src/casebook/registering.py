"""Writing the register of published addresses: lines are added, and none is ever taken away.

One file for each folder of the site, one address a line, in the order of the alphabet: two changes
that add addresses touch different lines, and git merges them by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from casebook.library import Library
from casebook.permalinks import (
    ERASURES,
    Standing,
    addresses_of,
    is_address,
    key_of,
    page_of,
    register,
    written,
)

FOLDER: Final = "published"
"""The folder of the register among the records."""
PAGES: Final = "pages.txt"
"""The file for every page that is not a record's."""

Files = Mapping[str, str]
"""Name of a file of the register -> its text."""


def renewed(library: Library, pages: Iterable[str], removed: Iterable[str]) -> Files:
    """Add what is published now to what was before: name of a file of the register -> its text.

    Args:
        library: What may be shown; its register holds the lines of before.
        pages: Every page of the site, as named under `docs/`.
        removed: Addresses of records that were taken down, whose pages say so.
    """
    now = {address for record in library.records() for address in addresses_of(record)}
    others = (written(page) for page in pages)
    now |= {page for page in others if page and key_of(page) is None}
    return by_file(now | {*removed} | before(library))


def by_file(addresses: Iterable[str]) -> Files:
    """Part addresses over the files of the register, and write each file."""
    files: defaultdict[str, set[str]] = defaultdict(set)
    for address in addresses:
        files[_file(address)].add(address)
    return {name: "".join(f"{one}\n" for one in sorted(files[name])) for name in sorted(files)}


def before(library: Library) -> set[str]:
    """Give the addresses that the register holds."""
    return {line.text for line in register(library) if is_address(line.text)}


def erased(library: Library) -> int:
    """Count the addresses that were taken out of the register on purpose."""
    text = library.register.get(f"{library.folder}/{FOLDER}/{ERASURES}", "")
    return sum(int(number) for _, _, number in map(str.split, text.splitlines()))


def lost(old: Library, new: Library) -> dict[str, str]:
    """Find what was published or registered once and is not kept: address -> what became of it.

    `old` may be shown as it is; the register of `new` need not hold what is published for the
    first time.
    """
    then = {address for record in old.records() for address in addresses_of(record)}
    found = dict.fromkeys(sorted(before(old) - before(new)), "was taken out of the register")
    return found | dict.fromkeys(
        Standing(new).lost(then | before(old)), "was published, and is no longer there"
    )


def pages_below(docs: Path) -> Iterator[str]:
    """Find every page in a folder that was built, generated or written by hand."""
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        if is_address(written(page)) and not page.startswith("adr/"):
            yield page


def _file(address: str) -> str:
    """Say which file of the register holds an address."""
    return f"{page_of(address).partition('/')[0]}.txt" if key_of(address) else PAGES
