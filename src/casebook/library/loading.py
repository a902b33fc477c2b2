"""The walk through `data/`: every file is read, or its fault reported; nothing is passed over."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from casebook import source
from casebook.library.collecting import without_collecting
from casebook.library.contents import FOLDER_OF_KIND, Key, KeyPath, Library
from casebook.library.layout import GLOSSARY, REDIRECTS, REGISTER_FOLDER, VOCABULARY_FOLDER, strays
from casebook.models import (
    RECORD_FOLDERS,
    VOCABULARIES,
    Glossary,
    Record,
    Redirect,
    Redirects,
    Term,
    VocabularyTerm,
)
from casebook.models.base import ID_PATTERN
from casebook.problems import Level, Place, Problem, closest
from casebook.reading import mended_id, model_meant, read_record

LONGEST_ID: Final = 100


def load(root: Path, data: str = "data", instead: Mapping[str, bytes] | None = None) -> Library:
    """Read every record of the folder `data` under `root`; never raises for what is in the files.

    Problems name files by paths that begin with `data`, as given, with slashes. `instead` maps such
    paths to what shall be read in place of a file, which need not exist: to try a change out.
    """
    loading = _Loading(root / data, data, instead or {})
    with without_collecting():
        loading.run()
    return loading.library()


class _Loading:
    """One walk through the folder; holds what it has found so far."""

    def __init__(self, folder: Path, shown: str, instead: Mapping[str, bytes]) -> None:
        self.folder = folder
        self.instead = instead
        self.shown = shown
        self.inside = folder.resolve()
        self.problems: list[Problem] = []
        self.records: dict[str, dict[str, Record]] = {kind: {} for kind in FOLDER_OF_KIND}
        self.terms: dict[str, Term] = {}
        self.redirects: dict[str, Redirect] = {}
        self.register: dict[str, str] = {}
        self.vocabularies: dict[str, dict[str, VocabularyTerm]] = {n: {} for n in VOCABULARIES}
        self.texts: dict[Key, tuple[str, str, KeyPath]] = {}
        self.first_of_id: dict[str, str] = {}
        self.broken: set[str] = set()
        self.broken_vocabularies: set[str] = set()
        self.files = 0

    def library(self) -> Library:
        """Freeze what was found."""
        return Library(
            **{FOLDER_OF_KIND[kind]: found for kind, found in self.records.items()},  # type: ignore[arg-type]
            terms=self.terms,
            redirects=self.redirects,
            register=self.register,
            vocabularies=self.vocabularies,
            problems=tuple(sorted(self.problems)),
            broken=frozenset(self.broken),
            broken_vocabularies=frozenset(self.broken_vocabularies),
            files=self.files,
            folder=self.shown,
            _texts=self.texts,
        )

    def run(self) -> None:
        """Look at everything in the folder, in the order of names."""
        if self.folder.is_dir():
            for name, message, mend in strays(self._entries("")):
                self._report(f"{self.shown}/{name}", "bad-file-name", message, mend)
            for folder, model in RECORD_FOLDERS.items():
                for stem, document in self._files(folder):
                    self._keep_record(stem, document, model)
            self._read_glossary()
            self._read_redirects()
            self._read_register()
            self._read_vocabularies()
        if not self.files:
            message = f"there are no records in {self.shown}/"
            mend = "run this in the folder that holds data/, or name the folder with --data"
            self._report(self.shown, "no-records", message, mend)

    def _files(self, folder: str) -> Iterator[tuple[str, source.Document]]:
        """Read the YAML files of a folder; a file with a wrong name is read all the same."""
        for entry in self._entries(folder):
            shown = f"{self.shown}/{folder}/{entry.name}"
            stem, dot, suffix = entry.name.rpartition(".")
            if dot + suffix != ".yaml" or entry.is_dir():
                mend = "move it out of this folder, which holds one .yaml file a record"
                first = entry.name.partition(".")[0]
                if re.search(r"\.ya?ml(?![~\w])", entry.name) and not entry.is_dir():
                    mend = f"rename it to {first}.yaml, or remove it if it is a copy"
                    self.broken.add(first)
                message = "this is not a file of a record"
                self._report(shown, "bad-file-name", message, mend)
                continue
            yield from self._file(stem, Path(entry.path), shown, folder)
        for shown in sorted(self.instead):
            path = self.folder / shown.removeprefix(f"{self.shown}/")
            if shown.startswith(f"{self.shown}/{folder}/") and not path.exists():
                yield from self._file(path.stem, path, shown, folder)

    def _file(
        self, stem: str, path: Path, shown: str, folder: str
    ) -> Iterator[tuple[str, source.Document]]:
        """Read one YAML file, or remember that it is broken."""
        self.files += folder in RECORD_FOLDERS
        document = self._read(path, shown)
        if document is not None:
            yield stem, document
        else:
            self.broken.add(stem)
            self.broken_vocabularies.add(stem)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """List a folder by name, without hidden files; a missing folder is empty."""
        path = self.folder / folder
        shown = f"{self.shown}/{folder}".rstrip("/")
        if not path.resolve().is_relative_to(self.inside):
            message = f"this is a link to a folder outside {self.shown}/"
            self._report(shown, "unreadable-file", message, "put the files themselves here")
            return []
        try:
            with os.scandir(path) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError:
            self._report(shown, "unreadable-file", "this folder cannot be read", "mend its rights")
            return []
        return sorted(found, key=lambda entry: entry.name)

    def _read(self, path: Path, shown: str) -> source.Document | None:
        """Read one file that lies in the folder, not merely a link to somewhere else."""
        try:
            if path.is_symlink() and not path.resolve().is_relative_to(self.inside):
                message = f"this is a link to a file outside {self.shown}/"
                self._report(shown, "unreadable-file", message, "put the file itself here")
                return None
            data = self.instead[shown] if shown in self.instead else path.read_bytes()
        except OSError:
            self._report(shown, "unreadable-file", "this file cannot be read", "mend its rights")
            return None
        found = source.read(shown, data)
        if isinstance(found, source.Document):
            return found
        self.problems += found
        return None

    def _keep_record(self, stem: str, document: source.Document, model: type[Record]) -> None:
        """Take one record in, or remember that there was one."""
        if not re.fullmatch(ID_PATTERN, stem) or len(stem) > LONGEST_ID:
            guess, why = mended_id(stem)
            because = f" (it has {why})" if why else ""
            message = f"the file's name is not an id{because}"
            better = f"{guess or 'an-id-like-this'}.yaml"
            mend = f"rename it to {better}: an id has small Latin letters, digits and hyphens"
            self._report(document.path, "bad-file-name", message, mend)
            self.broken.add(guess or stem)
        record, problems = read_record(document, model, stem)
        if record is None and (meant := model_meant(document.tree, model)):
            message = f"it has the keys of the records in {FOLDER_OF_KIND[meant.kind_name]}/"
            mend = f"move it to {self.shown}/{FOLDER_OF_KIND[meant.kind_name]}/"
            self._report(document.path, "bad-file-name", message, mend)
        else:
            self.problems += problems
        if record is None:
            self.broken.add(stem)
        if self._is_new(stem, document, ()) and record is not None:
            self.records[model.kind_name][stem] = record
            self.texts[model.kind_name, stem] = document.path, document.text, ()

    def _read_glossary(self) -> None:
        """Read the terms, all in one file; without the file there are none."""
        path = self.folder / GLOSSARY
        document = self._read(path, f"{self.shown}/{GLOSSARY}") if path.is_file() else None
        if document is None:
            return
        glossary, problems = read_record(document, Glossary)
        self.problems += problems
        if glossary is None:
            self.broken.update(_written_ids(document.tree))
            return
        for index, term in enumerate(glossary.terms):
            if self._is_new(term.id, document, ("terms", index, "id")):
                self.terms[term.id] = term
                self.texts[Term.kind_name, term.id] = document.path, document.text, ("terms", index)

    def _read_redirects(self) -> None:
        """Read the addresses that have moved, all in one file; without the file there are none."""
        path = self.folder / REDIRECTS
        document = self._read(path, f"{self.shown}/{REDIRECTS}") if path.is_file() else None
        if document is None:
            return
        moved, problems = read_record(document, Redirects)
        self.problems += problems
        if moved is None:
            self.broken.add(path.stem)
            return
        for index, redirect in enumerate(moved.redirects):
            place = ("redirects", index)
            if redirect.old in self.redirects:
                message = f"'{redirect.old}' is redirected twice"
                mend = "keep one of the two"
                self._report_at(document, (*place, "old"), "duplicate-redirect", message, mend)
                continue
            self.redirects[redirect.old] = redirect
            self.texts["redirect", redirect.old] = document.path, document.text, place

    def _read_register(self) -> None:
        """Read the register of published addresses; a program writes it, so it is plain lines."""
        for entry in self._entries(REGISTER_FOLDER):
            shown = f"{self.shown}/{REGISTER_FOLDER}/{entry.name}"
            try:
                text = self.instead.get(shown) or Path(entry.path).read_bytes()
                self.register[shown] = text.decode()
            except (OSError, UnicodeDecodeError):
                mend = "take it back from the history"
                self._report(shown, "unreadable-file", "this file cannot be read", mend)

    def _read_vocabularies(self) -> None:
        """Read the closed set of vocabularies."""
        missing = dict.fromkeys(VOCABULARIES)
        for stem, document in self._files(VOCABULARY_FOLDER):
            if stem in VOCABULARIES:
                missing.pop(stem)
                self._keep_vocabulary(stem, document)
                continue
            near = closest(stem, VOCABULARIES)
            mend = f"rename it to {near}.yaml" if near else "remove it"
            self._report(document.path, "bad-file-name", f"there is no vocabulary '{stem}'", mend)
        for stem in missing.keys() - self.broken_vocabularies:
            self.broken_vocabularies.add(stem)
            shown = f"{self.shown}/{VOCABULARY_FOLDER}/{stem}.yaml"
            self._report(shown, "missing-vocabulary", "this vocabulary is missing", "add the file")

    def _keep_vocabulary(self, stem: str, document: source.Document) -> None:
        """Take the terms of one vocabulary in."""
        vocabulary, problems = read_record(document, VOCABULARIES[stem])
        self.problems += problems
        if vocabulary is None:
            self.broken_vocabularies.add(stem)
            return
        terms = self.vocabularies[stem]
        for index, term in enumerate(vocabulary.terms):
            if term.id in terms:
                message = f"the id '{term.id}' is taken by a term above"
                self._report_at(document, ("terms", index, "id"), "duplicate-term", message)
                continue
            terms[term.id] = term
            place = ("terms", index)
            self.texts[f"vocabulary:{stem}", term.id] = document.path, document.text, place

    def _is_new(self, name: str, document: source.Document, path: KeyPath) -> bool:
        """Whether nothing before has this id: one id stands for one thing, of whatever kind."""
        first = self.first_of_id.setdefault(name, document.path)
        if first != document.path or (path and name in self.terms):
            message = f"the id '{name}' is taken by {first}"
            self._report_at(document, path, "duplicate-id", message)
            return False
        return True

    def _report(self, shown: str, slug: str, message: str, mend: str) -> None:
        """Report a whole file or folder."""
        self.problems.append(Problem(Place(shown, 1, 1), Level.ERROR, slug, message, mend, ()))

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


def _written_ids(tree: object) -> Iterator[str]:
    """Find the ids in a file of terms that could not be read."""
    terms = tree.get("terms") if isinstance(tree, dict) else None
    for term in terms if isinstance(terms, list) else ():
        if isinstance(term, dict) and isinstance(term.get("id"), str):
            yield term["id"]
