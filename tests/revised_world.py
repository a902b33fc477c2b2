"""The small invented world in a repository of its own, with a history that a test writes."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from golden_world import put_together

ONE = "data/cases/example-one.yaml"
TWO = "data/cases/example-two.yaml"
HIDDEN = "Unseenov"
"""In the text of every record that may not be shown."""


@dataclass(frozen=True)
class Repository:
    """A repository; days are those of commits."""

    root: Path

    def git(self, *arguments: str, when: str = "2031-01-01T12:00:00+00:00") -> str:
        """Run git as nobody in particular, at a fixed time, by no settings of this machine."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A Secret Author"),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "secret@example.org"),
            **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), when),
        }
        return subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        ).stdout

    def commit(self, when: str) -> None:
        """Commit everything, at noon of a day or at a time."""
        self.git("add", "--all")
        time = when if "T" in when else f"{when}T12:00:00+00:00"
        self.git("commit", "--quiet", "--allow-empty", "--message=A secret message", when=time)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old, text.count(old))
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        """Add to the end of a file."""
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(text)


def world_in(folder: Path) -> Repository:
    """Put the world together in a folder; nothing is committed yet."""
    made = Repository(put_together(folder))
    made.git("init", "--quiet", "--initial-branch=main")
    return made


RELEASED = """\
  - id: released-2031-03
    date: 2031-03-04
    type: released
    after: [convicted-2030-12]
    text: She was let go.
    sources:
      - source: example-correction-2031
        at: para. 9
"""
HARMED = """\
  - id: assault-2031
    date: 2031-02-20
    type: attacked
    harm: [sexual-violence]
    claim: alleged
    claimed_by: [her lawyer]
    text: An assault in custody was alleged.
    sources:
      - source: example-watch-2031
        at: ch. 9
"""
