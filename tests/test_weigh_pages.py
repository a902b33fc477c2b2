import subprocess
import sys
from pathlib import Path

import pytest

from weigh_pages import LIMIT, compressed, needed, shared, weights
from whole_site import SUB_PATH, build_site

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "weigh_pages.py"


def put(site: Path, name: str, text: str) -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def weigh(site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, site], capture_output=True, text=True, check=False
    )


def test_a_page_is_weighed_with_what_it_is_drawn_with(tmp_path: Path) -> None:
    style = put(tmp_path, "assets/a.css", "p { color: red }")
    script = put(tmp_path, "assets/a.js", "1")
    put(tmp_path, "assets/card.png", "x" * 1000)
    page = put(
        tmp_path,
        "cases/one/index.html",
        '<link rel="stylesheet" href="../../assets/a.css"><script src="/assets/a.js"></script>'
        '<meta property="og:image" content="../../assets/card.png"><a href="../two/">two</a>',
    )
    bare = put(tmp_path, "index.html", '<script src="assets/a.js"></script>')

    assert needed(page, tmp_path) == {page.resolve(), style.resolve(), script.resolve()}
    assert {name: size for size, name in weights(tmp_path)} == {
        "cases/one": sum(map(compressed, (page.resolve(), style.resolve(), script.resolve()))),
        ".": compressed(bare.resolve()) + compressed(script.resolve()),
    }
    assert [*shared(tmp_path)] == ["a.js"]


def test_a_missing_file_is_not_weighed_as_nothing(tmp_path: Path) -> None:
    page = put(tmp_path, "index.html", '<script src="gone.js"></script>')

    with pytest.raises(FileNotFoundError):
        needed(page, tmp_path)


def test_a_heavy_page_fails(tmp_path: Path) -> None:
    put(tmp_path, "index.html", "light")
    assert weigh(tmp_path).returncode == 0

    noise = "".join(chr(33 + (one * one * 7919) % 89) for one in range(400_000))
    put(tmp_path, "heavy/index.html", noise + str([*range(90_000)]))
    found = weigh(tmp_path)
    assert found.returncode == 1
    assert "heavy/" in found.stdout


def test_a_folder_without_pages_is_no_pass(tmp_path: Path) -> None:
    assert weigh(tmp_path).returncode == 2


@pytest.mark.site
def test_what_all_pages_share_leaves_room_for_a_long_one(tmp_path: Path) -> None:
    site = build_site(tmp_path) / SUB_PATH
    found = [*weights(site)]

    assert len(found) > 100
    assert sum(shared(site).values()) < 0.72 * LIMIT
    assert max(found)[0] < LIMIT
