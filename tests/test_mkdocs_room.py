"""The hook that saves room: the site is the same with it."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import mkdocs_room

ROOT = Path(__file__).resolve().parent.parent
TEXT = "# Head\n\nWords, and a [link](two.md).\n"


def site(folder: Path, *hooks: Path) -> dict[str, str]:
    """Build a site of two pages; return its HTML by path."""
    (folder / "docs").mkdir(parents=True)
    for name in ("index", "two"):
        (folder / f"docs/{name}.md").write_text(TEXT, encoding="utf-8")
    settings = "site_name: Test\n" + "".join(f"hooks: [{hook}]\n" for hook in hooks)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), plugins=[]))
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8").rpartition("<!--")[0]
        for path in sorted((folder / "site").rglob("*.html"))
    }


def test_the_site_is_the_same_with_it(tmp_path: Path) -> None:
    with_it = site(tmp_path / "with", ROOT / "scripts/mkdocs_room.py")

    assert len(with_it) > 1
    assert "Words, and a" in with_it["site/index.html"]
    assert with_it == site(tmp_path / "without")


def test_the_markdown_goes_and_the_html_stays(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"))
    files = Files([])
    file = File("index.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    page = Page("Head", file, config)
    page.markdown = TEXT

    html = mkdocs_room.on_page_content("<p>Words</p>", page=page, config=config, files=files)

    assert html == "<p>Words</p>"
    assert page.markdown == ""
