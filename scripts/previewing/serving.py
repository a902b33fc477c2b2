"""A server for one reader on this machine: pages of records, made when they are asked for."""

import contextlib
import mimetypes
import threading
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from previewing.showing import Showing

OWN: Final = "_preview/"
_SCRIPT: Final = Path(__file__).with_name("refresh.js")
_LONGEST_WAIT: Final = 20.0
_QUIET: Final = 0.05  # seconds: one saving is several changes, of which the last counts
_LONGEST_UNREST: Final = 0.5
_MOVED: Final = frozenset({"created", "deleted", "modified", "moved"})


class Changes(FileSystemEventHandler):
    """Counts the changes of files, and lets others wait for the next."""

    def __init__(self) -> None:
        """Begin at version 0."""
        self.version = 0
        self._turned = threading.Condition()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Count what changes a file; opening and closing one does not."""
        if event.event_type in _MOVED and not event.is_directory:
            with self._turned:
                self.version += 1
                self._turned.notify_all()

    def settled(self) -> int:
        """Wait until no file has changed for a moment: a file that is half written says nothing."""
        until = time.monotonic() + _LONGEST_UNREST
        with self._turned:
            while time.monotonic() < until:
                known = self.version
                if not self._turned.wait_for(partial(self._is_other, known), _QUIET):
                    break
            return self.version

    def wait(self, known: int) -> int:
        """Wait until there is another version than the known one, but not for ever."""
        with self._turned:
            self._turned.wait_for(partial(self._is_other, known), _LONGEST_WAIT)
            return self.version

    def _is_other(self, known: int) -> bool:
        return self.version != known


class Server(ThreadingHTTPServer):
    """Serves the pages of a `Showing`, which is asked by one thread at a time."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], showing: Showing, start: str) -> None:
        """Listen at an address; `start` is the page that the bare address leads to."""
        super().__init__(address, _Handler)
        self.showing = showing
        self.start = start
        self.changes = Changes()
        self.lock = threading.Lock()
        self.shown: tuple[int, dict[str, tuple[HTTPStatus, str]]] = (-1, {})

    def watch(self, *folders: Path) -> Callable[[], None]:
        """Follow the changes of files in folders; returns what ends it."""
        observer = Observer()
        for folder in folders:
            observer.schedule(self.changes, str(folder), recursive=True)
        observer.start()

        def end() -> None:
            observer.stop()
            observer.join()

        return end

    def page(self, path: str) -> tuple[HTTPStatus, str]:
        """Make a page, or give it again if no file has changed since."""
        with self.lock:
            version = self.changes.version
            if self.shown[0] != version:
                version = self.changes.settled()
                self.showing.refresh()
                self.shown = (version, {})
            pages = self.shown[1]
            if path not in pages:
                pages[path] = self.showing.page(path, version)
            return pages[path]


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server

    def do_GET(self) -> None:
        """Give a page, a file of the theme, or the number of the version."""
        asked = urlsplit(self.path)
        path = unquote(asked.path).lstrip("/")
        if not path:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{self.server.start}/")
            self.end_headers()
        elif path == f"{OWN}version":
            known = parse_qs(asked.query).get("known", ["-1"])[0]
            version = self.server.changes.wait(int(known) if known.isdecimal() else -1)
            self._answer(HTTPStatus.OK, "text/plain", str(version).encode())
        elif path == f"{OWN}refresh.js":
            self._answer(HTTPStatus.OK, "text/javascript", _SCRIPT.read_bytes())
        elif (file := self.server.showing.asset(path)) is not None:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self._answer(HTTPStatus.OK, kind, file.read_bytes())
        else:
            page = path.removesuffix("index.html").removesuffix(".md").strip("/")
            status, text = self.server.page(page)
            self._answer(status, "text/html", text.encode())

    def handle(self) -> None:
        """Answer, unless nobody waits any more: a page that is left ends what it asked for."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its parent
        """Say nothing of each request."""
