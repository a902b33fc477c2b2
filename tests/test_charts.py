"""Charts: the same text for the same chart, colours of the page, and nothing drawn as nought."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from casebook import charts
from casebook.build import build
from casebook.cache import Cache
from casebook.charts import Bar, Chart, Charts, draw
from casebook.models import Statistic
from casebook.pages.article_charged import FEWEST
from casebook.pages.page import Page
from casebook.pages.series import drawing
from golden_world import ROOT
from test_pages_band import page  # noqa: F401 - a page of the golden world

CHART = Chart(
    "chart_x",
    'Offences <b>"$x$"</b>',
    "2019: 1; 2020: not stated",
    (
        Bar(2019, 1, "2019", "1", 1.0),
        Bar(2020, 1, "2020", "not stated", None),
        Bar(2021, 1, "2021", "0", 0.0),
        Bar(2022, 1, "2022", "about 5", 5.0),
        Bar(2023, 2, "2023–2024", "3 to 4", 3.0, 4.0, "other"),
    ),
)
FILLED = 'fill: var(--casebook-chart)"'


def test_it_is_an_element_with_a_name_and_its_values_in_words() -> None:
    root = ET.fromstring(draw(CHART))  # noqa: S314 - made here
    title, what = root.findall("title") + root.findall("desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {what.get('id')}"
    assert title.text == CHART.title
    assert what.text == CHART.description
    shown = ["".join(one.itertext()) for one in root.iter("text")]
    assert {bar.text for bar in CHART.bars} | {bar.label for bar in CHART.bars} == set(shown)


def test_what_is_not_stated_has_no_bar() -> None:
    without = Chart("chart_x", "T", "D", CHART.bars[:2])
    assert draw(without).count(FILLED) == 1


def test_another_period_is_striped() -> None:
    assert "url(#chart_x_" in draw(CHART)
    assert "pattern" not in draw(Chart("chart_x", "T", "D", CHART.bars[:2]))


def test_it_brings_no_colour_font_or_rule_of_its_own() -> None:
    text = draw(CHART)
    assert not re.search(r"#[0-9a-f]{6}\b", text)
    assert "font-family" not in text
    assert "<style" not in text
    assert "\n\n" not in text
    names = re.findall(r' id="([^"]+)"', text)
    assert names
    assert all(name.startswith("chart_x_") for name in names)
    assert len(names) == len(set(names))


def test_it_is_the_same_in_another_process_with_other_settings(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\n")
    program = "import test_charts as t; print(t.draw(t.CHART), end='')"
    tests, source = Path(__file__).parent, Path(charts.__file__).parent.parent
    again = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ
        | {"PYTHONPATH": f"{source}:{tests}", "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout == draw(CHART)


def test_a_chart_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Charts(Cache.open(tmp_path, "one")).svg(CHART)
    monkeypatch.setattr(charts, "draw", lambda _: pytest.fail("it was drawn again"))
    assert Charts(Cache.open(tmp_path, "one")).svg(CHART) == first
    with pytest.raises(pytest.fail.Exception):
        Charts(Cache.open(tmp_path, "two")).svg(CHART)


def test_matplotlib_is_not_loaded_to_show_what_is_kept() -> None:
    program = "import casebook.build, sys; assert 'matplotlib' not in sys.modules"
    source = Path(charts.__file__).parent.parent
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(source)}, check=True)


def statistic(*values: dict[str, object]) -> Statistic:
    cited = {"sources": [{"source": "example-watch-2031", "at": "p. 1"}]}
    return Statistic.model_validate(
        {
            "id": "example-series",
            "title": "Example series",
            "measure": "What is counted.",
            "unit": "offences",
            "topic": "assembly",
            "values": [one | cited for one in values],
        }
    )


def of(period: str, value: str | None = None, **more: object) -> dict[str, object]:
    known = {"value": value} if value else {"kind": "not-stated"}
    return {"period": period} | known | more


YEARS = (of("2019", "3"), of("2020"), of("2021", "5"))


def test_a_series_of_years_is_drawn_with_what_is_not_stated(page: Page) -> None:  # noqa: F811
    found = drawing(page, statistic(*YEARS, of("2022-01/2022-05", "1", partial="true")))
    assert found is not None
    assert "Not stated" in found.svg
    assert found.svg.count(FILLED) == 2
    assert len(found.caption) == 3


@pytest.mark.parametrize(
    "values",
    [
        YEARS[:2],
        (of("2019"), of("2020"), of("2021", "5")),
        (*YEARS, of("2021", "6")),
        (*YEARS, of("2021/2022", "6")),
        (*YEARS, of("2022-03", "6")),
        (*YEARS, of("2022~", "6")),
        (*YEARS, of("../2024", "6")),
        (of("2019", "3"), of("2020", "1"), of("2021", "1", of_which="Convicted")),
    ],
)
def test_anything_else_is_left_to_the_table(
    page: Page,  # noqa: F811
    values: tuple[dict[str, object], ...],
) -> None:
    assert drawing(page, statistic(*values)) is None


LYING = Chart(
    "chart_lying",
    "Outcomes",
    "Charged: 4; Convicted: 22; Left without consideration by the court: 1",
    (
        Bar(0, 1, "Charged", "4", 4),
        Bar(0, 1, "Convicted", "22", 22),
        Bar(0, 1, "Left without consideration by the court", "1", 1),
    ),
    lying=True,
)


def test_lying_bars_have_their_labels_beside_them_and_grow_downwards() -> None:
    root = ET.fromstring(draw(LYING))  # noqa: S314 - made here
    assert root.get("viewBox") == f"0 0 300 {LYING.height}"
    assert LYING.height > Chart("x", "T", "D", LYING.bars[:1], lying=True).height
    shown = ["".join(one.itertext()) for one in root.iter("text")]
    assert {"Charged", "4", "Convicted", "22", "1"} < set(shown)
    assert "Left without" in shown  # broken, not cut off
    assert draw(LYING).count(FILLED) == len(LYING.bars)


def articles_with_outcomes() -> dict[str, str]:
    made = build(ROOT)
    assert not made.failed
    return {
        name: text.decode().partition("{ #section_outcomes }")[2].partition("\n## ")[0]
        for name, text in made.files.items()
        if re.fullmatch(r"articles/[\w-]+\.md", name)
    }


def test_an_article_draws_the_outcomes_that_its_table_counts() -> None:
    drawn = 0
    for section in articles_with_outcomes().values():
        rows = re.findall(r"^\| ([A-Z][^|]*) \| (\d+) \|", section, re.MULTILINE)
        svg = re.search(r"<svg.*</svg>", section, re.DOTALL)
        assert (svg is not None) == (len(rows) >= FEWEST)
        if svg is not None:
            told = "; ".join(f"{outcome}: {count}" for outcome, count in rows)
            assert f"A bar for each outcome. {told}.</desc>" in svg[0]
            drawn += 1
    assert drawn
