"""Counting what a renderer reaches for: sockets, a server of our own on the loopback, and files."""

import gc
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

SOCKETS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "urllib.Request"}
CODE = (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), str(Path(__file__).parents[2] / "gpleadership"))
"""Python may import what it has not needed before."""


@dataclass
class Seen:
    """What was reached for while somebody watched."""

    sockets: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


_watching: list[Seen] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in SOCKETS:
        _watching[-1].sockets.append(f"{event} {arguments[-1] if event == 'socket.connect' else arguments[0]}")
    elif event == "open" and isinstance(arguments[0], str | bytes):
        name = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()
        if not (name.startswith(CODE) and name.endswith((".py", ".pyc", ".so"))):
            _watching[-1].files.append(name)


sys.addaudithook(_hook)  # there is no taking it away again: it looks only while somebody watches


@contextmanager
def watched() -> Iterator[Seen]:
    """Note every socket and every file, whoever opens it."""
    gc.collect()  # folders that earlier documents have left are taken away now, and not while we watch
    seen = Seen()
    real = socket.socket.connect

    def counted(self: socket.socket, address: Any) -> None:
        seen.sockets.append(f"connect {address}")
        real(self, address)

    socket.socket.connect = counted  # type: ignore[method-assign, assignment]
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)
        socket.socket.connect = real  # type: ignore[method-assign]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.hits.append(self.path)  # type: ignore[attr-defined]
        if self.path.startswith("/redirect"):
            self.send_response(302)
            self.send_header("Location", "/after-redirect")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if self.path.endswith(".css") else "image/svg+xml")
        self.end_headers()
        self.wfile.write(b"" if self.path.endswith(".css") else b'<svg xmlns="http://www.w3.org/2000/svg"/>')

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def server() -> Iterator[tuple[str, list[str]]]:
    """Its address, and the paths that it was asked for."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.hits = []  # type: ignore[attr-defined]
    thread = Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_port}", made.hits  # type: ignore[attr-defined]
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def secret() -> Path:
    """A file on this machine with a word in it that must never get into a document."""
    path = Path(tempfile.mkstemp(prefix="secret-", suffix=".txt")[1])
    path.write_text("TOPSECRETWORD")
    return path
