"""From commits to entries: each record's forms, one a day, compared one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from casebook import revisions
from casebook.differing.forms import form_of, shows_only
from casebook.differing.records import Form, record_changes
from casebook.figures import counted_in, figures
from casebook.fold.vocabulary import meaning_of
from casebook.history.discretion import Discretion
from casebook.history.entry import NO_HISTORY, Entry, History, Moved
from casebook.history.forms_then import Absent, Then
from casebook.history.keeping import Compared, Keeper, Kept, Mentions
from casebook.history.versions import Version, by_path
from casebook.library import FOLDER_OF_KIND, Key, Library
from casebook.models import RECORD_FOLDERS, Case, Publication, Record, Term

KINDS: Final = (*FOLDER_OF_KIND, Term.kind_name)
_DIED: Final = "died"


def read(
    root: Path,
    public: Library,
    removed: Mapping[Key, Publication],
    data: str = "data",
    keeper: Keeper | None = None,
) -> History:
    """Tell the history of what is published; of nothing, with the reason, where there is none.

    Args:
        root: The repository.
        public: The records that may be shown, as they are now.
        removed: Records of which only a page is left that says so.
        data: The folder of the records.
        keeper: Keeps comparisons between runs; None compares all anew.
    """
    try:
        if not revisions.git_there(root):
            return NO_HISTORY
        if not revisions.is_whole(root):
            return History(missing="shallow")
        versions = by_path(revisions.touches(root, data))
        told = _Telling(root, public, versions, keeper)
        entries = [*told.entries(), *told.removals(removed)]
        told.kept.save()
    except revisions.RevisionError:
        return NO_HISTORY
    begun = [one[0].when for path, one in versions.items() if _is_record(path, data)]
    if not begun:
        return NO_HISTORY
    order = {kind: place for place, kind in enumerate(KINDS)}
    entries.sort(key=lambda one: (order[one.kind], one.id))
    entries.sort(key=lambda one: one.day, reverse=True)
    return History(tuple(entries), first=min(begun).date())


def _is_record(path: str, data: str) -> bool:
    return path.removeprefix(f"{data}/").partition("/")[0] in {*RECORD_FOLDERS, "glossary.yaml"}


def _records(public: Library) -> Iterator[tuple[Key, Record]]:
    for record in public.records():
        yield (record.kind_name, record.id), record


class _Telling:
    """One reading of the history."""

    def __init__(
        self,
        root: Path,
        public: Library,
        versions: Mapping[str, Sequence[Version]],
        keeper: Keeper | None,
    ) -> None:
        self.public, self.versions = public, versions
        self.meaning = meaning_of(public)
        self.figures = figures(public)
        shows = shows_only(public)
        self.kept = Kept(public, self.meaning, shows, keeper)
        self.found: dict[tuple[Key, str, str], Compared] = {}
        contents = revisions.blobs(root, self._blobs_to_read())
        self.then = Then(public, self.meaning, shows, contents)

    def entries(self) -> Iterator[Entry]:
        """Tell what happened to each published record."""
        for key, record in _records(self.public):
            versions = self._living(key)
            if not versions:
                continue  # not committed yet
            if len(versions) == 1:
                yield Entry(*key, versions[0].when, "added")
                continue
            yield from self._told(key, record, versions)

    def removals(self, removed: Mapping[Key, Publication]) -> Iterator[Entry]:
        """Say of a record that was removed only when its file was last changed."""
        for kind, name in removed:
            folder = FOLDER_OF_KIND.get(kind)
            path = f"{self.public.folder}/{folder}/{name}.yaml"
            if folder and (versions := self.versions.get(path)):
                yield Entry(kind, name, versions[-1].when, "removed")

    def _living(self, key: Key) -> Sequence[Version]:
        """Return the forms of a file since it was last not there."""
        versions = self.versions.get(self.public.path(*key), ())
        for place in range(len(versions) - 1, -1, -1):
            if versions[place].blob is None:
                return versions[place + 1 :]
        return versions

    def _blobs_to_read(self) -> set[str]:
        """Look up what was compared before; return the contents that the rest needs."""
        wanted: set[str] = set()
        for key, _ in _records(self.public):
            blobs = [one.blob for one in self._living(key) if one.blob is not None]
            for old, new in pairwise(blobs):
                known = self.kept.find(key, old, new)
                if known is None:
                    wanted |= {old, new}
                else:
                    self.found[key, old, new] = known
        return wanted

    def _told(self, key: Key, record: Record, versions: Sequence[Version]) -> Iterator[Entry]:
        now = form_of(record, self.public, self.meaning)
        may_say = Discretion(now) if now is not None else None
        shown = False
        for old, new in pairwise(versions):
            if old.blob is None or new.blob is None:
                continue  # never: what was gone is not among the living
            found = self._compared(key, old.blob, new.blob)
            if not shown and found.before != "unpublished":
                shown = True
                yield Entry(*key, old.when, "added")
            if found.after == "unpublished":
                shown = False
            elif not shown:
                shown = True
                yield Entry(*key, new.when, "added")
            elif found.before or found.after:
                # All terms are in one file: that it could not be read says nothing of each.
                if key[0] != Term.kind_name:
                    yield Entry(*key, new.when, "unclear")
            elif may_say is not None:
                changes = may_say.about(found.changes)
                if changes or found.moved:
                    yield Entry(*key, new.when, "changed", changes, found.moved)

    def _compared(self, key: Key, old: str, new: str) -> Compared:
        found = self.found.get((key, old, new))
        if found is None:
            path = self.public.path(*key)
            before, after = self.then.form(key, path, old), self.then.form(key, path, new)
            mentions = self.then.mentions(key, old, new)
            found = self._compare(before, after, mentions)
            self.kept.keep(key, old, new, found)
        return found

    def _compare(self, before: Form | Absent, after: Form | Absent, mentions: Mentions) -> Compared:
        if isinstance(before, str) or isinstance(after, str):
            before_gone = before if isinstance(before, str) else ""
            after_gone = after if isinstance(after, str) else ""
            return Compared(before_gone, after_gone, mentions=mentions)
        moved = tuple(self._moved(before, after))
        return Compared("", "", record_changes(before, after), moved, mentions)

    def _moved(self, before: Form, after: Form) -> Iterator[Moved]:
        old, new = (
            counted_in(self.figures, form.record, form.state.liberty)
            if isinstance(form.record, Case) and form.state
            else {}
            for form in (before, after)
        )
        for figure in self.figures:
            was, now = old.get(figure.id), new.get(figure.id)
            # That somebody was once said to be dead is not repeated.
            if was != now and not (figure.id == _DIED and now is None):
                yield Moved(figure.id, was, now)
