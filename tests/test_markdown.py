"""Whatever a record says, the reader sees it, and it is never markup."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from casebook.markdown import (
    FILTERS,
    address,
    attr,
    cell,
    code,
    md,
    md_paragraphs,
    plain,
    url,
    yaml_scalar,
)

ROOT = Path(__file__).resolve().parent.parent
# Extensions that a later hand might switch on; escaping holds with them too.
TEMPTING = ["abbr", "sane_lists", "pymdownx.emoji", "pymdownx.details"]
VOID = {"br", "hr", "img", "input", "meta", "link"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list["Element"]:
        found = [child for child in self.children if child.tag == tag]
        return found + [deep for child in self.children for deep in child.all(tag)]

    def only(self, tag: str) -> "Element":
        (found,) = self.all(tag)
        return found


class TreeBuilder(HTMLParser):
    """HTML as a tree; `text` holds all text below an element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def site_markdown(*more: str) -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    names = [*config["markdown_extensions"], *more]
    assert len(names) > 5, "mkdocs.yml enables no extensions"
    return markdown.Markdown(extensions=names, extension_configs=config["mdx_configs"])


PATIENT = settings(deadline=None)  # a busy machine is no fault of ours
MARKDOWN = site_markdown()
TEMPTED = site_markdown(*TEMPTING)


def rendered(source: str, renderer: markdown.Markdown = MARKDOWN) -> Element:
    builder = TreeBuilder()
    builder.feed(renderer.reset().convert(source))
    builder.close()
    assert len(builder.open) == 1
    return builder.open[0]


# Mostly what breaks Markdown, in pieces that only together mean something.
PIECES = st.sampled_from(
    [
        *"\\`*_{}[]()<>#+-.!|&~=:^\"'$%@/;?0123 \n\t",
        *("\\`", "``", "```", "~~~", "**", "__", "{{", "}}", "{%", "%}", "{#", "{: .x}", "{ #i }"),
        *(
            "![",
            "](",
            "[^1]",
            "[^1]: ",
            "[TOC]",
            "*[HTML]: ",
            "[a]: b",
            "!!! note",
            "???+ x",
            "1. ",
        ),
        *("- ", "* ", "+ ", "> ", "# ", "###", " #", "---", "***", "===", "|--|", ": ", "    "),
        *("<b>", "</p>", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<script>", "<a@b.c>"),
        *("&amp;", "&#60;", "&lt", "&", ":smile:", ":x", "https://a.b/c_d_e", "www.a.b", "a@b.org"),
        *("///Footnotes Go Here///", "klzzwxh:0001", "\x02", "\x03", "\u200b", "\u202e", "\u2028"),
        *(
            "\u00a0",
            "\ufeff",
            "\ud800",
            "HTML",
            "абв",
            "Қазақ",
            "a",
            "b ",
            "--",
            "...",
            "<http://a.b>",
        ),
    ]
)
TEXT = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text())


def assert_is_only_text(element: Element, text: str) -> None:
    assert element.text == plain(text)
    assert not element.children


class TestMd:
    @PATIENT
    @given(TEXT)
    @example("///Footnotes Go Here///")
    @example("\\!")
    @example("2022. A year")
    def test_a_paragraph_holds_the_text_and_nothing_else(self, text: str) -> None:
        for renderer in (MARKDOWN, TEMPTED):
            root = rendered(md(text) + "\n", renderer)
            assert [child.tag for child in root.children] == (["p"] if plain(text) else [])
            for paragraph in root.children:
                assert_is_only_text(paragraph, text)

    @PATIENT
    @given(TEXT)
    def test_it_stays_text_beside_and_inside_footnotes(self, text: str) -> None:
        if not plain(text):
            return
        source = f"Before[^1] {md(text)}[^1]\n\n[^1]: {md(text)}\n"
        first, notes = rendered(source).children
        note = notes.only("li").only("p")
        assert {child.tag for child in note.children} == {"a"}
        assert note.text.startswith(plain(text))
        assert [child.tag for child in first.children] == ["sup", "sup"]
        assert first.text.replace("1", "") == f"Before {plain(text)}".replace("1", "")

    @PATIENT
    @given(TEXT)
    def test_a_heading_holds_the_text(self, text: str) -> None:
        if not plain(text):
            return
        heading = rendered(f"## {md(text)}\n\nMore.\n").only("h2")
        permalinks = [child.tag for child in heading.children]
        assert permalinks == ["a"]
        assert heading.text.removesuffix("¶") == plain(text)

    @PATIENT
    @given(TEXT)
    def test_a_heading_keeps_the_attributes_a_template_gives(self, text: str) -> None:
        if plain(text):
            heading = rendered(f"## {md(text)} {{ #section_x }}\n").only("h2")
            assert heading.attributes == {"id": "section_x"}
            assert heading.text.removesuffix("¶") == plain(text)

    @PATIENT
    @given(TEXT, TEXT)
    def test_list_items_hold_the_texts(self, one: str, two: str) -> None:
        if not (plain(one) and plain(two)):
            return
        root = rendered(f"- {md(one)}\n- {md(two)}\n")
        assert [child.tag for child in root.children] == ["ul"]
        first, second = root.children[0].children
        assert_is_only_text(first, one)
        assert_is_only_text(second, two)

    @PATIENT
    @given(TEXT, TEXT)
    def test_definitions_hold_the_texts(self, term: str, meaning: str) -> None:
        if plain(term) and plain(meaning):
            root = rendered(f"{md(term)}\n:   {md(meaning)}\n")
            assert_is_only_text(root.only("dt"), term)
            assert_is_only_text(root.only("dd"), meaning)

    @PATIENT
    @given(TEXT, TEXT)
    def test_link_texts_hold_the_texts(self, before: str, text: str) -> None:
        if not plain(text):
            return
        link = rendered(f"{md(before)} [{md(text)}](x.md)\n").only("a")
        assert link.attributes["href"] == "x.md"
        assert_is_only_text(link, text)

    @PATIENT
    @given(TEXT)
    def test_a_link_may_follow_at_once(self, text: str) -> None:
        root = rendered(f"{md(text)}[next](x.md)\n")
        assert not root.all("img")
        assert root.only("a").text == "next"

    @PATIENT
    @given(TEXT, TEXT)
    def test_admonitions_hold_the_texts(self, title: str, text: str) -> None:
        if plain(text):
            box = rendered(f'!!! note "Note"\n\n    {md(text)}\n\n{md(title)}\n').only("div")
            assert_is_only_text(box.children[1], text)

    @PATIENT
    @given(TEXT)
    def test_no_template_language_is_left_in_it(self, text: str) -> None:
        for filtered in (md(text), cell(text), attr(text), code(text), yaml_scalar(text)):
            assert not re.search(r"\{[{%#]", filtered)

    @PATIENT
    @given(st.text(alphabet="abcАБВгдҚқіё ,;«»’—0123456789()'\"$§№", max_size=40))
    def test_ordinary_letters_stay_readable(self, text: str) -> None:
        assert md(f"x{text}") == plain(f"x{text}")

    def test_nothing_is_no_text(self) -> None:
        with pytest.raises(TypeError, match="no text to show"):
            md(None)


class TestPlain:
    def test_lines_are_joined_and_no_break_spaces_stay(self) -> None:
        assert plain(" a\n\tb\u2028c \u00a0d ") == "a b c \u00a0d"

    @pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\u2066", "\ufeff", "\x02", "\ud800"])
    def test_marks_that_hide_or_reorder_are_removed(self, mark: str) -> None:
        assert plain(f"Ma{mark}mai") == "Mamai"


class TestParagraphs:
    @PATIENT
    @given(st.lists(TEXT, max_size=4))
    def test_each_is_a_paragraph(self, texts: list[str]) -> None:
        whole = "\n \n".join(" ".join(text.splitlines()) for text in texts)
        root = rendered(md_paragraphs(whole))
        assert [child.tag for child in root.children] == ["p"] * len(root.children)
        expected = [plain(text) for text in texts if plain(text)]
        assert [child.text for child in root.children] == expected
        assert not any(child.children for child in root.children)


class TestCell:
    @PATIENT
    @given(TEXT, TEXT)
    def test_a_row_keeps_its_cells(self, one: str, two: str) -> None:
        source = f"| a | b | c |\n|---|---|---|\n| {cell(one)} | {cell(two)} | end |\n"
        for renderer in (MARKDOWN, TEMPTED):
            first, second, last = rendered(source, renderer).all("td")
            assert_is_only_text(first, one if plain(one) else "–")
            assert_is_only_text(second, two if plain(two) else "–")
            assert_is_only_text(last, "end")

    @PATIENT
    @given(TEXT)
    def test_a_head_and_a_single_column_hold_it(self, text: str) -> None:
        root = rendered(f"| {cell(text)} |\n|---|\n| {cell(text)} |\n")
        for tag in ("th", "td"):
            assert_is_only_text(root.only(tag), text if plain(text) else "–")


class TestAttr:
    @PATIENT
    @given(TEXT)
    @example('" onclick="x')
    def test_it_stays_inside_its_quotes(self, text: str) -> None:
        for source, tag in (
            (f'Word <span title="{attr(text)}">x</span> end', "span"),
            (f'<div title="{attr(text)}">x</div>', "div"),
            (f'| a |\n|---|\n| <abbr title="{attr(text)}">x</abbr> |', "abbr"),
        ):
            element = rendered(source).only(tag)
            assert element.attributes == {"title": plain(text)}
            assert element.text.strip() == "x"

    @PATIENT
    @given(TEXT)
    def test_it_stays_inside_its_quotes_where_markdown_reads_the_element(self, text: str) -> None:
        # Here Python-Markdown reads references twice: "&lt;" is shown as "<", still as text.
        source = f'<section markdown="1" title="{attr(text)}">\n\nx\n\n</section>'
        element = rendered(source).only("section")
        assert set(element.attributes) == {"title"}
        assert element.text.strip() == "x"


class TestCode:
    @PATIENT
    @given(TEXT)
    def test_it_is_shown_letter_by_letter(self, text: str) -> None:
        assert_is_only_text(rendered(f"Printed: {code(text)}.").only("code"), text)


class TestYamlScalar:
    @PATIENT
    @given(TEXT)
    @example("---\n...\na: b")
    @example("</title><script>")
    def test_it_is_one_value_and_no_html(self, text: str) -> None:
        body, meta = get_data(f"---\ntitle: {yaml_scalar(text)}\nother: 1\n---\n\nBody.\n")
        assert body.strip() == "Body."
        assert meta["other"] == 1
        builder = TreeBuilder()
        builder.feed(f'<title data-x="{meta["title"]}">{meta["title"]}</title>')
        builder.close()
        title = builder.open[0].only("title")
        assert title.attributes == {"data-x": plain(text)}

    def test_letters_stay_readable(self) -> None:
        assert yaml_scalar("Жанболат Мамай’s “case”") == '"Жанболат Мамай’s “case”"'
        assert yaml.safe_load(yaml_scalar("NO")) == "NO"


class TestUrl:
    @pytest.mark.parametrize(
        "text",
        [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\u200bscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//a.b/c",
            "a/b.md",
            "https://",
            "https:///path",
            "https://safe.example@evil.example/",
            "https://a.b/c d",
            "http://[::1",
            "http://[::1]/",
            "mailto:",
            "mailto://a.b",
            "",
        ],
    )
    def test_others_are_only_text(self, text: str) -> None:
        assert address(text) is None
        assert url(text) == md(text)
        assert url(text, "label") == "label"

    @pytest.mark.parametrize(
        ("text", "href"),
        [
            ("https://a.b/c_d_e?x=1&copy=2#f", "https://a.b/c_d_e?x=1&copy=2#f"),
            ("http://a.b/Mamai_(case)", "http://a.b/Mamai_%28case%29"),
            ("https://a.b/Мамай", "https://a.b/Мамай"),
            ("https://a.b/%D0%90", "https://a.b/%D0%90"),
            ('https://a.b/"x"*`|{{y}}\\', "https://a.b/%22x%22%2A%60%7C%7B%7By%7D%7D%5C"),
            ("mailto:a_b@c.org", "mailto:a_b@c.org"),
        ],
    )
    def test_web_and_mail_addresses_are_links(self, text: str, href: str) -> None:
        link = rendered(f"| a |\n|---|\n| {url(text)} |").only("a")
        assert link.attributes == {"href": href}
        assert_is_only_text(link, text)
        assert rendered(url(text, "A *label*")).only("a").text == "A *label*"

    @PATIENT
    @given(TEXT, TEXT)
    def test_any_path_and_label_make_one_link(self, path: str, label: str) -> None:
        text = "https://a.b/" + plain(path).replace(" ", "").replace("\u00a0", "")
        link = rendered(f"See {url(text, label)}.").only("a")
        assert set(link.attributes) == {"href"}
        assert (link.attributes["href"] or "").startswith("https://a.b/")
        assert_is_only_text(link, label if plain(label) else text)


def test_templates_get_every_filter() -> None:
    assert all(name == filter_.__name__ for name, filter_ in FILTERS.items())
    assert len(FILTERS) == 8
