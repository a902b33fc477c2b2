"""Asking whether outside links answer, against a server of our own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest

import links
from casebook.library import load

ROOT: Final = Path(__file__).resolve().parent.parent


class Answers(BaseHTTPRequestHandler):
    """A server that answers with the number in the address."""

    def do_GET(self) -> None:
        status = int(self.path.strip("/").partition("?")[0] or 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200", "works"),
        ("/302", "works"),
        ("/200?q=закон", "works"),
        ("/404", "dead"),
        ("/410", "dead"),
        ("/500", "dead"),
        ("/403", "unsure"),
        ("/429", "unsure"),
    ],
)
def test_a_server_s_answer_is_told(server: str, path: str, state: str) -> None:
    assert links.ask(server + path).state == state


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("http://127.0.0.1:1/x", "unsure"),
        ("file:///etc/passwd", "dead"),
        ("http://[", "unsure"),
        ("http://", "unsure"),
    ],
)
def test_what_cannot_be_asked_never_raises(url: str, state: str) -> None:
    assert links.ask(url).state == state


def test_the_links_of_this_repository_are_found() -> None:
    found = links.addresses(load(ROOT))
    assert len(found) > 10
    assert all(url.startswith(("http://", "https://")) for url in found)
    assert all(path.startswith("data/sources/") for paths in found.values() for path in paths)


def test_the_report_names_the_file_and_a_place_for_copies() -> None:
    waits: list[float] = []
    answers = links.check(
        ["https://a.example/", "https://b.example/"],
        lambda url: links.Answer("dead" if "a." in url else "works", "answers so"),
        waits.append,
    )
    found = {url: ["data/sources/x.yaml"] for url in answers}
    told = "\n".join(links.report(found, answers))
    assert told.startswith("2 links: 1 works, 0 unsure, 1 dead")
    assert "- <https://a.example/> answers so; in data/sources/x.yaml" in told
    assert "<https://web.archive.org/web/*/https://a.example/>" in told
    assert "b.example" not in told
    assert waits == [links.PAUSE]


def test_no_link_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert links.main(["--root", str(tmp_path)]) == 2
    assert "no source has a link" in capsys.readouterr().err
