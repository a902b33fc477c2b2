"""Comparing two whole libraries: which records came, changed and went, and which numbers moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from casebook.differing import careful
from casebook.differing.change import Change
from casebook.differing.forms import form_of, shows_only
from casebook.differing.records import Form, beginnings, record_changes
from casebook.differing.reviewing import reasons
from casebook.figures import Counted, counted_in, figures
from casebook.fold import Meaning
from casebook.fold.vocabulary import meaning_of
from casebook.library import FOLDER_OF_KIND, Key, Library
from casebook.links import LinkedLibrary, link
from casebook.models import VOCABULARIES, Case, Record, Term
from casebook.publication import TOMBSTONE, shown

What = Literal["added", "changed", "removed", "deleted"]
KINDS: Final = (*FOLDER_OF_KIND, Term.kind_name)


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """What happened to one record: `removed` left a page that says so, `deleted` left nothing."""

    kind: str
    id: str
    what: What
    label: str
    path: str
    changes: tuple[Change, ...] = ()
    reasons: tuple[careful.Reason, ...] = ()
    """Why a second person reads it first; empty if nobody has to."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that is different now: how many were counted before and after, and whose cases."""

    figure: str
    counted: Counted
    before: int
    after: int
    entered: tuple[str, ...]
    """Cases that are counted now and were not."""
    left: tuple[str, ...]
    """Cases that were counted and are not; those that are no longer shown are not among them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two libraries, as far as both could be read."""

    records: tuple[RecordDifference, ...]
    moved: tuple[Moved, ...]
    counts: Mapping[str, tuple[int, int]]
    """Kind of record -> how many were shown before and after."""
    vocabularies: tuple[str, ...]
    """Vocabularies that changed: what their terms do may move states without any record."""
    unread_before: tuple[str, ...]
    """Records that cannot be read, or not be trusted, on a side: nothing is said of them."""
    unread_after: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """One of the two libraries, as it may be shown."""

    linked: LinkedLibrary
    public: LinkedLibrary
    meaning: Meaning

    @classmethod
    def of(cls, library: Library) -> "_Side":
        linked = link(library)
        public = shown(linked).linked
        return cls(linked, public, meaning_of(library))

    def __contains__(self, key: Key) -> bool:
        return key[1] in self.public.library.of_kind(key[0])

    def record(self, key: Key) -> Record | None:
        found = self.linked.library.of_kind(key[0]).get(key[1])
        return found if isinstance(found, Record) else None

    @property
    def keys(self) -> list[Key]:
        return [(kind, name) for kind in KINDS for name in self.public.library.of_kind(kind)]

    @property
    def unread(self) -> set[str]:
        return {*self.linked.library.broken, *(name for _, name in self.linked.faulty)}


def compare(before: Library, after: Library) -> Difference:
    """Compare two libraries, record by record; never raises for what is in them.

    Of a record that is withheld now nothing is said, and no other record's change mentions it; of
    one that was removed only that. What could not be read on one side is listed and not compared.
    """
    if before.broken_vocabularies:
        # An older vocabulary that cannot be read any more: read by what terms mean now.
        before = replace(before, vocabularies=after.vocabularies)
    return _Comparison(_Side.of(before), _Side.of(after)).difference()


class _Comparison:
    def __init__(self, old: _Side, new: _Side) -> None:
        self.old, self.new = old, new
        gone = [key for key in old.keys if new.record(key) is None]
        kept = _only(old.public.library, gone)
        self.shows = shows_only(new.public.library, kept)
        self.unread = old.unread | new.unread
        self.forms: dict[Key, tuple[Form | None, Form | None]] = {}

    def difference(self) -> Difference:
        records = tuple(self._records())
        old, new = self.old.public.library, self.new.public.library
        return Difference(
            records,
            tuple(self._moved()),
            {kind: (len(old.of_kind(kind)), len(new.of_kind(kind))) for kind in KINDS},
            tuple(
                name for name in VOCABULARIES if old.vocabularies[name] != new.vocabularies[name]
            ),
            tuple(sorted(self.old.unread)),
            tuple(sorted(self.new.unread)),
        )

    def _records(self) -> Iterator[RecordDifference]:
        for key in sorted({*self.old.keys, *self.new.keys}, key=_by_kind):
            found = None if key[1] in self.unread else self._record(key)
            if found is not None:
                yield found

    def _record(self, key: Key) -> RecordDifference | None:
        if key not in self.new:
            return self._gone(key)
        before = self._form(self.old, key) if key in self.old else None
        after = self._form(self.new, key)
        self.forms[key] = before, after
        if after is None or (before is None and key in self.old):
            return None
        changes = record_changes(before, after) if before else tuple(beginnings(after))
        if before is not None and not changes:
            return None
        what: What = "changed" if before else "added"
        return self._told(key, what, after.record, changes, reasons(before, after, changes))

    def _gone(self, key: Key) -> RecordDifference | None:
        """Say of what is no longer shown only what its record allows: withheld means nothing."""
        left = self.new.record(key)
        if left is not None:
            if left.publication.state != TOMBSTONE:
                return None
            path = self.new.linked.library.path(*key)
            return RecordDifference(*key, "removed", key[1], path)
        old = self.old.record(key)
        return self._told(key, "deleted", old, (), ()) if old is not None else None

    def _told(
        self,
        key: Key,
        what: What,
        record: Record,
        changes: tuple[Change, ...],
        why: tuple[careful.Reason, ...],
    ) -> RecordDifference:
        side = self.old if what == "deleted" else self.new
        path = side.linked.library.path(*key)
        return RecordDifference(*key, what, record.label, path, changes, why)

    def _form(self, side: _Side, key: Key) -> Form | None:
        record = side.record(key)
        if record is None:
            return None
        return form_of(record, side.linked.library, side.meaning, shows=self.shows)

    def _moved(self) -> Iterator[Moved]:
        chosen = figures(self.new.linked.library)
        counted = {
            key: tuple(
                counted_in(
                    chosen,
                    form.record if form and isinstance(form.record, Case) else None,
                    form.state.liberty if form and form.state else None,
                )
                for form in forms
            )
            for key, forms in self.forms.items()
            if key[0] == Case.kind_name
        }
        # Cases that are shown on the old side alone count there and are not named.
        gone = [
            counted_in(chosen, form.record, form.state.liberty)
            for key in self.old.keys
            if key[0] == Case.kind_name and key not in self.new and key[1] not in self.unread
            if (form := self._form(self.old, key)) is not None
            if isinstance(form.record, Case) and form.state
        ]
        ways: tuple[Counted, ...] = ("known", "possible")
        for figure in chosen:
            for how in ways:
                was = [key[1] for key, (old, _) in counted.items() if old.get(figure.id) == how]
                now = [key[1] for key, (_, new) in counted.items() if new.get(figure.id) == how]
                lost = sum(one.get(figure.id) == how for one in gone)
                entered, left = sorted({*now} - {*was}), sorted({*was} - {*now})
                if entered or left or lost:
                    yield Moved(
                        figure.id, how, len(was) + lost, len(now), tuple(entered), tuple(left)
                    )


def _by_kind(key: Key) -> tuple[int, str]:
    return KINDS.index(key[0]), key[1]


def _only(library: Library, keys: list[Key]) -> Library:
    """Keep some records of a library."""
    wanted = {*keys}
    kinds = {
        folder: {
            name: record for name, record in library.of_kind(kind).items() if (kind, name) in wanted
        }
        for kind, folder in (*FOLDER_OF_KIND.items(), (Term.kind_name, "terms"))
    }
    return replace(library, **kinds)  # type: ignore[arg-type]
