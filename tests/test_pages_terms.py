"""Glossary terms explained where a page first uses them, and sentences that are ready to paste."""

import re

import pytest

from casebook.build import build
from casebook.models import LocalText, Term
from casebook.pages.briefing import MOST, sentences_of
from casebook.pages.terms import Terms
from golden_world import put_together

EXPLAINED = re.compile(r"\[[^\]]+\]\(\.\./glossary/index\.md#([\w-]+) \"[^\"]+\"\)")


def term(name: str, label: str) -> Term:
    texts = {"term": {"en": label}, "definition": {"en": "Invented."}, "category": "offence"}
    return Term.model_validate({"id": name} | texts)


TERMS = Terms(
    term(label.casefold().replace(" ", "-"), label)
    for label in ("House arrest", "House", "Pre-trial detention", "Views", "ILO", "Akim")
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("House arrest was ordered.", ["House arrest"]),
        ("He was under house arrest, then under house arrest.", ["house arrest"] * 2),
        ("pre-trial detention (an akim)", ["pre-trial detention", "akim"]),
        ("houses, house-arrested, akims, Akimat", []),
        ("Views of the ILO", []),
        ("HOUSE ARREST", []),
        ("", []),
    ],
)
def test_terms_are_found_whole(text: str, found: list[str]) -> None:
    spotted = [text[start:end] for start, end, _ in TERMS.spotted(text)]
    assert [one for one in spotted if one != "house"] == found


def test_the_longer_term_wins() -> None:
    (found,) = TERMS.spotted("in house arrest")
    assert found[2].id == "house-arrest"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = build(put_together(tmp_path_factory.mktemp("world")))
    return {name: text.decode() for name, text in made.files.items() if name.endswith(".md")}


def test_a_page_explains_terms_with_what_they_mean(pages: dict[str, str]) -> None:
    found = {name: EXPLAINED.findall(text) for name, text in pages.items()}
    assert any(found.values()), "no term is explained anywhere"
    glossary = pages["glossary/index.md"]
    for name, terms in found.items():
        for one in terms:
            assert f"{{ #{one} }}" in glossary, name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", 4),
        ("A. Testov was held. He was let go.", 2),
        ("No. 5 of St. Petersburg, by Mr. Testov.", 1),
        ("He said so.” Then he left", 1),
        ("It cost 1.5 million. In 2030 it cost more.", 2),
        ("Его задержали. Затем отпустили.", 2),
    ],
)
def test_sentences_are_told_apart(text: str, parts: int) -> None:
    found = sentences_of(LocalText.model_validate({"en": text}))
    assert len(found) == parts
    assert " ".join(found) == text


def test_what_is_ready_to_paste_is_short_dated_and_cut_in_sight(pages: dict[str, str]) -> None:
    found = 0
    for name, page in pages.items():
        told = re.search(r"To paste into a statement:\n\n(.+)\n", page)
        if not told:
            continue
        found += 1
        assert "as of" in told[1], name
        bare = told[1]
        while "(" in bare:
            bare = re.sub(r" ?\([^()]*\)", "", bare)
        plain = re.sub(r"\\(.)", r"\1", bare)
        assert 1 <= len(sentences_of(LocalText.model_validate({"en": plain}))) <= MOST, name
    assert found > 5
