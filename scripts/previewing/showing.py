"""What a preview shows: the page of a record under what is wrong with it."""

from http import HTTPStatus
from pathlib import Path

from casebook import catalogue
from casebook.addresses import page_of
from casebook.markdown import md
from casebook.problems import as_text
from casebook.proofing import Proof, Proofs
from previewing.framing import Frame

_REFRESH = '<script src="/_preview/refresh.js" data-version="{version}" defer></script>'


class Showing:
    """Pages of records, each with a notice, problems and the script that loads it again."""

    def __init__(self, root: Path, proofs: Proofs) -> None:
        """Read the theme and the words; the records are read with the first page."""
        self._words = catalogue.load(root / "templates" / "words")
        self._proofs = proofs
        self._frame = Frame(root / "mkdocs.yml", (page_of(*key) for key in proofs.records()))

    def refresh(self) -> None:
        """Look at the files again."""
        self._proofs.refresh()

    def asset(self, path: str) -> Path | None:
        """Find a file of the theme."""
        return self._frame.asset(path)

    def page(self, path: str, version: int) -> tuple[HTTPStatus, str]:
        """Show the page of a record, or say that there is none in a preview."""
        key = self._proofs.kind_and_name(path)
        words = self._words
        try:
            proof = self._proofs.proof(key) if key else None
        except KeyError:
            proof = None
        if proof is None:
            text = f"# {words('preview')}\n\n{md(words('preview-left-out'))}\n"
            return HTTPStatus.NOT_FOUND, self._framed("404.md", text, version)
        return HTTPStatus.OK, self._framed(f"{path}.md", self._told(proof), version)

    def _told(self, proof: Proof) -> str:
        """Put what is to be said of a page before its text, below its front matter."""
        words = self._words
        begin, front, text = "", "", proof.markdown
        if text.startswith("---\n"):
            begin, front, text = text.partition("\n---\n")
        notes = [words("preview-notice")]
        if not proof.is_published:
            notes.append(words("preview-not-published"))
        if not proof.is_current:
            notes.append(words("preview-earlier" if proof.markdown else "preview-nothing"))
        told = [f'!!! note "{words("preview")}"', "", *(f"    {md(one)}\n" for one in notes)]
        if proof.problems:
            told += [f'!!! failure "{words("preview-problems")}"', ""]
            lines = "\n\n".join(map(as_text, proof.problems)).split("\n")
            told += [f"        {line}" for line in lines]
        return f"{begin}{front}\n" + "\n".join(told) + f"\n\n{text}"

    def _framed(self, path: str, markdown: str, version: int) -> str:
        html = self._frame.page(path, markdown)
        before, end, after = html.rpartition("</body>")
        return f"{before}{_REFRESH.format(version=version)}{end}{after}"
