"""Links come out as MkDocs alone would have them, with the same warnings and anchors."""

from contextlib import ExitStack
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from mkdocs.config import load_config
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_swift import addresses

PATHS = ("index.md", "a.md", "b/index.md", "b/c.md", "b/d/e.md", "x y.md", "f.json", "b/g.md")
PIECES = (
    *("..", ".", "/", "a", "b", "c", "d", "e", "x y", "x%20y", ".md", "index.md", "c.md", "g.md"),
    *(
        "#",
        "#fn:1",
        "?q",
        ":",
        "//",
        "http:",
        "mailto:",
        "\\",
        "é",
        "f.json",
        "",
        " ",
        "\x02amp\x03",
    ),
)


def results(links: list[str], folder: Path, *, quick: bool, directories: bool) -> object:
    config = load_config(
        str(folder / "mkdocs.yml"),
        site_name="x",
        docs_dir=str(folder / "docs"),
        plugins=[],
        use_directory_urls=directories,
    )
    files = Files(
        [
            File(path, str(folder), str(folder / "site"), use_directory_urls=directories)
            for path in PATHS
        ]
    )
    for file in files:
        file.inclusion = InclusionLevel.INCLUDED
    excluded = files.get_file_from_path("b/g.md")
    assert excluded
    excluded.inclusion = InclusionLevel.EXCLUDED
    found = []
    with ExitStack() as steps:
        said = steps.enter_context(mock.patch.object(pages.log, "log"))
        if quick:
            for place, name, value in addresses.seams():
                steps.enter_context(mock.patch.object(place, name, value))
        for file in files:
            links_of = pages._RelativePathTreeprocessor(file, files, config)  # noqa: SLF001
            urls = [links_of.path_to_url(link) for link in links]
            anchors = {to.src_uri: named for to, named in links_of.links_to_anchors.items()}
            found.append((urls, list(anchors.items()), str(said.mock_calls)))
    return found


@pytest.mark.parametrize("directories", [True, False])
def test_any_link_leads_where_it_did(tmp_path: Path, *, directories: bool) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    random = Random(1)  # noqa: S311 - no secrets
    links = ["".join(random.choices(PIECES, k=random.randint(1, 6))) for _ in range(3000)]
    links += ["a.md", "b/c.md#x", "../a.md", "./a.md", "b/g.md#x", "nowhere.md", "b//c.md", "#x"]
    usual = results(links, tmp_path, quick=False, directories=directories)
    assert results(links, tmp_path, quick=True, directories=directories) == usual
