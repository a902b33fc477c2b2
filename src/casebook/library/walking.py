"""The walk through `data/`: every file is read, or its fault reported; nothing is passed over."""

import json
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TypeVar

from casebook import source
from casebook.cache import Cache, key_of
from casebook.library.contents import FOLDER_OF_KIND, Held, Key, KeyPath, Library
from casebook.library.folder import Folder, Found
from casebook.library.kept import facts_of, made_of_kept, made_of_tree, read_sound
from casebook.library.layout import GLOSSARY, REDIRECTS, REGISTER_FOLDER, VOCABULARY_FOLDER
from casebook.library.naming import bad_name, written_ids
from casebook.library.shelves import Notes, Shelf
from casebook.models import (
    RECORD_FOLDERS,
    VOCABULARIES,
    Glossary,
    Model,
    Record,
    Redirect,
    Redirects,
    Term,
    VocabularyTerm,
)
from casebook.problems import Level, Problem, closest
from casebook.reading import model_meant, read_record
from casebook.workers import in_order

M = TypeVar("M", bound=Model)


class Walk:
    """One walk through the folder; holds what it has found so far."""

    def __init__(self, folder: Folder, cache: Cache) -> None:
        self.folder = folder
        self.shown = folder.shown
        self.cache = cache
        self.problems: list[Problem] = []
        self.notes = Notes()
        self.records: dict[str, Shelf[Record]] = {
            kind: Shelf(kind, self.notes) for kind in FOLDER_OF_KIND
        }
        self.terms: Shelf[Term] = Shelf(Term.kind_name, self.notes)
        self.redirects: dict[str, Redirect] = {}
        self.register: dict[str, str] = {}
        self.vocabularies: dict[str, dict[str, VocabularyTerm]] = {n: {} for n in VOCABULARIES}
        self.held: dict[Key, Held] = {}
        self.first_of_id: dict[str, str] = {}
        self.broken: set[str] = set()
        self.broken_vocabularies: set[str] = set()
        self.files = 0
        self.asked_for: set[bytes] = set()

    def library(self) -> Library:
        """Freeze what was found."""
        return Library(
            **{FOLDER_OF_KIND[kind]: found for kind, found in self.records.items()},  # type: ignore[arg-type]
            terms=self.terms,
            redirects=self.redirects,
            register=self.register,
            vocabularies=self.vocabularies,
            problems=tuple(sorted([*self.folder.problems, *self.problems])),
            broken=frozenset(self.broken | self.folder.misnamed),
            broken_vocabularies=frozenset(self.broken_vocabularies),
            files=self.files,
            folder=self.shown,
            notes=self.notes,
            _held=self.held,
        )

    def run(self) -> None:
        """Look at everything in the folder, in the order of names."""
        if self.folder.folder.is_dir():
            self.folder.look_for_strays()
            self._read_records()
            self._read_glossary()
            self._read_redirects()
            self.register.update(self.folder.texts(REGISTER_FOLDER))
            self._read_vocabularies()
        if not self.files:
            message = f"there are no records in {self.shown}/"
            mend = "run this in the folder that holds data/, or name the folder with --data"
            self.folder.report(self.shown, "no-records", message, mend)
        # What is kept without facts is no record: whoever keeps that clears up after itself.
        others = {key for key, facts in self.cache.facts.items() if not facts}
        self.cache.save(self.asked_for | others)

    def _document(self, found: Found, key: bytes) -> source.Document | None:
        """Make out a file, or take it from the cache; else remember that it is broken."""
        if found.content is None:
            self.broken.add(found.stem)
            return None
        kept = self.cache.text(key)
        if kept is not None:
            return source.Document(found.shown, source.text_of(found.content), json.loads(kept))
        made = source.read(found.shown, found.content)
        if isinstance(made, source.Document):
            return made
        self.broken.add(found.stem)
        self.problems += made
        return None

    def _key(self, found: Found, kind: str) -> bytes:
        """Make the key of a file: what it holds, and as what it is read."""
        key = key_of(kind, found.stem, content=found.content or b"")
        self.asked_for.add(key)
        return key

    def _read_records(self) -> None:
        """Take all records in; those that nothing is known of are read by all processors."""
        asked = [
            (found, model)
            for folder, model in RECORD_FOLDERS.items()
            for found in self.folder.files(folder)
        ]
        self.files = len(asked)
        keys = [self._key(found, model.kind_name) for found, model in asked]
        known = [self.cache.facts.get(key) for key in keys]
        unknown = [one for one, facts in zip(asked, known, strict=True) if facts is None]
        with closing(in_order(read_sound, unknown)) as results:
            for (found, model), key, facts in zip(asked, keys, known, strict=True):
                if facts is not None:
                    maker = partial(made_of_kept, self.cache, key, found, model)
                    self._keep_record(found, model, key, facts, maker)
                elif (sound := next(results)) is not None:
                    self.cache.keep(key, sound.tree, sound.facts)
                    maker = partial(made_of_tree, sound.tree, found, model)
                    self._keep_record(found, model, key, sound.facts, maker)
                else:
                    self._read_record(found, model)

    def _keep_record(
        self,
        found: Found,
        model: type[Record],
        key: bytes,
        facts: str,
        maker: Callable[[], Record],
    ) -> None:
        """Take in a record that is known to be sound: it is made when somebody asks for it."""
        if found.content is not None and self._is_new(
            found.stem, found.shown, lambda: self._document(found, key)
        ):
            self.records[model.kind_name].put(found.stem, maker)
            held = Held(found.shown, found.content, (), facts, key)
            self.held[model.kind_name, found.stem] = held

    def _read_record(self, found: Found, model: type[Record]) -> None:
        """Tell what is wrong with a record, and remember that there was one."""
        document, stem = self._document(found, b""), found.stem
        if document is None:
            return
        if (bad := bad_name(stem)) is not None:
            self.folder.report(document.path, "bad-file-name", bad.message, bad.mend)
            self.broken.add(bad.meant)
        record, problems = read_record(document, model, stem)
        if record is None and (meant := model_meant(document.tree, model)):
            message = f"it has the keys of the records in {FOLDER_OF_KIND[meant.kind_name]}/"
            mend = f"move it to {self.shown}/{FOLDER_OF_KIND[meant.kind_name]}/"
            self.folder.report(document.path, "bad-file-name", message, mend)
        else:
            self.problems += problems
        self.broken.add(stem)
        self._is_new(stem, found.shown, lambda: document)

    def _read_glossary(self) -> None:
        """Read the terms, all in one file; without the file there are none."""
        found = self.folder.file(GLOSSARY)
        read = self._read_whole(found, Glossary) if found else None
        if found is None or found.content is None or read is None:
            return
        document, glossary = read
        if glossary is None:
            self.broken.update(written_ids(document.tree))
            return
        key = self._key(found, GLOSSARY)
        for index, term in enumerate(glossary.terms):
            if self._is_new(term.id, document.path, lambda: document, ("terms", index, "id")):
                self.terms.keep(term.id, term)
                path = ("terms", index)
                self.held[Term.kind_name, term.id] = Held(
                    found.shown, found.content, path, facts_of(term), key
                )

    def _read_redirects(self) -> None:
        """Read the addresses that have moved, all in one file; without the file there are none."""
        found = self.folder.file(REDIRECTS)
        read = self._read_whole(found, Redirects) if found else None
        if found is None or found.content is None or read is None:
            return
        document, moved = read
        if moved is None:
            self.broken.add(found.stem)
            return
        key = self._key(found, REDIRECTS)
        for index, redirect in enumerate(moved.redirects):
            place = ("redirects", index)
            if redirect.old in self.redirects:
                message = f"'{redirect.old}' is redirected twice"
                mend = "keep one of the two"
                self._report_at(document, (*place, "old"), "duplicate-redirect", message, mend)
                continue
            self.redirects[redirect.old] = redirect
            self.held["redirect", redirect.old] = Held(found.shown, found.content, place, "", key)

    def _read_vocabularies(self) -> None:
        """Read the closed set of vocabularies."""
        missing = dict.fromkeys(VOCABULARIES)
        for found in self.folder.files(VOCABULARY_FOLDER):
            if found.stem in VOCABULARIES:
                missing.pop(found.stem)
                self._keep_vocabulary(found)
                continue
            near = closest(found.stem, VOCABULARIES)
            mend = f"rename it to {near}.yaml" if near else "remove it"
            message = f"there is no vocabulary '{found.stem}'"
            self.folder.report(found.shown, "bad-file-name", message, mend)
        for stem in missing.keys() - self.broken_vocabularies:
            self.broken_vocabularies.add(stem)
            shown = f"{self.shown}/{VOCABULARY_FOLDER}/{stem}.yaml"
            message = "this vocabulary is missing"
            self.folder.report(shown, "missing-vocabulary", message, "add the file")

    def _keep_vocabulary(self, found: Found) -> None:
        """Take the terms of one vocabulary in."""
        read = self._read_whole(found, VOCABULARIES[found.stem])
        document, vocabulary = read or (None, None)
        if document is None or vocabulary is None or found.content is None:
            self.broken_vocabularies.add(found.stem)
            return
        terms, digest = self.vocabularies[found.stem], self._key(found, VOCABULARY_FOLDER)
        for index, term in enumerate(vocabulary.terms):
            if term.id in terms:
                message = f"the id '{term.id}' is taken by a term above"
                self._report_at(document, ("terms", index, "id"), "duplicate-term", message)
                continue
            terms[term.id] = term
            key = f"vocabulary:{found.stem}", term.id
            self.held[key] = Held(found.shown, found.content, ("terms", index), "", digest)

    def _read_whole(self, found: Found, model: type[M]) -> tuple[source.Document, M | None] | None:
        """Read a file of many terms; None if it cannot be made out."""
        key = self._key(found, f"{VOCABULARY_FOLDER}/{model.__name__}")
        document = self._document(found, key)
        if document is None:
            return None
        record, problems = read_record(document, model)
        self.problems += problems
        if record is not None and key not in self.cache.facts:
            self.cache.keep(key, json.dumps(document.tree, ensure_ascii=False))
        return document, record

    def _is_new(
        self,
        name: str,
        shown: str,
        document: Callable[[], source.Document | None],
        path: KeyPath = (),
    ) -> bool:
        """Whether nothing before has this id: one id stands for one thing, of whatever kind."""
        first = self.first_of_id.setdefault(name, shown)
        if first != shown or (path and name in self.terms):
            message = f"the id '{name}' is taken by {first}"
            made = document()
            if made is not None:
                self._report_at(made, path, "duplicate-id", message)
            return False
        return True

    def _report_at(
        self,
        document: source.Document,
        path: KeyPath,
        slug: str,
        message: str,
        mend: str = "give one of the two another id",
    ) -> None:
        """Report an id that is used twice."""
        place = document.place(path)
        excerpt = document.excerpt(place)
        self.problems.append(Problem(place, Level.ERROR, slug, message, mend, excerpt))
