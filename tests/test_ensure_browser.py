import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import ensure_browser
from ensure_browser import NOTE, VARIABLE, NoBrowserError, ensure, find_installed, starts


def make_program(folder: Path, name: str, *lines: str, status: int = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text("\n".join(["#!/bin/sh", *lines, f"exit {status}", ""]), encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture(autouse=True)
def _no_applications(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensure_browser, "MACOS_PLACES", ())


@pytest.fixture
def no_playwright(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = make_program(tmp_path / "python", "python", "echo no network >&2", status=1)
    monkeypatch.setattr(sys, "executable", str(failing))


def test_a_stub_that_fails_does_not_start(tmp_path: Path) -> None:
    assert starts(make_program(tmp_path, "chromium"))
    assert not starts(make_program(tmp_path, "stub", status=1))
    assert not starts(tmp_path / "missing")


def test_the_variable_wins_over_path(tmp_path: Path) -> None:
    make_program(tmp_path / "bin", "chromium")
    named = make_program(tmp_path, "mine")
    environ = {VARIABLE: str(named), "PATH": str(tmp_path / "bin")}

    assert find_installed(tmp_path, environ) == (named, f"named by {VARIABLE}")


def test_a_variable_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    make_program(tmp_path / "bin", "chromium")
    environ = {VARIABLE: str(tmp_path / "missing"), "PATH": str(tmp_path / "bin")}

    with pytest.raises(NoBrowserError, match="does not start"):
        find_installed(tmp_path, environ)


def test_the_note_is_used_before_path(tmp_path: Path) -> None:
    noted = make_program(tmp_path, "noted")
    make_program(tmp_path / "bin", "chromium")
    (tmp_path / NOTE).parent.mkdir()
    (tmp_path / NOTE).write_text(f"{noted}\n", encoding="utf-8")

    found = find_installed(tmp_path, {"PATH": str(tmp_path / "bin")})

    assert found == (noted, "noted by an earlier run")


def test_a_stale_note_and_a_stub_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / NOTE).parent.mkdir()
    (tmp_path / NOTE).write_text(f"{tmp_path / 'gone'}\n", encoding="utf-8")
    make_program(tmp_path / "bin", "chromium", status=1)
    chrome = make_program(tmp_path / "bin", "google-chrome")

    assert find_installed(tmp_path, {"PATH": str(tmp_path / "bin")}) == (chrome, "found on PATH")


def test_nothing_found_is_none(tmp_path: Path) -> None:
    assert find_installed(tmp_path, {"PATH": str(tmp_path)}) is None


def test_root_asks_the_package_manager(tmp_path: Path) -> None:
    bin_folder = tmp_path / "bin"
    # A package manager that notes what it was asked, cannot renew its lists, and lays a browser
    # down when asked to install one.
    make_program(
        bin_folder,
        "apt-get",
        f'echo "$* $DEBIAN_FRONTEND" >> "{tmp_path}/asked"',
        'if [ "$2" = update ]; then exit 100; fi',
        f'printf "#!/bin/sh\\nexit 0\\n" > "{bin_folder}/chromium"',
        f'/bin/chmod +x "{bin_folder}/chromium"',
    )

    found = ensure(tmp_path, {"PATH": str(bin_folder)}, is_root=True)

    assert found == (bin_folder / "chromium", "installed by apt-get")
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(" ")[2] for line in asked] == ["noninteractive", "noninteractive"]
    assert "update" in asked[0]
    assert "install chromium" in asked[1]


@pytest.mark.usefixtures("no_playwright")
@pytest.mark.parametrize("is_root", [True, False])
def test_no_browser_at_all_is_told_in_plain_words(tmp_path: Path, *, is_root: bool) -> None:
    make_program(tmp_path / "bin", "apt-get", f'echo asked > "{tmp_path}/asked"', status=1)

    with pytest.raises(NoBrowserError, match="none could be found or installed"):
        ensure(tmp_path, {"PATH": str(tmp_path / "bin")}, is_root=is_root)

    assert (tmp_path / "asked").exists() == is_root


def test_playwright_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    downloaded = make_program(tmp_path, "downloaded")
    # Stands for Python: `-m playwright install` succeeds, `-c` prints where the browser is.
    python = make_program(
        tmp_path / "python", "python", f'if [ "$1" = -c ]; then echo "{downloaded}"; fi'
    )
    monkeypatch.setattr(sys, "executable", str(python))

    found = ensure(tmp_path, {"PATH": str(tmp_path)}, is_root=False)

    assert found == (downloaded, "downloaded by Playwright")


def test_main_notes_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = make_program(tmp_path, "mine")
    monkeypatch.setattr(ensure_browser, "ROOT", tmp_path)
    monkeypatch.setenv(VARIABLE, str(program))

    assert ensure_browser.main() == 0
    assert (tmp_path / NOTE).read_text(encoding="utf-8") == f"{program}\n"
    assert capsys.readouterr().out == f"browser: {program} (named by {VARIABLE})\n"


def test_main_fails_without_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ensure_browser, "ROOT", tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "missing"))

    assert ensure_browser.main() == 1
    assert not (tmp_path / NOTE).exists()
    assert "does not start" in capsys.readouterr().err


@pytest.mark.browser
def test_the_browser_draws_kazakh_letters(casebook_browser: Browser) -> None:
    page = casebook_browser.new_page()
    page.set_content("<title>Қамау</title><p>Өскемен, Ұлытау, Әли")

    assert page.title() == "Қамау"
    assert page.inner_text("p") == "Өскемен, Ұлытау, Әли"

    page.close()
