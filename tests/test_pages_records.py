"""What the pages of articles, events and figures count, and what they leave to other places."""

import json
from pathlib import Path

import markdown
import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from casebook import catalogue, dates
from casebook.build import build
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.links import link
from casebook.models import LocalText
from casebook.pages.counts import size_words
from casebook.pages.inline import Inline, sentences
from casebook.pages.page import Page
from casebook.pages.world import World
from golden_world import ROOT, put_together

CITED = [{"source": "example-watch-2031", "at": "p. 1"}]
SQUARE = "example-square-2030"


def told(name: str, when: str, kind: str, **more: object) -> dict[str, object]:
    """One event as a record has it."""
    return {"id": name, "date": when, "type": kind, "text": "It happened.", "sources": CITED} | more


def add(root: Path, name: str, *timeline: dict[str, object], **more: object) -> None:
    """Write one more case into a world."""
    summary = {"text": "Invented.", "sources": CITED}
    base = {"name": f"Example {name}", "kind": "person", "summary": summary}
    record = base | more | {"timeline": list(timeline)}
    path = root / "data" / "cases" / f"{name}.yaml"
    # Through JSON, so that what is shared is written out and not as an alias.
    plain = json.loads(json.dumps(record))
    path.write_text(yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")


def made(root: Path) -> dict[str, str]:
    found = build(root)
    assert [problem.message for problem in found.problems] == []
    return {name: content.decode() for name, content in found.files.items() if name.endswith(".md")}


def section(page: str, anchor: str) -> str:
    """The text under one heading."""
    _, _, rest = page.partition(f"{{ #section_{anchor} }}")
    assert rest, anchor
    return rest.partition("\n## ")[0]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    linked = link(load(put_together(tmp_path_factory.mktemp("world"))))
    world = World(
        linked=linked,
        states={},
        meaning=meaning_of(linked.library),
        words=catalogue.load(ROOT / "templates" / "words"),
        date_words=dates.ENGLISH,
    )
    return Page(world, "events/x.md")


# --- whom an event happened to -------------------------------------------------------------------


def test_an_event_counts_those_it_happened_to_and_lists_others_apart(tmp_path: Path) -> None:
    root = put_together(tmp_path)
    add(root, "held", told("held", "2030-05-01", "detained", part_of=SQUARE))
    add(root, "widow", told("spoke", "2030-06", "context", part_of=SQUARE))
    body = {"kind": "organisation", "organisation_kind": "party"}
    add(root, "party", told("said", "2030-06", "official-comment", part_of=SQUARE), **body)

    pages = made(root)
    event = pages[f"events/{SQUARE}.md"]

    # With the two of the world as it is: one person and one group.
    assert "- Known here by name: 2 people, 1 group" in event
    assert "(../cases/held.md)" in section(event, "participants")
    referring = section(event, "referring")
    assert "- [Example widow](../cases/widow.md): [Background, June 2030]" in referring
    assert "(../cases/party.md)" in referring
    assert "held.md" not in referring
    for name in ("widow", "party"):
        assert f"{name}.md" not in section(event, "participants")
        assert f"(../events/{SQUARE}.md)" in section(pages[f"cases/{name}.md"], "related")


@pytest.mark.parametrize(
    ("count", "kind", "unit", "said"),
    [
        (1, "exact", None, "1 person"),
        (2, "exact", None, "2 people"),
        (20, "more-than", "organisations", "more than 20 organisations"),
        (50, "about", "refusals", "about 50 refusals"),
    ],
)
def test_sizes_name_what_is_counted(
    page: Page, count: int, kind: str, unit: str | None, said: str
) -> None:
    assert size_words(page, count, kind, LocalText(en=unit) if unit else None) == said


# --- articles and figures ------------------------------------------------------------------------


def test_an_article_counts_what_became_of_charges_by_year(tmp_path: Path) -> None:
    root = put_together(tmp_path)
    charge = {"proceeding": "first", "articles": ["cc-991.1"]}
    dates_of = {
        "one": "2030-02",
        "two": "2031-01",
        "three": "../2031-01",
        "four": "2030-11/2031-02",
    }
    for name, when in dates_of.items():
        first = told("charge", when, "charged", **charge)
        add(root, name, first, proceedings=[{"id": "first", "label": "Invented"}])

    pages = made(root)
    article = pages["articles/cc-991.md"]
    outcomes = section(article, "outcomes").splitlines()

    # One was charged in the world as it is, in 2030.
    counted = "2030: 2, some time in 2030–2031: 1, 2031: 1, 2031 or earlier: 1"
    assert f"| Charged | 5 | {counted} |" in outcomes
    assert any(line.startswith("Counted here are the subjects of this site") for line in outcomes)
    for year, found in (("2029", 0), ("2030", 1), ("2031", 1)):
        assert pages.get(f"years/{year}.md", "").count("(../cases/four.md#charge)") == found
    assert "| Convicted | 1 | 2030: 1 |" in outcomes
    rows = [line for line in section(article, "charged").splitlines() if line.startswith("| [")]
    states = [row.split("|")[2].split("[")[1].split(",")[0] for row in rows]
    assert states == [*["Charged"] * 5, "Reclassified", "Convicted"]


def test_an_article_shows_the_words_it_is_searched_by_and_one_amount_as_one(
    tmp_path: Path,
) -> None:
    root = put_together(tmp_path)
    path = root / "data" / "articles" / "cc-991.yaml"
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    record["short_title"] = {"en": "Invented offence", "ru": "Вымысел"}
    record["aliases"] = ["rudeness"]
    record["parts"][1]["penalties"][0] |= {"at_least": 5}
    path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")

    article = made(root)["articles/cc-991.md"]

    assert '- Also searched as: <span lang="ru">Вымысел</span>, rudeness' in article
    assert "5 to 5" not in article
    assert ": 5 years" in article


def test_remarks_are_joined_as_sentences() -> None:
    assert sentences(["One.", "", "two", Inline("Three.")]) == "One. two. Three."
    assert sentences([]) == ""


# --- the table of contents -----------------------------------------------------------------------


def test_the_table_of_contents_lists_sections_and_events_keep_their_links() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    renderer = markdown.Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
    )
    profile = (ROOT / "tests" / "golden" / "cases" / "example-one.md").read_text(encoding="utf-8")
    text, _ = get_data(profile)
    html = renderer.convert(text)
    listed = renderer.toc_tokens  # type: ignore[attr-defined]

    assert "section_timeline" in {one["id"] for one in listed}
    assert all(one["level"] == 2 and not one["children"] for one in listed)
    assert '<h3 id="detained-2030-05">' in html
    assert 'href="#detained-2030-05"' in html
