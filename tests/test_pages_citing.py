"""How pages are cited, what they give to paste, and what they tell programs."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from mkdocs.utils.meta import get_data

from casebook import edition
from casebook.build import build
from golden_world import put_together

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("articles", "cases", "events", "statistics")
HEADING = "## Cite this page { #section_cite }"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def files() -> Mapping[str, str]:
    made = build(ROOT, site_url="https://casebook.example/kz").files
    return {name: one.decode() for name, one in made.items() if name.endswith(".md")}


@pytest.fixture(scope="module")
def pages(files: Mapping[str, str]) -> Mapping[str, str]:
    """The pages of records that can be cited."""
    found = {
        name: text
        for name, text in files.items()
        if name.partition("/")[0] in KINDS and get_data(text)[1].get("linked_data")
    }
    for kind in KINDS:
        records = len([*(ROOT / "data" / kind).glob("*.yaml")])
        assert sum(name.startswith(f"{kind}/") for name in found) == records > 50
    return found


def paragraphs(page: str) -> tuple[str, str]:
    """The citation and the briefing of a page."""
    _, found, rest = page.partition(HEADING)
    assert found
    citation, briefing = re.findall(r"^(.+)\n\{ \.copy-text ", rest, re.MULTILINE)
    return citation, briefing


def told(page: str) -> Json:
    found: Json = json.loads(get_data(page)[1]["linked_data"])
    return found


def test_the_site_is_called_the_same_everywhere() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"\nsite_name: {edition.SITE_NAME}\n" in settings


def test_every_citation_is_complete(pages: Mapping[str, str]) -> None:
    for name, page in pages.items():
        citation, _ = paragraphs(page)
        address = f"https://casebook.example/kz/{name.removesuffix('.md')}/"
        assert "The Casebook" in citation, name
        assert address in citation, name
        assert re.search(r"data version 1-[0-9a-f]{12}, as of ", citation), name
        assert citation.endswith(r"accessed \_\_\_\_."), name


def test_every_briefing_is_dated_and_sourced(pages: Mapping[str, str]) -> None:
    for name, page in pages.items():
        _, briefing = paragraphs(page)
        assert re.search(r"\bas of ", briefing), name
        assert "(The Casebook, https://casebook.example/kz/" in briefing, name
        assert "](" not in briefing, f"{name}: a link is no plain text"
        assert "<time" not in briefing, name


def test_a_case_is_told_with_source_and_basis(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["cases/erzhan-elshibaev.md"])
    state, _, step = briefing.partition("September–December 2022: ")

    assert state.startswith("Erzhan Elshibaev: Serving imprisonment since October 2019, as of")
    assert "as of about 15 February 2023 (IPHR and KIBHR, April 2022" in state
    assert "left standing on appeal (IPHR and KIBHR, March 2023, ch. 3" in step


def test_what_is_last_known_cites_what_told_it(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["cases/zhanbolat-mamai.md"])
    state = briefing.partition("Not later than May 2024: ")[0]

    assert "House arrest since 2 November 2022, as of" in state
    assert "UPR comments, 2024" not in state


def test_a_state_that_nobody_tells_is_not_called_inferred(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["cases/nurzhan-altayev.md"])
    state = briefing.partition("Not later than May 2024: ")[0]

    assert "is not stated by any source, as of May 2024 (Coalition" in state
    assert "inferred" not in state
    _, untold = paragraphs(pages["cases/sanjar-bokayev.md"])
    assert "Where the subject stands is not stated by any source, as of May 2024" in untold


def test_a_step_says_of_which_case_it_is(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["cases/kibhr.md"])

    assert "Dropped, not later than November 2021 (Reports on foreign funding), as of" in briefing


def test_only_sources_that_differ_are_said_to_disagree(pages: Mapping[str, str]) -> None:
    _, more_precise = paragraphs(pages["cases/max-bokayev.md"])
    _, differing = paragraphs(pages["cases/kibhr.md"])

    assert "more precise on this event than another: date of release" in more_precise
    assert "disagree" not in more_precise
    assert "Sources disagree about this event: how the campaign ended" in differing


@pytest.mark.parametrize(
    ("case", "caution"),
    [
        ("echo", "Sources disagree about this event: how the campaign ended."),
        ("aigul-akberdy", "Sources word this event differently: what Akberdy is called."),
        ("diana-baimagambetova", "can be read in two ways: kind of sentence."),
        ("dvk", "Sources word this event differently: what was not public."),
    ],
)
def test_only_a_disagreement_is_pasted_as_one(
    pages: Mapping[str, str], case: str, caution: str
) -> None:
    _, briefing = paragraphs(pages[f"cases/{case}.md"])

    assert caution in briefing
    assert ("disagree" in briefing) == ("disagree" in caution)


def test_a_state_that_no_source_tells_is_said_in_words(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["cases/andrey-sviridov.md"])

    assert briefing.startswith(
        "Andrey Sviridov: Where the subject stands is not stated by any source, as of May 2024 ("
    )


def test_a_victim_is_not_told_of_as_free_alone(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["cases/daulet-mukhazhanov.md"])

    assert briefing.startswith("Daulet Mukhazhanov: At liberty since 5 January 2022, as of")
    assert "wheelchair" in briefing


def test_a_count_says_what_it_counts(pages: Mapping[str, str]) -> None:
    _, briefing = paragraphs(pages["articles/cc-405.md"])

    assert re.search(r"In the Casebook \d+ cases name a charge under it, and in \d+", briefing)
    assert "this counts records here, not everyone charged" in briefing


def test_a_figure_that_is_not_stated_says_so(pages: Mapping[str, str]) -> None:
    texts = [paragraphs(page)[1] for name, page in pages.items() if name.startswith("statistics/")]
    assert any("cannot be compared with it" in text for text in texts)
    assert all("None" not in text for text in texts)


def test_linked_data_says_what_the_page_is_about_and_no_state(pages: Mapping[str, str]) -> None:
    kinds = set()
    for name, page in pages.items():
        found = told(page)
        assert found["@context"] == "https://schema.org"
        assert found["@type"] == "WebPage"
        assert found["url"] == f"https://casebook.example/kz/{name.removesuffix('.md')}/"
        assert found["about"]["name"], name
        assert found["license"] == edition.LICENCE_URL
        assert "dateModified" not in found
        assert all(one["name"] for one in found["citation"])
        kinds.add(found["about"]["@type"])
    assert kinds == {"Person", "Organization", "Thing", "Legislation", "Event"}
    spelt = told(pages["cases/zhanbolat-mamai.md"])["about"]["alternateName"]
    assert spelt


# Properties of schema.org, 29, that we write, by type; those of a parent are those of its children.
PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    "CreativeWork": frozenset({"name", "url", "datePublished"}),
    "Event": frozenset({"name", "startDate"}),
    "Legislation": frozenset({"name", "legislationIdentifier"}),
    "Organization": frozenset({"name", "alternateName"}),
    "Person": frozenset({"name", "alternateName"}),
    "Thing": frozenset({"name", "alternateName", "description"}),
    "WebPage": frozenset(
        {"name", "url", "inLanguage", "isPartOf", "license", "version", "about", "citation"}
    ),
    "WebSite": frozenset({"name"}),
}
DATES: Final = frozenset({"startDate", "datePublished"})


def test_linked_data_keeps_to_the_words_of_schema_org(pages: Mapping[str, str]) -> None:
    seen = set()

    def judge(node: Json) -> None:
        kind = node["@type"]
        seen.add(kind)
        for name, value in node.items():
            if name in ("@type", "@context"):
                continue
            assert name in PROPERTIES[kind], (kind, name)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    judge(one)
                else:
                    assert isinstance(one, str)
                    assert one
                    assert name not in DATES or re.fullmatch(r"\d{4}(-\d\d){0,2}", one)

    for page in pages.values():
        judge(told(page))
    assert seen == set(PROPERTIES)


def test_the_front_matter_leads_to_files_that_are_there(
    pages: Mapping[str, str],
) -> None:
    made = build(ROOT).files
    for name, page in pages.items():
        data = get_data(page)[1]
        record = json.loads(made[data["data"]])
        assert record["page"] == f"{name.removesuffix('.md')}/"
        assert record["version"] == data["version"]
        assert (record["as_of"] or "") == data["as_of"]


def test_a_copy_without_an_address_says_so(tmp_path: Path) -> None:
    page = build(put_together(tmp_path)).files["cases/example-one.md"].decode()
    citation, briefing = paragraphs(page)

    assert "/cases/example-one/ (this copy of the site names no address)" in citation
    assert "/cases/example-one/ (this copy of the site names no address)" in briefing
    assert "url" not in told(page)


def test_hostile_names_cannot_leave_the_script(tmp_path: Path) -> None:
    root = put_together(tmp_path)
    path = root / "data" / "cases" / "example-one.yaml"
    hostile = 'A </script><!-- & \\ " {{ 7*7 }} name'
    text = path.read_text(encoding="utf-8")
    changed = text.replace("name: Example One Testova", f"name: {json.dumps(hostile)}", 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")

    page = build(root).files["cases/example-one.md"].decode()
    linked = get_data(page)[1]["linked_data"]

    assert "<" not in linked
    assert ">" not in linked
    assert json.loads(linked)["about"]["name"] == hostile
