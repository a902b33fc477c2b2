"""Pages of single records while somebody works on them: read again after each change, in memory.

A change of one record costs a look at all files, the links between all, and the fold of what
changed; everything else is taken over from before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook import catalogue
from casebook.build import TEMPLATES, WORDS
from casebook.cache import Cache
from casebook.catalogue import Words
from casebook.checks import can_play
from casebook.fold import Meaning, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import FOLDER_OF_KIND, Key, Library, load_shelves, without_collecting
from casebook.links import LinkedLibrary, link, relink
from casebook.models import Record
from casebook.pages.gathered import gather
from casebook.pages.record_pages import RecordPages
from casebook.pages.rendering import Renderer
from casebook.pages.site import DATE_WORDS
from casebook.pages.world import World
from casebook.problems import Level, Problem
from casebook.publication import PUBLISHED, shown
from casebook.rechecking import recheck_files

KIND_OF_FOLDER: Final[Mapping[str, str]] = {folder: kind for kind, folder in FOLDER_OF_KIND.items()}


@dataclass(frozen=True)
class Proof:
    """How the page of a record looks now, and what is wrong with the record."""

    markdown: str
    """The page; that of an earlier state if the record cannot be shown, empty without one."""
    is_current: bool
    is_published: bool
    problems: tuple[Problem, ...]


class Proofs:
    """The pages of the records of a repository, as its files are now."""

    def __init__(self, root: Path, data: str, cache: Cache) -> None:
        """Read nothing yet."""
        self._root = root
        self._data = data
        self._cache = cache
        self._library: Library | None = None
        self._whole: Library | None = None
        self._linked: LinkedLibrary | None = None
        self._states: dict[str, State] = {}
        self._words: tuple[tuple[bytes, ...], Words] | None = None
        self._earlier: dict[Key, str] = {}
        self._pages: RecordPages | None = None

    def refresh(self) -> None:
        """Look at all files again."""
        with without_collecting():
            fresh = load_shelves(self._root, self._data, cache=self._cache)
            if self._library is not None:
                fresh.take_over(self._library)
            self._library = fresh
        self._pages = None

    def records(self) -> tuple[Key, ...]:
        """List the records that have a page: kind and id."""
        library = self._now()
        return tuple((kind, name) for kind in FOLDER_OF_KIND for name in library.of_kind(kind))

    def find(self, name: str) -> Key | None:
        """Find the record of an id, readable or not."""
        return next(
            (
                (kind, name)
                for kind, folder in FOLDER_OF_KIND.items()
                if (self._root / self._data / folder / f"{name}.yaml").is_file()
            ),
            None,
        )

    def kind_and_name(self, page: str) -> Key | None:
        """Tell the record of which a page of the site would be: `cases/some-name`."""
        folder, _, name = page.partition("/")
        kind = KIND_OF_FOLDER.get(folder)
        return (kind, name) if kind and name and "/" not in name else None

    def proof(self, key: Key) -> Proof:
        """Show a record. Raises KeyError if there is no such file and never was."""
        kind, name = key
        path = f"{self._data}/{FOLDER_OF_KIND[kind]}/{name}.yaml"
        if key not in self._earlier and not (self._root / path).is_file():
            raise KeyError(key)
        library = self._now()
        problems = recheck_files(library, self._cache, [path]).problems
        bad = any(one.level is Level.ERROR and one.place.path == path for one in problems)
        record = library.of_kind(kind).get(name)
        made = None if bad else self._made(record)
        if made is not None:
            self._earlier[key] = made
        published = not isinstance(record, Record) or record.publication.state == PUBLISHED
        return Proof(self._earlier.get(key, ""), made is not None, published, problems)

    def _now(self) -> Library:
        if self._library is None:
            self._library = load_shelves(self._root, self._data, cache=self._cache)
        return self._library

    def _made(self, record: object) -> str | None:
        """Make the page of a record; None if the state of other records does not allow it."""
        if not isinstance(record, Record):
            return None
        try:
            with without_collecting():
                pages = self._pages = self._pages or self._record_pages()
                # As it is shown: without what is not published.
                own = pages.world.library.of_kind(record.kind_name).get(record.id)
                of_record = own if isinstance(own, Record) else record
                return next((made.decode() for _, made in pages.of(of_record)), None)
        except KeyError:  # it leads to something that is broken or gone
            return None

    def _record_pages(self) -> RecordPages:
        """Link what may be shown, and play what changed."""
        library = self._now().whole()
        again = relink(self._linked, library) if self._linked else None
        self._linked = again or link(library)
        public = shown(self._linked).linked
        meaning = meaning_of(public.library)
        states = self._played(public.library, meaning)
        self._whole, self._states = public.library, states
        templates = self._root / TEMPLATES
        words = self._spoken(templates / WORDS)
        world = World(
            linked=public,
            states=states,
            meaning=meaning,
            words=words,
            date_words=DATE_WORDS[words.language],
        )
        return RecordPages(world, Renderer(templates, world), gather(world))

    def _spoken(self, folder: Path) -> Words:
        """Read the words of the interface, if they are not those of the last time."""
        texts = tuple(path.read_bytes() for path in sorted(folder.glob("*.yaml")))
        if self._words is None or self._words[0] != texts:
            self._words = texts, catalogue.load(folder)
        return self._words[1]

    def _played(self, library: Library, meaning: Meaning) -> dict[str, State]:
        before = self._whole
        same = before is not None and (
            all(library.sources.get(name) is one for name, one in before.sources.items())
            and library.vocabularies == before.vocabularies
        )
        known = before.cases if same and before is not None else {}
        return {
            name: self._states[name]
            if known.get(name) is case and name in self._states
            else state(case, meaning)
            for name, case in library.cases.items()
            if can_play(case, meaning)
        }
