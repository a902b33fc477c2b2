"""Building a site plainly and with the accelerator, and comparing all that can be seen of it."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
HOOK: Final = ROOT / "src/mkdocs_swift/hook.py"
# What MkDocs says of times and folders, and the accelerator of itself.
_PASSING: Final = re.compile(
    r"INFO    -  (?:Documentation built in|Building documentation to|Left to MkDocs|"
    r"Nothing is kept).*\n"
)


@dataclass(frozen=True)
class Built:
    """What one build did: its exit status, what it said, and every file it left."""

    status: int
    said: str
    files: dict[str, bytes]

    def lines(self) -> str:
        """What it said, but for what differs between any two builds."""
        return _PASSING.sub("", self.said)


def files_of(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder; folders that hold none are named too."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def build(root: Path, swift: str = "", *options: str, site: str = "swift") -> Built:
    """Build the site of a folder; `swift` is what the accelerator's switch says."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root / site), *options],
        cwd=root,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT / "src"),
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "1700000000",
            "MKDOCS_SWIFT": swift,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )
    return Built(run.returncode, run.stdout, files_of(root / site))


def both(root: Path, *options: str) -> Built:
    """Build both ways and hold them against each other; return the build that was hastened."""
    swift = build(root, "", *options)
    plain = build(root, "off", *options, site="plain")
    assert swift.status == plain.status, swift.said
    assert swift.lines() == plain.lines()
    assert swift.files.keys() == plain.files.keys()
    assert [name for name, data in plain.files.items() if swift.files[name] != data] == []
    return swift


def times(root: Path) -> dict[str, int]:
    """When each page of the hastened site was written."""
    folder = root / "swift"
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in sorted(folder.rglob("*.html"))
        if path.name != "404.html"
    }


def written_since(root: Path, before: dict[str, int]) -> set[str]:
    """Pages of the hastened site that were written since then."""
    return {name for name, time in times(root).items() if before.get(name) != time}


def make_site(root: Path, pages: int, *, settings: str = "") -> None:
    """Invent a site: pages that link to each other and to sections, a few of them in `nav`."""
    folders = 10
    assert pages > folders
    (root / "docs").mkdir(parents=True)
    for name in ("index", "about"):
        text = f"# {name}\n\n[First](group0/page0.md#more)\n"
        (root / f"docs/{name}.md").write_text(text, encoding="utf-8")
    for number in range(pages):
        path = root / "docs" / page(number)
        path.parent.mkdir(exist_ok=True)
        nearby = (number + folders) % pages // folders * folders + number % folders
        later = f"page{nearby}.md" if (root / "docs" / page(nearby)).parent == path.parent else ""
        path.write_text(
            f"---\nnumber: {number}\n---\n\n# Page {number}\n\n"
            f"[Home](../index.md) [next]({later or 'page' + str(number) + '.md'}#more)\n\n"
            f"## More\n\n- one *of* {number}\n- [about](../about.md)\n",
            encoding="utf-8",
        )
    for number in range(3):
        (root / f"docs/file{number}.json").write_text(f"{number}\n", encoding="utf-8")
    (root / "theme").mkdir()
    (root / "theme/extra.css").write_text("p { color: red }\n", encoding="utf-8")
    groups = "\n".join(f"  /group{number}/" for number in range(folders))
    (root / "mkdocs.yml").write_text(
        "site_name: Invented\nplugins: []\ntheme: {name: mkdocs, custom_dir: theme}\n"
        f"nav: [Home: index.md, About: about.md]\nnot_in_nav: |\n{groups}\n"
        "validation: {links: {anchors: warn, absolute_links: warn, unrecognized_links: warn}}\n"
        f"hooks: [{HOOK}]\n{settings}",
        encoding="utf-8",
    )


def page(number: int) -> str:
    """The path of a page of an invented site."""
    return f"group{number % 10}/page{number}.md"


def change(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
