"""YAML text: its values, where each stands, and what is said about text that is not right."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.problems import Level, Place, Problem
from casebook.source import DEEPEST, LARGEST, Document, building, document, read

PATH = "data/cases/x.yaml"
PARSERS = {"libyaml": yaml.CSafeLoader, "pure": yaml.SafeLoader}
Path = tuple[str | int, ...]


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with either parser of PyYAML."""
    use(request.param, monkeypatch)
    return str(request.param)


def use(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "Loader", PARSERS[name])
    monkeypatch.setattr(document, "Loader", PARSERS[name])


def good(text: str) -> Document:
    found = read(PATH, text.encode())
    assert isinstance(found, Document), found
    return found


def bad(text: str | bytes) -> list[Problem]:
    found = read(PATH, text.encode() if isinstance(text, str) else text)
    assert not isinstance(found, Document), found.tree
    assert found
    return list(found)


def spots(text: str | bytes) -> list[tuple[int, int, str]]:
    return [(p.place.line, p.place.column, p.slug) for p in bad(text)]


# --- values --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: x\n", {"a": "x"}),
        ("a: x", {"a": "x"}),
        ("a: NO\nb: 121.10\nc: 2022-01-05\nd: 010\ne: 1e3\n", {
            "a": "NO", "b": "121.10", "c": "2022-01-05", "d": "010", "e": "1e3",
        }),
        ("a: null\nb: ~\nc:\nd: ''\ne: \"\"\nf: # note\n", {
            "a": "null", "b": "~", "c": None, "d": "", "e": "", "f": None,
        }),
        ("- \n- a\n-\n", [None, "a", None]),
        ("a: []\nb: {}\n", {"a": [], "b": {}}),
        ("{}", {}),
        ("[]", []),
        ("a: {b: , c, d: [e, f: g]}\n", {"a": {"b": None, "c": None, "d": ["e", {"f": "g"}]}}),
        ("a:\n- b: c\n  d:\n  - e\n- f\n", {"a": [{"b": "c", "d": ["e"]}, "f"]}),
        ("a: >-\n  one\n  two\n\n  three\nb: |\n  one\n    two\n", {
            "a": "one two\nthree", "b": "one\n  two\n",
        }),
        ("a: 'it''s'\nb: \"tab\\tline\\n\\u04d9 \\\"q\\\"\"\n", {
            "a": "it's", "b": 'tab\tline\nә "q"',
        }),
        ("a: one\n  two\n", {"a": "one two"}),
        ("? a\n: b\n", {"a": "b"}),
        ("\"a b\": c\n'd': e\n", {"a b": "c", "d": "e"}),
        ("---\na: x\n...\n", {"a": "x"}),
        ("# note\n\n--- # note\n# note\na: x # note\n", {"a": "x"}),
        ("a: x#y\nb: http://example.org/?a=1&b=*2!\n", {
            "a": "x#y", "b": "http://example.org/?a=1&b=*2!",
        }),
        ("a: «Азаттык» и “другие”\nb: 5\xa0000\n", {"a": "«Азаттык» и “другие”", "b": "5\xa0000"}),
        ("имя: Жанболат\nқазақ: ә\n", {"имя": "Жанболат", "қазақ": "ә"}),
        ("~: x\nnull: y\n1: z\n", {"~": "x", "null": "y", "1": "z"}),
        ("'': x\n", {"": "x"}),
        ("a: '<< b'\nb: <<\n", {"a": "<< b", "b": "<<"}),
        ("a: '======='\nb: |\n  <<<<<<< x\n", {"a": "=======", "b": "<<<<<<< x\n"}),
        ("a: 👍\n", {"a": "👍"}),
    ],
)  # fmt: skip
def test_values_are_texts_lists_and_mappings(text: str, tree: Any) -> None:  # noqa: ANN401
    found = good(text)

    assert found.tree == tree
    assert found.path == PATH


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_any_system_will_do(line_break: str) -> None:
    text = "a: x\nb: |\n  one\n  two\nc: [d,\n  e]\n".replace("\n", line_break)

    found = good(text)

    assert found.tree == {"a": "x", "b": "one\ntwo\n", "c": ["d", "e"]}
    assert found.place(("c", 1)) == Place(PATH, 6, 3, 1)
    assert found.excerpt(found.place(("c", 0))) == ((5, "c: [d,"),)
    assert spots(text + "a: y") == [(7, 1, "duplicate-key")]


# --- places --------------------------------------------------------------------------------------

RECORD = """\
# A comment first.
name: Ержан Елшибаев
"quoted key": 'quoted text'
timeline:
  - date: 2019-10
    articles: [cc-106, "cc-272.1"]
    text: >-
      Long words,
      more of them.
    empty:
    sentence: {kind: imprisonment, years: 5}
  -
  - plain text
    that goes on
"""


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("path", "key", "shown"),
    [
        (("name",), False, (2, 7, "Ержан Елшибаев")),
        (("name",), True, (2, 1, "name")),
        (("quoted key",), False, (3, 15, "'quoted text'")),
        (("quoted key",), True, (3, 1, '"quoted key"')),
        (("timeline",), False, (5, 3, "- date: 2019-10")),
        (("timeline",), True, (4, 1, "timeline")),
        (("timeline", 0), False, (5, 5, "date: 2019-10")),
        (("timeline", 0), True, (5, 5, "date: 2019-10")),
        (("timeline", 0, "date"), False, (5, 11, "2019-10")),
        (("timeline", 0, "articles"), False, (6, 15, '[cc-106, "cc-272.1"]')),
        (("timeline", 0, "articles", 0), False, (6, 16, "cc-106")),
        (("timeline", 0, "articles", 1), False, (6, 24, '"cc-272.1"')),
        (("timeline", 0, "text"), False, (7, 11, ">-")),
        (("timeline", 0, "empty"), False, (10, 5, "empty")),
        (("timeline", 0, "empty"), True, (10, 5, "empty")),
        (("timeline", 0, "sentence"), False, (11, 15, "{kind: imprisonment, years: 5}")),
        (("timeline", 0, "sentence", "years"), False, (11, 43, "5")),
        (("timeline", 0, "sentence", "years"), True, (11, 36, "years")),
        (("timeline", 1), False, (12, 3, "-")),
        (("timeline", 2), False, (13, 5, "plain text")),
        # What is not there: the nearest parent, whatever stands between or behind.
        ((), False, (2, 1, "name: Ержан Елшибаев")),
        ((), True, (2, 1, "name: Ержан Елшибаев")),
        (("missing",), False, (2, 1, "name: Ержан Елшибаев")),
        (("timeline", 0, "missing"), False, (5, 5, "date: 2019-10")),
        (("timeline", 9), False, (5, 3, "- date: 2019-10")),
        (("timeline", -1), False, (5, 3, "- date: 2019-10")),
        (("timeline", "tag", 0, "Event", "date", "literal['unknown']"), False, (5, 11, "2019-10")),
        (("name", "str"), True, (2, 1, "name")),
        (("name", 0), False, (2, 7, "Ержан Елшибаев")),
        ((0, "name"), False, (2, 7, "Ержан Елшибаев")),
    ],
)
def test_a_place_is_where_the_value_or_its_key_stands(
    path: Path, shown: tuple[int, int, str], *, key: bool
) -> None:
    line, column, text = shown
    found = good(RECORD)

    assert found.place(path, key=key) == Place(PATH, line, column, len(text))
    whole = RECORD.split("\n")[line - 1]
    assert found.excerpt(found.place(path, key=key)) == ((line, whole),)
    assert whole[column - 1 :].startswith(text)


def letters(first: str, rest: str, most: int) -> st.SearchStrategy[str]:
    return st.from_regex(f"[{first}][{rest}]{{0,{most}}}", fullmatch=True)


WORDS = letters("a-zа-я", "a-z0-9а-яәқң_-", 8)
PROSE = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"]), max_size=60)
LEAVES = st.none() | WORDS | PROSE | PROSE.map("{}\n  x: y # z".format)
NESTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)
TREES = st.dictionaries(WORDS, NESTS, min_size=1, max_size=5) | st.lists(NESTS, min_size=1)


class Writer:
    """Writes a tree as YAML and remembers where it put what: an oracle that parses nothing."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401
        self.text = ""
        self.values: dict[Path, tuple[int, int, str]] = {}
        self.keys: dict[Path, tuple[int, int, str]] = {}
        self.nest(tree, (), 0)

    def here(self, shown: str) -> tuple[int, int, str]:
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n"), shown

    def nest(self, tree: Any, path: Path, indent: int) -> None:  # noqa: ANN401
        for step, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            self.text += " " * indent
            shown = "-" if isinstance(tree, list) else str(step)
            inner = (*path, step)
            self.keys[inner] = self.here(shown)
            self.text += shown if isinstance(tree, list) else f"{shown}:"
            if value and not isinstance(value, str):
                self.text += "\n"
                self.nest(value, inner, indent + 2)
            elif value is None:
                self.values[inner] = self.keys[inner]
                self.text += "\n"
            else:
                written = json.dumps(value, ensure_ascii=False)
                self.text += " "
                self.values[inner] = self.here(written)
                self.text += f"{written}\n"


@pytest.mark.parametrize("name", PARSERS)
@given(tree=TREES)
def test_every_path_of_any_tree_has_its_place(name: str, tree: Any) -> None:  # noqa: ANN401
    wanted = Writer(tree)
    with pytest.MonkeyPatch.context() as patch:
        use(name, patch)
        found = good(wanted.text)

        assert found.tree == tree
        for path, (line, column, shown) in wanted.values.items():
            assert found.place(path) == Place(PATH, line, column, len(shown))
        for path, (line, column, shown) in wanted.keys.items():
            if isinstance(path[-1], str):
                assert found.place(path, key=True) == Place(PATH, line, column, len(shown))


@given(TREES, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([None, True, False]))
def test_any_style_of_yaml_gives_the_same_values(
    tree: Any,  # noqa: ANN401
    style: str | None,
    flow: bool | None,  # noqa: FBT001
) -> None:
    def texts(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {key: texts(inner) for key, inner in value.items()}
        return [*map(texts, value)] if isinstance(value, list) else value or "x"

    wanted = texts(tree)
    written = yaml.dump(
        wanted, Dumper=NoAliases, default_style=style, default_flow_style=flow, allow_unicode=True
    )

    assert good(written.replace("!!null ", "")).tree == wanted


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002
        return True


# --- faults --------------------------------------------------------------------------------------

FAULTS: list[tuple[str, str, list[tuple[int, int, str]]]] = [
    # text, a part of the first message, every problem
    ("", "the file is empty", [(1, 1, "empty-file")]),
    ("# only\n\n  # notes\n", "the file is empty", [(1, 1, "empty-file")]),
    ("---\n", "the file is empty", [(1, 1, "empty-file")]),
    ("# note\njust a text\n", "without keys", [(2, 1, "no-keys")]),
    ("name:Erzhan\n", "without keys", [(1, 1, "no-keys")]),
    ("a: 1\nb: 2\na: 3\n", "'a' is written twice, first in line 1", [(3, 1, "duplicate-key")]),
    ("a: 1\na: 2\na: 3\n", "twice", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
    ("a:\n  - b: 1\n    'b': 2\n", "twice", [(3, 5, "duplicate-key")]),
    ("a: {b: 1, b: 2}\n", "twice", [(1, 11, "duplicate-key")]),
    ("имя: 1\nимя: 2\n", "twice", [(2, 1, "duplicate-key")]),
    ("? |\n  a\n: 1\n? |\n  a\n: 2\n", "twice", [(4, 3, "duplicate-key")]),
    # What stands for something else.
    ("a: &x 1\nb: *x\n", "anchor", [(1, 4, "yaml-anchor"), (2, 4, "yaml-anchor")]),
    ("a: &x\n  b: 1\nc: &y [1]\n", "anchor", [(1, 4, "yaml-anchor"), (3, 4, "yaml-anchor")]),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", "anchor", [
        (1, 4, "yaml-anchor"), (3, 3, "yaml-anchor"), (3, 7, "yaml-anchor"),
    ]),
    ("*x : 1\n", "anchor", [(1, 1, "yaml-anchor"), (1, 1, "yaml-anchor")][:1]),
    ("a:\n  <<: {b: 1}\n", "the key <<", [(2, 3, "yaml-anchor")]),
    ("a: **bold** words\n", "alias", [(1, 4, "yaml-anchor")]),
    ("a: & more\n", "anchor", [(1, 4, "yaml-anchor")]),
    ("a: *bold words*\n", "alias", [(1, 4, "yaml-anchor")]),
    ("a: !!python/object/apply:os.system ['x']\n", "tag", [(1, 4, "yaml-tag")]),
    ("a: !!str 1\nb: !x {c: d}\n", "tag", [(1, 4, "yaml-tag"), (2, 4, "yaml-tag")]),
    ("a: !\n", "tag", [(1, 4, "yaml-tag")]),
    ("a: !e!x y\n", "tag", [(1, 4, "yaml-tag")]),
    ("a: !<x\n", "tag", [(1, 4, "yaml-tag")]),
    ("%YAML 1.1\n---\na: 1\n", "directive", [(1, 1, "yaml-directive")]),
    ("%TAG ! x:\n---\na: 1\n", "directive", [(1, 1, "yaml-directive")]),
    ("%YAML 3.0\n---\na: 1\n", "directive", [(1, 1, "yaml-directive")]),
    ("a: 1\n% of all: 2\n", "directive", [(2, 1, "yaml-directive")]),
    ("---\na: 1\n---\nb: 2\n---\nc: 3\n", "second", [(3, 1, "several-documents")]),
    ("a: 1\n...\nb: 2\n", "second", [(3, 1, "several-documents")]),
    # Keys.
    ("? [a]\n: b\n", "a key is a text", [(1, 3, "no-text-key")]),
    ("? {a: b}\n: c\nd: {{e}}\n", "a key is a text", [
        (1, 3, "no-text-key"), (3, 5, "no-text-key"),
    ]),
    ("a: {: b}\n", "there is : where a value belongs", [(1, 5, "yaml-syntax")]),
    ("? \n: b\n", "a key is a text", [(1, 2, "no-text-key")]),
    (": b\n", "no key before the colon", [(1, 1, "yaml-syntax")]),
    ("\xa0a: 1\nb\xa0c: 2\n", "U+00A0", [(1, 1, "odd-space"), (2, 2, "odd-space")]),
    ("a:\n  'b\u200b': 2\n", "U+200B", [(2, 3, "odd-space")]),
    ("“a”: 1\n", "the mark “", [(1, 1, "smart-quote")]),
    # Spaces that are none.
    ("a:\n\xa0\xa0b: 1\n  c: 2\n", "U+00A0", [(2, 1, "odd-space")]),
    ("a: 1\nb:\xa0x\nc: 2\n", "U+00A0", [(2, 3, "odd-space")]),
    ("a: 1\n\n\xa0 b\nc: 2\n", "U+00A0", [(3, 1, "odd-space")]),
    ("a:\n\tb: 1\n", "a tab", [(2, 1, "tab-indentation")]),
    ("\ta: 1\n", "a tab", [(1, 1, "tab-indentation")]),
    ("a:\n  - b\n  \t- c\n", "a tab", [(3, 3, "tab-indentation")]),
    ("a: |\n\tx\n", "a tab", [(2, 1, "tab-indentation")]),
    ("a: 1\n\n\t\nb: 2\n", "a tab", [(3, 1, "tab-indentation")]),
    ("a: 'x'\n\tb: 2\n", "a tab", [(2, 1, "tab-indentation")]),
    # Quotation marks.
    ("a: “x: y”\n", "the mark “", [(1, 4, "smart-quote")]),
    ("a: «x»: y\n", "the mark «", [(1, 4, "smart-quote")]),
    ('a: "open\nb: 2\n', "not closed", [(1, 4, "yaml-syntax")]),
    ("a:\n  - 'open\n---\n", "not closed", [(2, 5, "yaml-syntax")]),
    ('a: 1\n"b\n', "not closed", [(2, 1, "yaml-syntax")]),
    ('a: "Foo" said\n', "after its closing quotation mark", [(1, 10, "yaml-syntax")]),
    ("a: 'it's'\n", "after its closing quotation mark", [(1, 8, "yaml-syntax")]),
    ('"a" b\n', "after its closing quotation mark", [(1, 5, "yaml-syntax")]),
    ('a: "\\d"\n', "backslash", [(1, 5, "yaml-syntax")]),
    ('a: "x \\xzz"\n', "backslash", [(1, 7, "yaml-syntax")]),
    ('b: 1\na: "\\U00110000"\n', "backslash", [(2, 5, "yaml-syntax")]),
    # Colons.
    ("a: x: y\n", "a colon and a space in a text", [(1, 5, "yaml-syntax")]),
    ("a:\n  - b: he said: no\n", "a colon and a space in a text", [(2, 15, "yaml-syntax")]),
    ("name:Erzhan\nkind: x\n", "no space after the colon", [(1, 5, "yaml-syntax")]),
    ("name: x\nkind:y\nz: 1\n", "no space after the colon", [(2, 5, "yaml-syntax")]),
    ("- a: 1\n  b:x\n\n  c: 2\n", "no space after the colon", [(2, 4, "yaml-syntax")]),
    ("http://x\n\na: 1\n", "a key cannot begin here", [(3, 1, "yaml-syntax")]),
    ("a: 1\nsome words\nb: 2\n", "no key", [(2, 1, "yaml-syntax")]),
    # Indentation.
    ("name: x\n  kind: y\n", "a key cannot begin here", [(2, 3, "yaml-syntax")]),
    ("a:\n  b: 1\n c: 2\n", "not in line with", [(3, 2, "yaml-syntax")]),
    ("a:\n  - b\n - c\n", "not in line with", [(3, 2, "yaml-syntax")]),
    ("- a\nb: c\n", "not in line with", [(2, 1, "yaml-syntax")]),
    ("-\nb: c\n", "not in line with", [(2, 1, "yaml-syntax")]),
    (" a: 1\nb: 2\n", "not in line with", [(2, 1, "yaml-syntax")]),
    # Brackets and signs.
    ("a: [x, y\nb: 1\n", "the bracket is not closed", [(1, 4, "yaml-syntax")]),
    ("a: {x: y\nb: 1\n", "the bracket is not closed", [(1, 4, "yaml-syntax")]),
    ("a: [x, y", "the bracket is not closed", [(1, 4, "yaml-syntax")]),
    ("a: [\n", "the file ends, and a bracket is still open", [(1, 4, "yaml-syntax")]),
    ("a:\n\n  - {b: c,\n\n", "the file ends, and a bracket is still", [(3, 10, "yaml-syntax")]),
    ("a: ]\n", "there is ] where a value belongs", [(1, 4, "yaml-syntax")]),
    ("a: [,]\n", "there is , where a value belongs", [(1, 5, "yaml-syntax")]),
    ("a: [b]]\n", "there is ] where nothing is open", [(1, 7, "yaml-syntax")]),
    ("a: {b: 1}}\n", "there is } where nothing is open", [(1, 10, "yaml-syntax")]),
    ("a: [b] c\n", "after a closing bracket", [(1, 8, "yaml-syntax")]),
    ("a: - b\n", "a list cannot begin here", [(1, 4, "yaml-syntax")]),
    ("a: ? b\n", "a question mark", [(1, 4, "yaml-syntax")]),
    ("a: @x\n", "cannot begin with @", [(1, 4, "yaml-syntax")]),
    ("a: `x`\n", "cannot begin with `", [(1, 4, "yaml-syntax")]),
    ("a: %x\n", "cannot begin with %", [(1, 4, "yaml-syntax")]),
    ("a: > foo\n", "on the line of > or |", [(1, 4, "yaml-syntax")]),
    ("a: |foo\n", "on the line of > or |", [(1, 4, "yaml-syntax")]),
    # Characters.
    ("a: \x07\nb: x\x1b[0m\x00\n", "U+0007", [
        (1, 4, "control-character"), (2, 5, "control-character"),
    ]),
    ("a: x\x85y\nb: \u2028\n", "U+0085", [
        (1, 5, "control-character"), (2, 4, "control-character"),
    ]),
    ("a: \u202ex\n", "U+202E", [(1, 4, "control-character")]),
    ("a: 1\nb: x\ufeff\n", "U+FEFF", [(2, 5, "control-character")]),
    ('a: "\\e[0m"\n', "U+001B", [(1, 4, "control-character")]),
    ('a: 1\n"\\0": x\n', "U+0000", [(2, 1, "control-character")]),
    # What version control left.
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "two versions", [
        (2, 1, "merge-conflict"),
    ]),
    ("<<<<<<<\n=======\n>>>>>>>\n<<<<<<< x\n=======\n>>>>>>> x\n", "two versions", [
        (1, 1, "merge-conflict"), (4, 1, "merge-conflict"),
    ]),
    ("a: 1\n=======\nb: 2\n>>>>>>> x\n", "two versions", [(2, 1, "merge-conflict")]),
    # Several at once.
    ("a: &x 1\na: 2\nb: !y z\nc: @\n", "anchor", [
        (1, 4, "yaml-anchor"), (2, 1, "duplicate-key"), (3, 4, "yaml-tag"), (4, 4, "yaml-syntax"),
    ]),
]  # fmt: skip


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "words", "expected"), FAULTS)
def test_every_fault_has_its_place_and_words(
    text: str, words: str, expected: list[tuple[int, int, str]]
) -> None:
    problems = bad(text)

    assert spots(text) == expected
    assert words in problems[0].message
    assert spots(text.replace("\n", "\r\n")) == expected
    # The C parser's errors and the pure one's, which nobody should have to read.
    foreign = "scann|token|simple key|flow|block|mapping|sequence|expected|stream|indicator|None"
    for problem in problems:
        assert not re.search(foreign, problem.message + problem.mend)
        assert problem.level is Level.ERROR


def test_only_the_pure_parser_minds_a_tab_behind_a_colon(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 1\nb:\tx\n"

    assert good(text).tree == {"a": "1", "b": "x"}
    use("pure", monkeypatch)
    assert spots(text) == [(2, 3, "tab-indentation")]


def test_a_repeated_key_is_shown_with_the_first_one() -> None:
    [problem] = bad("name: A\nkind: x\nname: B\n")

    assert problem.excerpt == ((1, "name: A"), (3, "name: B"))
    assert problem.place == Place(PATH, 3, 1, 4)


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (codecs.BOM_UTF8 + b"a: 1\n", [(1, 1, "byte-order-mark")]),
        (codecs.BOM_UTF8 + b"a: 1\na: 2\n", [(1, 1, "byte-order-mark"), (2, 1, "duplicate-key")]),
        (codecs.BOM_UTF8 + b"a: \xff\n", [(1, 1, "byte-order-mark"), (1, 4, "invalid-utf8")]),
        (codecs.BOM_UTF8 * 2 + b"a: \n", [(1, 1, "byte-order-mark"), (1, 1, "control-character")]),
        ("a: 1\n".encode("utf-16"), [(1, 1, "byte-order-mark")]),
        (codecs.BOM_UTF16_BE + "a: 1\n".encode("utf-16-be"), [(1, 1, "byte-order-mark")]),
        ("a: 1\n".encode("utf-32"), [(1, 1, "byte-order-mark")]),
        (codecs.BOM_UTF32_BE + "a: 1\n".encode("utf-32-be"), [(1, 1, "byte-order-mark")]),
        ("a: 1\n".encode("utf-16-le"), [(1, 2, "control-character"), (2, 1, "control-character")]),
        ("a: x\r\nимя: Мамай".encode("cp1251"), [(2, 1, "invalid-utf8")]),
        ("a: é".encode() + b"\xe9", [(1, 5, "invalid-utf8")]),
        (b"a: \xed\xa0\x80", [(1, 4, "invalid-utf8")]),
    ],
)
def test_bytes_that_are_no_utf8(data: bytes, expected: list[tuple[int, int, str]]) -> None:
    assert spots(data) == expected


def test_a_wrong_byte_is_named_and_its_line_shown() -> None:
    [problem] = bad(b"a: 1\nb: caf\xe9!\n")

    assert problem.message == "the byte 0xE9 is not part of a text in UTF-8"
    assert problem.excerpt == ((2, "b: caf\ufffd!"),)


def test_a_file_has_a_largest_size() -> None:
    text = "a: '" + "x" * (LARGEST - 6) + "'\n"

    assert len(text) == LARGEST
    assert isinstance(read(PATH, text.encode()), Document)
    [problem] = bad(text + "\n")
    assert (problem.slug, problem.excerpt) == ("file-too-large", ())
    assert problem.message == "the file has 1,048,577 bytes, and 1,048,576 is the most"


# --- depth ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_has_a_depth(opening: str) -> None:
    deep = opening * DEEPEST + "x"
    if opening in "[{a: ":
        closing = "]" if opening == "[" else "}"
        assert isinstance(read(PATH, (deep + closing * DEEPEST).encode()), Document)
    assert spots(opening * 20_000)[0][2] in ("too-deep", "no-text-key")
    assert (1, DEEPEST * len(opening) + 1, "too-deep") in spots(opening * (DEEPEST + 1) + "x")


def test_a_bomb_of_brackets_as_large_as_a_file_may_be_is_refused() -> None:
    assert spots("[" * LARGEST) == [(1, DEEPEST + 1, "too-deep")]
    assert spots("a:\n" + "- " * (LARGEST // 2 - 2)) == [(2, DEEPEST * 2 - 1, "too-deep")]


def test_a_document_as_deep_as_can_be_has_places() -> None:
    found = good("[" * DEEPEST + "x" + "]" * DEEPEST)

    assert found.place((0,) * DEEPEST) == Place(PATH, 1, DEEPEST + 1, 1)


# --- anything ------------------------------------------------------------------------------------


def is_sound(data: bytes) -> Document | None:
    """Check what is promised for any bytes; return the document if they are one."""
    found = read(PATH, data)
    if isinstance(found, Document):
        assert all(isinstance(node, str | list | dict | None) for node in nodes(found.tree))
        assert found.place().path == PATH
        return found
    assert found
    assert list(found) == sorted(set(found))
    raw = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    for problem in found:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", problem.slug)
        assert problem.message
        assert problem.mend
        assert all(text == lines[number - 1] for number, text in problem.excerpt)
        assert problem.place.column <= max(len(lines[problem.place.line - 1]), 1)
    return None


def nodes(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    yield tree
    if isinstance(tree, dict | list):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from nodes(inner)


PIECES = st.sampled_from([
    *"abc:-?,[]{}#&*!|>'\"%@`~=<.\\\t\r ", "  ", "\n", "\n\n", "\n  ", ": ", "- ", "? ", "a: ",
    "b:\n", "*x", "key", "---\n", "...\n", "<<: ", "<<<<<<< x\n", "=======\n", "%YAML 1.1\n",
    "!!str ", "&x ", "\\x", "\\U00110000", "\\ud800", "|2-\n", ">+\n", "\x00", "\x07", "\x85",
    "\xa0", "\u200b", "\u2028", "\ufeff", "“", "”", "ә", "字", "👍",
])  # fmt: skip


@given(st.binary())
def test_any_bytes_are_a_document_or_problems(data: bytes) -> None:
    is_sound(data)


@given(st.text())
def test_any_text_is_a_document_or_problems(text: str) -> None:
    is_sound(text.encode("utf-8", "surrogatepass"))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_pieces_of_yaml_are_a_document_or_problems(text: str) -> None:
    fast = is_sound(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        use("pure", patch)
        slow = is_sound(text.encode())
    if fast and slow:
        assert fast.tree == slow.tree
