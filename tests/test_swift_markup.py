"""The quicker ways through Python-Markdown leave what it alone would have made."""

from contextlib import ExitStack
from importlib import metadata
from random import Random
from unittest import mock
from xml.etree.ElementTree import Comment, Element, QName, SubElement

import markdown
import pytest
from markdown import serializers

from built_twice import ROOT
from mkdocs_swift import markup

EXTENSIONS = [
    *("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html"),
    *("tables", "toc", "abbr", "smarty", "wikilinks", "pymdownx.betterem"),
]
PLAIN = EXTENSIONS[:8]
PIECES = (
    *("word", "два", " ", "  \n", "\n", "\n\n", "    ", "\t", "# ", "\n## ", "#", "===", "---"),
    *("[", "]", "[a]", "![", "!", "(", ")", "(b.md)", "(b.md 'x')", '(<c d> "y")', "[]", "[a][]"),
    *("[a][id]", "\n\n[id]: /there 'Name'\n", "[^1]", "\n\n[^1]: note\n", "*", "**", "_", "__"),
    *(
        "`",
        "``",
        "\\",
        "\\|",
        "\\\\",
        "|",
        "\n|a|b|\n|---|---|\n|",
        "&",
        "&amp;",
        "&#60;",
        "<",
        ">",
    ),
    *(
        "<br>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        '<div markdown="1">',
        "<https://a.example>",
        "<!--",
    ),
    *(
        "<a@b.example>",
        "-->",
        "{ .class }",
        "{ #id }",
        "{",
        "}",
        "\n{ .last }\n",
        "[TOC]",
        "\n[TOC]\n",
    ),
    *('\n!!! note "x"\n    ', "\n- ", "\n1. ", "\n> ", "\n```\n", "'", '"', "\x02", "\x03", "zz"),
)


def made(text: str, extensions: list[str]) -> tuple[str, object, object]:
    one = markdown.Markdown(extensions=extensions)
    return one.convert(text), getattr(one, "toc", ""), getattr(one, "toc_tokens", "")


def quick(text: str, extensions: list[str]) -> tuple[str, object, object]:
    with ExitStack() as steps:
        for place, name, value in markup.seams():
            steps.enter_context(mock.patch.object(place, name, value))
        return made(text, extensions)


@pytest.mark.parametrize("extensions", [PLAIN, EXTENSIONS, [], ["tables", "attr_list"]], ids=str)
@pytest.mark.parametrize("seed", range(20))
def test_any_text_comes_out_the_same(seed: int, extensions: list[str]) -> None:
    random = Random(seed)  # noqa: S311 - no secrets
    for _ in range(20):
        text = "".join(random.choices(PIECES, k=random.randint(1, 40)))
        assert quick(text, extensions) == made(text, extensions), text


def test_our_own_pages_come_out_the_same() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/adr").glob("*.md")]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert quick(text, PLAIN) == made(text, PLAIN), page.name


def test_a_tree_of_any_kind_is_written_the_same() -> None:
    root = Element("div", {"b": 'x"<&', "a": "1\n2", "hidden": "hidden"})
    SubElement(root, "br").tail = "a & b"
    SubElement(root, "script").text = "a < b"
    SubElement(root, "INPUT", {"checked": "checked"}).text = "lost?"
    usual = serializers.to_xhtml_string(root), serializers.to_html_string(root)
    root.append(Comment("said"))
    root.append(Element("named"))
    root[-1].tag = QName("{https://a.example}b")  # type: ignore[assignment]  # no text, but allowed
    deep = Element("b")
    last = deep
    for _ in range(2000):
        last = SubElement(last, "i")
    unusual = [serializers.to_xhtml_string(one) for one in (root, deep)]
    with ExitStack() as steps:
        for place, name, value in markup.seams():
            steps.enter_context(mock.patch.object(place, name, value))
        assert [serializers.to_xhtml_string(one) for one in (root, deep)] == unusual
        del root[3:]
        assert (serializers.to_xhtml_string(root), serializers.to_html_string(root)) == usual


def test_another_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len([*markup.seams()]) > 5
    assert metadata.version("markdown") == markup.KNOWN
    monkeypatch.setattr(markup, "version", lambda _: "4.0")
    assert [*markup.seams()] == []
