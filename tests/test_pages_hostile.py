"""Whatever records say, pages keep their shape: no element, link or attribute that is not ours."""

import json
import re
from html.parser import HTMLParser

import markdown
import pytest
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from casebook import catalogue, pages, stacked_tables
from casebook.build import fold_all
from casebook.fold.vocabulary import meaning_of
from casebook.library import Library, load
from casebook.links import link
from casebook.markdown import plain
from casebook.publication import shown
from golden_world import ROOT, put_together
from spoilt_world import HOSTILE, spoilt_library

# The name of a column in a variable of the style sheet, as `stacked_tables` escapes it.
COLUMN = re.compile(r"'(?:[\w .,:;()%–-]|\\[0-9a-f]+ )*'")
Shape = list[tuple[str, tuple[tuple[str, str | None], ...]]]


def rendered(library: Library) -> dict[str, str]:
    public = shown(link(library))
    assert public.linked.problems == ()
    meaning = meaning_of(public.linked.library)
    made = pages.render(
        public.linked,
        fold_all(public.linked, meaning),
        meaning,
        words=catalogue.load(ROOT / "templates" / "words"),
        templates=ROOT / "templates",
        removed=public.removed,
    )
    return {name: content.decode() for name, content in made}


class Outline(HTMLParser):
    """Elements with their attributes, in order; ids made from headings are left out.

    So are links to glossary terms found in texts: a spoilt text has none. Of a drawing only the
    kinds of its elements count, as it makes room for its words.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.explaining = False
        self.drawn: set[str] | None = None
        self.shape: Shape = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "title" in dict(attrs) and "glossary/" in (dict(attrs).get("href") or ""):
            self.explaining = True
            return
        if ("class", "chart") in attrs:
            self.drawn = set()
        if self.drawn is not None:
            self.drawn.add(tag)
            return
        made_up = tag == "h1" or ("class", "headerlink") in attrs
        kept = [pair for pair in attrs if not (made_up and pair[0] in ("id", "href"))]
        if tag == "table":
            kept = [(name, COLUMN.sub("''", value or "")) for name, value in kept]
        self.shape.append((tag, tuple(kept)))

    def handle_endtag(self, tag: str) -> None:
        if self.explaining and tag == "a":
            self.explaining = False
            return
        if self.drawn is not None:
            if tag == "svg":
                self.shape.append(("chart", tuple((name, None) for name in sorted(self.drawn))))
                self.drawn = None
            return
        self.shape.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", (("text", data),)))


@pytest.fixture(scope="module")
def renderer() -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    assert len(config["markdown_extensions"]) > 5
    return markdown.Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load(put_together(tmp_path_factory.mktemp("world")))


@pytest.fixture(scope="module")
def files(library: Library) -> tuple[dict[str, str], dict[str, str]]:
    """All files of the tame and of the hostile world."""
    replaced: list[str] = []
    made = rendered(library), rendered(spoilt_library(library, replaced))
    assert len(replaced) > 300, "hardly any text was made hostile"
    return made


@pytest.fixture(scope="module")
def both(
    files: tuple[dict[str, str], dict[str, str]],
) -> tuple[dict[str, str], dict[str, str]]:
    """The pages alone."""
    tame, hostile = (
        {name: text for name, text in made.items() if name.endswith(".md")} for made in files
    )
    return tame, hostile


def outline(renderer: markdown.Markdown, page: str) -> Outline:
    text, _ = get_data(page)
    found = Outline()
    found.feed(renderer.reset().convert(text))
    found.close()
    return found


def test_hostile_texts_change_no_page_in_anything_but_text(
    both: tuple[dict[str, str], dict[str, str]],
    renderer: markdown.Markdown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tame, hostile = both
    # Whether a table is wide goes by the length of its texts; the marks of a wide one are ours.
    monkeypatch.setattr(stacked_tables, "_is_wide", lambda *_: True)
    assert sorted(tame) == sorted(hostile)
    assert len(tame) > 50
    for name, page in hostile.items():
        assert outline(renderer, page).shape == outline(renderer, tame[name]).shape, name


def test_hostile_texts_are_read_as_they_are(
    both: tuple[dict[str, str], dict[str, str]], renderer: markdown.Markdown
) -> None:
    _, hostile = both
    wanted = plain(HOSTILE)
    page = " ".join(outline(renderer, hostile["cases/example-one.md"]).text.split())

    assert page.count(wanted) > 50


def test_no_page_holds_what_a_template_engine_would_run(
    both: tuple[dict[str, str], dict[str, str]],
) -> None:
    for name, page in both[1].items():
        assert not {"{{", "}}", "{%", "{#", "\u202e", "\u200b"} & {
            page[start : start + size] for size in (1, 2) for start in range(len(page))
        }, name


def test_front_matter_stays_front_matter(both: tuple[dict[str, str], dict[str, str]]) -> None:
    for name, page in both[1].items():
        _, meta = get_data(page)
        known = {"title", "description", "hide", "record"}
        known |= {"cited_as", "version", "as_of", "data", "linked_data", "robots"}
        known |= {"card", "card_alt", "card_says"}
        assert {"title", "description"} <= set(meta) <= known, name
        assert "<" not in "".join(map(str, meta.values())), name


def test_scripts_hold_hostile_texts_as_data(
    files: tuple[dict[str, str], dict[str, str]],
) -> None:
    scripts = {name: text for name, text in files[1].items() if name.endswith(".js")}
    assert scripts
    for name, text in scripts.items():
        start, _, rest = text.partition("=")
        assert re.fullmatch(r"window\.casebook[A-Z][a-z]+", start), name
        assert json.loads(rest.rstrip().removesuffix(";")), name
        assert not {"<", "\u2028", "\u2029", "\u202e", "\u200b"} & set(text), name
