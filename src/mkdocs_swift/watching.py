"""Collections that notice what somebody looked for in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, Final, cast

from mkdocs.structure.files import File, Files


class WatchedFiles(Files):
    """The files of a site, while one page is made from them."""

    asked: set[str]
    """Paths that were asked for, found or not."""
    everything: bool
    """Whether all of them were looked at."""

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file, and remember that it was asked for."""
        # Most are written as they are kept.
        name = path if path in self._src_uris else PurePath(path).as_posix()
        self.asked.add(name)
        return self._src_uris.get(name)

    def __contains__(self, path: str) -> bool:
        return self.get_file_from_path(path) is not None

    def __iter__(self) -> Iterator[File]:
        self.everything = True
        return super().__iter__()

    def __len__(self) -> int:
        self.everything = True
        return super().__len__()

    @property
    def src_uris(self) -> Mapping[str, File]:
        """All files by path."""
        self.everything = True
        return super().src_uris


@contextmanager
def watched(files: Files) -> Iterator[WatchedFiles]:
    """Notice meanwhile what is looked for in the files of a site."""
    before = type(files)
    # Of a collection made by a plugin, only that it was used can be told.
    known = before is Files
    files.__class__ = WatchedFiles if known else type("Watched", (WatchedFiles, before), {})
    watch = cast("WatchedFiles", files)
    watch.asked, watch.everything = set(), not known
    try:
        yield watch
    finally:
        files.__class__ = before
        del files.__dict__["asked"], files.__dict__["everything"]


ALL: Final = "*"
"""Stands for every key."""


class WatchedMeta(dict[str, Any]):
    """Metadata of a page that another page asks for: notices which."""

    def __init__(self, meta: Mapping[str, Any], asked: set[str]) -> None:
        """Note in `asked` what is looked for; whether there is anything at all is not noted."""
        super().__init__(meta)
        self._asked = asked

    def __bool__(self) -> bool:
        return super().__len__() > 0

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - metadata are of any kind
        self._asked.add(str(key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as above
        """Return a value."""
        self._asked.add(str(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked.add(str(key))
        return super().__contains__(key)

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - as above
        """Every other method called by name is a look at everything."""
        if not name.startswith("_") and name != "get" and hasattr(dict, name):
            self._asked.add(ALL)
        return super().__getattribute__(name)

    def __iter__(self) -> Iterator[str]:
        self._asked.add(ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self._asked.add(ALL)
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        self._asked.add(ALL)
        return super().__eq__(other)

    __hash__ = None  # as a dict

    def __repr__(self) -> str:
        self._asked.add(ALL)
        return super().__repr__()


class WatchedList(list[File]):
    """The pages of a site as templates get them: notices whether a template looks."""

    used = False

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - attributes are of any kind
        """Every method called by name counts as a look."""
        if not name.startswith("__") and name != "used":
            self.used = True
        return super().__getattribute__(name)

    def __iter__(self) -> Iterator[File]:
        self.used = True
        return super().__iter__()

    def __len__(self) -> int:
        self.used = True
        return super().__len__()

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - as its parent
        self.used = True
        return super().__getitem__(place)

    def __contains__(self, one: object) -> bool:
        self.used = True
        return super().__contains__(one)

    def __reversed__(self) -> Iterator[File]:
        self.used = True
        return super().__reversed__()
