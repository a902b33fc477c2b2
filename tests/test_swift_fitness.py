"""When the accelerator leaves a build to MkDocs, what plugins promise, and what keys tell apart."""

import datetime as dt
import functools
from importlib import import_module
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from built_twice import both, build, change, make_site, page, times, written_since
from mkdocs_swift import fitness
from mkdocs_swift.describing import UndescribableError, describe

UNPROMISED = "def on_post_page(output, page, config):\n    return output + '<!-- {} -->'\n"
PROMISED = (
    "import os\n"
    + UNPROMISED.replace("{}", "one")
    + "def swift_page_key(config):\n    return os.environ.get('SOME_SETTING')\n"
)
FEW = 24


def settings(folder: Path, *lines: str) -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("\n".join(["site_name: x", *lines]), encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


class TestRefusal:
    def test_a_build_without_plugins_is_fit(self, tmp_path: Path) -> None:
        assert fitness.refusal(settings(tmp_path, "plugins: []")) is None

    def test_a_plugin_that_gathers_from_all_pages_is_left_alone(self, tmp_path: Path) -> None:
        reason = fitness.refusal(settings(tmp_path, "plugins: [search]"))
        assert reason == "search does not say that it treats each page alone"

    def test_an_unknown_version_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fitness, "version", lambda _: "1.6.2")
        reason = fitness.refusal(settings(tmp_path, "plugins: []"))
        assert reason == "this is MkDocs 1.6.2, and only the inside of 1.6.1 is known"

    def test_a_system_without_forks_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr("os.fork")
        assert fitness.refusal(settings(tmp_path, "plugins: []")) is not None

    def test_who_reads_sources_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "hook.py").write_text(
            "def on_page_read_source(page, config):\n    return '# x'\n"
            "def swift_page_key(config):\n    pass\n",
            encoding="utf-8",
        )
        assert fitness.refusal(settings(tmp_path, "plugins: []", "hooks: [hook.py]")) is not None

    def test_macros_are_known_where_pages_must_ask(self, tmp_path: Path) -> None:
        config = settings(tmp_path, "plugins: [macros: {render_by_default: false}]")
        config.plugins.on_config(config)
        assert fitness.refusal(config) is None
        config = settings(tmp_path, "plugins: [macros]")
        config.plugins.on_config(config)
        assert fitness.refusal(config) is not None

    @pytest.mark.parametrize(
        ("name", "known"),
        [
            ("tables", True),
            ("markdown.extensions.toc", True),
            ("pymdownx.superfences", True),
            ("pymdownx.snippets", False),
            ("somebodys.own", False),
            ("casebook.stacked_tables", True),
        ],
    )
    def test_extensions_that_may_read_files(
        self, tmp_path: Path, name: str, *, known: bool
    ) -> None:
        config = settings(tmp_path, "plugins: []")
        if name.startswith("casebook."):
            import_module(name)
        config.markdown_extensions = [name]
        assert fitness.unknown_extension(config) == (None if known else name)


@pytest.mark.site
class TestPromises:
    def test_without_a_promise_the_build_is_plain_and_that_is_said_once(
        self, tmp_path: Path
    ) -> None:
        make_site(tmp_path, FEW)
        hook = tmp_path / "own.py"
        hook.write_text(UNPROMISED, encoding="utf-8")
        change(tmp_path / "mkdocs.yml", "hook.py]", f"hook.py, {hook}]")
        built = both(tmp_path, "--strict")
        assert built.status == 0
        assert built.said.count("Left to MkDocs alone") == 1
        assert not (tmp_path / ".cache").exists()

    def test_with_a_promise_its_code_and_what_it_names_count(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_site(tmp_path, FEW)
        hook = tmp_path / "own.py"
        hook.write_text(PROMISED, encoding="utf-8")
        change(tmp_path / "mkdocs.yml", "hook.py]", f"hook.py, {hook}]")
        both(tmp_path)
        before = times(tmp_path)
        build(tmp_path)
        assert written_since(tmp_path, before) == set()

        monkeypatch.setenv("SOME_SETTING", "other")
        both(tmp_path)
        assert len(written_since(tmp_path, before)) == FEW + 2

        hook.write_text(PROMISED.replace("one", "two"), encoding="utf-8")
        assert both(tmp_path).files["index.html"].endswith(b"<!-- two -->")

    def test_a_handler_that_fails_ends_the_build_as_it_would_anyway(self, tmp_path: Path) -> None:
        make_site(tmp_path, FEW)
        hook = tmp_path / "own.py"
        hook.write_text(
            "from mkdocs.exceptions import PluginError\n"
            "def on_page_content(html, page, config, files):\n"
            f"    if page.file.src_uri == {page(13)!r}:\n        raise PluginError('no')\n"
            "def swift_page_key(config):\n    pass\n",
            encoding="utf-8",
        )
        change(tmp_path / "mkdocs.yml", "hook.py]", f"hook.py, {hook}]")
        assert both(tmp_path).status == 1

    def test_a_template_may_ask_what_is_in_the_navigation(self, tmp_path: Path) -> None:
        make_site(tmp_path, FEW)
        (tmp_path / "theme/main.html").write_text(
            '{% extends "base.html" %}{% block content %}'
            "{% for item in nav %}{{ item.meta.icon }}{{ item.encrypted }}{% endfor %}"
            "{% endblock %}",
            encoding="utf-8",
        )
        both(tmp_path)
        before = times(tmp_path)
        build(tmp_path)
        assert written_since(tmp_path, before) == set()
        about = tmp_path / "docs/about.md"
        about.write_text("---\nicon: a/b\n---\n# about\n", encoding="utf-8")
        assert b"a/b" in both(tmp_path).files["index.html"]

    def test_a_template_that_looks_at_other_pages_is_never_behind(self, tmp_path: Path) -> None:
        make_site(tmp_path, FEW)
        (tmp_path / "theme/main.html").write_text(
            '{% extends "base.html" %}{% block content %}'
            "{% for file in pages %}{{ file.page.title }}{{ file.page.content | length }}"
            "{% endfor %}{% endblock %}",
            encoding="utf-8",
        )
        both(tmp_path)
        change(tmp_path / "docs" / page(3), "# Page 3", "# Third page")
        assert b"Third page" in both(tmp_path).files["index.html"]


class TestDescriptions:
    def test_different_things_have_different_texts(self) -> None:
        things: list[object] = [
            None,
            True,
            1,
            "1",
            b"1",
            1.5,
            [1],
            (1,),
            {1},
            {1: 2},
            {1: "2"},
            [[1], []],
            [[1, []]],
        ]
        things += [dt.date(2022, 1, 2), Path("1"), len, describe, dict, functools.partial(len, "x")]
        assert len({describe(thing) for thing in things}) == len(things)

    def test_the_same_thing_has_the_same_text(self) -> None:
        assert describe({"b": 1, "a": {2, 1}}) == describe({"b": 1, "a": {1, 2}})

    @pytest.mark.parametrize(
        "thing", [object(), lambda: 1, [object()], {"a": functools.partial(lambda: 1)}]
    )
    def test_what_cannot_be_told_apart_is_refused(self, thing: object) -> None:
        with pytest.raises(UndescribableError):
            describe(thing)
