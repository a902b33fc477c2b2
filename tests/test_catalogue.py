"""The words of the interface: complete, used, and never guessed."""

import ast
import re
from pathlib import Path

import pytest

from casebook.catalogue import CatalogueError, Words, load, placeholders
from casebook.markdown import md
from casebook.models import RECORD_FOLDERS, Proceeding, Term, TimelineEvent
from casebook.models.event import Happening
from casebook.models.shape import fields_of

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "templates" / "words"
CALL = re.compile(r"""\bwords\(\s*(["'])(?P<key>[^"']+)\1""")
QUOTED = re.compile(r"""(["'])(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)\1""")


def keys_in_program(path: Path) -> tuple[set[str], set[str]]:
    """Return the keys that a program asks for, and every text in it that could be a key.

    A key may be chosen in one place and asked for in another, so each such text counts as use.
    """
    asked, quoted = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            quoted.add(node.value)
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", None))
            if name in ("words", "say"):
                asked.add(str(node.args[0].value))
    return asked, quoted


def told_fields() -> set[str]:
    """Return the names of the fields whose changes are told."""
    models = (*RECORD_FOLDERS.values(), Term, TimelineEvent, Happening, Proceeding)
    return {name for model in models for name in fields_of(model)}


def written(folder: Path, **languages: str) -> Path:
    for language, text in languages.items():
        (folder / f"{language}.yaml").write_text(text, encoding="utf-8")
    return folder


ENGLISH = """\
thousands-separator: ","
as-of: as of {date}
cases:
  one: one case
  other: "{count} cases"
in-place:
  one: "{count} case in {place}"
  other: "{count} cases in {place}"
"""


@pytest.fixture
def english(tmp_path: Path) -> Words:
    return load(written(tmp_path, en=ENGLISH))


class TestAsking:
    def test_placeholders_are_filled(self, english: Words) -> None:
        assert english("as-of", date="15 February 2023") == "as of 15 February 2023"

    @pytest.mark.parametrize(
        ("count", "text"),
        [(0, "0 cases"), (1, "one case"), (2, "2 cases"), (12_345, "12,345 cases")],
    )
    def test_a_number_chooses_the_form(self, english: Words, count: int, text: str) -> None:
        assert english("cases", count=count) == text

    def test_a_form_has_other_placeholders_too(self, english: Words) -> None:
        assert english("in-place", count=1, place="Oral") == "1 case in Oral"

    @pytest.mark.parametrize(
        ("key", "values", "message"),
        [
            ("as-off", {}, "no words for 'as-off' in en"),
            ("as-of", {}, "need date, and got nothing"),
            ("as-of", {"date": "x", "day": "y"}, "need date, and got date, day"),
            ("cases", {}, "need a whole number as count"),
            ("cases", {"count": "3"}, "need a whole number as count"),
            ("cases", {"count": True}, "need a whole number as count"),
            ("cases", {"count": -1}, "need a whole number as count"),
            ("in-place", {"count": 2}, "need count, place, and got count"),
        ],
    )
    def test_what_cannot_be_answered_is_an_error(
        self, english: Words, key: str, values: dict[str, object], message: str
    ) -> None:
        with pytest.raises(CatalogueError, match=message):
            english(key, **values)

    def test_numbers_are_written_as_the_language_does(self, english: Words) -> None:
        assert [english.number(n) for n in (7, 5.0, 2.5, 1_234_567)] == [
            "7",
            "5",
            "2.5",
            "1,234,567",
        ]


class TestOtherLanguages:
    RUSSIAN = """\
thousands-separator: "\\u00a0"
cases: {one: "{count} дело", few: "{count} дела", many: "{count} дел"}
"""

    def test_russian_has_three_forms_and_its_own_thousands(self, tmp_path: Path) -> None:
        words = load(written(tmp_path, en=ENGLISH, ru=self.RUSSIAN), "ru")
        said = {count: words("cases", count=count) for count in (0, 1, 2, 5, 11, 12, 21, 22, 1111)}
        assert said == {
            0: "0 дел",
            1: "1 дело",
            2: "2 дела",
            5: "5 дел",
            11: "11 дел",
            12: "12 дел",
            21: "21 дело",
            22: "22 дела",
            1111: "1\u00a0111 дел",
        }

    def test_english_stands_in_and_the_gap_is_known(self, tmp_path: Path) -> None:
        words = load(written(tmp_path, en=ENGLISH, ru=self.RUSSIAN), "ru")
        assert words("as-of", date="2022") == "as of 2022"
        assert words.untranslated == {"as-of", "in-place"}
        assert words.keys == load(tmp_path).keys

    @pytest.mark.parametrize(
        ("kazakh", "message"),
        [
            ("other: x", "kk.yaml: other: en.yaml has no such key"),
            ("as-of: күні", "kk.yaml: as-of: not the placeholders of en.yaml"),
            ("as-of: '{day}'", "kk.yaml: as-of: not the placeholders of en.yaml"),
        ],
    )
    def test_a_language_says_the_same_as_english(
        self, tmp_path: Path, kazakh: str, message: str
    ) -> None:
        with pytest.raises(CatalogueError, match=message):
            load(written(tmp_path, en=ENGLISH, kk=kazakh), "kk")

    def test_a_language_of_unknown_plurals_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CatalogueError, match="plural forms of 'xx' are not known"):
            load(written(tmp_path, en=ENGLISH, xx="as-of: x"), "xx")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "en.yaml: there are no words in it"),
        ("- a", "en.yaml:1: keys with their texts belong here"),
        ("a: x\nb: y\na: z", "en.yaml:3: this key is here twice"),
        ("a: {one: x, one: y}", "en.yaml:1: this key is here twice"),
        ("[a]: x", "en.yaml:1: this key is here twice, or is no word"),
        ("a: ''", "en.yaml:1: a text, with names in its braces"),
        ("a: 'x {} y'", "en.yaml:1: a text, with names in its braces"),
        ("a: 'x {0}'", "en.yaml:1: a text, with names in its braces"),
        ("a: 'x {'", "en.yaml:1: "),
        ("a: {one: x}", "en.yaml:1: 'a' needs the forms one, other"),
        ("a: {one: x, few: y, other: z}", "en.yaml:1: 'a' needs the forms one, other"),
        ("a: {one: [x], other: z}", "en.yaml:1: a form of 'a' must be a text"),
        ("a: [", "en.yaml: while parsing"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        load(written(tmp_path, en=text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"there is no en\.yaml"):
        load(tmp_path)


class TestOurs:
    """The words that the site is made with."""

    def test_every_language_loads(self) -> None:
        languages = sorted(path.stem for path in WORDS.glob("*.yaml"))
        assert "en" in languages
        assert all(load(WORDS, language).keys for language in languages)

    def test_texts_hold_no_markup(self) -> None:
        texts = load(WORDS).texts
        assert texts
        for key, text in texts.items():
            for form in [text] if isinstance(text, str) else text.values():
                bare = form.format_map(dict.fromkeys(placeholders(form), "x"))
                assert md(f"x{bare}") == f"x{bare}", key

    def test_keys_are_words_and_hyphens(self) -> None:
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in load(WORDS).keys)

    def test_every_key_asked_for_exists_and_every_key_is_asked_for(self) -> None:
        templates = sorted((ROOT / "templates").rglob("*.j2"))
        assert templates, "there are no templates to look at"
        programs = [*(ROOT / "src").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
        programs += (ROOT / "scripts" / "previewing").glob("*.py")
        asked, quoted = set(), set()
        for path in templates:
            text = path.read_text(encoding="utf-8")
            asked |= {found["key"] for found in CALL.finditer(text)}
            quoted |= {found["key"] for found in QUOTED.finditer(text)}
        for path in programs:
            more_asked, more_quoted = keys_in_program(path)
            asked |= more_asked
            quoted |= more_quoted
        # Every field of a record has words, for what changed in it.
        fields = {f"field-{name.replace('_', '-')}" for name in told_fields()}
        asked |= fields
        quoted |= fields
        known = load(WORDS).keys
        assert asked, "no template asks for words"
        assert sorted(asked - known) == []
        assert sorted(known - quoted) == []
