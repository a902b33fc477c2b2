"""The sources of a page as files: each source is described and rendered once, not for each page."""

import json
from collections.abc import Iterator

from casebook import edition
from casebook.bibliography import Item, bibtex, item, rendered, ris
from casebook.citation import Citable, cited_by
from casebook.data_files import bibliography_file
from casebook.exports.cite import note
from casebook.exports.world import ExportedWorld
from casebook.library import FOLDER_OF_KIND
from casebook.markdown import plain
from casebook.models import Record


class Bibliographies:
    """Every source in every format, and the files that are put together from them."""

    def __init__(self, world: ExportedWorld) -> None:
        """Describe and render the sources."""
        self._world = world
        self._items: dict[str, Item] = {
            name: item(world.linked, source) for name, source in world.library.sources.items()
        }
        self._bibtex = {name: bibtex(one) for name, one in self._items.items()}
        self._ris = {name: ris(one) for name, one in self._items.items()}
        self._json = {name: _in_a_list(one) for name, one in self._items.items()}
        self._lines = rendered([*self._items.values()])

    def files(self, record: Record, one: Citable) -> Iterator[tuple[str, bytes]]:
        """Write the sources of the page of a record; nothing where it cites none."""
        names = cited_by(self._world.linked, record)
        if not names:
            return
        texts = {
            "bib": "\n".join(self._bibtex[name] for name in names),
            "ris": "".join(self._ris[name] for name in names),
            "json": "[\n" + ",\n".join(self._json[name] for name in names) + "\n]\n",
            "txt": "\n".join([_head(one), "", *(self._lines[name] for name in names), ""]),
        }
        folder = FOLDER_OF_KIND[record.kind_name]
        for form, text in texts.items():
            yield bibliography_file(folder, record.id, form), text.encode()


def _in_a_list(one: Item) -> str:
    """Write an item as JSON has it in a list."""
    return json.dumps([one], ensure_ascii=False, indent=2).removeprefix("[\n").removesuffix("\n]")


def _head(one: Citable) -> str:
    address = f" {one.url}." if one.url else ""
    return f"Sources of: {plain(one.title)}, {edition.SITE_NAME}.{address} {note(one)}"
