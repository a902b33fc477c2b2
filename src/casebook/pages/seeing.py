"""What a look at something sees now, as a digest: two that are equal saw the same."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from casebook.library import FOLDER_OF_KIND, Look
from casebook.links import BACK, NAMESAKES
from casebook.models import Case, Source, Term
from casebook.pages.gathered import Gathered
from casebook.pages.watched import CHARGED, DATES, GATHERED, HISTORY, IDS, RECORD, STATE, WAYS_OUT
from casebook.pages.world import World


@dataclass(frozen=True)
class Seeing:
    """Digests of what there is to see in a world; each is made once."""

    world: World
    gathered: Gathered
    _known: dict[Look, str] = field(default_factory=dict)

    def seen(self, look: Look) -> str:
        """Name a look and what it sees; empty if it cannot be told whether it sees the same."""
        found = self._known.get(look)
        if found is None:
            seen = self._seen(look)
            found = self._known[look] = "" if seen is None else " ".join((*look, seen))
        return found

    def _seen(self, look: Look) -> str | None:  # noqa: C901, PLR0911 - one answer for each
        world, (what, kind, name) = self.world, look
        if what == RECORD:
            return self._record(kind, name)
        if what == IDS:
            return digest_of(world.library.of_kind(kind))
        if what == STATE:
            return self._state(name)
        if what == DATES:
            return digest_of([repr(world.meaning.sources.get(name))])
        if what == BACK:
            found = [one.source for one in world.linked.back.get((kind, name), ())]
            return digest_of(part for key in found for part in (*key, self._record(*key)))
        if what == NAMESAKES:
            return digest_of(world.linked.namesakes.get(name, ()))
        if what == HISTORY:
            return digest_of([repr(world.history.of(kind, name))])
        if what == CHARGED:
            cases = [one.case.id for one in self.gathered.charged.get(name, ())]
            return digest_of(part for case in cases for part in (case, self._state(case)))
        if what == WAYS_OUT:
            ways = self.gathered.ways_out.get(name, ())
            return digest_of(
                part for case, one in ways for part in (self._state(case.id), repr(one))
            )
        if what in GATHERED:
            return digest_of([repr(getattr(self.gathered, what).get(name))])
        return None

    def _record(self, kind: str, name: str) -> str:
        """Tell one content of a record from another; what of it is not shown is in `of_all`."""
        library = self.world.library
        if kind not in FOLDER_OF_KIND:
            return "-"  # a term, of which all are part of everything
        if name not in library.of_kind(kind):
            return ""
        return library.held(kind, name).digest.hex()

    def _state(self, name: str) -> str:
        """A state comes of the case, and of the dates of its sources."""
        key = Case.kind_name, name
        sources = dict.fromkeys(
            one.text
            for one in self.world.linked.forward.get(key, ())
            if Source.kind_name in one.targets
        )
        dates = (self.seen(Look(DATES, Source.kind_name, one)) for one in sources)
        return digest_of([self._record(*key), *dates])

    @cached_property
    def _hidden(self) -> tuple[str, ...]:
        """Ids of what is not shown: records that named it are rewritten without it."""
        library = self.world.library
        kinds = {*FOLDER_OF_KIND, Term.kind_name}
        return tuple(
            sorted(
                name
                for kind, name in library.all_held
                if kind in kinds and name not in library.of_kind(kind)
            )
        )

    @cached_property
    def of_all(self) -> str:
        """Digest what every page depends on, beside the program and the templates."""
        world, library = self.world, self.world.library
        whole = (
            library.folder,
            library.terms,
            library.vocabularies,
            library.redirects,
            library.register,
            self._hidden,
            world.words,
            world.site_url,
            world.history.missing,
            world.history.first,
        )
        return digest_of(map(repr, whole))


def digest_of(parts: Iterable[str]) -> str:
    """Digest texts in their order."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(part.encode() + b"\0")
    return made.hexdigest()
