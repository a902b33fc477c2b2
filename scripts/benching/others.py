"""What our build is compared with: Hugo on the same Markdown, Pagefind on its pages, a bare loop.

The comparison is a hard one on purpose. Hugo gets our finished Markdown, minimal layouts, a hook
that makes addresses of links to files without looking whether they are there, and one index in
JSON; it copies no data files, draws no theme and checks nothing. The loop makes one page of each
record straight from its YAML, in one process.
"""

import json
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Final

from benching.processes import Cost, measure
from benching.worlds import Size, size_of

CONTENT: Final = "content"
PUBLIC: Final = "public"
FLOOR: Final = "floor"
_SETTINGS: Final = {
    "baseURL": "https://example.org/",
    "title": "The Casebook",
    "disableKinds": ["taxonomy", "term", "rss", "sitemap"],
    "outputs": {"home": ["html", "json"], "section": ["html"], "page": ["html"]},
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
_PAGE: Final = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{{ .Title }}</title>\n'
    '<meta name="description" content="{{ .Description }}"></head>\n'
    '<body><nav><a href="/">Home</a></nav>\n<main>{{ .Content }}</main></body>\n</html>\n'
)
_LINK: Final = (
    "{{- $to := .Destination -}}\n"
    '{{- if strings.Contains $to ".md" -}}\n'
    '{{- $to = replaceRE `(/?index)?\\.md` "/" $to -}}\n'
    '{{- if .Page.IsPage }}{{ $to = printf "../%s" $to }}{{ end -}}\n'
    "{{- end -}}\n"
    '<a href="{{ $to | safeURL }}"{{ with .Title }} title="{{ . }}"{{ end }}>{{ .Text }}</a>'
    "{{- /* no line break after a link */ -}}\n"
)
_INDEX: Final = (
    "{{- $all := slice -}}\n"
    "{{- range site.RegularPages -}}\n"
    '{{- $all = $all | append (dict "title" .Title "url" .RelPermalink "about" .Description) -}}\n'
    "{{- end -}}\n"
    "{{- $all | jsonify -}}\n"
)
_LAYOUTS: Final = {
    "page.html": _PAGE,
    "section.html": _PAGE,
    "home.html": _PAGE,
    "home.json": _INDEX,
    "_markup/render-link.html": _LINK,
}


def lay_out(docs: Path, folder: Path) -> int:
    """Put the Markdown of `docs` before Hugo, with layouts; return how many pages there are.

    What MkDocs calls `index.md` is `_index.md` to Hugo.
    """
    (folder / "layouts" / "_markup").mkdir(parents=True)
    (folder / "hugo.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    for name, text in _LAYOUTS.items():
        (folder / "layouts" / name).write_text(text, encoding="utf-8")
    count = 0
    for page in docs.rglob("*.md"):
        inside = page.relative_to(docs)
        if inside.parts[0] == "adr":  # the site leaves it out, too
            continue
        copy = folder / CONTENT / inside.with_name(inside.name.replace("index.md", "_index.md"))
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
        count += 1
    return count


def hugo(folder: Path) -> Cost:
    """Build the pages with Hugo, from nothing."""
    for made in (PUBLIC, "resources", "kept"):
        shutil.rmtree(folder / made, ignore_errors=True)
    command = [_program("hugo"), "--quiet", "--destination", PUBLIC]
    return measure(command, folder, {"HUGO_CACHEDIR": str(folder / "kept")})


def pagefind(folder: Path) -> Cost:
    """Build the search of Hugo's pages with Pagefind, from nothing."""
    shutil.rmtree(folder / PUBLIC / "pagefind", ignore_errors=True)
    return measure([sys.executable, "-m", "pagefind", "--site", PUBLIC, "--silent"], folder)


def floor(folder: Path) -> Cost:
    """Make one page of each case with the bare loop."""
    shutil.rmtree(folder / FLOOR, ignore_errors=True)
    script = str(Path(__file__).with_name("floor.py"))
    return measure([sys.executable, script, "data/cases", FLOOR], folder)


def pages_of(folder: Path) -> Size:
    """Measure what Hugo made."""
    return size_of(folder / PUBLIC, ".html")


def _program(name: str) -> str:
    """Find a program that was installed beside this Python, or else anywhere."""
    beside = shutil.which(name, path=sysconfig.get_path("scripts"))
    found = beside or shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"there is no {name}; `make bench` installs it")
    return found
